"""Where the parts of the strip map lie: ticks on their chainage, names beside rows, a legend
whose entries do not cover each other."""

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from clearance.maps import strip_rows as rows
from clearance.maps.strip import GUTTER, WIDE, Mark, Strip, draw
from clearance.maps.strip_lanes import STATES, Pen, lane
from clearance.maps.svg import Scale
from clearance.maps.words import WORDS, thousands
from clearance.rules.corridor.handover import Blocker, Span, handover

PEN = Pen(str, thousands, None, "strip")
TOTALS = dict.fromkeys((*STATES, *rows.MARK_KINDS), 12_345)


def elements(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(f"<svg>{svg}</svg>").iter())  # noqa: S314 our own drawing


def ticks(svg: str) -> list[tuple[int, int]]:
    """Place and height of each tick."""
    (path,) = [e for e in elements(svg) if e.get("class") == "tick"]
    return [(int(x), int(h)) for x, h in re.findall(r"M(-?\d+) \d+v(\d+)", path.get("d") or "")]


def texts(svg: str) -> dict[str, tuple[int, int]]:
    """Text → its place."""
    found = (e for e in elements(svg) if e.tag == "text")
    return {e.text or "": (int(e.get("x", "")), int(e.get("y", ""))) for e in found}


@pytest.mark.parametrize(("start_m", "length_m"), [(0, 48_000), (12_345, 30_000), (5_000, 5_000)])
def test_each_kilometre_has_its_tick_at_its_chainage(start_m: int, length_m: int) -> None:
    scale = Scale(start_m, length_m, GUTTER, WIDE)
    svg = rows.axis(start_m, length_m, scale)
    kilometres = [km for km in range(100) if start_m <= km * 1000 <= start_m + length_m]
    assert sorted(x for x, _ in ticks(svg)) == [scale.x(km * 1000) for km in kilometres]
    labelled = {f"Km{km}": scale.x(km * 1000) for km in kilometres if km % 5 == 0}
    assert {name: x for name, (x, _) in texts(svg).items()} == labelled
    long = max(height for _, height in ticks(svg))
    assert {x for x, height in ticks(svg) if height == long} == set(labelled.values())


def test_a_long_tick_crosses_all_three_rows_and_a_short_one_none() -> None:
    svg = rows.axis(0, 10_000, Scale(0, 10_000, 0, 1000))
    (path,) = [e for e in elements(svg) if e.get("class") == "tick"]
    spans = {
        (int(y), int(y) + int(h)) for y, h in re.findall(r"M\d+ (\d+)v(\d+)", path.get("d") or "")
    }
    top, bottom = rows.LEFT[0], sum(rows.RIGHT)
    assert {(a <= top and b >= bottom, b < top) for a, b in spans} == {(True, False), (False, True)}


def test_the_name_of_each_row_stands_within_its_row() -> None:
    places = texts(rows.gutter(PEN))
    for (top, height), code in ((rows.LEFT, "left"), (rows.FULL, "full"), (rows.RIGHT, "right")):
        x, y = places[WORDS[code]]
        assert x == 0
        assert top + height // 2 < y < top + height // 2 + rows.LETTER, code


def legend_boxes(svg: str) -> dict[str, tuple[int, int, int, int]]:
    """Text of each entry → left, top, right, bottom of its swatch and words together."""
    return {
        text: (x - 72, y - 42, x + len(text) * rows.LETTER, y + 2)
        for text, (x, y) in texts(svg).items()
    }


@pytest.mark.parametrize("width", [700, 1500, 2500, 5100])
def test_entries_of_the_legend_lie_beside_or_below_each_other_within_its_width(width: int) -> None:
    foot = rows.legend(TOTALS, PEN, 100, width)
    boxes = legend_boxes(foot.svg)
    assert len(boxes) == len(TOTALS)
    for (a, one), (b, other) in combinations(boxes.items(), 2):
        is_apart = (
            one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        )
        assert is_apart, (a, b)
    for text, (left, top, right, bottom) in boxes.items():
        assert left >= 0 and (right <= width or left == 0), text
        assert top >= 100 and bottom <= 100 + foot.height, text


