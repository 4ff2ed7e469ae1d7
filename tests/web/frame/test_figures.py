"""One count and one rounding: what a tile says is what its list, its files and other pages say."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from clearance.store import Store
from tests.given import a_parcel, step
from tests.land import an_outline, over
from tests.web.conftest import Person

As = Callable[..., Person]
_TILE = re.compile(
    r'class="figure[^"]*" href="([^"]*)">\s*<span class="label">([^<]*)</span>'
    r'\s*<span class="value">([\d.]+)'
)
_SHARE = re.compile(r"([\d,]+)\xa0%")


@pytest.fixture
def road(store: Store) -> Store:
    """996 m clear, then ground held, handed over and never surveyed side by side."""
    an_outline(store)
    for name, (from_m, to_m) in {"l": (0, 1500), "r": (0, 1000), "f": (1500, 1600)}.items():
        side = {"l": "left", "r": "right", "f": "both"}[name]
        a_parcel(store, name, "h", **over(from_m, to_m, side))
    for uid in ("l", "r", "p"):
        assert step(
            store, uid, "handed_over", subject="parcel", happened_on="2026-11-01"
        ).is_accepted
    return store


def tiles(page: str) -> dict[str, tuple[str, int]]:
    """Address and number of each tile of a page by its words."""
    return {
        w: (url.split("#")[0].replace("&amp;", "&"), int(n.replace(".", "")))
        for url, w, n in _TILE.findall(page)
    }


def rows(person: Person, url: str) -> list[dict[str, Any]]:
    """The list behind an address of the corridor page."""
    joint = "&" if "?" in url else "?"
    return list(person.get(f"/corridor{url}{joint}format=json").get_json()["rows"])


def test_tiles_rows_and_files_of_the_road_hold_the_same_metres(as_: As, road: Store) -> None:
    leader = as_("leader")
    shown = tiles(leader.main("/corridor"))
    words = {
        "Mét sạch": ("Thi công được", "Sạch, còn ngắn"),
        "Còn vướng": ("Còn vướng",),
        "Chưa khảo sát": ("Chưa khảo sát",),
    }
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(leader.get("/corridor?format=xlsx").data))
    table = sheet.get_sheet_by_index(0).to_python()
    head = next(n for n, row in enumerate(table) if "Dài (m)" in row)
    length, state = table[head].index("Dài (m)"), table[head].index("Tình trạng")
    lines = [line.split(";") for line in leader.get("/corridor?format=csv").text.splitlines()]
    assert sum(number for label, (_url, number) in shown.items() if label in words) == 10_000
    for label, states in words.items():
        url, number = shown[label]
        assert number > 0, label
        assert sum(row["length_m"] for row in rows(leader, url)) == number, label
        assert sum(row[length] for row in table[head + 1 :] if row[state] in states) == number
        assert sum(int(line[2]) for line in lines if len(line) > 3 and line[3] in states) == number


def test_one_share_is_the_same_on_every_page(as_: As, road: Store) -> None:
    leader = as_("leader")
    parts = {r["code"]: r for r in leader.get("/corridor/parts?format=json").get_json()["rows"]}

    page = leader.main("/corridor/parts")
    assert "Thi công được, phần trăm số mét sạch" in page
    told = re.search(r"bằng ([\d,]+)\xa0% số mét sạch", leader.main("/corridor"))
    assert told
    assert float(told[1].replace(",", ".")) == parts["TQ"]["percent"]
    *units, _whole = leader.get("/communes/?format=json").get_json()["rows"]
    for row in units:
        part = next(p for p in parts.values() if p["label"] == row["name"])
        assert (row["clear_m"], row["clear_percent"]) == (part["clear_m"], part["clear_percent"])
        assert f"{row['clear_percent']:g}".replace(".", ",") + "\xa0%" in leader.main("/communes/")


def test_nothing_but_all_is_told_as_all(as_: As, road: Store) -> None:
    a_parcel(road, "w", "h", unit_uid="b", **over(9999, 10_000, "both"))
    for row in as_("leader").get("/corridor/parts?format=json").get_json()["rows"]:
        assert (row["clear_percent"] == 100) == (row["clear_m"] == row["length_m"])
        assert (row["clear_percent"] == 0) == (row["clear_m"] == 0)
