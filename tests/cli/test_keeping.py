"""Backup, restore, check, doctor."""

import json
import tarfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from clearance import create_app
from clearance.settings import Desk, read_settings
from clearance.store.journal import evidence
from tests import engines
from tests.given import NOW
from tests.record.folders import opened, unpacked

Run = Callable[..., Result]
_TABLES = ("change", "unit", "alignment", "shape", "person", "evidence", "login")


def _desk(app: Flask) -> Desk:
    desk: Desk = app.extensions["clearance"]
    return desk


def _contents(app: Flask) -> dict[str, object]:
    """Rows of some tables; a link to choose a password is not brought back by a backup."""
    store = _desk(app).store
    rows = {table: store.query(f"SELECT * FROM {table} ORDER BY 1") for table in _TABLES}
    return rows | {"login": [(r["person_uid"], r["password_hash"]) for r in rows["login"]]}


def _with_photo(app: Flask) -> str:
    desk = _desk(app)
    return evidence.keep(desk.store, desk.settings.evidence, b"photo", "image/jpeg", "x", "now")


def test_what_is_restored_equals_what_was_saved(app: Flask, office: Run, tmp_path: Path) -> None:
    sha256, archive = _with_photo(app), tmp_path / "copy.tar"
    before = _contents(app)
    assert office("backup", "-o", archive).exit_code == 0
    office("user", "add", "later", "--role", "liaison")
    done = office("restore", archive, "--yes")
    assert done.exit_code == 0, done.output
    settings = _desk(app).settings
    again = create_app(settings, clock=lambda: NOW)
    assert _contents(again) == before
    assert evidence.path_of(settings.evidence, sha256).read_bytes() == b"photo"
    assert again.test_cli_runner().invoke(args=["check"]).exit_code == 0
    assert list(tmp_path.glob("data.before-*/clearance.sqlite"))


def test_a_backup_with_an_altered_file_restores_nothing(
    app: Flask, office: Run, tmp_path: Path
) -> None:
    _with_photo(app)
    archive, broken = tmp_path / "copy.tar", tmp_path / "broken.tar"
    office("backup", "-o", archive)
    with tarfile.open(archive) as good, tarfile.open(broken, "w") as bad:
        for member in good:
            if not member.name.startswith("evidence/"):
                bad.addfile(member, good.extractfile(member))
    before = _contents(app)
    refused = office("restore", broken, "--yes")
    assert refused.exit_code == 1
    assert "không nguyên vẹn" in refused.output
    assert _contents(app) == before


@pytest.mark.parametrize("kept", [0, 1000, 0.3, 0.99])
def test_a_backup_cut_short_restores_nothing_and_leaves_nothing(
    app: Flask, office: Run, tmp_path: Path, kept: float
) -> None:
    archive, cut = tmp_path / "copy.tar", tmp_path / "cut.tar"
    office("backup", "-o", archive)
    whole = archive.read_bytes()
    cut.write_bytes(whole[: int(kept if kept > 1 else kept * len(whole))])
    before = _contents(app)
    refused = office("restore", cut, "--yes")
    assert (refused.exit_code, "không nguyên vẹn" in refused.output) == (1, True), refused.output
    assert "Traceback" not in refused.output
    assert not list(tmp_path.glob("data.*"))
    assert _contents(app) == before


def test_a_backup_without_a_name_lies_in_the_data_folder(app: Flask, office: Run) -> None:
    assert office("backup").exit_code == 0
    assert len(list(_desk(app).settings.backups.glob("clearance-*.tar"))) == 1


