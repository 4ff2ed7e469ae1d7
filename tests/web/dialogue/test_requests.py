"""Pages of requests: asked by the investor or the office, answered by one officer, on a clock."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.changes import Change, new_uid
from clearance.store import Store
from tests.given import (
    CADRE,
    LIAISON,
    NOW,
    OFFICE,
    a_change,
    by,
    last_change,
    registered,
    the,
)
from tests.noted import a_request
from tests.web.conftest import Person

As = Callable[[str | Who], Person]
ASKED = {
    "asker_kind": "enterprise",
    "asker": "Công ty Sông Ngần",
    "question": "Bãi thải ở đâu?",
    "holder": OFFICE.uid,
    "due_on": "2026-11-30",
    "due_basis": "plan",
}
LONG_AGO = NOW - timedelta(days=20)


def recorded(person: Person, **more: str) -> tuple[int, str]:
    """Fill the form and send it: status, page."""
    answer = person.send("/requests/new", {"uid": new_uid(), **ASKED, **more}, follow=True)
    return answer.status_code, answer.text


def told(person: Person, key: str, code: str = "DT-0001", **values: str) -> Any:
    """Send one of the forms of a request's page."""
    fields = {f"{key}-{name}": value for name, value in values.items()}
    return person.send(f"/requests/{code}/{key}", {f"{key}-uid": new_uid(), **fields}, follow=True)


def an_old_one(store: Store, uid: str = "old", **more: Any) -> None:
    """A request whose first promise passed ten days ago."""
    patch = {
        "asker_kind": "investor",
        "asker": "Ban",
        "question": "Cũ",
        "holder_uid": CADRE.uid,
        "due_on": "2026-11-10",
        "due_basis": "law",
    } | more
    change = a_change("request", uid, "registered", patch=patch)
    assert by(LIAISON, store, change, LONG_AGO).is_accepted


def test_the_investor_asks_and_reads_the_answer(as_: As, store: Store) -> None:
    liaison, cadre = as_("liaison"), as_("cadre")
    status, page = recorded(liaison, place="D-01", km="Km1+200", holder=CADRE.uid)
    assert status == 200
    assert "DT-0001" in page
    assert "Km1+200" in page
    assert 'href="/segments/D-01"' in page
    assert "/requests/DT-0001/answer" not in page
    assert "Câu hỏi đối thoại chờ tôi trả lời" in cadre.main("/")
    assert "Câu hỏi đối thoại đang chờ trả lời" in liaison.main("/segments/")
    assert "Đã cắm mốc." in told(cadre, "answer", answer="Đã cắm mốc.").text
    assert "Đã cắm mốc." in liaison.main("/requests/DT-0001")
    assert "Câu hỏi đối thoại" not in cadre.main("/")
    assert "<form" not in cadre.main("/requests/DT-0001")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"holder": ""}, "Cần điền ô này."),
        ({"due_on": "2026-11-01"}, "từ hôm nay trở đi"),
        ({"place": "HY-0042"}, "Không có gói thầu hoặc đoạn nào"),
        ({"km": "chỗ cầu"}, "Ghi lý trình như Km12+350."),
        ({"question": ""}, "Cần điền ô này."),
    ],
)
def test_what_is_missing_is_said(as_: As, store: Store, more: dict[str, str], words: str) -> None:
    status, page = recorded(as_("office"), **more)
    assert status == 422
    assert words in page
    assert store.value("SELECT COUNT(*) FROM request") == 0


def test_a_kilometre_needs_its_road_when_there_are_two(as_: As, store: Store) -> None:
    other = registered("alignment", "al2", code="T2", length_m=5000)
    record_all(store, [other], TERMINAL, NOW)
    status, page = recorded(as_("office"), km="Km1+000")
    assert status == 422
    assert "của tuyến nào" in page
    assert recorded(as_("office"), km="Km1+000", place="XL1")[0] == 200
    assert "/corridor?alignment=TQ" in as_("office").main("/requests/DT-0001").replace("&amp;", "&")


def test_who_does_not_ask_is_told_so(as_: As, store: Store) -> None:
    assert "không ghi câu hỏi" in as_("cadre").main("/requests/new")
    assert recorded(as_("cadre"))[0] == 403


