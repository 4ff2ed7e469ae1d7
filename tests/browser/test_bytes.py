"""What a first visit costs over a weak signal, with nothing kept from before."""

import pytest

from tests.browser.visitor import At, Visitor

pytestmark = pytest.mark.browser
HOME, MAP = 40_000, 120_000


def counted(visitor: Visitor) -> list[float]:
    """Bytes as they came over the wire, one number for each answer, headers included."""
    sizes: list[float] = []
    wire = visitor.context.new_cdp_session(visitor.page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


def test_the_first_page_of_a_cadre_is_light(at: At) -> None:
    cadre = at("cadre", phone=True)
    sizes = counted(cadre)
    cadre.visit("/").wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= HOME, sizes


def test_the_first_view_of_the_map_is_light(at: At) -> None:
    leader = at("leader")
    sizes = counted(leader)
    leader.visit("/map").wait_for_load_state("networkidle")
    assert leader.until("painted")
    assert 0 < sum(sizes) <= MAP, sizes
