"""Evidence files: on disk before their row, named by what they hold."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from clearance.store import Store
from clearance.store.journal import evidence
from tests import given

PHOTO = b"\xff\xd8 a photo" * 1000
NAME = hashlib.sha256(PHOTO).hexdigest()
AT = "2026-11-20T02:00:00.000Z"


def keep(store: Store, folder: Path, content: bytes = PHOTO) -> str:
    """One upload."""
    return evidence.keep(store, folder, content, "image/jpeg", "canbo.a", AT)


def test_a_file_is_found_by_its_hash_with_its_row(store: Store, tmp_path: Path) -> None:
    assert keep(store, tmp_path) == NAME
    assert evidence.path_of(tmp_path, NAME).read_bytes() == PHOTO
    row = evidence.find_evidence(store, NAME)
    assert row == {
        "sha256": NAME,
        "media_type": "image/jpeg",
        "size": len(PHOTO),
        "uploaded_by": "canbo.a",
        "uploaded_at": AT,
        "stored_as": None,
    }


def test_the_same_file_twice_is_one(store: Store, tmp_path: Path) -> None:
    keep(store, tmp_path)
    before = store.value("SELECT COUNT(*) FROM evidence")
    assert keep(store, tmp_path) == NAME
    assert store.value("SELECT COUNT(*) FROM evidence") == before


def test_only_files_that_arrived_are_known(store: Store, tmp_path: Path) -> None:
    keep(store, tmp_path)
    assert evidence.find_evidence(store, NAME)
    assert evidence.find_evidence(store, "0" * 64) is None


def test_everybody_who_sent_a_file_has_it_under_each_name_he_sent(
    store: Store, tmp_path: Path
) -> None:
    keep(store, tmp_path)
    evidence.name_also(store, "1" * 64, NAME, "canbo.a")
    assert evidence.was_sent_by(store, NAME, "canbo.a")
    assert evidence.was_sent_by(store, "1" * 64, "canbo.b", "canbo.a")
    assert not evidence.was_sent_by(store, NAME, "canbo.b")
    evidence.keep(store, tmp_path, PHOTO, "image/jpeg", "canbo.b", AT)
    assert evidence.was_sent_by(store, NAME, "canbo.b")
    assert not evidence.was_sent_by(store, "1" * 64, "canbo.b")
    assert not evidence.was_sent_by(store, "0" * 64, "canbo.a")


def test_no_half_written_file_is_left_behind(store: Store, tmp_path: Path) -> None:
    keep(store, tmp_path)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [NAME]


def test_two_taps_on_the_button_send_one_photo(tmp_path: Path) -> None:
    store = given.a_store(tmp_path / "a.sqlite")
    photos = [b"%d" % (i % 3) * 50_000 for i in range(24)]
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda photo: keep(store, tmp_path / "evidence", photo), photos))
    assert names == [hashlib.sha256(photo).hexdigest() for photo in photos]
    kept = [p for p in (tmp_path / "evidence").rglob("*") if p.is_file()]
    assert sorted(p.name for p in kept) == sorted(set(names))
