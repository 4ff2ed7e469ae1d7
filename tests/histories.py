"""A corridor with a history long enough to learn from. Everything is invented."""

from datetime import date, datetime, timedelta

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from clearance.store.cases import steps
from tests.given import LINE, NOW, a_change, a_household, a_parcel, a_project, a_store
from tests.land import an_outline, over

#: Days from one step of the line to the next, before each household's own few.
PACE = 9


def a_history(store: Store | None = None, finished: int = 24, running: bool = True) -> Store:
    """Households of commune A that went the whole line, and one that is halfway.

    The segment is surveyed from end to end; the one still running, `run`, holds Km0+100 – Km0+160.
    """
    store = store or a_project(a_store())
    for number in range(finished):
        uid = a_household(store, f"f{number}")
        at = date(2025, 6, 1) + timedelta(days=number)
        for code in LINE:
            take(store, uid, code, at)
            at += timedelta(days=PACE + number % 7)
    an_outline(store)
    for side in ("left", "right"):
        a_parcel(store, f"free-{side}", "f0", **over(0, 2000, side))
        take(store, f"free-{side}", "handed_over", date(2026, 1, 1), "parcel")
        with store.atomic():
            store.run(
                "UPDATE parcel SET cleared_on = '2026-01-01' WHERE uid = :u", u=f"free-{side}"
            )
    if running:
        a_household(store, "run")
        a_parcel(store, "run-p", "run")
        for number, code in enumerate(LINE[:7]):
            take(store, "run", code, date(2026, 9, 1) + timedelta(days=10 * number))
    return store


def take(
    store: Store, uid: str, code: str, on: date, subject: str = "household", known: str = ""
) -> None:
    """Keep that a step was taken, known on the same day unless told otherwise."""
    with store.atomic():
        steps.take(
            store,
            {
                "subject": subject,
                "subject_uid": uid,
                "step": code,
                "happened_on": str(on),
                "recorded_at": f"{known or on}T05:00:00.000Z",
                "who": "canbo.a",
                "seq": 1,
            },
        )


def a_season(store: Store, from_day: str, to_day: str, now: datetime = NOW, **more: object) -> None:
    """A season of spring, a row of the project's own law; graves are opened unless told."""
    patch = {
        "code": "xuan",
        "subject": "grave",
        "step": "exhumed",
        "from_day": from_day,
        "to_day": to_day,
        "basis": "custom",
        "source": "Văn bản giả định 5/2026",
    }
    record_all(store, [a_change("season", "s", "registered", patch=patch | more)], TERMINAL, now)


def a_law_that_ends(store: Store, until_on: str) -> None:
    """The project's own row of the law in force, with the last day of its texts."""
    patch = {
        "code": "R26",
        "vi": "Luật sắp hết",
        "en": "Law about to end",
        "is_verified": 1,
        "from_on": "2026-01-01",
        "until_on": until_on,
        "source": "Văn bản A",
    }
    record_all(store, [a_change("regime", "r26", "registered", patch=patch)], TERMINAL, NOW)
