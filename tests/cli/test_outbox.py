"""A phone's file of unsent reports, brought in from the terminal."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from PIL import Image

from clearance.exchange.feeds.outbox_file import seal_key
from clearance.rules.basics.days import stamp
from clearance.store import Store
from clearance.store.journal import evidence
from clearance.store.journal.remarks import WHY
from clearance.store.people import accounts
from tests import given
from tests.given import CADRE, NOW, the

Run = Callable[..., Result]


@pytest.fixture
def store(app: Flask) -> Store:
    """The office's store with two communes, and the session of a cadre's phone."""
    store: Store = app.extensions["clearance"].store
    given.a_project(store)
    given.a_household(store, "h", holder_uid=CADRE.uid)
    accounts.open_session(
        store,
        uid="phone",
        token_hash="phone",
        person_uid=CADRE.uid,
        kind="browser",
        device="test",
        created_at=stamp(NOW),
        expires_at=stamp(NOW + timedelta(days=1)),
    )
    return store


def a_visit(number: int, **more: Any) -> dict[str, Any]:
    """A report as a phone writes it."""
    return {
        "uid": f"visit-{number}",
        "subject": "household",
        "subject_uid": "h",
        "fact": "visited",
        "why": f"lần {number}",
        **more,
    }


def a_file(
    store: Store, folder: Path, *items: Any, photos: tuple[bytes, ...] = (), **more: Any
) -> Path:
    """The file a phone writes."""
    body = json.dumps(
        {
            "user": CADRE.name,
            "session": "phone",
            "items": items,
            "photos": [base64.b64encode(p).decode() for p in photos],
            **more,
        }
    )
    key = seal_key(store.digest_key, "phone").encode()
    file = folder / "chua-gui.json"
    seal = hmac.new(key, body.encode(), hashlib.sha256).hexdigest()
    file.write_text(json.dumps({"body": body, "seal": seal}))
    return file


def test_each_report_stands_in_the_name_of_whoever_made_it_with_its_photo(
    run: Run, store: Store, tmp_path: Path
) -> None:
    out = BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, "JPEG")
    sha256 = hashlib.sha256(out.getvalue()).hexdigest()
    file = a_file(
        store, tmp_path, a_visit(1), a_visit(2, evidence=[sha256]), photos=(out.getvalue(),)
    )
    for _ in range(2):
        done = run("import", "outbox", file)
        assert (done.exit_code, done.stdout) == (0, "đã ghi: visited\nđã ghi: visited\n")
    rows = store.query(f"SELECT {WHY}, who FROM change c WHERE fact = 'visited' ORDER BY seq")
    assert [(r["why"], r["who"]) for r in rows] == [("lần 1", CADRE.name), ("lần 2", CADRE.name)]
    assert evidence.find_evidence(store, sha256)


def test_one_report_refused_stops_no_other_and_the_command_says_so(
    run: Run, store: Store, tmp_path: Path
) -> None:
    file = a_file(store, tmp_path, a_visit(1, subject_uid="elsewhere"), a_visit(2))
    done = run("import", "outbox", file)
    assert done.exit_code == 1
    assert done.stdout == "đã ghi: visited\n"
    assert "bị từ chối: visited Không tìm thấy hồ sơ này" in done.stderr


def test_a_photo_that_is_none_leaves_its_report_waiting_and_the_others_recorded(
    run: Run, store: Store, tmp_path: Path
) -> None:
    sha256 = hashlib.sha256(b"no photo").hexdigest()
    file = a_file(store, tmp_path, a_visit(1, evidence=[sha256]), a_visit(2), photos=(b"no photo",))
    lines = json.loads(run("import", "outbox", file, "--json").stdout)
    assert [line["standing"] for line in lines] == ["held", "accepted"]


def test_a_dry_run_records_nothing(run: Run, store: Store, tmp_path: Path) -> None:
    done = run("import", "outbox", a_file(store, tmp_path, a_visit(1)), "--dry-run")
    assert (done.exit_code, done.stdout) == (0, "có trong tệp: visited\n")
    assert store.value("SELECT COUNT(*) FROM change WHERE fact = 'visited'") == 0


def test_a_file_that_was_changed_or_whose_author_left_is_refused_whole(
    run: Run, store: Store, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_text("{}")
    bad = run("import", "outbox", tmp_path / "bad.json")
    assert (bad.exit_code, "đã bị sửa" in bad.stderr) == (1, True)
    other = run("import", "outbox", a_file(store, tmp_path, a_visit(1), user="canbo.b"))
    assert (other.exit_code, "không còn tài khoản" in other.stderr) == (1, True)
    assert store.value("SELECT COUNT(*) FROM change WHERE fact = 'visited'") == 0
    assert the(store, "household", "h")