def test_it_is_given_to_another_and_its_day_moved_with_the_first_promise_kept(
    as_: As, store: Store
) -> None:
    assert a_request(store).is_accepted
    leader = as_("leader")
    assert "canbo.b" in told(leader, "assign", holder="canbo.b").text
    assert told(leader, "redate", due_on="2026-12-05", why="Chờ sở").status_code == 422
    page = told(leader, "redate", due_on="2026-12-05", why="Chờ sở", late_category="superior").text
    assert "05/12/2026" in page
    assert "27/11/2026" in page
    row = the(store, "request", "r")
    assert (row["holder_uid"], row["first_due_on"]) == ("canbo.b", "2026-11-27")


def test_a_late_answer_asks_for_its_cause(as_: As, store: Store) -> None:
    an_old_one(store)
    cadre = as_("cadre")
    page = cadre.main("/requests/DT-0001")
    assert "trễ 10 ngày" in page
    assert "phải chọn nguyên nhân" in page
    answer = told(cadre, "answer", answer="Xong")
    assert answer.status_code == 422
    assert "Trễ hẹn thì phải chọn nguyên nhân" in answer.text
    done = told(cadre, "answer", answer="Xong", why="Sở chậm", late_category="superior")
    assert "sau hẹn lần đầu" in done.text


def test_only_the_holder_among_cadres_answers(as_: As, store: Store) -> None:
    assert a_request(store, subject="unit", subject_uid="a", holder_uid=OFFICE.uid).is_accepted
    cadre = as_("cadre")
    assert "/answer" not in cadre.main("/requests/DT-0001")
    assert told(cadre, "answer", answer="Tôi").status_code == 403
    assert told(cadre, "assign", holder=CADRE.uid).status_code == 403
    assert told(cadre, "burn").status_code == 404
    assert told(as_("office"), "answer", answer=" ").status_code == 422


def test_every_number_is_the_length_of_the_list_behind_it(as_: As, store: Store) -> None:
    an_old_one(store, "o1")
    an_old_one(store, "o2", holder_uid=OFFICE.uid, subject="unit", subject_uid="a")
    assert a_request(store).is_accepted
    answered = Change("request", "r", "answered", {"answer": "Có"}, project_uid="prj")
    assert by(OFFICE, store, answered).is_accepted
    leader = as_("leader")
    totals = {
        query: leader.get(f"/requests/?{query}&format=json").get_json()["total"]
        for query in (
            "",
            "standing=open",
            "standing=open&late=1",
            "kept=1&counted=1",
            "counted=1",
            "asker=investor",
            "holder=canbo.a",
            "commune=02400",
        )
    }
    assert list(totals.values()) == [3, 2, 2, 1, 3, 3, 2, 1]
    page = leader.main("/requests/")
    assert page.count('<a class="figure') == 3
    line = as_("cadre").main("/")
    assert "/requests/?standing=open&amp;holder=canbo.a" in line
    mine = as_("cadre").get("/requests/?standing=open&holder=canbo.a&format=json").get_json()
    assert mine["total"] == 1
    for kind in ("csv", "xlsx"):
        assert leader.get(f"/requests/?format={kind}").status_code == 200


def test_late_is_one_count_at_the_head_and_on_the_filter(as_: As, store: Store) -> None:
    an_old_one(store, "o1")
    an_old_one(store, "o2", holder_uid=OFFICE.uid)
    answered = a_change(
        "request", "o2", "answered", patch={"answer": "Có", "late_category": "staff"}, why="bận"
    )
    assert by(OFFICE, store, answered).is_accepted
    page = as_("leader").main("/requests/")
    assert re.findall(r'Đang trễ hạn</span>\s*<span class="value">(\d+)', page) == ["1"]
    assert re.findall(r'Đang trễ hạn <span class="count">(\d+)', page) == ["1"]
    assert re.findall(r'Đã trả lời, trễ <span class="count">(\d+)', page) == ["1"]


def test_a_past_day_shows_the_list_of_that_day(as_: As, store: Store) -> None:
    an_old_one(store)
    leader = as_("leader")
    row = leader.get("/requests/?as_of=2026-11-09&format=json").get_json()["rows"][0]
    assert (row["code"], row["days_late"]) == ("DT-0001", 0)
    assert "Chưa có câu hỏi" in leader.main("/requests/?as_of=2026-10-01")
    assert "<form" not in leader.main("/requests/DT-0001?as_of=2026-11-09")
    assert leader.get("/requests/DT-0001?as_of=2026-10-01").status_code == 404
    assert last_change(store)["subject"] == "request"
