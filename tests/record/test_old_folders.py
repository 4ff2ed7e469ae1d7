"""What earlier versions wrote is taken over whole: state, figures, both chains; no text stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clearance.record import take_page
from clearance.record.replay import differences, recount, settle
from clearance.rules.basics.faults import Refused
from clearance.store import Store, open_store
from clearance.store.journal import changes, feed, former, meta, origins
from clearance.store.keeping import transfer
from clearance.store.upgrade.repairs import STALE_CLOCKS, STALE_STATES
from tests import engines, given
from tests.offices import page_of, rehashed, taken
from tests.record.files.build_folder import WORD, figures
from tests.record.folders import figures as figures_then
from tests.record.folders import opened, unpacked

FOLDERS = ("first-release", "unsealed")


@pytest.fixture(params=FOLDERS)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder of an earlier version."""
    return unpacked(request.param, tmp_path / "data")


@pytest.fixture
def office(folder: Path) -> Iterator[Store]:
    """Its database, brought up to date as a start of the program does."""
    store = opened(folder)
    settle(store)
    yield store
    store.close()


def test_its_journal_gives_its_state_with_nothing_run_by_hand(office: Store) -> None:
    assert differences(office) == []
    assert meta.project_crs(office) == 9211
    assert [meta.read(office, name) for name in (STALE_CLOCKS, STALE_STATES)] == ["", ""]


def test_its_states_are_those_of_its_journal(office: Store) -> None:
    rows = "SELECT * FROM case_state ORDER BY subject_uid, from_day"
    filled = office.query(rows)
    assert {row["subject"] for row in filled} >= {"household", "grave"}
    recount(office)
    assert office.query(rows) == filled


def test_its_figures_are_those_of_its_own_version(folder: Path, office: Store) -> None:
    assert figures(office) == figures_then(folder)


def test_no_row_of_its_journal_says_a_word_of_people(office: Store) -> None:
    rows = feed.list_whole(office, 0, 10_000)
    assert rows
    assert not [row for row in rows if WORD in str(row) or "Hường" in str(row)]
    assert office.value(f"SELECT COUNT(*) FROM remark WHERE body LIKE '{WORD}%'") > 5


def test_both_of_its_chains_are_proved(office: Store) -> None:
    told = given.last_change(office)
    assert (told["fact"], told["standing"]) == ("rechained", "accepted")
    assert former.prove(office) == former.Proof(told["based_on"], told["based_on"])
    assert changes.broken_links(office) == []


def test_an_altered_text_breaks_the_proof_and_a_missing_one_ends_it(office: Store) -> None:
    last = given.last_change(office)["based_on"]
    seq = office.value("SELECT MIN(seq) FROM remark")
    office.run("UPDATE remark SET body = 'khác' WHERE seq = :seq", seq=seq)
    assert former.prove(office) == former.Proof(last, last, is_broken=True)
    office.run("DELETE FROM remark WHERE seq = :seq", seq=seq)
    assert former.prove(office) == former.Proof(last, seq - 1)


def test_its_database_moves_to_the_other_engine(office: Store, tmp_path: Path) -> None:
    assert transfer.move_to_file(office, tmp_path / "moved.sqlite", lambda _: None)
    with engines.using("postgresql"):
        server = open_store(engines.address(tmp_path / "server", is_bare=True))
        assert transfer.move(open_store(tmp_path / "moved.sqlite"), server, lambda _: None)
        assert differences(server) == []
        assert former.prove(server) == former.prove(office)


def test_it_goes_on_where_it_stood(office: Store) -> None:
    home = office.value("SELECT uid FROM household WHERE code = 'HY-0001'")
    project = meta.project_uid(office)
    person = office.first("SELECT * FROM person WHERE role = 'office'")
    assert person
    who = given.Who(person["uid"], person["name"], "office")
    noted = given.Change("household", home, "noted", project_uid=project, why=f"{WORD} nữa")
    assert given.by(who, office, noted).is_accepted
    assert differences(office) == []
    assert WORD not in str(office.query("SELECT why FROM change"))


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Store]:
    """A hub that took the office's journal while it still had words in it."""
    store = opened(unpacked("unsealed-hub", tmp_path / "hub"))
    settle(store)
    yield store
    store.close()


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Store]:
    """The office of that hub, brought up to date."""
    store = opened(unpacked("unsealed", tmp_path / "office"))
    yield store
    store.close()


def test_a_hub_forgets_the_words_and_keeps_the_facts(hub: Store) -> None:
    assert differences(hub) == []
    for table in transfer.TABLES:
        assert WORD not in str(hub.query(f"SELECT * FROM {table}")), table
    assert hub.value("SELECT COUNT(*) FROM household") == 3
    assert hub.value("SELECT COUNT(*) FROM request WHERE question = ''") == 1


def test_a_hub_has_every_row_told_anew_and_proves_it(hub: Store, sealed: Store) -> None:
    before = hub.value("SELECT COUNT(*) FROM change")
    answer = taken(hub, sealed, most=20)
    assert answer.seq == changes.head(sealed)[0]
    assert hub.value("SELECT COUNT(*) FROM change") == before + 1  # that it was rechained
    assert hub.value("SELECT COUNT(*) FROM former_origin") == 0
    assert differences(hub) == []
    cursor = origins.find(hub, meta.project_uid(sealed))
    assert cursor
    assert (cursor["seq"], cursor["hash"]) == changes.head(sealed)
    hub.run("UPDATE origin SET told_why = NULL WHERE told_why IS NOT NULL")
    assert any("hash or link broken" in line for line in differences(hub))


def test_a_hub_notices_an_office_that_tells_another_story(hub: Store, sealed: Store) -> None:
    page = rehashed(page_of(sealed), lambda row: {"who": "ai đó"}, at=3)
    with pytest.raises(Refused, match="bị viết lại"):
        take_page(hub, page, "", given.NOW)
    assert hub.value("SELECT COUNT(*) FROM origin") == 0


def test_a_hub_refuses_an_office_that_still_sends_words(hub: Store, sealed: Store) -> None:
    seq = sealed.value("SELECT MIN(seq) FROM change WHERE why <> ''")
    page = rehashed(page_of(sealed), lambda row: {"why": "chồng ốm"}, at=seq - 1)
    with pytest.raises(Refused, match="còn mang lời ghi chú") as caught:
        take_page(hub, page, "", given.NOW)
    assert "chồng ốm" not in str(caught.value)
