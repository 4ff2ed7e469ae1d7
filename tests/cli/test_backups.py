"""What a backup gives away, who may make one, and what a restore leaves open."""

import io
import json
import stat
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pysqlite3 as sqlite3
import pytest
from click.testing import Result
from flask import Flask

from clearance import create_app
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import Change, new_uid
from clearance.settings import Desk
from clearance.store.journal import meta
from clearance.store.keeping.backup import sha256_of
from clearance.store.people import accounts, secrets
from tests.given import NOW, by

Run = Callable[..., Result]
_LATER = "2027-01-01T00:00:00.000Z"


def _desk(app: Flask) -> Desk:
    desk: Desk = app.extensions["clearance"]
    return desk


def _again(app: Flask) -> Flask:
    return create_app(_desk(app).settings, clock=lambda: NOW)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def archive(app: Flask, office: Run, tmp_path: Path) -> Path:
    """A backup of an office in which somebody is signed in, with a token and a link pending."""
    admin = accounts.find_person(_desk(app).store, "admin")
    assert admin
    for kind in ("browser", "token"):
        accounts.open_session(
            _desk(app).store,
            uid=f"uid-of-{kind}",
            token_hash=f"hash-of-{kind}",
            person_uid=admin["uid"],
            kind=kind,
            device="x",
            created_at="2026-11-20",
            expires_at=_LATER,
        )
    accounts.write_login(
        _desk(app).store,
        admin["uid"],
        password_hash=secrets.hash_password("một câu thật dài 7"),
        link_hash="hash-of-link",
        link_until=_LATER,
    )
    path = tmp_path / "copy.tar"
    made = office("backup", "-o", path)
    assert made.exit_code == 0, made.output
    return path


