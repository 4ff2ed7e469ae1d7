import re
from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.given import FAMILY_A, FAMILY_B, LEADER, a_parcel, an_obstacle, personal, step
from tests.land import an_outline, over
from tests.web.conftest import Person

As = Callable[..., Person]
SECRETS = (
    *personal(FAMILY_A).values(),
    *personal(FAMILY_B).values(),
    "HY-0042",
    "HY-0077",
    "T-p",
    "T-q",
    "M-g",
    "M-m",
    "Thôn Trung",
)


@pytest.fixture
def road(store: Store) -> Store:
    """Km0+100 – Km0+160 handed over on the right, held by a household's parcel on the left."""
    an_outline(store)
    a_parcel(store, "l", "h", **over(0, 2000, "left"))
    a_parcel(store, "r", "h", **over(0, 1000, "right"))
    for uid in ("p", "r"):
        assert step(
            store, uid, "handed_over", subject="parcel", happened_on="2026-11-01"
        ).is_accepted
    return store


def test_the_leader_sees_the_strip_the_figures_and_the_day(as_: As, road: Store) -> None:
    page = as_("leader").read("/corridor")
    assert "<svg" in page
    assert "/ 10.000" in page
    assert page.count("20/11/2026") >= 4
    assert "Km0+000" in page


def test_a_place_tells_codes_names_and_next_steps_to_the_leader(as_: As, road: Store) -> None:
    an_obstacle(road, "h")
    page = as_("leader").read("/corridor?from=Km0%2B100&to=200")
    assert "T-l" in page
    assert FAMILY_A.full_name in page
    assert "Thông báo thu hồi đất" in page
    assert "Đơn giá thấp" in page


def test_the_liaison_learns_how_many_things_hold_a_place_and_nothing_of_whose(
    as_: As, road: Store
) -> None:
    page = as_("liaison").read("/corridor?from=0&to=2000")
    assert "1 thửa đất, 2 mộ" in page
    assert [secret for secret in SECRETS if secret in page] == []
    assert "T-l" not in page


def test_a_cadre_is_told_how_many_things_stand_in_other_communes_but_not_which(
    as_: As, road: Store
) -> None:
    page = as_("cadre").read("/corridor?from=0&to=10000")
    assert "T-l" in page
    assert "T-q" not in page
    assert FAMILY_B.full_name not in page
    assert "Còn 2 điểm khác" in page


def test_an_earlier_day_shows_the_ground_as_it_was(as_: As, road: Store) -> None:
    page = as_("leader").get("/corridor?format=json&as_of=2026-10-31").get_json()
    now = as_("leader").get("/corridor?format=json").get_json()
    assert page["as_of"] == "2026-10-31"
    assert sum(row["length_m"] for row in page["rows"]) == 10_000
    assert page["rows"][0]["what"] == "3 thửa đất, 2 mộ"
    assert now["rows"][0]["what"] == "1 thửa đất, 2 mộ"


def test_every_piece_in_the_file_is_in_the_page_and_the_filter_holds_for_both(
    as_: As, road: Store
) -> None:
    assert step(road, "l", "handed_over", subject="parcel", happened_on="2026-11-02").is_accepted
    leader = as_("leader")
    told = leader.get("/corridor?show=clear&format=json").get_json()
    page = leader.read("/corridor?show=clear")
    assert [(row["from_km"], row["length_m"]) for row in told["rows"]] == [
        ("Km0+000", 300),
        ("Km0+303", 697),
    ]
    assert all(row["from_km"] in page for row in told["rows"])
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert body.count("<tr>") == len(told["rows"])
    assert leader.get("/corridor?show=clear&format=csv").text.startswith("\ufeff")


def test_the_strip_and_its_links_need_no_script(as_: As, road: Store) -> None:
    page = as_("leader").read("/corridor")
    links = re.findall(r'href="(/corridor\?[^"]*from=\d+[^"]*)"', page)
    assert links
    for link in links[:4]:
        assert as_("leader").get(link.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("place", ["from=abc", "to=12%2B5", "from=1e9"])
def test_a_place_that_cannot_be_read_is_refused_in_words(as_: As, road: Store, place: str) -> None:
    assert as_(LEADER).get(f"/corridor?{place}").status_code == 400


def test_a_place_off_the_road_or_turned_round_shows_the_whole_road(as_: As, road: Store) -> None:
    for place in ("from=20000&to=21000", "from=500&to=400"):
        assert "place-title" not in as_(LEADER).read(f"/corridor?{place}")


def test_an_unknown_alignment_is_not_found(as_: As, road: Store) -> None:
    assert as_(LEADER).get("/corridor?alignment=XX").status_code == 404
    assert as_(LEADER).get("/corridor?alignment=TQ").status_code == 200


def test_before_there_is_an_alignment_the_page_says_what_to_do(app, as_: As, store: Store) -> None:
    with store.atomic():
        store.run("DELETE FROM alignment")
    assert "Chưa có tim tuyến" in as_(LEADER).read("/corridor")


def test_an_earlier_day_is_drawn_beside_today_with_the_metres_won_since(
    as_: As, road: Store
) -> None:
    page = as_("leader").read("/corridor?ghost=2026-10-31")
    assert 'class="ghost"' in page
    assert "thêm 0 m sạch" in page
    assert step(road, "l", "handed_over", subject="parcel", happened_on="2026-11-02").is_accepted
    page = as_("leader").read("/corridor?ghost=2026-10-31")
    assert "thêm 0 m sạch" not in page
    assert "m sạch</b>" in page
    assert "ghost=2026-10-31&amp;from=" in page
    assert as_("leader").get("/corridor?ghost=hom-qua").status_code == 400


def test_the_day_a_segment_is_needed_stands_on_the_strip(as_: As, road: Store) -> None:
    assert "31/12/2026" in as_("leader").read("/corridor")
