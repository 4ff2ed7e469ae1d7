from collections.abc import Callable

from clearance.store import Store
from tests.given import a_parcel, step
from tests.land import an_outline, over
from tests.web.conftest import Person

As = Callable[..., Person]
PAGE = "/corridor/time"


def test_the_page_shows_both_charts_and_their_tables(as_: As, store: Store) -> None:
    an_outline(store)
    for side in ("left", "right"):
        a_parcel(store, side, "h", **over(5000, 6000, side))
        assert step(
            store, side, "handed_over", subject="parcel", happened_on="2026-11-10"
        ).is_accepted
    page = as_("leader").main(PAGE)
    assert page.count('class="chart"') == 2
    assert 'href="/segments/D-01"' in page
    assert "chưa sạch hết" in page
    rows = as_("leader").get(f"{PAGE}?format=json").json["rows"]
    assert {r["day"]: r["clear_m"] for r in rows}["2026-11-20"] == 1000
    earlier = as_("leader").get(f"{PAGE}?format=json&as_of=2026-11-09").json["rows"]
    assert max(r["clear_m"] or 0 for r in earlier) == 0
    assert as_("office").get(f"{PAGE}?format=csv").status_code == 200


def test_who_may_not_open_segments_is_led_to_the_place_instead(as_: As) -> None:
    page = as_("cadre").main(PAGE)
    assert "/segments/" not in page
    assert "/corridor?alignment=TQ" in page
