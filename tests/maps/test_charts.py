from xml.etree import ElementTree

from clearance.maps.charts import Days
from clearance.maps.curve_chart import draw_curve
from clearance.maps.time_chart import Dated, draw_time
from clearance.rules.corridor.clear_days import Cleared

PIECES = (
    Cleared(0, 4000, "2026-03-01"),
    Cleared(4000, 5000, None),
    Cleared(5000, 10_000, ""),
)
DAYS = ("2026-01-01", "2026-12-31", "2026-11-20")
HOSTILE = "<img onerror=alert(1)>\"'&\x00"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 our own drawing


def paths(svg: str, kind: str) -> list[str]:
    return [p.get("d") or "" for p in parsed(svg).iter("path") if p.get("class") == kind]


def test_every_segment_is_a_link_that_tells_its_days_in_words() -> None:
    segment = Dated(0, 4000, "D-01", "2026-12-01", "2026-12-20", "/segments/D-01")
    svg = draw_time(PIECES, [segment], DAYS, description="sạch 9.000 m")
    (link,) = parsed(svg).iter("a")
    assert link.get("href") == "/segments/D-01"
    (title,) = link.iter("title")
    assert title.text == ("D-01: Km0+000 – Km4+000, Cần trước 01/12/2026, Cam kết 20/12/2026")
    assert "sạch 9.000 m" in svg
    assert "20/11/2026" in svg


def test_what_is_not_clear_stays_empty_and_what_nothing_held_is_filled_from_the_start() -> None:
    area, _legend = paths(draw_time(PIECES, [], DAYS), "filled")
    assert area.count("M") == 2
    assert len(paths(draw_time((Cleared(0, 900, None),), [], DAYS), "filled")) == 1  # the legend


def test_a_column_in_which_one_metre_is_not_clear_is_not_filled() -> None:
    gap = (Cleared(0, 5000, ""), Cleared(5000, 5001, None), Cleared(5001, 10_000, ""))
    assert paths(draw_time(gap, [], DAYS), "filled")[0].count("M") == 2


def test_a_segment_without_any_day_is_not_drawn_and_hostile_names_stay_text() -> None:
    nothing = Dated(0, 100, "D-02", None, None)
    bad = Dated(0, 100, HOSTILE, "2026-12-01", None)
    svg = draw_time(PIECES, [nothing, bad], DAYS)
    assert "D-02" not in svg
    assert "<img" not in svg
    assert parsed(svg).get("role") == "group"


def test_the_curve_of_clear_metres_ends_on_the_day_it_is_looked_from() -> None:
    weeks = [
        {"day": "2026-11-15", "clear_m": 500, "promised_m": 0, "need_m": 0},
        {"day": "2026-11-22", "clear_m": 1000, "promised_m": 0, "need_m": 1000},
        {"day": "2026-11-29", "clear_m": None, "promised_m": 1000, "need_m": 1000},
    ]
    svg = draw_curve(weeks, 1000)
    assert paths(svg, "line actual")[0].count("L") == 1
    assert paths(svg, "line promise")[0].count("L") == 2
    assert "1.000 m" in svg


def test_days_beyond_the_frame_lie_on_its_edge_and_months_are_few_enough_to_read() -> None:
    days = Days("2020-01-15", "2026-12-31", 100, 1000)
    assert days.at("1900-01-01") == 100
    assert days.at("2099-01-01") == 1100
    months = list(days.firsts())
    assert 3 <= len(months) <= 13
    assert all(day.endswith("-01") and days.first <= day <= days.last for day in months)
    assert Days("2026-01-02", "2026-01-02", 0, 10).at("2026-01-02") == 0