def test_a_backup_that_would_write_outside_its_folder_restores_nothing(
    app: Flask, office: Run, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.tar"
    with tarfile.open(broken, "w") as bad:
        bad.addfile(tarfile.TarInfo("../stray.key"))
    before = _contents(app)
    refused = office("restore", broken, "--yes")
    assert refused.exit_code == 1
    assert not (tmp_path / "stray.key").exists()
    assert _contents(app) == before


def test_a_database_kept_elsewhere_comes_back_to_its_place(tmp_path: Path) -> None:
    given = {"CLEARANCE_DATA": str(tmp_path / "data"), "CLEARANCE_DATABASE": str(tmp_path / "db")}
    app = create_app(read_settings(given), clock=lambda: NOW)
    run = app.test_cli_runner()
    run.invoke(args=["init"])
    before = _contents(app)
    run.invoke(args=["backup", "-o", str(tmp_path / "copy.tar")])
    run.invoke(args=["user", "add", "later", "--role", "liaison"])
    done = run.invoke(args=["restore", str(tmp_path / "copy.tar"), "--yes"])
    assert done.exit_code == 0, done.output
    assert _contents(create_app(read_settings(given), clock=lambda: NOW)) == before


def test_check_tells_when_the_state_is_not_what_the_journal_gives(app: Flask, office: Run) -> None:
    assert office("check").exit_code == 0
    _desk(app).store.run("UPDATE unit SET name = 'X' WHERE code = '02425'")
    found = office("check")
    assert found.exit_code == 1
    assert "02425" in found.output


def test_check_tells_when_a_photo_is_gone(app: Flask, office: Run) -> None:
    sha256 = _with_photo(app)
    evidence.path_of(_desk(app).settings.evidence, sha256).unlink()
    found = office("check")
    assert found.exit_code == 1
    assert sha256 in found.output


def test_the_doctor_names_what_is_not_ready_for_use(office: Run) -> None:
    found = office("doctor")
    assert found.exit_code == 1
    assert "HTTPS" in found.output


def test_the_doctor_says_when_the_law_ends(tmp_path: Path) -> None:
    given = {"CLEARANCE_DATA": str(tmp_path / "data"), "CLEARANCE_SECURE": "1"}
    at = NOW
    run = create_app(read_settings(given), clock=lambda: at).test_cli_runner()
    run.invoke(args=["init"])
    at = NOW.replace(month=12, day=1)
    found = run.invoke(args=["doctor"])
    assert found.exit_code == 1
    for text in ("Nghị định 151/2025/NĐ-CP (R25)", "Chương IV Nghị định 49/2026/NĐ-CP (R26)"):
        assert f"{text} hết hiệu lực sau ngày 28/02/2027" in found.output
    assert "0 hạn đang mở" in found.output


def test_the_doctor_is_content_with_a_sound_office(tmp_path: Path) -> None:
    given = {"CLEARANCE_DATA": str(tmp_path / "data"), "CLEARANCE_SECURE": "1"}
    run = create_app(read_settings(given), clock=lambda: NOW).test_cli_runner()
    run.invoke(args=["init"])
    assert run.invoke(args=["doctor"]).exit_code == 0


def test_the_journal_before_texts_were_sealed_is_proved_too(tmp_path: Path) -> None:
    data = unpacked("unsealed", tmp_path / "data")
    opened(data).close()
    app = create_app(read_settings(engines.settings(data)), clock=lambda: NOW)
    run = app.test_cli_runner()
    assert "141/141 dòng còn chứng minh được" in run.invoke(args=["check"]).output
    words = ["erase", "household", "HY-0002", "--by", "quantri", "--why", "Đơn số 5", "--yes"]
    assert run.invoke(args=words).exit_code == 0
    done = run.invoke(args=["check"])
    assert done.exit_code == 0
    assert "/141 dòng còn chứng minh được" in done.output
    assert "141/141" not in done.output


def test_a_text_altered_since_it_was_sealed_is_a_fault(tmp_path: Path) -> None:
    data = unpacked("unsealed", tmp_path / "data")
    store = opened(data)
    store.run("UPDATE remark SET body = 'khác' WHERE seq = (SELECT MIN(seq) FROM remark)")
    app = create_app(read_settings(engines.settings(data)), clock=lambda: NOW)
    done = app.test_cli_runner().invoke(args=["check"])
    assert (done.exit_code, "former journal" in done.output) == (1, True)


def test_the_doctor_says_what_a_new_project_still_lacks(run: Run) -> None:
    run("init")
    told = run("doctor").output
    assert "thiếu         Tên, mã dự án: DA – Dự án" in told
    assert "→ flask import units TỆP hoặc trang /import/?target=units" in told
    assert "CLEARANCE_SECURE=0" in told.split(" lỗi:\n")[1]  # the faults once more, at the end


def test_the_doctor_answers_a_program_in_json(office: Run) -> None:
    done = office("doctor", "--json")
    rows = {row["code"]: row for row in json.loads(done.output)}
    assert done.exit_code == 1
    assert (rows["corridor"]["state"], rows["corridor"]["figure"]) == ("has", 1)
    assert (rows["https"]["state"], rows["https"]["command"]) == ("fault", "CLEARANCE_SECURE=1")


def _rows(run: Run) -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in json.loads(run("doctor", "--json").output)}


def test_the_doctor_knows_the_last_backup_and_the_last_check(office: Run, tmp_path: Path) -> None:
    before = _rows(office)
    assert (before["backup"]["state"], before["checked"]["state"]) == ("missing", "confirm")
    office("backup", "-o", tmp_path / "copy.tar")
    office("check")
    rows = _rows(office)
    assert {(rows[name]["state"], rows[name]["figure"]) for name in ("backup", "checked")} == {
        ("has", "20/11/2026")
    }


def test_the_doctor_knows_a_backup_of_an_earlier_version_by_its_file(
    app: Flask, office: Run
) -> None:
    folder = _desk(app).settings.backups
    folder.mkdir()
    (folder / "clearance-20261118-230000.tar").touch()
    (folder / "clearance-copy.tar").touch()
    assert _rows(office)["backup"]["figure"] == "18/11/2026"


def test_the_doctor_names_a_check_that_found_differences(app: Flask, office: Run) -> None:
    _desk(app).store.run("UPDATE unit SET name = 'X' WHERE code = '02425'")
    office("check")
    assert "thấy sai lệch" in office("doctor").output


def test_the_doctor_names_a_clock_behind_the_journal(tmp_path: Path) -> None:
    given = {"CLEARANCE_DATA": str(tmp_path / "data"), "CLEARANCE_SECURE": "1"}
    at = NOW
    run = create_app(read_settings(given), clock=lambda: at).test_cli_runner()
    run.invoke(args=["init"])
    at = NOW - timedelta(hours=1)
    found = run.invoke(args=["doctor"])
    assert (found.exit_code, "chậm hơn dòng nhật ký" in found.output) == (1, True)