@pytest.mark.parametrize("width", [700, 1500, 2500, 20_000])
def test_the_legend_fills_a_line_before_it_begins_another(width: int) -> None:
    entries = list(legend_boxes(rows.legend(TOTALS, PEN, 0, width).svg).items())
    for (_, before), (text, entry) in pairwise(entries):
        if entry[1] == before[1]:
            assert entry[0] > before[2]
        else:
            assert entry[0] == 0 and entry[1] > before[3]
            assert before[2] + 88 + 160 + len(text) * rows.LETTER > width
    assert len({top for _, (_, top, _, _) in entries}) == {700: 6, 1500: 5, 2500: 2}.get(width, 1)


def test_swatches_stand_left_of_their_words_on_the_same_line() -> None:
    svg = rows.legend(TOTALS, PEN, 0, 2500).svg
    boxes = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h56v44", svg)]
    shapes = [(int(x), int(y)) for y, x in re.findall(r"M0 (\d+)m(\d+) 0", svg)]
    words = list(texts(svg).values())
    assert boxes == [(x - 72, y - 42) for x, y in words[: len(STATES)]]
    assert shapes == [(x - 38, y - 2) for x, y in words[len(STATES) :]]


def test_nothing_of_which_there_is_none_has_an_entry() -> None:
    foot = rows.legend({"clear": 1000, "blocked": 0, "grave": 2}, PEN, 0, 5000)
    assert list(texts(foot.svg)) == ["Sạch: 1.000 m", "Mộ chưa di chuyển: 2"]


def test_a_lane_reaches_from_the_first_to_the_last_metre_of_the_road() -> None:
    found = handover(10_000, [Blocker(2_000, 3_000, "both")], [Span(0, 9_000)], "2026-01-01")
    scale, (top, height) = Scale(0, 10_000, GUTTER, WIDE), rows.FULL
    clear, *hatched = [e.get("d") for e in elements(lane(found.full, scale, rows.FULL, PEN))][1:]
    assert clear == f"M{GUTTER} {top}h{WIDE}v{height}h-{WIDE}z"
    middle = top + height // 2
    assert hatched == [
        f"M0 {middle}m{scale.x(9_000)} 0h{scale.x(10_000) - scale.x(9_000)}",
        f"M0 {middle}m{scale.x(2_000)} 0h{scale.x(3_000) - scale.x(2_000)}",
    ]


def test_marks_stand_at_their_chainage_on_their_side() -> None:
    found = handover(10_000, [Blocker(0, 10, "left")], [Span(0, 10_000)], "2026-01-01")
    strip = Strip(0, 10_000, found.full, marks=[Mark(2_500, "left", "grave"),
                                                Mark(7_500, "right", "structure"),
                                                Mark(8_000, "right", "structure")])  # fmt: skip
    scale = Scale(0, 10_000, GUTTER, WIDE)
    root = ElementTree.fromstring(draw(strip))  # noqa: S314 our own drawing
    marks = {e.get("class"): e.get("d") or "" for e in root.find("g") or () if e.tag == "path"}
    grave = re.match(r"M0 (\d+)m(\d+) 0", marks["mark grave"])
    assert grave and int(grave[1]) == rows.MARKS["left"] < rows.LEFT[0]
    assert abs(int(grave[2]) - scale.x(2_500)) <= 8
    house = re.match(r"M0 (\d+)m(\d+) 0", marks["mark structure"])
    assert house and int(house[1]) == rows.MARKS["right"] > sum(rows.RIGHT)
    assert abs(int(house[2]) - scale.x(7_500)) <= 8
    steps = [int(step) for step in re.findall(r"m(\d+) 0", marks["mark structure"])]
    assert abs(sum(steps) - scale.x(8_000)) <= 8
