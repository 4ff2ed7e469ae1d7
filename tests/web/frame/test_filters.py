from typing import Any

import pytest
from flask import Flask

from clearance.i18n import lazy_gettext as _l
from clearance.web.frame.filters import Filter, apply, choices

ROWS: list[dict[str, Any]] = [
    {"code": "a", "state": "open", "words": "Chờ", "is_due": True, "places": ("x", "y")},
    {"code": "b", "state": "open", "words": "Chờ", "is_due": False, "places": ("y",)},
    {"code": "c", "state": "done", "words": "Xong", "is_due": True, "places": ()},
    {"code": "d", "state": None, "words": "", "is_due": False, "places": ("x",)},
]
FILTERS = (
    Filter("state", "Tình trạng", words="words"),
    Filter("due", "Hạn", "is_due", _l("Đến hạn xem lại")),
    Filter("place", "Nơi", "places", options=(("x", "X"), ("y", lambda: "Y"), ("z", "Z"))),
    Filter("code"),
)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", "abcd"),
        ("state=open", "ab"),
        ("state=open&due=1", "a"),
        ("place=x", "ad"),
        ("place=z", ""),
        ("code=c", "c"),
        ("due=0", ""),
        ("unknown=1", "abcd"),
    ],
)
def test_rows_pass_every_filter_of_the_address(app: Flask, query: str, codes: str) -> None:
    with app.test_request_context(f"/?{query}"):
        assert "".join(row["code"] for row in apply(ROWS, FILTERS)) == codes


def test_a_count_is_what_pressing_the_value_leaves(app: Flask) -> None:
    with app.test_request_context("/?state=open"):
        offered = choices(ROWS, FILTERS)
    assert [(c.name, c.label, c.selected, list(c.options)) for c in offered] == [
        ("state", "Tình trạng", "open", [("open", "Chờ", 2), ("done", "Xong", 1)]),
        ("due", "Hạn", "", [("1", "Đến hạn xem lại", 1)]),
        ("place", "Nơi", "", [("x", "X", 1), ("y", "Y", 2), ("z", "Z", 0)]),
    ]


def test_a_filter_that_is_on_can_be_taken_off_where_no_row_has_it(app: Flask) -> None:
    with app.test_request_context("/?due=1"):
        assert choices(ROWS[1:2], FILTERS)[1].options == [("1", "Đến hạn xem lại", 0)]
