import re
from collections.abc import Callable

import pytest

from clearance.record.replay import differences
from clearance.store import Store
from tests import given
from tests.given import CADRE_B, FAMILY_A, FAMILY_B, OFFICE, TODAY
from tests.web.conftest import Person

As = Callable[[object], Person]
HOSTILE = "<img src=x onerror=alert(1)>${7*7}{{7*7}}\"'--"


def _changes(store: Store, fact: str) -> int:
    return int(store.value("SELECT COUNT(*) FROM change WHERE fact = :fact", fact=fact))


def test_a_cadre_records_the_next_step_in_three_taps(as_: As, store: Store) -> None:
    cadre = as_("cadre")
    assert 'href="/households/HY-0042"' in cadre.read("/")
    assert 'href="/households/HY-0042/steps/notified"' in cadre.read("/households/HY-0042")
    answer = cadre.press("/households/HY-0042/steps/notified", follow=True)
    assert "Thông báo thu hồi đất" in answer.text
    assert "Hoàn tác" in answer.text
    row = given.the(store, "household", "h")
    assert (row["stage"], row["next_step"]) == ("notified", "inventoried")
    assert differences(store) == []


def test_pressing_twice_records_once(as_: As, store: Store) -> None:
    cadre, url = as_("cadre"), "/households/HY-0042/steps/notified"
    form = cadre.fields(url)
    first, second = (cadre.send(url, dict(form)) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert _changes(store, "notified") == 1


def test_the_same_page_sent_again_with_other_content_is_told_so(as_: As, store: Store) -> None:
    cadre, url = as_("cadre"), "/households/HY-0042/steps/notified"
    form = cadre.fields(url)
    cadre.send(url, dict(form))
    answer = cadre.send(url, {**form, "note": "khác"})
    assert answer.status_code == 409
    assert "đã gửi một lần" in answer.text
    assert _changes(store, "notified") == 1


def test_a_step_that_needs_a_photo_is_not_sent_without_one(
    as_: As, store: Store, photo: Callable[[], object]
) -> None:
    given.step(store, "h", "notified", happened_on="2026-11-02")
    cadre, url = as_("cadre"), "/households/HY-0042/steps/inventoried"
    refused = cadre.press(url)
    assert refused.status_code == 422
    assert "cần ảnh hoặc biên bản" in refused.text
    assert cadre.press(url, photo=photo()).status_code == 303
    assert given.the(store, "household", "h")["stage"] == "inventoried"


def test_a_locked_step_says_what_must_come_first(as_: As) -> None:
    cadre, url = as_("cadre"), "/households/HY-0042/steps/inventoried"
    assert "Thông báo thu hồi đất" in cadre.read(url)
    assert "<form" not in cadre.main(url)
    form = cadre.fields("/households/HY-0042/steps/notified")
    answer = cadre.send("/households/HY-0042/steps/consulted", form)
    assert answer.status_code == 409
    assert "bước trước chưa có" in answer.text
    assert "Ghi trước: Niêm yết dự thảo phương án" in answer.text


@pytest.mark.parametrize(
    ("values", "status", "words"),
    [
        ({"happened_on": "2026-12-01"}, 422, "tương lai"),
        ({"happened_on": "hôm qua"}, 422, "Ngày không đúng"),
        ({"happened_on": ""}, 422, "Cần điền ô này"),
        ({"note": "x" * 2001}, 422, "Dài quá"),
    ],
)
def test_a_form_that_cannot_be_taken_says_why(
    as_: As, values: dict[str, str], status: int, words: str
) -> None:
    answer = as_("cadre").press("/households/HY-0042/steps/notified", **values)
    assert answer.status_code == status
    assert words in answer.text


def test_a_refused_form_can_be_mended_and_sent(as_: As, store: Store) -> None:
    cadre, url = as_("cadre"), "/households/HY-0042/steps/notified"
    refused = cadre.press(url, happened_on="2026-12-01")
    uid = re.search(r'name="uid"[^>]*value="([^"]+)"', refused.text)
    assert uid
    cadre.send(url, {"uid": uid[1], "happened_on": TODAY})
    assert given.the(store, "household", "h")["stage"] == "notified"


def test_undoing_a_step_needs_a_reason_and_keeps_both_in_the_history(as_: As, store: Store) -> None:
    given.step(store, "h", "notified")
    cadre, url = as_("cadre"), "/households/HY-0042/steps/notified/withdraw"
    assert cadre.press(url).status_code == 422
    text = cadre.press(url, follow=True, why="Ghi nhầm hộ").text
    assert "Ghi nhầm hộ" in text
    assert "Đính chính: Thông báo thu hồi đất" in text
    assert given.the(store, "household", "h")["stage"] is None
    about = given.last_change(store)["about"]
    assert store.value("SELECT fact FROM change WHERE uid = :uid", uid=about) == "notified"


def test_a_step_others_rest_on_is_not_undone_first(as_: As, store: Store) -> None:
    given.step(store, "h", "notified")
    given.step(store, "h", "inventoried")
    answer = as_("cadre").press("/households/HY-0042/steps/notified/withdraw", why="nhầm")
    assert answer.status_code == 409
    assert "Đính chính trước: Kiểm đếm" in answer.text


def test_undoing_what_was_never_done_is_explained(as_: As) -> None:
    cadre, url = as_("cadre"), "/households/HY-0042/steps/notified/withdraw"
    assert "Không có bước nào như vậy" in cadre.read(url)


def test_a_leader_reads_but_does_not_record_steps(as_: As) -> None:
    leader = as_("leader")
    assert "Ghi:" not in leader.read("/households/HY-0042")
    assert "không được ghi bước này" in leader.read("/households/HY-0042/steps/notified")
    form = {"uid": "x", "happened_on": TODAY}
    answer = leader.send("/households/HY-0042/steps/notified", form)
    assert answer.status_code == 403
    assert "không được ghi việc này" in answer.text


def test_a_foreign_household_is_not_there(as_: As) -> None:
    cadre = as_(CADRE_B)
    for tail in ("", "/steps/notified", "/steps/notified/withdraw", "/obstacles", "/notes"):
        assert cadre.get(f"/households/HY-0042{tail}").status_code == 404, tail
    assert FAMILY_A.full_name not in cadre.read("/households/")
    assert as_("cadre").get("/households/HY-0042/steps/none").status_code == 404


def test_phones_are_masked_for_those_who_need_no_phone(as_: As) -> None:
    cadre, leader = (as_(role).read("/households/HY-0042") for role in ("cadre", "leader"))
    assert f'href="tel:{FAMILY_A.phone}"' in cadre
    assert FAMILY_A.phone not in leader
    assert "09****222" in leader
    for text in (cadre, leader, as_("admin").read("/households/HY-0042")):
        assert FAMILY_A.id_number not in text
    assert FAMILY_A.note not in as_("admin").read("/households/HY-0042")


def test_an_earlier_day_shows_the_case_as_it_stood_and_offers_nothing_to_do(
    as_: As, store: Store
) -> None:
    given.step(store, "h", "notified", happened_on="2026-11-10")
    given.step(store, "h", "inventoried", happened_on="2026-11-18")
    text = as_("cadre").read("/households/HY-0042?as_of=2026-11-12")
    assert "Đang xem ngày cũ" in text
    assert "/steps/" not in text


def test_hostile_text_stays_text_on_every_page(as_: As, store: Store) -> None:
    given.a_household(
        store,
        "x",
        "a",
        code="HY-X",
        village=HOSTILE,
        holder_uid="canbo.a",
        full_name=HOSTILE,
        spouse_name=HOSTILE,
        address=HOSTILE,
        note=HOSTILE,
        phone=HOSTILE,
    )
    cadre = as_("cadre")
    kind = {**cadre.fields("/households/HY-X/obstacles"), "kind": "PRICE", "note": HOSTILE}
    cadre.send("/households/HY-X/obstacles", kind)
    cadre.press("/households/HY-X/steps/notified", note=HOSTILE)
    for url in (
        "/",
        "/households/",
        "/households/HY-X",
        "/households/HY-X/steps/notified",
        "/households/HY-X/notes",
        "/search?q=img",
    ):
        text = cadre.read(url)
        assert "<img src=x" not in text, url
        assert "49" not in re.sub(r"\?v=\w+|\d{3,}|[\w-]{20,}", "", text.split("<main")[1]), url


def test_members_land_and_houses_are_listed(as_: As, store: Store) -> None:
    patch = {"household_uid": "h", "relation": "con", "birth_year": 2010}
    house = {"code": "N-1", "unit_uid": "a", "household_uid": "h", "kind": "nhà cấp 4"}
    for subject, uid, fields in (("member", "m1", patch), ("structure", "s1", house)):
        assert given.by(OFFICE, store, given.registered(subject, uid, **fields)).is_accepted
    text = as_("cadre").read("/households/HY-0042")
    for words in ("thửa 17, tờ 8", "420,5 m²", "nhà cấp 4", "sinh 2010", FAMILY_A.deceased_name):
        assert words in text
    assert FAMILY_B.full_name not in text
    assert "nhà cấp 4" in as_("cadre").read("/structures/N-1")


def test_a_mended_record_names_the_fields_and_not_the_values(as_: As, store: Store) -> None:
    values = {"phone": "0900999888", "village": "Thôn Hạ"}
    change = given.a_change("household", "h", "revised", patch=values)
    assert given.by(OFFICE, store, change).is_accepted
    text = as_("leader").read("/households/HY-0042")
    assert "Sửa hồ sơ: điện thoại, thôn" in text
    assert "0900999888" not in text
