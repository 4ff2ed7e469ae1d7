from collections.abc import Callable
from datetime import timedelta

import pytest

from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import new_uid
from clearance.store import Store
from tests.given import (
    CADRE,
    CADRE_B,
    FAMILY_A,
    LEADER,
    NOW,
    a_change,
    an_obstacle,
    by,
    last_change,
    step,
)
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
    for wish, code in (
        ("commune=02401", "HY-0077"),
        ("reason=PRICE", "HY-0042"),
        (f"officer={CADRE.name}", "HY-0042"),
    ):
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


def ask_of(store: Store, kind: str, uid: str, who: Who = LEADER, **more: object) -> None:
    """A leader's question or order about a household, ten days ago unless said otherwise."""
    patch = {"ask": kind} | ({"due_on": more.pop("due_on")} if "due_on" in more else {})
    change = a_change("household", uid, "asked", patch=patch, why=str(more.get("why", "")))
    assert by(who, store, change, NOW - timedelta(days=int(str(more.get("ago", 0))))).is_accepted


def rows(person: Person, wish: str = "") -> dict[str, dict[str, object]]:
    """The late cases as the files hold them, by code."""
    told = person.get(f"/late?format=json{wish}").get_json()["rows"]
    return {row["code"]: row for row in told}


def test_a_row_tells_who_has_it_since_when_why_and_who_is_shown_it(as_: As, late: Store) -> None:
    passed = a_change(
        "household", "k", "passed", why="Chờ trích đo", patch={"holder_kind": "land_office"}
    )
    told = a_change(
        "household",
        "k",
        "explained",
        why="Chưa có bản trích đo",
        patch={"step": "inventoried", "category": "origin", "new_due_on": "2026-12-05"},
    )
    assert all(by(CADRE_B, late, change).is_accepted for change in (passed, told))
    found = rows(as_("leader"))
    assert found["HY-0077"]["holder_words"] == f"cơ quan đất đai (theo dõi: {CADRE_B.name})"
    assert found["HY-0077"]["since"] == "2026-11-20"
    assert found["HY-0077"]["explanation"] == "Chưa có bản trích đo"
    assert found["HY-0077"]["new_due_on"] == "2026-12-05"
    assert found["HY-0077"]["level_words"] == "người phụ trách", "he has promised a new day"
    assert found["HY-0042"]["level_words"] == "ban chỉ đạo"
    page = as_("leader").read("/late")
    for words in ("Chưa có bản trích đo", "05/12/2026", "cơ quan đất đai", "ban chỉ đạo"):
        assert words in page
    for wish, code in (
        ("holder=land_office", "HY-0077"),
        ("reason=origin", "HY-0077"),
        ("level=committee", "HY-0042"),
        ("step=household.inventoried&commune=02400", "HY-0042"),
    ):
        assert list(rows(as_("leader"), f"&{wish}")) == [code]


def test_the_leader_asks_by_one_press_and_stands_at_the_same_row(as_: As, late: Store) -> None:
    leader = as_("leader")
    page = leader.main("/late?reason=PRICE")
    assert 'value="household:HY-0042"' in page
    fields = {**leader.fields("/late?reason=PRICE"), "case": "household:HY-0042"}
    answer = leader.send("/late/ask?reason=PRICE", fields)
    assert answer.location == "/late?reason=PRICE#c-HY-0042"
    assert leader.send("/late/ask", fields).status_code == 303, "a second press is one change"
    assert last_change(late)["fact"] == "asked"
    page = leader.main("/late?reason=PRICE")
    assert "đã hỏi" in page
    assert 'value="household:HY-0042"' not in page
    assert rows(leader)["HY-0042"]["level_words"] == "người phụ trách", "he may answer first"
    assert "đã hỏi" not in leader.main("/late?as_of=2026-11-19"), "not asked yet on that day"


def test_nobody_asks_who_may_not_nor_about_what_is_not_there(as_: As, late: Store) -> None:
    uid = new_uid()
    assert 'data-key="g"' not in as_("office").main("/late")
    for role, case, status in (
        ("office", "household:HY-0042", 403),
        ("leader", "parcel:T-p", 403),
        ("leader", "household:none", 404),
        ("leader", "household", 404),
    ):
        assert as_(role).send("/late/ask", {"case": case, "uid": uid}).status_code == status
    odd = as_("leader").send("/late/ask", {"case": "household:HY-0042", "uid": "odd"})
    assert odd.status_code == 400


