"""Where the parts of a printed sheet lie: the frame around the map, the scale bar, the legend."""

import re
from collections import Counter
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from clearance.maps.layers import LAYERS
from clearance.maps.paper import FOOT_MM, HEAD_MM, PAPERS, Paper, bar_m
from clearance.maps.sheet_frame import foot, head
from clearance.maps.words import thousands

#: Drawing units to a millimetre.
MM = 100
COUNTS = [
    (LAYERS[name], Counter({look.status: 1_234 for look in LAYERS[name].looks}))
    for name in ("parcels", "runs", "graves", "alignment")
]
SHEETS = [
    Paper(name, is_wide, scale, (11_700_000.0, 2_520_000.0))
    for name in sorted(PAPERS)
    for is_wide in (False, True)
    for scale in (2_000, 50_000)
]


def drawn(paper: Paper) -> list[ElementTree.Element]:
    svg = foot(paper, COUNTS, "1:2.000", "Nguồn", lambda row: getattr(row, "vi", ""), thousands)
    return list(ElementTree.fromstring(f"<svg>{svg}</svg>").iter())  # noqa: S314 our own drawing


def box_of(path: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of a rectangle."""
    found = re.fullmatch(r"M(-?\d+) (-?\d+)h(\d+)v(\d+)h-\d+z", path)
    assert found, path
    x, y, width, height = map(int, found.groups())
    return x, y, x + width, y + height


@pytest.mark.parametrize("paper", SHEETS, ids=str)
def test_the_frame_goes_round_the_map_between_head_and_foot(paper: Paper) -> None:
    (frame,) = [e.get("d") or "" for e in drawn(paper) if e.get("class") == "frame"]
    left, top, right, bottom = box_of(frame)
    width, height = paper.size_mm
    assert (top, bottom) == (HEAD_MM * MM, (height - FOOT_MM) * MM)
    assert 0 < left <= MM and width * MM - MM <= right < width * MM
    assert (bottom - top) == paper.frame_mm[1] * MM


@pytest.mark.parametrize("paper", SHEETS, ids=str)
def test_the_scale_bar_is_four_boxes_end_to_end_as_long_as_the_scale_says(paper: Paper) -> None:
    bars = [box_of(e.get("d") or "") for e in drawn(paper) if "bar" in (e.get("class") or "")]
    assert len(bars) == 4
    assert all(abs(a[2] - b[0]) <= 1 for a, b in pairwise(bars))
    length = bar_m(paper.scale) * 1000 * MM / paper.scale
    assert (bars[0][0], bars[-1][2]) == (0, pytest.approx(length, abs=2))
    ends = [e for e in drawn(paper) if e.tag == "text" and e.get("class") == "end"]
    assert [int(e.get("x", "")) for e in ends] == [pytest.approx(length, abs=1)]
    foot_top = (paper.size_mm[1] - FOOT_MM) * MM
    assert all(foot_top < top < bottom < paper.size_mm[1] * MM for _, top, _, bottom in bars)


@pytest.mark.parametrize("paper", SHEETS, ids=str)
def test_entries_of_the_legend_lie_in_the_foot_and_not_upon_each_other(paper: Paper) -> None:
    texts = [e for e in drawn(paper) if e.tag == "text" and e.get("class") is None][1:]
    boxes = [
        (int(e.get("x", "")), int(e.get("y", "")) - 165, len(e.text or "") * 165) for e in texts
    ]
    assert boxes
    foot_top = (paper.size_mm[1] - FOOT_MM) * MM
    assert all(foot_top < y < paper.size_mm[1] * MM for _, y, _ in boxes)
    bar_ends = bar_m(paper.scale) * 1000 * MM / paper.scale
    assert all(x > bar_ends for x, _, _ in boxes)
    for one, other in combinations(boxes, 2):
        is_beside = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
        assert is_beside or abs(one[1] - other[1]) >= 330, (one, other)


@pytest.mark.parametrize("paper", SHEETS, ids=str)
def test_title_and_north_stand_in_the_head(paper: Paper) -> None:
    svg = head(paper, "Bản đồ", "20/11/2026", "lọc")
    root = ElementTree.fromstring(f"<svg>{svg}</svg>")  # noqa: S314 our own drawing
    lines = [int(e.get("y", "")) for e in root if e.tag == "text"]
    assert lines == sorted(lines) and lines[0] > 0 and lines[-1] < HEAD_MM * MM
    assert lines[1] - lines[0] >= 400
    (north,) = [e.get("transform") or "" for e in root if e.get("class") == "north"]
    x, y = map(int, re.findall(r"-?\d+", north))
    assert paper.size_mm[0] * MM - 10 * MM < x < paper.size_mm[0] * MM
    assert 0 < y + 1150 < HEAD_MM * MM
