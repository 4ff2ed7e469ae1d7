import re
from xml.etree import ElementTree

from clearance.maps.ribbon import MARGIN, WIDE, Ribbon, draw
from clearance.rules.corridor.handover import Run

FULL = (Run(1000, 3000, "clear"), Run(3000, 3400, "blocked"), Run(3400, 6000, "unknown"))


def drawn(found: list[tuple[int, int]] | None = None) -> str:
    return draw(Ribbon(1000, 5000, FULL, found), lambda a, b: f"/corridor?from={a}&to={b}")


def test_it_is_one_drawing_that_tells_scripts_where_a_chainage_lies() -> None:
    root = ElementTree.fromstring(drawn())  # noqa: S314 – our own
    assert root.attrib["data-start"] == "1000"
    assert root.attrib["data-length"] == "5000"
    assert (root.attrib["data-left"], root.attrib["data-wide"]) == (str(MARGIN), str(WIDE))


def test_each_piece_leads_to_its_place() -> None:
    links = re.findall(r'href="([^"]+)"', drawn())
    assert links == [f"/corridor?from={r.from_m}&amp;to={r.to_m}" for r in FULL]


def test_what_passes_the_filters_stands_above_the_road() -> None:
    assert 'class="found"' not in drawn()
    assert 'class="found" d=""' in drawn([])
    half = re.search(r'class="found" d="([^"]+)"', drawn([(1000, 2000), (2000, 3500)]))
    assert half and half[1] == f"M{MARGIN} 8h{WIDE // 2}v56h-{WIDE // 2}z"


def test_a_road_without_length_is_drawn_too() -> None:
    ElementTree.fromstring(draw(Ribbon(0, 0, ()), lambda a, b: ""))  # noqa: S314 – our own
