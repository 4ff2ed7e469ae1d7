"""What a restore says of a file that is no backup, and of roles changed since."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import Change, new_uid
from clearance.store.journal import meta
from clearance.store.people import accounts
from tests.given import by

Run = Callable[..., Result]


def test_a_role_changed_since_the_backup_is_told(app: Flask, office: Run, tmp_path: Path) -> None:
    store, archive = app.extensions["clearance"].store, tmp_path / "copy.tar"
    office("user", "add", "cu", "--role", "office", "--units", "all")
    person = accounts.find_person(store, "cu")
    assert person
    office("backup", "-o", archive)
    lowered = Change(
        "person", person["uid"], "revised", {"role": "cadre"}, new_uid(), meta.project_uid(store)
    )
    assert by(TERMINAL, store, lowered).is_accepted
    done = office("restore", archive, "--yes")
    assert "nay trở lại như cũ: cu (office, đến nay là cadre)." in done.output


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "tệp rỗng"), (b"PK" + b"x" * 5000, "không phải tệp .tar"), (b"\0" * 10240, "manifest")],
)
def test_a_file_that_is_no_backup_is_refused_with_what_to_do(
    office: Run, tmp_path: Path, content: bytes, told: str
) -> None:
    archive = tmp_path / "copy.tar"
    archive.write_bytes(content)
    done = office("restore", archive, "--yes")
    assert (done.exit_code, told in done.output) == (1, True), done.output
    assert "header" not in done.output
    assert "empty" not in done.output
