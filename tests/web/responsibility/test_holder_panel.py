"""On whom a case waits, seen and moved from its own page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import new_uid
from clearance.store import Store
from tests.given import (
    ADMIN,
    CADRE,
    FAMILY_A,
    LEADER,
    NOW,
    OFFICE,
    a_change,
    by,
    registered,
    step,
    the,
)
from tests.web.conftest import Person

As = Callable[..., Person]
CASE = "/households/HY-0042"


@pytest.fixture
def late(store: Store) -> Store:
    """The first household was told in August; its inventory was due in September."""
    step(store, "h", "notified", happened_on="2026-08-01")
    return store


def panel(person: Person, url: str = CASE) -> str:
    """The panel that says on whom the case waits."""
    return person.main(url).split('id="holder"')[1].split("</section>")[0]


def sent(person: Person, page: str, url: str = CASE, **values: Any) -> Any:
    """One of the forms of responsibility, filled and sent."""
    return person.send(f"{url}/{page}", {"uid": new_uid(), **values}, follow=True)


def passed(store: Store, kind: str, after_days: int, **more: Any) -> None:
    """The ball given to another, some days later."""
    change = a_change("household", "h", "passed", patch={"holder_kind": kind}, why="chờ", **more)
    assert by(CADRE, store, change, NOW + timedelta(days=after_days)).is_accepted


def asked(store: Store, kind: str = "explanation", **more: Any) -> str:
    """A leader's question or order about the household."""
    change = a_change("household", "h", "asked", patch={"ask": kind}, **more)
    assert by(LEADER, store, change).is_accepted
    return change.uid


def test_the_page_says_who_has_the_case_since_when_until_when_on_what_ground(
    as_: As, late: Store
) -> None:
    told = panel(as_("cadre"))
    for words in (CADRE.name, "09:00 20/11/2026", "chưa đến 1 giờ", "trễ", "Căn cứ hạn"):
        assert words in told
    assert CADRE.name in panel(as_("leader"), "/graves/M-g")


def test_nobody_is_asked_about_a_parcel(as_: As, store: Store) -> None:
    assert 'id="holder"' not in as_("cadre").main("/parcels/T-p")
    assert as_("cadre").get("/parcels/T-p/holder").status_code == 404


def test_the_holder_passes_the_case_on_with_a_reason_and_a_document(
    as_: As, store: Store, photo: Callable[..., Any]
) -> None:
    cadre = as_("cadre")
    form = {"holder_kind": "land_office", "holder": CADRE.uid}
    assert sent(cadre, "holder", **form, why=" ").status_code == 422
    page = sent(cadre, "holder", **form, why="Chờ trích đo", photo=photo()).text
    assert "Đã chuyển hồ sơ." in page
    assert f"cơ quan đất đai (theo dõi: {CADRE.name})" in panel(cadre)
    assert "Chờ trích đo" in panel(cadre)
    assert "kèm giấy tờ" in panel(cadre)
    again = sent(cadre, "holder", **form, why="lại")
    assert again.status_code == 409
    assert "đúng nơi này rồi" in again.text


def test_a_case_passed_to_and_fro_without_a_document_is_flagged(as_: As, store: Store) -> None:
    for number, kind in enumerate(("superior", "person", "superior")):
        assert "Đùn đẩy" not in panel(as_("leader"))
        passed(store, kind, -3 + number)
    told = panel(as_("leader"))
    assert "Đùn đẩy" in told
    assert "3 lần" in told


def test_a_new_document_on_the_way_is_no_passing_to_and_fro(as_: As, store: Store) -> None:
    for number, kind in enumerate(("superior", "person", "superior")):
        passed(store, kind, -3 + number, evidence=("f" * 64,) if number == 1 else ())
    assert "Đùn đẩy" not in panel(as_("leader"))


