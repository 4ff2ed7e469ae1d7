from collections.abc import Callable

import pytest

from clearance.store import Store
from clearance.store.people import accounts, secrets
from tests.given import CADRE
from tests.web.conftest import Person

As = Callable[[object], Person]
OLD, NEW = "con suối chảy qua bản", "cây cọ đứng giữa đồi"


@pytest.fixture
def cadre(as_: As, store: Store) -> Person:
    """The cadre, with a password."""
    person = as_("cadre")
    accounts.write_login(store, CADRE.uid, password_hash=secrets.hash_password(OLD))
    return person


def _form(**values: str) -> dict[str, str]:
    return {"present": OLD, "password": NEW, "again": NEW, **values}


def test_my_sessions_are_listed_and_can_be_ended(cadre: Person, as_: As) -> None:
    lost = as_("cadre")
    address = f"/account/sessions/{lost.session}/end"
    assert address in cadre.main("/account")
    assert lost.get("/").status_code == 200
    assert cadre.send(address, {}).status_code == 303
    assert lost.get("/").status_code == 302
    assert address not in cadre.main("/account")


def test_nobody_ends_a_session_of_somebody_else(cadre: Person, as_: As, store: Store) -> None:
    leader = as_("leader")
    foreign = accounts.list_sessions(store, "lanhdao")[0]["uid"]
    assert cadre.send(f"/account/sessions/{foreign}/end", {}).status_code == 404
    assert leader.get("/").status_code == 302  # to the corridor, still signed in
    assert leader.get("/account").status_code == 200


def test_a_new_password_ends_every_other_session(cadre: Person, as_: As, store: Store) -> None:
    other = as_("cadre")
    answer = cadre.send("/account/password", _form(), follow=True)
    assert "Đã đổi mật khẩu" in answer.text
    assert other.get("/").status_code == 302
    assert cadre.get("/account").status_code == 200
    stored = (accounts.find_login(store, CADRE.uid) or {})["password_hash"]
    assert secrets.is_password(stored, NEW)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"present": "sai rồi"}, "Mật khẩu hiện tại không đúng"),
        ({"password": "ngắn", "again": "ngắn"}, "ít nhất 12 ký tự"),
        ({"again": "khác hẳn câu kia"}, "không giống nhau"),
        ({"password": "matkhau123456", "again": "matkhau123456"}, "dễ đoán"),
        ({"present": ""}, "Cần điền ô này"),
    ],
)
def test_a_password_that_may_not_be_used_is_told_why(
    cadre: Person, store: Store, values: dict[str, str], words: str
) -> None:
    answer = cadre.send("/account/password", _form(**values))
    assert answer.status_code == 422
    assert words in answer.text
    assert secrets.is_password((accounts.find_login(store, CADRE.uid) or {})["password_hash"], OLD)


def test_big_letters_stay_on_this_device(cadre: Person) -> None:
    assert '<html lang="vi">' in cadre.read("/")
    cadre.send("/account/letters", {"big": "1"})
    assert '<html lang="vi" class="big">' in cadre.read("/")
    cadre.send("/account/letters", {"big": "0"})
    assert 'class="big"' not in cadre.read("/account")


def test_who_has_no_password_is_offered_none(as_: As) -> None:
    assert "Đổi mật khẩu" not in as_("leader").read("/account")
