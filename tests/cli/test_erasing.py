"""`flask erase`: the bytes are gone from the database, the act is journalled, copies are named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from clearance.record import record
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import Change
from clearance.settings import Desk
from clearance.store.journal import meta
from tests.given import FAMILY_A, NOW, last_change, personal

Run = Callable[..., Result]
WORD = "LỜIGHI"


def desk_of(app: Flask) -> Desk:
    """Store and settings of the installation."""
    desk: Desk = app.extensions["clearance"]
    return desk


def tell(app: Flask, subject: str, uid: str, fact: str, **more: object) -> None:
    """Report something from the server's terminal."""
    store = desk_of(app).store
    change = Change(subject, uid, fact, project_uid=meta.project_uid(store), **more)  # type: ignore[arg-type]
    answer = record(store, change, TERMINAL, NOW)
    assert answer.standing != "refused", answer


@pytest.fixture
def written(app: Flask, office: Run) -> Run:
    """An office with one family of which something is written."""
    store = desk_of(app).store
    unit = store.first("SELECT uid, code FROM unit WHERE kind = 'commune' AND valid_to IS NULL")
    assert unit
    done = office("user", "add", "canbo.a", "--role", "cadre", "--units", unit["code"])
    assert done.exit_code == 0, done.output
    holder = store.value("SELECT uid FROM person WHERE name = 'canbo.a'")
    family = {
        "code": "HY-0001",
        "unit_uid": unit["uid"],
        "holder_uid": holder,
        **personal(FAMILY_A),
    }
    tell(app, "household", "h", "registered", patch=family)
    tell(app, "household", "h", "revised", patch={"village": "Thôn Trung"}, why=f"{WORD} ốm")
    return office


def erase(run: Run, *words: object, by: str = "admin") -> Result:
    """Type the command with who and why."""
    return run("erase", *words, "--by", by, "--why", "Đơn số 5", "--yes")


def bytes_of(app: Flask) -> bytes:
    """Every byte of the database and its log, or every value a server gives."""
    store = desk_of(app).store
    if store.engine == "sqlite":
        return b"".join(p.read_bytes() for p in Path(store.path).parent.glob("*.sqlite*"))
    tables = ("identity", "remark", "search_text", "change")
    return str([store.query(f"SELECT * FROM {table}") for table in tables]).encode()


def test_not_one_byte_of_the_family_is_left_in_the_database(app: Flask, written: Run) -> None:
    values = [value.encode() for value in (*personal(FAMILY_A).values(), WORD)]
    assert any(value in bytes_of(app) for value in values)
    done = erase(written, "household", "HY-0001")
    assert done.exit_code == 0, done.output
    assert [value for value in values if value in bytes_of(app)] == []
    assert written("check").exit_code == 0
    told = last_change(desk_of(app).store)
    assert (told["fact"], told["why"]) == ("erased", "Đơn số 5")


def test_copies_that_still_hold_the_values_are_named(app: Flask, written: Run) -> None:
    settings = desk_of(app).settings
    written("backup", "-o", settings.backups / "hôm qua.tar")
    aside = settings.data.with_name(f"{settings.data.name}.before-x")
    aside.mkdir()
    done = erase(written, "household", "HY-0001")
    assert str(settings.backups / "hôm qua.tar") in done.output
    assert str(aside) in done.output


def test_photos_of_the_case_are_counted_not_taken(app: Flask, written: Run) -> None:
    tell(app, "household", "h", "revised", evidence=("f" * 64,))
    assert "1 tệp minh chứng" in erase(written, "household", "HY-0001").output


def test_one_report_loses_its_words(app: Flask, written: Run) -> None:
    seq = last_change(desk_of(app).store)["seq"]
    assert erase(written, "report", seq).exit_code == 0
    assert WORD.encode() not in bytes_of(app)
    assert FAMILY_A.full_name.encode() in bytes_of(app)
    assert written("check").exit_code == 0


@pytest.mark.parametrize(
    ("words", "by", "said"),
    [
        (("household", "HY-9999"), "admin", "Không có household HY-9999"),
        (("grave", "M-1"), "admin", "Không có grave M-1"),
        (("report", "99999"), "admin", "Không có dòng nhật ký số 99999"),
        (("report", "x"), "admin", "Không có dòng nhật ký số x"),
        (("household", "HY-0001"), "ai đó", "không phải tài khoản quản trị"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_goes(
    app: Flask, written: Run, words: tuple[str, ...], by: str, said: str
) -> None:
    done = erase(written, *words, by=by)
    assert (done.exit_code, said in done.output) == (1, True)
    assert FAMILY_A.full_name.encode() in bytes_of(app)


def test_without_a_reason_nothing_is_erased(app: Flask, written: Run) -> None:
    done = written("erase", "household", "HY-0001", "--by", "admin", "--why", " ", "--yes")
    assert done.exit_code == 1
    assert FAMILY_A.full_name.encode() in bytes_of(app)


def test_it_asks_before_it_erases(app: Flask, written: Run) -> None:
    words = ("erase", "household", "HY-0001", "--by", "admin", "--why", "Đơn số 5")
    assert written(*words, input="n\n").exit_code == 1
    assert FAMILY_A.full_name.encode() in bytes_of(app)
