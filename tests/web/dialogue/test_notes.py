"""Pages of decision notes: written, added to, endorsed by another, kept on one sheet."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import new_uid
from clearance.store import Store
from clearance.store.responsibility import decision_notes
from tests.given import CADRE_B, LEADER, NOW, OFFICE, TODAY, a_change, by, the
from tests.noted import a_note
from tests.web.conftest import Person

As = Callable[[str | Who], Person]
NOTE = {
    "title": "Ranh thửa lệch",
    "facts_known": "Lệch 38 m².",
    "doubt": "Chưa rõ dùng mốc chung.",
    "option_1": "Theo mốc chung",
    "option_2": "Đo lại",
    "chosen": "1",
    "reason": "Hai hộ đã ký.",
}
PILOT = {"is_pilot": 1, "review_on": TODAY}


def written(person: Person, **more: str) -> tuple[int, str]:
    """Fill the form and send it: status, page."""
    answer = person.send("/notes/new", {"uid": new_uid(), **NOTE, **more}, follow=True)
    return answer.status_code, answer.text


def test_a_cadre_writes_a_note_about_a_household_and_finds_it_there(as_: As, store: Store) -> None:
    cadre = as_("cadre")
    page = cadre.main("/notes/new?about=HY-0042")
    assert 'value="HY-0042"' in page
    assert "Không ghi họ tên" in page
    status, page = written(cadre, place="HY-0042", who_1="Phòng Tư pháp", asked_on_1="2026-11-18")
    assert status == 200
    assert "PQ-0001" in page
    assert "chưa trả lời" in page
    assert "Ranh thửa lệch" in cadre.main("/households/HY-0042")
    assert (
        the(
            store, "decision_note", decision_notes.list_notes(store, OFFICE, TODAY, TODAY)[0]["uid"]
        )["subject_uid"]
        == "h"
    )


def test_the_second_of_the_options_written_is_counted_without_the_gaps(
    as_: As, store: Store
) -> None:
    status, _page = written(as_("office"), option_4="Chờ", chosen="4", unit="b")
    assert status == 200
    row = decision_notes.list_notes(store, OFFICE, TODAY, TODAY)[0]
    assert json.loads(row["options"])[row["chosen"] - 1] == "Chờ"
    assert (row["subject"], row["commune"]) == ("unit", "Xã B")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"option_2": ""}, "Cần điền ô này."),
        ({"chosen": "3"}, "Phương án này còn để trống."),
        ({"is_pilot": "y"}, "Làm thử thì phải có ngày xem lại."),
        ({"place": "HY-0077"}, "Không tìm thấy hồ sơ này"),
        ({"asked_on_1": "2026-11-01"}, "Ghi đã hỏi ai."),
        ({"who_1": "Sở"}, "Ghi ngày đã hỏi."),
        ({"who_1": "Sở", "asked_on_1": "2026-11-01", "said_1": "Có"}, "Ghi ngày có trả lời."),
        (
            {"who_1": "Sở", "asked_on_1": "2026-11-02", "answered_on_1": "2026-11-01"},
            "không thể trước ngày hỏi",
        ),
        ({"who_1": "Sở", "asked_on_1": "2026-12-02"}, "ở tương lai"),
        ({"is_pilot": "y", "review_on": "2026-11-01"}, "từ hôm nay trở đi"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    as_: As, store: Store, more: dict[str, str], words: str
) -> None:
    status, page = written(as_("cadre"), **more)
    assert status == 422
    assert words in page
    assert decision_notes.list_notes(store, OFFICE, TODAY, TODAY) == []


def test_pressing_twice_writes_one_note(as_: As, store: Store) -> None:
    cadre, form = as_("cadre"), {"uid": new_uid(), **NOTE}
    for _ in range(2):
        assert cadre.send("/notes/new", form).status_code == 303
    assert len(decision_notes.list_notes(store, OFFICE, TODAY, TODAY)) == 1


def test_only_officers_write_and_the_investor_reads_none(as_: As, store: Store) -> None:
    assert a_note(store).is_accepted
    assert "không lập phiếu" in as_("admin").main("/notes/new")
    assert written(as_("admin"))[0] == 403
    for url in ("/notes/", "/notes/PQ-0001", "/notes/PQ-0001/print", "/notes/new"):
        assert as_("liaison").get(url).status_code == 403


def test_a_note_grows_and_shows_who_said_what_when(as_: As, store: Store) -> None:
    assert a_note(store, subject="household", subject_uid="h").is_accepted
    cadre, leader = as_("cadre"), as_("leader")
    more = {
        "add-uid": new_uid(),
        "add-why": "Đã gọi điện",
        "add-who_1": "Sở Xây dựng",
        "add-asked_on_1": "2026-11-18",
        "add-answered_on_1": "2026-11-19",
        "add-said_1": "Đồng ý hỗ trợ.",
    }
    assert "Đồng ý hỗ trợ." in cadre.send("/notes/PQ-0001/add", more, follow=True).text
    word = {"endorse-uid": new_uid(), "endorse-why": "Vì việc chung"}
    page = leader.send("/notes/PQ-0001/endorse", word, follow=True).text
    assert page.index("Phiếu được lập") < page.index("Đã gọi điện") < page.index("Vì việc chung")
    assert "09:00 20/11/2026" in page
    assert "Đã xác nhận" in page
    sheet = leader.main("/notes/PQ-0001/print")
    assert "Đồng ý hỗ trợ." in sheet
    assert "<form" not in sheet


def test_an_empty_word_and_a_word_of_ones_own_are_refused(as_: As, store: Store) -> None:
    assert a_note(store, who=LEADER).is_accepted
    leader = as_("leader")
    assert 'notes/PQ-0001/endorse"' not in leader.main("/notes/PQ-0001")
    empty = leader.send("/notes/PQ-0001/add", {"add-uid": new_uid()})
    assert empty.status_code == 422
    own = {"endorse-uid": new_uid(), "endorse-why": "Tôi đúng"}
    answer = leader.send("/notes/PQ-0001/endorse", own)
    assert answer.status_code == 403
    assert "không được tự xác nhận" in answer.text
    assert leader.send("/notes/PQ-0001/burn", {}).status_code == 404
    assert as_("cadre").send("/notes/PQ-0001/endorse", own).status_code == 404
    assert as_("office").send("/notes/PQ-0001/endorse", own).status_code == 403


def test_a_pilot_is_reviewed_on_its_day_and_tried_for_longer(as_: As, store: Store) -> None:
    assert a_note(store, **PILOT).is_accepted
    leader = as_("leader")
    assert "PQ-0001" in leader.main("/notes/?due=1")
    assert "Cách làm thử đến hạn xem lại" in leader.main("/corridor")
    review = {
        "review-uid": new_uid(),
        "review-result": "extend",
        "review-why": "Chưa đủ số liệu",
        "review-review_on": "2027-02-01",
    }
    page = leader.send("/notes/PQ-0001/review", review, follow=True).text
    assert "01/02/2027" in page
    assert "PQ-0001" not in leader.main("/notes/?due=1")
    wrong = {"review-uid": new_uid(), "review-result": "extend", "review-why": "x"}
    assert leader.send("/notes/PQ-0001/review", wrong).status_code == 422
    ended = {"review-uid": new_uid(), "review-result": "continue", "review-why": "Tốt"}
    assert "Làm tiếp" in leader.send("/notes/PQ-0001/review", ended, follow=True).text


def test_the_list_is_filtered_counted_and_given_as_files(as_: As, store: Store) -> None:
    assert a_note(store, "n1", subject="unit", subject_uid="a").is_accepted
    assert a_note(store, "n2", CADRE_B, subject="unit", subject_uid="b", **PILOT).is_accepted
    said = a_change("decision_note", "n1", "endorsed", why="Đúng")
    assert by(LEADER, store, said, NOW).is_accepted
    leader = as_("leader")
    wanted = {
        "standing=open": ["PQ-0002"],
        "standing=endorsed": ["PQ-0001"],
        "pilot=1": ["PQ-0002"],
        "commune=02401": ["PQ-0002"],
        "author=canbo.a": ["PQ-0001"],
        "": ["PQ-0002", "PQ-0001"],
    }
    for query, codes in wanted.items():
        rows = leader.get(f"/notes/?{query}&format=json").get_json()
        assert [row["code"] for row in rows["rows"]] == codes, query
        assert rows["total"] == len(codes)
    for kind in ("csv", "xlsx"):
        assert leader.get(f"/notes/?format={kind}").status_code == 200
    seen = as_("cadre").get("/notes/?format=json").get_json()["rows"]
    assert [row["code"] for row in seen] == ["PQ-0001"]
    assert "Chưa có phiếu" in leader.main("/notes/?as_of=2026-11-19")


def test_the_number_a_leader_sees_is_the_length_of_the_list_behind_it(
    as_: As, store: Store
) -> None:
    for at in range(3):
        assert a_note(store, f"n{at}").is_accepted
    leader = as_("leader")
    assert "Phiếu quyết định chờ xác nhận" in leader.main("/corridor")
    assert leader.get("/notes/?standing=open&format=json").get_json()["total"] == 3
    assert decision_notes.count_waiting(store, LEADER, TODAY) == {"open": 3, "due": 0}


def test_an_earlier_day_takes_no_words(as_: As, store: Store) -> None:
    week = NOW - timedelta(days=7)
    change = a_change(
        "decision_note",
        "n",
        "registered",
        patch={
            "title": "Cũ",
            "facts_known": "x",
            "doubt": "x",
            "options": '["a", "b"]',
            "chosen": 1,
            "reason": "x",
        },
    )
    assert by(OFFICE, store, change, week).is_accepted
    page = as_("leader").main("/notes/PQ-0001?as_of=2026-11-15")
    assert "<form" not in page
    assert as_("leader").get("/notes/PQ-0001?as_of=2026-11-01").status_code == 404
