from clearance.reports.public import hide, open_counts
from tests.given import TODAY, a_household, a_project, a_store


def shown(*pairs: tuple[int, int]) -> tuple[list[object], list[object]]:
    """What is told of pairs of done and all: the two columns."""
    rows = [{"handed_over": done, "households": every} for done, every in pairs]
    hide(rows, "handed_over", "households")
    return [row["handed_over"] for row in rows], [row["households"] for row in rows]


def test_small_numbers_are_hidden_and_so_are_the_few_who_are_left() -> None:
    done, every = shown((2, 60), (58, 60), (30, 60), (60, 60))
    assert done == ["few", "nearly", 30, 60]
    assert every == [60, 60, 60, 60]


def test_one_hidden_cell_takes_another_with_it_lest_the_total_give_it_away() -> None:
    assert shown((2, 60), (30, 60), (10, 20), (0, 0))[0] == ["few", 30, "hidden", 0]
    assert shown((0, 3), (0, 60), (0, 20))[1] == ["few", 60, "hidden"]


def test_zero_and_large_numbers_are_told() -> None:
    assert shown((0, 60), (30, 60)) == ([0, 30], [60, 60])


def test_the_page_for_all_adds_every_commune_and_hides_a_small_whole() -> None:
    store = a_project(a_store())
    for number in range(6):
        a_household(store, f"h{number}")
    a_household(store, "k", "b")
    one, other, whole = open_counts(store, TODAY)
    assert (one["households"], other["households"]) == ("hidden", "few")
    assert (whole["name"], whole["households"], whole["handed_over"]) == (None, 7, 0)
