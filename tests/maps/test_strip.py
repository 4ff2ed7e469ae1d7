import gzip
from dataclasses import replace
from itertools import pairwise
from random import Random
from xml.etree import ElementTree

import pytest

from clearance.maps.strip import Band, Mark, Strip, draw
from clearance.rules.corridor.handover import Blocker, Span, handover

LENGTH_M = 48_000
HOSTILE = "<img onerror=alert(1)>\"'&${7*7}\x00\ud800]]>"
NAMESPACE = "{http://www.w3.org/2000/svg}"


def links(from_m: int, to_m: int) -> str:
    return f"/corridor?from={from_m}&to={to_m}"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 our own drawing


def a_district(blockers: int = 260, seed: int = 1) -> Strip:
    """A corridor as patchy as the public record tells: most free, the rest in clusters."""
    random = Random(seed)
    knots = [random.randrange(LENGTH_M) for _ in range(14)]
    held = []
    for _ in range(blockers):
        start = min(LENGTH_M - 200, max(0, int(random.gauss(random.choice(knots), 900))))
        side = random.choice(["left", "right", "both"])
        held.append(Blocker(start, start + random.randint(8, 90), side))
    known = [Span(0, 19_000), Span(19_180, LENGTH_M)]
    found = handover(LENGTH_M, held, known, "2026-11-23")
    return Strip(
        start_m=0,
        length_m=LENGTH_M,
        full=found.full,
        left=found.left,
        right=found.right,
        communes=[Band(i * 4400, i * 4400 + 4400, f"Xã số {i}", f"/x/{i}") for i in range(11)],
        packages=[Band(i * 8000, i * 8000 + 8000, f"Gói {i}") for i in range(6)],
        segments=[Band(i * 3000, i * 3000 + 3000, f"Đ{i}", f"/segments/D{i}") for i in range(16)],
        marks=[
            Mark(random.randrange(LENGTH_M), random.choice(["left", "right"]), kind)
            for kind in ["grave"] * 36 + ["structure"] * 60 + ["utility"] * 12
        ],
        as_of="2026-11-23",
    )


def test_the_strip_of_a_district_is_small() -> None:
    svg = draw(a_district(), links)
    assert len(gzip.compress(svg.encode(), 6)) <= 5_000


def test_the_strip_is_well_formed_and_says_in_words_what_it_shows() -> None:
    root = parsed(draw(a_district(), links))
    assert root.get("viewBox")
    assert root.find("title").text  # type: ignore[union-attr]
    told = root.find("desc").text  # type: ignore[union-attr]
    assert "48.000 m" in told and "Đoạn sạch dài nhất" in told


def test_links_inside_make_it_a_group_and_none_an_image() -> None:
    assert parsed(draw(a_district(), links)).get("role") == "group"
    bare = draw(replace(a_district(), communes=[], segments=[]))
    assert parsed(bare).get("role") == "img"
    assert "<a " not in bare


def test_the_links_cover_the_road_without_gap_or_overlap() -> None:
    root = parsed(draw(a_district(), links))
    over = next(g for g in root.iter("g") if g.get("class") == "over")
    ends = [a.get("href", "").split("?")[1] for a in over.iter("a")]
    pairs = [[int(part.split("=")[1]) for part in end.split("&")] for end in ends]
    assert pairs[0][0] == 0 and pairs[-1][1] == LENGTH_M
    assert all(before[1] == after[0] for before, after in pairwise(pairs))


def test_hostile_names_stay_text() -> None:
    strip = replace(
        a_district(),
        communes=[Band(0, LENGTH_M, HOSTILE, f"/c?x={HOSTILE}")],
        segments=[Band(0, LENGTH_M, HOSTILE)],
    )
    svg = draw(strip, lambda a, b: f"/x?{a}{HOSTILE}{b}", text=lambda text: text + HOSTILE)
    root = parsed(svg)
    allowed = {"svg", "title", "desc", "defs", "pattern", "path", "circle", "g", "a", "text"}
    assert {element.tag for element in root.iter()} <= allowed
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")]
    assert "style=" not in svg


def test_blocked_and_unknown_are_hatched_not_only_coloured() -> None:
    svg = draw(a_district(), links, name="here")
    for state in ("blocked", "unknown"):
        assert f'<pattern id="here-{state}"' in svg
        assert f'stroke="url(#here-{state})"' in svg