def test_a_late_case_is_explained_by_category_text_and_new_day(as_: As, late: Store) -> None:
    cadre = as_("cadre")
    assert f"{CASE}/explanation" in panel(cadre)
    form = {"category": "absent", "why": "Chủ hộ đi làm xa"}
    assert sent(cadre, "explanation", **form).status_code == 422
    assert sent(cadre, "explanation", **form, new_due_on="2026-11-01").status_code == 422
    assert "Đã ghi giải trình." in sent(cadre, "explanation", **form, new_due_on="2026-12-01").text
    told = panel(as_("leader"))
    for words in ("Chủ hộ vắng mặt", "Chủ hộ đi làm xa", "01/12/2026", "Đã giải trình (1)"):
        assert words in told


def test_a_leader_asks_and_the_explanation_answers(as_: As, late: Store) -> None:
    leader, cadre = as_("leader"), as_("cadre")
    assert "Đã gửi" in sent(leader, "ask", ask="explanation", why="Vì sao?").text
    told = panel(cadre)
    assert "Đề nghị giải trình" in told
    assert "23/11/2026" in told, "three days are given when no day is named"
    sent(cadre, "explanation", category="staff", why="Thiếu người", new_due_on="2026-12-01")
    assert "Đã hỏi và đã trả lời (1)" in panel(leader)


def test_an_order_has_words_and_a_day_and_is_answered_on_its_own(as_: As, store: Store) -> None:
    leader, cadre = as_("leader"), as_("cadre")
    form = {"ask": "instruction", "due_on": "2026-11-25"}
    assert sent(leader, "ask", **form).status_code == 422
    uid = asked(store, "instruction", why="Đối thoại với hộ")
    assert f"{CASE}/asks/{uid}" in panel(cadre)
    assert "Đối thoại với hộ" in cadre.main(f"{CASE}/asks/{uid}")
    assert "Đã ghi câu trả lời." in sent(cadre, f"asks/{uid}", why="Đã đối thoại").text
    assert "Đã đối thoại" in panel(leader)
    assert cadre.get(f"{CASE}/asks/{uid}").status_code == 200
    assert sent(cadre, f"asks/{uid}", why="nữa").status_code == 409
    assert cadre.get(f"{CASE}/asks/none").status_code == 404


def test_only_a_leader_asks(as_: As, store: Store) -> None:
    for role, status in (("cadre", 403), ("office", 403)):
        assert f"{CASE}/ask" not in panel(as_(role))
        assert sent(as_(role), "ask", ask="explanation").status_code == status
    assert "không ghi được việc này" in as_("cadre").main(f"{CASE}/ask")


def test_an_earlier_day_shows_who_had_it_then_and_moves_nothing(as_: As, store: Store) -> None:
    old = registered("household", "old", code="HY-cũ", unit_uid="a", village="Thôn Trung",
                     kind="household", holder_uid=CADRE.uid)  # fmt: skip
    record_all(store, [old], TERMINAL, NOW - timedelta(days=30))
    handed = a_change("household", "old", "passed", patch={"holder_kind": "superior"}, why="chờ")
    assert by(CADRE, store, handed, NOW - timedelta(days=10)).is_accepted
    told = panel(as_("cadre"), "/households/HY-cũ")
    for words in ("cấp trên (theo dõi", "10 ngày", "66,7\xa0%", "33,3\xa0%", "/holder"):
        assert words in told
    then = panel(as_("cadre"), "/households/HY-cũ?as_of=2026-11-01")
    assert "cấp trên" not in then
    assert "/holder" not in then


def test_whoever_is_away_has_a_deputy_on_the_page(as_: As, store: Store) -> None:
    patch = {"person_uid": CADRE.uid, "replacement_uid": OFFICE.uid, "valid_from": "2026-11-19",
             "valid_to": "2026-11-21"}  # fmt: skip
    assert by(LEADER, store, a_change("absence", "away", "registered", patch=patch)).is_accepted
    told = panel(as_("leader"))
    assert "Người thay hôm nay" in told
    assert OFFICE.name in told


def letter_of(store: Store, person: Person, new_due_on: str, days_ago: int = 0) -> str:
    """The letter after the case was explained some days ago."""
    step = the(store, "household", "h")["next_step"]
    patch = {"step": step, "category": "absent", "new_due_on": new_due_on}
    change = a_change("household", "h", "explained", patch=patch, why="Chủ hộ đi làm xa")
    assert by(CADRE, store, change, NOW - timedelta(days=days_ago)).is_accepted
    return person.main(f"{CASE}/letter")


