from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.given import CADRE, FAMILY_A, an_obstacle, step
from tests.web.conftest import Person

As = Callable[..., Person]


@pytest.fixture
def late(store: Store) -> Store:
    """Both households were told in August; the inventory was due in September."""
    step(store, "h", "notified", happened_on="2026-08-01")
    step(store, "k", "notified", happened_on="2026-08-11")
    an_obstacle(store, "h")
    return store


def test_the_late_are_told_by_person_days_step_and_reason(as_: As, late: Store) -> None:
    page = as_("leader").read("/late")
    assert page.index("HY-0042") < page.index("HY-0077")
    for words in (
        FAMILY_A.full_name,
        CADRE.name,
        "81",
        "Kiểm đếm",
        "Đơn giá thấp",
        "Chưa giải trình",
    ):
        assert words in page


def test_the_filters_narrow_page_and_files_alike_and_tell_their_counts(
    as_: As, late: Store
) -> None:
    leader = as_("leader")
    for wish, code in (("commune=02401", "HY-0077"), ("reason=PRICE", "HY-0042"),
                       (f"officer={CADRE.name}", "HY-0042")):  # fmt: skip
        told = leader.get(f"/late?{wish}&format=json").get_json()
        assert [row["code"] for row in told["rows"]] == [code]
        page = leader.read(f"/late?{wish}")
        assert page[page.index("<tbody>", page.index("hồ sơ quá hạn")) :].count("<tr>") >= 1
    csv = leader.get("/late?reason=PRICE&format=csv").text
    assert "reason = PRICE" in csv
    assert "HY-0077" not in csv


def test_nothing_like_that_leads_back_and_nobody_late_is_said(as_: As, late: Store) -> None:
    assert "Bỏ các bộ lọc" in as_("leader").read("/late?reason=ABSENT")
    assert "Không còn hồ sơ quá hạn" in as_("leader").read("/late?as_of=2026-08-15")


def test_an_earlier_day_counts_the_days_to_that_day(as_: As, late: Store) -> None:
    rows = as_("leader").get("/late?as_of=2026-09-10&format=json").get_json()["rows"]
    assert [(row["code"], row["days_late"]) for row in rows] == [("HY-0042", 10)]


def test_the_investor_cannot_open_it_and_a_cadre_sees_their_own(as_: As, late: Store) -> None:
    assert as_("liaison").get("/late").status_code == 403
    rows = as_("cadre").get("/late?format=json").get_json()["rows"]
    assert [row["code"] for row in rows] == ["HY-0042"]
