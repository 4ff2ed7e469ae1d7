from clearance.rules.forecast.model import NOTHING, learn
from clearance.rules.forecast.survival import Spell

PAID = ("household", "paid", "household")


def test_a_commune_speaks_for_itself_from_twenty_cases_else_all_speak() -> None:
    spells = [Spell(PAID, "a", 10)] * 20 + [Spell(PAID, "b", 30)] * 19
    pace = learn([*spells, Spell(PAID, "b", 3, is_over=False)])
    assert pace.curve(PAID, "a").cases == 20
    assert pace.curve(PAID, "b").cases == 39
    assert pace.finished[PAID] == 39
    assert NOTHING.curve(PAID, "a") is None


def test_the_newest_law_speaks_alone_once_it_has_cases_enough() -> None:
    old = [Spell(PAID, "a", 30, law="2024-08-01")] * 40
    new = [Spell(PAID, "a", 10, law="2026-01-01")]
    assert learn([*old, *new * 20]).curve(PAID, "a").days.tolist() == [10]
    assert learn([*old, *new * 19]).curve(PAID, "a").days.tolist() == [10, 30]


def test_a_new_law_under_which_most_steps_still_run_does_not_speak_alone() -> None:
    old = [Spell(PAID, "a", 30, law="2024-08-01")] * 40
    new = [Spell(PAID, "a", 10, law="2026-01-01")] * 20
    running = [Spell(PAID, "a", 11, is_over=False, law="2026-01-01")] * 20
    assert learn([*old, *new, *running]).curve(PAID, "a").cases == 60


def test_a_law_that_changed_the_pace_does_not_make_cases_look_alike() -> None:
    spells = [
        Spell(
            PAID,
            str(n % 4),
            30 * (n < 80) + n % 17,
            True,
            (),
            str(n),
            f"2026-{n // 40:02d}",
            law="2024-08-01" if n < 80 else "2026-01-01",
        )
        for n in range(160)
    ]
    assert learn(spells).correlations.place < 0.1
