"""The page on which the office tells when the project began, and what is refused by it."""

from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.web.conftest import Person

As = Callable[[object], Person]
PAGE = "/law/begun"


@pytest.mark.parametrize("role", ["office", "admin"])
def test_the_office_tells_the_day_and_the_law_page_shows_it(
    as_: As, store: Store, role: str
) -> None:
    person = as_(role)
    assert "chưa ghi" in person.main("/law")
    told = person.press(PAGE, follow=True, begun_on="2023-05-01", note="QĐ đầu tư số 1")
    assert "Đã ghi ngày dự án bắt đầu." in told.text
    assert "01/05/2023" in person.main("/law")
    assert store.value("SELECT begun_on FROM project") == "2023-05-01"


def test_a_day_of_the_future_or_no_day_is_refused_in_words(as_: As, store: Store) -> None:
    office = as_("office")
    for day, words in (("2026-11-21", "tương lai"), ("2023-13-01", "Ngày không đúng")):
        answer = office.press(PAGE, begun_on=day, note="x")
        assert answer.status_code == 422
        assert words in answer.text
    assert office.press(PAGE, begun_on="2023-05-01", note="").status_code == 422
    assert store.value("SELECT begun_on FROM project") is None


def test_a_cadre_reads_it_only(as_: As) -> None:
    assert "Tổ công tác GPMB hoặc quản trị ghi ngày này." in as_("cadre").main(PAGE)
    as_("office").press(PAGE, begun_on="2023-05-01", note="x")
    assert "01/05/2023" in as_("leader").main(PAGE)


def test_a_step_before_the_project_or_its_notice_says_what_to_do(as_: As) -> None:
    as_("office").press(PAGE, begun_on="2023-05-01", note="x")
    cadre = as_("cadre")
    early = cadre.press("/households/HY-0042/steps/notified", happened_on="2023-04-30")
    assert early.status_code == 422
    assert "Không nhận ngày trước 01/05/2023" in early.text
    cadre.press("/households/HY-0042/steps/notified", happened_on="2026-11-10")
    early = cadre.press("/households/HY-0042/steps/origin_confirmed", happened_on="2026-11-09")
    assert early.status_code == 422
    assert "“Thông báo thu hồi đất” ghi ngày 10/11/2026" in early.text
    assert "notified" not in early.text.split('role="alert"')[1].split("</div>")[0]
