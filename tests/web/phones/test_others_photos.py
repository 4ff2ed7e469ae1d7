"""Who knows the name of a photo of somebody else gets nothing by it, at any entrance."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from clearance.store import Store
from clearance.store.journal import evidence
from tests.given import CADRE_B, last_change
from tests.web.conftest import Person
from tests.web.phones.test_outboxes import a_file, bring
from tests.web.phones.test_photo_chunks import put
from tests.web.phones.test_sync import item, sync

People = Callable[[Any], Person]
Take = Callable[..., tuple[BytesIO, str]]


@pytest.fixture
def content(as_: People, photo: Take) -> bytes:
    """A photo the cadre of commune A sent with a visit there."""
    taken = photo()[0].getvalue()
    put(as_("cadre"), taken, 0, taken)
    seen = item(fact="visited", patch={"note": "Đã gặp"}, evidence=[name_of(taken)])
    assert sync(as_("cadre"), seen).get_json()[0]["standing"] == "accepted"
    return taken


def name_of(content: bytes) -> str:
    """The name under which a phone sends it."""
    return hashlib.sha256(content).hexdigest()


def a_visit(*names: str, **more: Any) -> dict[str, Any]:
    """A visit at a household of commune B, with those photos."""
    return item(
        subject_uid="k", fact="visited", patch={"note": "Đã gặp"}, evidence=list(names), **more
    )


def sees(person: Person, name: str) -> bool:
    """Whether the photo opens for him, asked for either way."""
    return 200 in {person.get(f"/evidence/{name}{at}").status_code for at in ("", "?of=k")}


def test_a_report_that_names_it_waits_as_for_a_photo_nobody_sent_and_shows_it_to_nobody(
    as_: People, content: bytes, store: Store
) -> None:
    thief = as_(CADRE_B)
    stored = (evidence.find_evidence(store, name_of(content)) or {})["stored_as"]
    told = sync(thief, *(a_visit(name) for name in (name_of(content), stored, "0" * 64)))
    answers = [(t["standing"], t["code"], t["message"]) for t in told.get_json()]
    assert len(set(answers)) == 1
    assert answers[0][:2] == ("held", "photo_awaited")
    assert not sees(thief, name_of(content))
    assert not sees(thief, stored)
    assert sees(as_("cadre"), name_of(content))


def test_a_refused_report_shows_nothing_either(as_: People, content: bytes) -> None:
    told = sync(as_(CADRE_B), a_visit(name_of(content)) | {"happened_on": "2026-12-24"})
    assert told.get_json()[0]["standing"] == "refused"
    assert not sees(as_(CADRE_B), name_of(content))


def test_asking_whether_it_is_there_tells_nothing_and_gives_nothing(
    as_: People, content: bytes
) -> None:
    asked = put(as_(CADRE_B), content, 0, b"")
    assert asked.get_json() == {"have": 0, "done": False}
    sync(as_(CADRE_B), a_visit(name_of(content)))
    assert not sees(as_(CADRE_B), name_of(content))


def test_pieces_another_is_sending_are_neither_finished_nor_spoilt(
    as_: People, photo: Take
) -> None:
    taken, owner, thief = photo()[0].getvalue(), as_("cadre"), as_(CADRE_B)
    put(owner, taken, 0, taken[:-1])
    assert put(thief, taken, len(taken) - 1, taken[-1:]).get_json()["have"] == 0
    assert put(thief, taken[:1], 0, b"x", name_of(taken)).get_json()["code"] == "broken_photo"
    assert put(owner, taken, len(taken) - 1, taken[-1:]).get_json()["done"]


def test_who_has_the_same_photo_himself_may_send_and_name_it(as_: People, content: bytes) -> None:
    other = as_(CADRE_B)
    assert put(other, content, 0, content).get_json()["done"]
    assert sync(other, a_visit(name_of(content))).get_json()[0]["standing"] == "accepted"
    assert sees(other, name_of(content))


def test_who_may_see_a_photo_may_name_it(as_: People, content: bytes) -> None:
    told = sync(as_("leader"), a_visit(name_of(content))).get_json()
    assert told[0]["standing"] == "accepted"


def test_a_segment_shows_the_investor_no_photo_of_a_household(as_: People, content: bytes) -> None:
    assert sync(as_("office"), a_step("offered")).get_json()[0]["standing"] == "accepted"
    told = sync(as_("liaison"), a_step("refused", why="Thiếu", evidence=[name_of(content)]))
    assert told.get_json()[0]["code"] == "photo_awaited"
    assert as_("liaison").get(f"/segments/D-01/files/{name_of(content)}").status_code == 404


def a_step(fact: str, **more: Any) -> dict[str, Any]:
    """A turn of a key of the segment."""
    return item(subject="segment", subject_uid="sg", fact=fact, happened_on="2026-11-19", **more)


def test_a_file_of_unsent_reports_has_its_authors_photos_and_no_others(
    as_: People, content: bytes, photo: Take, store: Store
) -> None:
    thief, own = as_(CADRE_B), b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"
    reports = [a_visit(name_of(content)), a_visit(name_of(own))]
    assert bring(as_("office"), a_file(thief, *reports, photos=(own,))).status_code == 200
    rows = store.query(
        "SELECT standing FROM change WHERE subject_uid = 'k' AND fact = 'visited' ORDER BY seq"
    )
    assert [row["standing"] for row in rows] == ["held", "accepted"]
    assert not sees(thief, name_of(content))
    assert sees(thief, name_of(own))


def test_a_report_taken_from_another_office_shows_no_file_of_this_one(
    as_: People, content: bytes, store: Store
) -> None:
    assert sees(as_("leader"), name_of(content))
    seq = last_change(store)["seq"]
    store.run(
        "INSERT INTO origin (seq, source_uid, source_seq, source_hash)"
        " VALUES (:seq, 'another', 1, 'x')",
        seq=seq,
    )
    assert not sees(as_("leader"), name_of(content))