def test_what_is_over_is_asked_about_no_more(as_: As, store: Store) -> None:
    with store.atomic():
        store.run("UPDATE household SET next_step = NULL WHERE uid = 'h'")
    form = {"case": "household:HY-0042", "uid": new_uid()}
    assert "Hồ sơ này đã xong" in as_("leader").send("/late/ask", form, follow=True).text


def test_orders_and_questions_are_followed_up_with_their_days(as_: As, late: Store) -> None:
    ask_of(late, "instruction", "h", why="Đối thoại với hộ", due_on="2026-11-14", ago=10)
    ask_of(late, "explanation", "k", ago=0)
    leader = as_("leader")
    page = leader.main("/late/asked")
    assert page.index("HY-0042") < page.index("HY-0077"), "the first due is first"
    for words in ("Đối thoại với hộ", "Quá hạn trả lời", "Chờ trả lời", CADRE.name):
        assert words in page
    for wish, code in (
        ("kind=instruction", "HY-0042"),
        (f"of={CADRE_B.name}", "HY-0077"),
        ("standing=late", "HY-0042"),
        ("commune=02401", "HY-0077"),
    ):
        told = leader.get(f"/late/asked?{wish}&format=json").get_json()["rows"]
        assert [row["code"] for row in told] == [code]
    assert "HY-0042" in leader.get("/late/asked?format=csv").text
    assert "HY-0042" not in as_(CADRE_B).main("/late/asked")
    assert "Bỏ các bộ lọc" in leader.main("/late/asked?kind=none")


def test_an_answer_closes_it_on_its_day(as_: As, late: Store) -> None:
    ask_of(late, "explanation", "h", ago=5)
    told = a_change(
        "household",
        "h",
        "explained",
        why="Chủ hộ vắng",
        patch={"step": "inventoried", "category": "absent", "new_due_on": "2026-12-05"},
    )
    assert by(CADRE, late, told).is_accepted
    assert "Chủ hộ vắng" in as_("leader").main("/late/asked?standing=answered")
    then = as_("leader").main("/late/asked?as_of=2026-11-18")
    assert "Chủ hộ vắng" not in then
    assert "Quá hạn trả lời" not in then


def test_nothing_asked_is_said(as_: As, store: Store) -> None:
    assert "Chưa hỏi, chưa chỉ đạo" in as_("leader").main("/late/asked")


def test_the_holder_finds_the_questions_on_the_first_page(as_: As, late: Store) -> None:
    assert "chờ tôi trả lời" not in as_("cadre").main("/")
    ask_of(late, "explanation", "h", ago=10)
    page = as_("cadre").main("/")
    assert "Lãnh đạo hỏi, chỉ đạo: chờ tôi trả lời" in page
    assert "/late/asked?open=1&amp;of=canbo.a" in page
    assert "1 trễ hạn" in page
    assert "HY-0042" in as_("cadre").main("/late/asked?open=1&of=canbo.a")
    assert "Lãnh đạo hỏi" not in as_(CADRE_B).main("/")


def test_a_new_date_hides_no_delay_on_any_page_and_the_pages_say_so(as_: As, late: Store) -> None:
    patch = {"step": "inventoried", "category": "staff", "new_due_on": "2026-12-24"}
    told = a_change("household", "h", "explained", patch=patch, why="Thiếu người đo")
    assert by(CADRE, late, told).is_accepted
    leader = as_("leader")
    rows = leader.get("/households/?format=json").get_json()["rows"]
    late_rows = leader.get("/late?format=json").get_json()["rows"]
    days = {row["code"]: row["days_late"] for row in late_rows}["HY-0042"]
    assert {row["code"]: row["late"] for row in rows}["HY-0042"] == days > 0
    for page in ("/late", "/households/?late=1"):
        assert "HY-0042" in leader.main(page)
        assert "dời hẹn không bớt ngày trễ" in leader.main(page)
    assert "Tất cả 1 hộ quá hạn anh/chị phụ trách" in as_("cadre").main("/")
