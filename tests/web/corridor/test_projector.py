"""The road on a projector: nobody's name, one part after another."""

from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.given import FAMILY_A, personal
from tests.land import a_gap_of_ten_metres
from tests.web.conftest import Person

As = Callable[..., Person]
SECRETS = (*personal(FAMILY_A).values(), "HY-0042", "T-l", "T-p")


@pytest.fixture
def road(store: Store) -> Store:
    """A kilometre clear but for ten metres of one household."""
    return a_gap_of_ten_metres(store)


def test_the_whole_road_is_shown_with_its_metres_plan_and_widest_gaps(as_: As, road: Store) -> None:
    page = as_("leader").main("/corridor/present")
    joined = "300 m + 197 m + 490 m → một đoạn 1,0 km"
    for words in ("1 / 3", "Km0+000 – Km1+000", "điểm", joined, "chưa khảo sát"):
        assert words in page
    assert [secret for secret in SECRETS if secret in page] == []
    assert "Cả tuyến" not in page
    assert "theo nay biết" not in page
    past = as_("leader").main("/corridor/present?as_of=2026-10-01")
    assert "as_of=2026-10-01" in past
    assert "Số liệu cũ, theo nay biết" in past


def test_the_arrows_lead_from_commune_to_commune_and_back_to_the_road(as_: As, road: Store) -> None:
    leader = as_("leader")
    first = leader.main("/corridor/present")
    assert 'rel="prev"' not in first
    assert "part=commune:02400" in first
    second = leader.main("/corridor/present?part=commune:02400")
    assert 'rel="prev"' in second
    assert "part=commune:02401" in second
    last = leader.main("/corridor/present?part=commune:02401")
    assert 'rel="next"' not in last
    assert "Chưa có điểm nào gỡ được ngay" in last
    assert leader.get("/corridor/present?part=commune:0").status_code == 404


def test_the_corridor_page_leads_there(as_: As, road: Store) -> None:
    assert "data-present" in as_("liaison").main("/corridor")
