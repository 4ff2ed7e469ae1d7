"""What a page of a feed must be before anybody looks at its rows."""

from typing import Any

import pytest

from clearance.rules.basics.faults import Refused
from clearance.rules.records.hub_page import MAYBE_TEXTS, STANDINGS, TEXTS, read_page
from clearance.store.journal.changes import COLUMNS

HEAD = {"office": {"uid": "north"}, "head": {"seq": 1, "hash": "f"}}
ROW: dict[str, Any] = {
    **dict.fromkeys(TEXTS, "x"),
    **dict.fromkeys(MAYBE_TEXTS),
    "seq": 1,
    "based_on": None,
    "standing": "held",
}


def test_every_column_of_the_journal_is_looked_at() -> None:
    assert set(COLUMNS) == {*TEXTS, *MAYBE_TEXTS, "seq", "based_on"} == set(ROW)


def test_a_page_says_whose_it_is_how_far_the_journal_reaches_and_its_rows() -> None:
    page = read_page({**HEAD, "rows": [ROW]})
    assert (page.office_uid, page.head_seq, page.head_hash, page.rows) == ("north", 1, "f", (ROW,))


@pytest.mark.parametrize("standing", STANDINGS)
def test_a_row_has_one_of_the_verdicts(standing: str) -> None:
    assert read_page({**HEAD, "rows": [{**ROW, "standing": standing}]}).rows


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {**HEAD, "rows": 1},
        {**HEAD, "rows": [1]},
        {**HEAD, "office": {"uid": ""}, "rows": []},
        {**HEAD, "office": 1, "rows": []},
        {**HEAD, "head": {"seq": "1", "hash": "f"}, "rows": []},
        {**HEAD, "head": {"seq": 1}, "rows": []},
        {**HEAD, "office": {"uid": "\0"}, "rows": []},
    ],
)
def test_anything_else_is_refused(data: Any) -> None:
    with pytest.raises(Refused, match="không phải dòng tin"):
        read_page(data)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("seq", 1.5),
        ("seq", True),
        ("seq", 2**60),
        ("uid", None),
        ("why", "\0"),
        ("why", "\ud800"),
        ("about", 1),
        ("happened_on", []),
        ("based_on", "1"),
        ("standing", "repeated"),
        ("hash", 7),
    ],
)
def test_a_column_of_the_wrong_kind_is_named(column: str, value: Any) -> None:
    with pytest.raises(Refused, match=column):
        read_page({**HEAD, "rows": [{**ROW, column: value}]})