def test_a_blocked_metre_is_drawn_thick_enough_to_be_seen() -> None:
    found = handover(LENGTH_M, [Blocker(24_000, 24_001, "both")], [Span(0, LENGTH_M)], "2026-01-01")
    svg = draw(Strip(0, LENGTH_M, found.full), links)
    assert 'd="M0 473m2698 0h6"' in svg


def test_the_longest_clear_run_is_written_out() -> None:
    found = handover(10_000, [Blocker(4_000, 4_100, "left")], [Span(0, 10_000)], "2026-01-01")
    assert "Dài nhất: Km4+100 – Km10+000 · 5.900 m" in draw(Strip(0, 10_000, found.full), links)


@pytest.mark.parametrize("start_m", [0, 12_345])
@pytest.mark.parametrize("length_m", [1, 999, 5_000])
@pytest.mark.parametrize("folds", [1, 4])
def test_short_and_empty_corridors_are_drawn_too(start_m: int, length_m: int, folds: int) -> None:
    found = handover(length_m, [], [], "2026-01-01", start_m)
    parsed(draw(Strip(start_m, length_m, found.full, found.left, found.right), links, folds=folds))
    parsed(draw(Strip(0, 0, ()), links))


def test_folding_keeps_every_name_and_marks_the_drawing() -> None:
    svg = draw(a_district(), links, folds=4)
    root = parsed(svg)
    assert "folded" in root.get("class", "")
    assert all(f">Đ{number}<" in svg for number in range(16))


def test_words_and_numbers_are_written_as_the_reader_has_them() -> None:
    svg = draw(a_district(), links, text=lambda text: f"[{text}]", number=lambda n: f"{n:,}")
    told = parsed(svg).find("desc").text or ""  # type: ignore[union-attr]
    assert told.startswith("[Tổng] 48,000 m: [Sạch] ")


def test_the_day_each_segment_is_needed_stands_under_its_bracket_and_late_ones_say_so() -> None:
    strip = replace(
        a_district(),
        segments=[
            Band(0, 3000, "D-01", note="31/12/2026"),
            Band(3000, 6000, "D-02", note="01/10/2026", is_late=True),
        ],
    )
    svg = draw(strip, links)
    assert ">31/12/2026</text>" in svg
    assert "▲ 01/10/2026 trễ" in svg
    assert "D-02: Km3+000 – Km6+000 · 01/10/2026" in svg


def test_dates_too_close_to_stand_beside_each_other_stand_one_under_another() -> None:
    close = [Band(i * 600, i * 600 + 600, f"D{i}", note="31/12/2026") for i in range(3)]
    root = parsed(draw(replace(a_district(), segments=close)))
    found = [t for t in root.iter("text") if t.text == "31/12/2026"]
    assert len({t.get("y") for t in found}) == len(found) == 3


def test_this_weeks_plan_is_a_lane_of_links() -> None:
    plan = [Band(1000, 2200, "3 thửa → 1.840 m", "/corridor?from=1000&to=2200")]
    svg = draw(replace(a_district(), plan=plan), links)
    assert "Việc tuần" in svg
    assert "3 thửa → 1.840 m: Km1+000 – Km2+200" in svg
    assert 'href="/corridor?from=1000&amp;to=2200"><title>3 thửa' in svg
    assert "Việc tuần" not in draw(a_district(), links)


def test_an_earlier_day_is_an_outline_of_its_own_and_makes_the_strip_higher() -> None:
    now = a_district()
    then = replace(
        now, earlier=handover(LENGTH_M, [Blocker(0, 40_000, "both")], now_known(), "").full
    )
    plain, outlined = (parsed(draw(strip)) for strip in (now, then))
    (outline,) = [p for p in outlined.iter("path") if p.get("class") == "ghost"]
    assert (outline.get("d") or "").count("z") == 1
    heights = [int((root.get("viewBox") or "").split()[3]) for root in (plain, outlined)]
    assert heights[0] < heights[1]


def now_known() -> list[Span]:
    return [Span(0, LENGTH_M)]


def test_with_everything_on_it_the_strip_stays_small() -> None:
    strip = a_district()
    dated = [
        replace(s, note="31/12/2026", is_late=n % 2 == 0) for n, s in enumerate(strip.segments)
    ]
    full = replace(strip, segments=dated, earlier=strip.full, plan=[Band(0, 900, "1 thửa")])
    assert len(gzip.compress(draw(full, links).encode(), 6)) <= 5_000