def test_a_letter_comes_from_the_commune_with_a_number_to_call(as_: As, late: Store) -> None:
    cadre, admin = as_("cadre"), as_("admin")
    told = letter_of(late, cadre, "2026-12-01")
    assert "<b>Ủy ban nhân dân xã A</b>" in told
    assert "Theo dõi giải phóng mặt bằng" not in told
    assert "chậm nhất ngày 01/12/2026" in told
    assert "điện thoại: ……" in told
    assert admin.press(f"/people/{CADRE.name}", phone="x").status_code == 405
    form = {"phone": "0900 555 666"}
    assert "Đã ghi nhận." in admin.send(f"/people/{CADRE.name}/phone", form, follow=True).text
    assert "điện thoại: 0900 555 666." in cadre.main(f"{CASE}/letter")
    wrong = admin.send(f"/people/{CADRE.name}/phone", {"phone": "gọi tôi"}, follow=True)
    assert "Chỉ ghi chữ số." in wrong.text
    assert "0900 555 666" in admin.main(f"/people/{CADRE.name}")


@pytest.mark.parametrize("promised", ["2026-11-15", "2026-11-20"])
def test_a_letter_promises_no_day_that_is_not_to_come(as_: As, late: Store, promised: str) -> None:
    told = letter_of(late, as_("cadre"), promised, days_ago=10)
    sheet = told.split("<article")[1]
    assert f"{promised[8:]}/11/2026" not in sheet.split("<p>Ngày ")[0]
    assert "xin hẹn" not in sheet
    assert "sẽ báo gia đình ngày giải quyết xong" in sheet
    assert f"{CASE}/explanation" in told.split("<article")[0]


def test_the_commune_of_today_signs_for_one_that_is_gone(as_: As, late: Store) -> None:
    record_all(late, [
        a_change("unit", "a", "revised", patch={"valid_to": "2026-11-01", "kind": "townlet",
                                                "name": "Thị trấn A"}),
        registered("unit", "n", code="02500", name="Mới", kind="commune",
                   valid_from="2026-11-02"),
        registered("succession", "s", old_uid="a", new_uid="n", on_date="2026-11-02",
                   kind="merge"),
    ], ADMIN, NOW)  # fmt: skip
    assert "<b>Ủy ban nhân dân xã Mới</b>" in letter_of(late, as_("cadre"), "2026-12-01")


def test_the_family_of_a_late_case_gets_a_letter_once_it_is_explained(as_: As, late: Store) -> None:
    cadre = as_("cadre")
    assert cadre.get(f"{CASE}/letter").status_code == 404
    form = {"category": "absent", "why": "Chủ hộ đi làm xa", "new_due_on": "2026-12-01"}
    sent(cadre, "explanation", **form)
    assert f"{CASE}/letter" in panel(cadre)
    told = cadre.main(f"{CASE}/letter")
    for words in ("Thư xin lỗi", FAMILY_A.full_name, FAMILY_A.address, "HY-0042", "01/12/2026",
                  "Chủ hộ vắng mặt", "Chủ hộ đi làm xa", CADRE.name, "trễ"):  # fmt: skip
        assert words in told


@pytest.mark.parametrize(("office", "head"), [("", "Tổ công tác GPMB"), ("Tổ A", "Tổ A")])
def test_no_sheet_goes_out_in_the_name_of_the_program(
    as_: As, store: Store, monkeypatch: pytest.MonkeyPatch, office: str, head: str
) -> None:
    person = as_("office")
    known = person.client.application.extensions["clearance"]
    if office:
        told = replace(known, settings=replace(known.settings, office=office))
        monkeypatch.setitem(person.client.application.extensions, "clearance", told)
    sheet = person.main("/segments/D-01/minutes").split('class="official"')[1].split("<br>")[0]
    assert f'<b class="upper">{head}</b>' in sheet
