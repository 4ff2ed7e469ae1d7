"""One refusal has the same words, remedy and status wherever it is met."""

from collections.abc import Callable
from html import unescape
from typing import Any, NamedTuple

import pytest
from flask import Flask

from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change, Outcome, new_uid
from clearance.rules.basics.refusals import REFUSALS
from clearance.store import Store
from clearance.web.recording.remedies import WAITING, remedy, status_of
from tests.given import CADRE, CADRE_B, last_change
from tests.web.conftest import Person

As = Callable[[str | Who], Person]


class Case(NamedTuple):
    """A form that is refused: code, role, address, fields, what to do."""

    code: str
    role: str
    url: str
    sent: dict[str, Any]
    remedy: str


_DAY = {"happened_on": "2026-11-20"}
_FUTURE = "2026-12-01"
CASES = (
    Case(
        "in_the_future",
        "cadre",
        "/households/HY-0042/steps/notified",
        {"happened_on": _FUTURE},
        "Chọn ngày hôm nay hoặc trước đó.",
    ),
    Case(
        "in_the_future",
        "office",
        "/segments/D-01/offer",
        {"offer-happened_on": _FUTURE},
        "Chọn ngày hôm nay hoặc trước đó.",
    ),
    Case(
        "step_locked",
        "liaison",
        "/segments/D-01/accept",
        {"accept-happened_on": "2026-11-20"},
        "Ghi trước: Đề nghị bàn giao.",
    ),
    Case(
        "nothing_to_withdraw",
        "cadre",
        "/households/HY-0042/steps/notified/withdraw",
        {"why": "nhầm"},
        "Mở lịch sử để xem các bước đang ghi.",
    ),
    Case(
        "not_allowed",
        "leader",
        "/law/begun",
        {"begun_on": "2024-01-01", "note": "QĐ"},
        "Báo Tổ công tác GPMB ghi giúp.",
    ),
    Case(
        "missing_reason",
        "cadre",
        "/households/HY-0042/holder",
        {"holder_kind": "land_office", "holder": CADRE.uid, "why": " "},
        "Điền lý do rồi gửi lại.",
    ),
    Case(
        "absence_ring",
        "leader",
        "/absences",
        {
            "person": CADRE.uid,
            "replacement": CADRE.uid,
            "valid_from": "2026-11-20",
            "valid_to": "2026-11-21",
        },
        "Chọn người thay khác.",
    ),
    Case("not_found", "leader", "/absences/none/end", {}, "Xem lại mã"),
    Case(
        "not_found", "office", "/offerings/new", {"parcel": "none", "thing": "lot-1"}, "Xem lại mã"
    ),
    Case(
        "already_exists",
        "admin",
        "/people/",
        {"name": "canbo.a", "full_name": "Lý Thị Sửa", "role": "cadre"},
        "hoặc đặt mã, tên khác.",
    ),
    Case(
        "holder_has_cases",
        "admin",
        f"/people/{CADRE.name}/active",
        {"is_active": "0"},
        "Mở trang Giao hồ sơ",
    ),
    Case(
        "day_has_passed",
        "leader",
        "/assign",
        {
            "case": "h",
            "go": "record",
            "holder": CADRE_B.uid,
            "due_on": "2026-01-01",
            "due_basis": "plan",
        },
        "Chọn lại ngày.",
    ),
    Case(
        "day_has_passed",
        "office",
        "/requests/new",
        {
            "asker_kind": "investor",
            "asker": "BQL",
            "question": "Bao giờ?",
            "holder": CADRE.uid,
            "due_on": "2026-01-01",
            "due_basis": "plan",
        },
        "Chọn lại ngày.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.code}-{c.url}")
def test_a_refusal_is_the_same_on_the_page_and_for_a_program(as_: As, case: Case) -> None:
    person = as_(case.role)
    words, status = REFUSALS[case.code].vi, REFUSALS[case.code].status
    page = person.send(case.url, case.sent)
    program = person.send(f"{case.url}?format=json", case.sent)
    assert (page.status_code, program.status_code) == (status, status)
    said = program.get_json()
    assert (said["code"], said["standing"], said["fields"]) == (case.code, "refused", {})
    assert said["message"].startswith(words[:-1])
    assert case.remedy in said["message"]
    assert said["message"] in unescape(page.text)


def test_a_phone_gets_the_same_words_and_status_as_a_form(as_: As) -> None:
    cadre = as_("cadre")
    form = {"happened_on": _FUTURE}
    page = cadre.send("/households/HY-0042/steps/notified?format=json", form)
    change = {"uid": new_uid(), "subject": "household", "subject_uid": "h", "fact": "notified"}
    token = cadre.get("/sync/hello").get_json()["csrf_token"]
    answer = cadre.client.post("/sync", json=[change | form], headers={"X-CSRFToken": token})
    phone = answer.get_json()[0]
    assert phone["status"] == page.status_code == 422
    assert {name: phone[name] for name in ("code", "message", "standing")} == {
        name: page.get_json()[name] for name in ("code", "message", "standing")
    }


def test_a_program_is_answered_when_the_form_is_recorded(as_: As, store: Store) -> None:
    sent = {"begun_on": "2020-01-01", "note": "QĐ 15"}
    answer = as_("office").send("/law/begun?format=json", sent)
    assert (answer.status_code, answer.get_json()) == (
        200,
        {
            "code": "accepted",
            "message": "Đã ghi ngày dự án bắt đầu.",
            "fields": {},
            "standing": "accepted",
            "seq": last_change(store)["seq"],
        },
    )


def test_a_program_reads_which_field_is_wrong(as_: As) -> None:
    answer = as_("office").send("/law/begun?format=json", {"begun_on": "hôm qua", "note": "QĐ"})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")
    assert list(answer.get_json()["fields"]) == ["begun_on"]


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_has_a_remedy_and_a_status(app: Flask, store: Store, code: str) -> None:
    change, outcome = Change("household", "h", "coerced"), Outcome("refused", code)
    with app.test_request_context():
        words = remedy(store, change, outcome)
    assert bool(words) == (code not in WAITING)
    assert status_of(outcome) == REFUSALS[code].status


def test_an_account_and_its_area_are_recorded_together_or_not_at_all(as_: As, store: Store) -> None:
    person = {"name": "moi", "full_name": "Vi Văn Mới", "role": "cadre", "unit_uid": "a"}
    admin = as_("admin")
    assert admin.send("/people/", person | {"name": "canbo.a"}).status_code == 409
    assert store.value("SELECT COUNT(*) FROM person WHERE name = 'moi'") == 0
    assert "Đã giao: " in admin.send("/people/", person, follow=True).text