def _members(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as opened:
        files = {member.name: opened.extractfile(member) for member in opened}
        return {name: file.read() for name, file in files.items() if file}


def _written(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w") as made:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o644
            made.addfile(member, io.BytesIO(content))
    return path


def _forged(archive: Path, tmp_path: Path, words: str) -> dict[str, bytes]:
    """The members with a statement run in the database, and a manifest that says so."""
    members, database = _members(archive), tmp_path / "forged.sqlite"
    database.write_bytes(members["clearance.sqlite"])
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute(words)
    listed = json.loads(members["manifest.json"]) | {"clearance.sqlite": sha256_of(database)}
    return members | {
        "clearance.sqlite": database.read_bytes(),
        "manifest.json": json.dumps(listed).encode(),
    }


def test_only_its_owner_reads_a_backup(app: Flask, office: Run, archive: Path) -> None:
    assert _mode(archive) == 0o600
    office("backup")
    folder = _desk(app).settings.backups
    assert _mode(folder) == 0o700
    assert [_mode(path) for path in folder.iterdir()] == [0o600]


def test_a_backup_opens_nothing_of_the_running_system(app: Flask, archive: Path) -> None:
    members, data = _members(archive), _desk(app).settings.data
    assert {n for n in members if n.endswith(".key")} == {"digest.key"}
    whole = archive.read_bytes()
    for name in ("session.key", "backup.key"):
        assert (data / name).read_bytes() not in whole
    for text in (b"uid-of-browser", b"hash-of-token", b"hash-of-link"):
        assert text not in whole


def test_other_keys_in_the_folder_are_in_no_backup(app: Flask, office: Run, tmp_path: Path) -> None:
    for name in ("hub.key", "tls.key"):
        (_desk(app).settings.data / name).write_text("shared with the centre")
    assert office("backup", "-o", tmp_path / "a.tar").exit_code == 0
    assert {n for n in _members(tmp_path / "a.tar") if n.endswith(".key")} == {"digest.key"}


def test_the_key_that_signs_is_told_once(app: Flask, office: Run, tmp_path: Path) -> None:
    assert "backup.key" in office("backup", "-o", tmp_path / "a.tar").output
    assert "Khóa ký" not in office("backup", "-o", tmp_path / "b.tar").output
    assert _mode(_desk(app).settings.data / "backup.key") == 0o600


def test_everybody_is_signed_out_by_a_restore(app: Flask, office: Run, archive: Path) -> None:
    old_key = app.secret_key
    done = office("restore", archive, "--yes")
    assert done.exit_code == 0, done.output
    assert "đăng nhập lại" in done.output
    again = _again(app)
    assert again.secret_key != old_key
    assert _desk(again).store.query("SELECT * FROM session") == []
    login = _desk(again).store.first("SELECT * FROM login")
    assert login
    assert login["link_hash"] is None
    assert secrets.is_password(login["password_hash"], "một câu thật dài 7")
    assert office_of(again)("check").exit_code == 0


def office_of(app: Flask) -> Run:
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def test_what_is_restored_is_read_by_its_owner_only(app: Flask, office: Run, archive: Path) -> None:
    office("restore", archive, "--yes")
    data = _desk(app).settings.data
    assert _mode(data) == 0o700
    modes = {p.name: _mode(p) for p in data.rglob("*") if p.is_file()}
    assert set(modes.values()) == {0o600}, modes
    assert modes.keys() >= {"clearance.sqlite", "digest.key", "backup.key"} - (
        {"clearance.sqlite"} if _desk(app).store.engine == "postgresql" else set()
    )


def test_an_account_shut_since_the_backup_is_told_and_cannot_sign_in(
    app: Flask, office: Run, tmp_path: Path
) -> None:
    store, archive = _desk(app).store, tmp_path / "copy.tar"
    office("user", "add", "cu", "--role", "office", "--units", "all")
    person = accounts.find_person(store, "cu")
    assert person
    accounts.write_login(
        store, person["uid"], password_hash=secrets.hash_password("một câu thật dài")
    )
    office("backup", "-o", archive)
    shut = Change(
        "person", person["uid"], "revised", {"is_active": 0}, new_uid(), meta.project_uid(store)
    )
    assert by(TERMINAL, store, shut).is_accepted
    done = office("restore", archive, "--yes")
    assert "nay lại mở trong sổ: cu." in done.output
    again = _desk(_again(app)).store
    known = accounts.find_login(again, person["uid"])
    assert known
    assert known["password_hash"] is None


def _altered(archive: Path, tmp_path: Path) -> Iterator[tuple[str, dict[str, bytes], str]]:
    members = _members(archive)
    forged = _forged(archive, tmp_path, "UPDATE person SET name = 'ke.gian'")
    yield "forged", forged, "Chữ ký không khớp"
    yield "unsigned", {n: c for n, c in forged.items() if n != "manifest.hmac"}, "không có chữ ký"
    yield "added", members | {"session.key": b"x" * 32}, "session.key"
    yield "no list", members | {"manifest.json": b"[1]"}, "manifest.json"
    yield "no JSON", members | {"manifest.json": b"\xff"}, "manifest.json"
    yield "nothing", {"manifest.json": b"{}"}, "clearance.sqlite"
    listed = json.loads(members["manifest.json"])
    broken = tmp_path / "broken"
    broken.write_bytes(b"SQLite format 3\0" + b"?" * 900)
    listed["clearance.sqlite"] = sha256_of(broken)
    told = {"clearance.sqlite": broken.read_bytes(), "manifest.json": json.dumps(listed).encode()}
    yield "no database", members | told, "không nguyên vẹn"


def test_a_backup_made_by_somebody_else_restores_nothing(
    app: Flask, office: Run, archive: Path, tmp_path: Path
) -> None:
    rows = _desk(app).store.query("SELECT * FROM person")
    for name, members, words in _altered(archive, tmp_path):
        refused = office("restore", _written(tmp_path / "x.tar", members), "--yes")
        assert refused.exit_code == 1, name
        assert words in refused.output, (name, refused.output)
        assert "Traceback" not in refused.output
        assert not list(tmp_path.glob("data.*")), name
    assert _desk(app).store.query("SELECT * FROM person") == rows


def test_a_backup_of_an_earlier_version_is_taken_when_asked_for_and_told_as_unsigned(
    app: Flask, office: Run, archive: Path, tmp_path: Path
) -> None:
    members = {n: c for n, c in _members(archive).items() if not n.startswith("manifest")}
    members["session.key"] = old_key = b"k" * 32
    listed = {}
    for name, content in members.items():
        (tmp_path / "one").write_bytes(content)
        listed[name] = sha256_of(tmp_path / "one")
    members["manifest.json"] = json.dumps(listed).encode()
    old = _written(tmp_path / "old.tar", members)
    refused = office("restore", old, "--yes")
    assert refused.exit_code == 1
    assert "phiên bản trước" in refused.output
    assert "--unsigned" in refused.output
    assert "thêm tài khoản quản trị" in refused.output
    done = office("restore", old, "--yes", "--unsigned")
    assert done.exit_code == 0, done.output
    assert "không có chữ ký" in done.output
    assert _again(app).secret_key != old_key


def test_on_another_machine_the_key_kept_apart_is_asked_for(
    app: Flask, office: Run, archive: Path, tmp_path: Path
) -> None:
    data = _desk(app).settings.data
    kept = tmp_path / "kept.key"
    kept.write_bytes((data / "backup.key").read_bytes())
    (data / "backup.key").unlink()
    refused = office("restore", archive, "--yes")
    assert refused.exit_code == 1
    assert "--key" in refused.output
    wrong = tmp_path / "wrong.key"
    wrong.write_bytes(b"w" * 32)
    assert "không khớp" in office("restore", archive, "--yes", "--key", wrong).output
    done = office("restore", archive, "--yes", "--key", kept)
    assert done.exit_code == 0, done.output
    assert (data / "backup.key").read_bytes() == kept.read_bytes()
