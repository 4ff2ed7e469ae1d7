import gzip
from collections.abc import Callable

import pytest

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from clearance.web.frame.bundles import FILES
from tests import given
from tests.given import ADMIN, FAMILY_B, NOW, OFFICE
from tests.house.plan import ROOT
from tests.web.conftest import Person

As = Callable[[object], Person]


def _section(text: str, name: str) -> str:
    return text.split(f'id="{name}"')[1].split("</section>")[0] if f'id="{name}"' in text else ""


@pytest.mark.parametrize(
    ("day", "group", "words"),
    [
        ("2026-10-20", "late", "trễ 1 ngày"),
        ("2026-10-21", "today", "Kiểm đếm"),
        ("2026-10-22", "later", "23/11/2026"),  # the 21st is a Saturday
        ("2026-11-10", "later", "10/12/2026"),
    ],
)
def test_a_cadres_case_stands_under_its_day(
    as_: As, store: Store, day: str, group: str, words: str
) -> None:
    given.step(store, "h", "notified", happened_on=day)  # the inventory is due 30 days later
    part = _section(as_("cadre").main("/"), group)
    assert "Đặng Thị Hường" in part
    assert "HY-0042 · Km0+120" in part
    assert words in part


def test_a_stuck_case_shows_its_reason_and_no_other_heading(as_: As, store: Store) -> None:
    given.step(store, "h", "notified", happened_on="2026-10-01")
    given.an_obstacle(store)
    text = as_("cadre").main("/")
    assert "Đơn giá thấp" in _section(text, "stuck")
    assert _section(text, "late") == ""


def test_a_case_that_waits_for_the_office_does_not_press_the_cadre(as_: As, store: Store) -> None:
    for code in given.LINE[:3]:
        given.step(store, "h", code, happened_on="2026-10-01")
    text = as_("cadre").main("/")
    assert "Đặng Thị Hường" in _section(text, "waiting")
    assert "Không còn hộ nào quá hạn" in text


def test_a_case_of_another_holder_is_not_mine_and_one_of_nobody_is(as_: As, store: Store) -> None:
    given.a_household(store, "x", "a", code="HY-0100", holder_uid=given.LEADER.uid)
    given.a_household(store, "y", "a", code="HY-0101")
    text = as_("cadre").main("/")
    assert "HY-0100" not in text
    assert "HY-0101" in text
    assert FAMILY_B.full_name not in text


def test_graves_that_wait_for_me_stand_by_themselves(as_: As, store: Store) -> None:
    part = _section(as_("cadre").main("/"), "graves")
    assert "/graves/M-g" in part
    assert "/graves/M-m" not in part
    for code in ("discovered", "inventoried", "claimed"):
        given.step(store, "g", code, subject="grave")
    assert "1 mộ đang chờ nơi khác" in _section(as_("cadre").main("/"), "graves")


def test_leaders_and_the_investor_are_led_to_their_own_first_page(as_: As) -> None:
    assert as_("leader").get("/").headers["Location"] == "/corridor"
    assert as_("liaison").get("/").headers["Location"] == "/segments/"


def test_the_office_sees_how_much_waits_for_each_step(as_: As, store: Store) -> None:
    given.step(store, "h", "notified", happened_on="2026-10-01")
    run = given.registered("import_run", "r1")
    row = {"target": "households", "file_name": "ho.xlsx", "sha256": "0" * 64, "rows": 12}
    change = given.a_change("import_run", run.subject_uid, "recorded", patch=row)
    record_all(store, [change], TERMINAL, NOW)
    text = as_("office").main("/")
    assert '/households/?next=inventoried"' in text
    assert "1 trễ hạn" in text
    assert "ho.xlsx: 12 dòng" in text


def test_the_administrator_sees_people_and_the_machine(as_: As) -> None:
    text = as_("admin").main("/")
    assert f"/people/{ADMIN.name}" in text
    assert "Dòng nhật ký" in text


def test_a_signed_out_person_is_asked_to_sign_in(as_: As) -> None:
    person = as_("cadre")
    person.client.delete_cookie("s")
    assert "/login" in person.get("/").headers["Location"]


@pytest.fixture
def commune(store: Store) -> Store:
    """A commune of 450 households, all of them the cadre's."""
    changes = [
        given.registered(
            "household",
            f"n{i}",
            code=f"HY-{i:04}",
            unit_uid="a",
            village="Thôn 1",
            kind="household",
            chainage_m=i,
            holder_uid="canbo.a",
            full_name=f"Nguyễn Văn Số {i}",
        )
        for i in range(1000, 1450)
    ]
    record_all(store, changes, TERMINAL, NOW)
    days = [(f"n{i}", f"2026-10-{i % 28 + 1:02}") for i in range(1000, 1450)]
    steps = [given.a_change("household", uid, "notified", happened_on=day) for uid, day in days]
    record_all(store, steps, OFFICE, NOW)
    return store


def test_the_first_page_is_light_in_a_full_commune(as_: As, commune: Store) -> None:
    page = as_("cadre").get("/").data
    names = (*FILES["page.css"], *FILES["page.js"], "favicon.svg")
    static = [ROOT / "static" / name for name in names]
    weight = sum(len(gzip.compress(part)) for part in [page, *(f.read_bytes() for f in static)])
    assert weight <= 40_000
