"""Room on the disk: quotas of photos begun and of a day, the reserve, what monitors are told."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from clearance.store import Store
from clearance.store.journal import upload_chunks
from tests.given import CADRE, NOW
from tests.web.conftest import Person
from tests.web.phones.test_photo_chunks import put
from tests.web.phones.test_sync import item, sync

People = Callable[[Any], Person]
Take = Callable[..., tuple[BytesIO, str]]
Limit = Callable[..., None]
MB = 2**20
HOUR, DAY = 3600, 86400
URL = "/households/HY-0042/steps/notified"


@pytest.fixture
def limit(app: Flask) -> Limit:
    """Sets settings of the running application."""

    def put_in_force(**values: int) -> None:
        desk = app.extensions["clearance"]
        settings = replace(desk.settings, **values)
        app.extensions["clearance"] = replace(desk, settings=settings)

    return put_in_force


def names(count: int) -> list[str]:
    """Hashes of photos that never come whole."""
    return [hashlib.sha256(str(n).encode()).hexdigest() for n in range(count)]


def begin(person: Person, sha256: str, size: int) -> Any:
    """The first piece of a photo of which one byte is missing."""
    return put(person, b"x" * (size + 1), 0, b"x" * size, sha256)


def aged(folder: Path, seconds: int) -> None:
    for path in folder.glob("*/*"):
        os.utime(path, (NOW.timestamp() - seconds,) * 2)


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_one_account_begins_photos_up_to_its_quota(
    as_: People, limit: Limit, tmp_path: Path
) -> None:
    limit(unfinished_mb=3)
    phone = as_("cadre")
    answers = [begin(phone, name, MB) for name in names(6)]
    assert [a.status_code for a in answers] == [200] * 3 + [507] * 3
    told = answers[-1].get_json()
    assert told["code"] == "http_507"
    assert "3 MB" in told["message"]
    assert size_of(tmp_path / "parts") == 3 * MB
    assert begin(as_("office"), "e" * 64, MB).status_code == 200


def test_many_small_pieces_count_too(as_: People, limit: Limit, tmp_path: Path) -> None:
    limit(unfinished_mb=1)
    phone = as_("cadre")
    answers = [begin(phone, name, 1).status_code for name in names(20)]
    assert answers == [200] * 16 + [507] * 4
    assert put(phone, b"xx", 0, b"", "e" * 64).get_json() == {"have": 0, "done": False}
    assert len(list((tmp_path / "parts").glob("*/*"))) == 16


def test_what_lay_for_an_hour_makes_room_for_its_own_sender(
    as_: People, limit: Limit, tmp_path: Path
) -> None:
    limit(unfinished_mb=2)
    phone, office = as_("cadre"), as_("office")
    first, second, third = names(3)
    for person, name in ((phone, first), (office, second)):
        assert begin(person, name, 2 * MB - 1).status_code == 200
    assert begin(phone, third, MB).status_code == 507
    aged(tmp_path / "parts", 2 * HOUR)
    assert begin(phone, third, MB).status_code == 200
    assert {p.path.name for p in upload_chunks.begun(tmp_path / "parts")} == {second, third}


def test_all_accounts_together_have_a_quota(as_: People, limit: Limit, tmp_path: Path) -> None:
    limit(unfinished_mb=2, unfinished_all_mb=3)
    one, two, three = names(3)
    assert begin(as_("cadre"), one, 2 * MB).status_code == 200
    assert begin(as_("office"), two, MB).status_code == 200
    answer = begin(as_("office"), three, MB)
    assert answer.status_code == 507
    assert "quá nhiều ảnh" in answer.get_json()["message"]
    aged(tmp_path / "parts", 8 * DAY)
    assert begin(as_("office"), three, MB).status_code == 200
    assert [p.path.name for p in upload_chunks.begun(tmp_path / "parts")] == [three]


def test_photos_begun_in_an_earlier_version_are_swept_too(tmp_path: Path) -> None:
    (tmp_path / ("a" * 64)).write_bytes(b"x")
    (begun,) = upload_chunks.begun(tmp_path)
    assert (begun.person, begun.counts) == ("", upload_chunks.LEAST)
    assert upload_chunks.sweep([begun], begun.touched) == [begun]
    assert upload_chunks.sweep([begun], begun.touched + 1) == []
    assert list(tmp_path.iterdir()) == []


def test_nobody_adds_to_a_photo_begun_by_another(as_: People, photo: Take, tmp_path: Path) -> None:
    content = photo()[0].getvalue()
    name = hashlib.sha256(content).hexdigest()
    assert put(as_("office"), content, 0, b"?", name).get_json()["have"] == 1
    assert put(as_("cadre"), content, 0, content[:9], name).get_json()["have"] == 9
    assert put(as_("cadre"), content, 9, content[9:], name).get_json()["done"]
    assert upload_chunks.held(tmp_path / "parts", CADRE.uid, name) == 0


def test_a_piece_beyond_the_end_of_its_photo_is_refused(as_: People) -> None:
    assert put(as_("cadre"), b"xx", 1, b"xx").status_code == 413


def test_the_reserve_is_not_eaten_by_files_and_reports_go_on(
    as_: People, photo: Take, limit: Limit
) -> None:
    limit(reserve_mb=10**12)
    cadre, content = as_("cadre"), photo()[0].getvalue()
    answer = put(cadre, content, 0, content)
    assert (answer.status_code, answer.get_json()["code"]) == (507, "http_507")
    assert "CLEARANCE_RESERVE_MB" in answer.get_json()["message"]
    page = cadre.send(URL, {**cadre.fields(URL), "photo": [photo()]})
    assert page.status_code == 507
    assert "báo quản trị dọn ổ đĩa" in page.text
    office = as_("office")
    file = (BytesIO(b"STT;x"), "ho.csv")
    assert office.press("/import/", target="households", file=file).status_code == 507
    assert sync(cadre, item()).get_json()[0]["standing"] == "accepted"


def test_monitors_are_told_that_the_disk_is_short(as_: People, limit: Limit) -> None:
    assert as_("cadre").get("/health").get_json()["status"] == "ok"
    limit(reserve_mb=10**12)
    answer = as_("cadre").get("/health")
    assert answer.status_code == 503
    assert answer.get_json()["status"] == "disk"
    assert "dưới mức để dành" in answer.get_json()["cause"]


def test_one_account_sends_so_much_a_day(
    as_: People, photo: Take, limit: Limit, store: Store
) -> None:
    limit(day_mb=2)
    store.run(
        "INSERT INTO evidence (sha256, media_type, size, uploaded_by, uploaded_at)"
        " VALUES ('d', 'image/jpeg', :size, :who, '2026-11-19T10:00:00.000000Z')",
        size=2 * MB - 10,
        who=CADRE.uid,
    )
    content = photo()[0].getvalue()
    answer = put(as_("cadre"), content, 0, content)
    assert answer.status_code == 507
    assert "CLEARANCE_DAY_MB" in answer.get_json()["message"]
    assert put(as_("office"), content, 0, content).get_json()["done"]


def test_a_further_file_for_import_takes_the_place_of_the_oldest(
    as_: People, tmp_path: Path
) -> None:
    office = as_("office")
    for number in range(13):
        file = (BytesIO(b"STT;x"), f"{number}.csv")
        assert office.press("/import/", target="households", file=file).status_code == 302
        os.utime(max((tmp_path / "drafts").iterdir(), key=os.path.getctime), (number + 2e9,) * 2)
    assert len(list((tmp_path / "drafts").iterdir())) == 10
