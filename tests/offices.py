"""Offices whose journals a hub takes: same codes and login names, different things."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Semaphore, Thread
from typing import Any

import shapely
from werkzeug.serving import make_server

from clearance import create_app
from clearance.record import record_all, take_page
from clearance.record.hub_intake import Taken
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.changes import Change, Outcome
from clearance.rules.records.hub_page import MOST, Page, read_page
from clearance.rules.records.remarks import REMARKS
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.engine.connection import Row
from clearance.store.journal import changes, feed, origins
from clearance.store.keeping import transfer
from clearance.store.upgrade.sealing import REASONS
from tests import engines, given
from tests.given import FAMILY_A, FAMILY_B, NOW, PHOTO, Family, personal

FAMILIES: tuple[Family, ...] = (FAMILY_A, FAMILY_B)
#: Tables of what is true, as opposed to who signs in and what this database keeps for itself.
STATE = [name for name in transfer.TABLES if name not in (
    "change", "remark", "identity", "evidence", "evidence_sender", "search_text", "login",
    "session", "meta", "source", "origin", "former_origin", "strip", "strip_stale",
    "publication")]  # fmt: skip


class Builder:
    """One office at its work; every identifier begins with its name."""

    def __init__(self, store: Store, name: str) -> None:
        self.store, self.name, self.uid = store, name, f"{name}-project"
        self.admin = self.who("quantri", "admin")
        self.cadre = self.who("canbo", "cadre")
        self.office = self.who("vanphong", "office")
        self.liaison = self.who("chudautu", "liaison")

    def who(self, login: str, role: str) -> Who:
        """A person of this office."""
        return Who(f"{self.name}-{login}", login, role)

    def change(self, subject: str, uid: str, fact: str = "registered", **more: Any) -> Change:
        """A report about a thing of this office."""
        return Change(subject, f"{self.name}-{uid}", fact, project_uid=self.uid, **more)

    def register(self, subject: str, uid: str, **patch: Any) -> Change:
        """The report of a new thing; fields ending in _uid name things of this office."""
        own = {k: f"{self.name}-{v}" if k.endswith("_uid") else v for k, v in patch.items()}
        return self.change(subject, uid, patch=own)

    def by(self, who: Who, subject: str, uid: str, fact: str, **more: Any) -> Outcome:
        """What this office's door answers."""
        return given.by(who, self.store, self.change(subject, uid, fact, **more))

    def ground(self) -> Iterable[Change]:
        """Project, road, units, people."""
        line = shapely.LineString([(400000, 2438000), (400000, 2448000)])
        yield self.register("project", "project", code=self.name.upper(), name=f"Dự án {self.name}")
        yield self.register("alignment", "al", code="TQ", start_m=0, length_m=10000,
                            **given.a_shape(line))  # fmt: skip
        yield self.register("unit", "a", code="02400", name="Xã A", kind="commune",
                            chainage_from_m=0, chainage_to_m=10000)  # fmt: skip
        yield self.register("segment", "sg", code="D-01", alignment_uid="al", chainage_from_m=0,
                            chainage_to_m=2000)  # fmt: skip
        for who in (self.admin, self.cadre, self.office, self.liaison):
            yield self.register("person", who.name, name=who.name, role=who.role, is_active=1)
            yield self.register("scope", f"s-{who.name}", person_uid=who.name, unit_uid="a",
                                valid_from="2024-01-01")  # fmt: skip

    def household(self, uid: str, number: int, family: Family) -> Iterable[Change]:
        """A family with a parcel, a house and a grave."""
        at = {"unit_uid": "a", "household_uid": uid}
        span = {"alignment_uid": "al", "chainage_from_m": 100, "chainage_to_m": 160}
        yield self.register("household", uid, code=f"HY-{number:04}", unit_uid="a",
                            holder_uid="canbo", village="Thôn Trung", approved_vnd=987654321,
                            **personal(family))  # fmt: skip
        land = given.a_shape(shapely.box(400010, 2438100, 400050, 2438160))
        yield self.register("parcel", f"p{number}", code=f"T-{number}", parcel_no="17",
                            side="right", **at, **span, **land)  # fmt: skip
        yield self.register("structure", f"t{number}", code=f"N-{number}", **at, **span)
        yield self.register("grave", f"g{number}", code=f"M-{number}", **at,
                            holder_uid="canbo", deceased_name=family.deceased_name)  # fmt: skip


def an_office(store: Store, name: str, households: int = 3) -> Builder:
    """An office that has worked: steps, a handover, a promise, refusals, a clash, an obstacle."""
    office = Builder(store, name)
    record_all(store, office.ground(), TERMINAL, NOW)
    given.a_photo(store)
    for number in range(households):
        family = FAMILIES[number % 2]
        record_all(store, office.household(f"h{number}", number, family), TERMINAL, NOW)
        office.by(office.cadre, "household", f"h{number}", "notified", evidence=(PHOTO,), why="x",
                  happened_on=given.DAYS["household"]["notified"])  # fmt: skip
        office.by(office.cadre, "household", f"h{number}", "paid")  # locked: refused
    _hand_over(office)
    office.by(office.office, "segment", "sg", "promised", patch={"promised_on": "2026-12-01"})
    stuck = {"subject": "household", "subject_uid": f"{name}-h1", "kind": "PRICE"}
    office.by(office.office, "obstacle", "o", "opened", why="giá", patch=stuck)
    _clash(office)
    _talk(office)
    office.by(office.admin, "grave", "g1", "revised", patch={"full_name": "Nông Văn Kháng"})
    return office


def _talk(office: Builder) -> None:
    """A case is passed on and asked about, a note is written, a question answered."""
    leader = office.who("quantri", "leader")
    office.by(office.office, "household", "h1", "passed", why="chờ giá",
              patch={"holder_kind": "person", "holder_uid": office.office.uid})  # fmt: skip
    office.by(leader, "household", "h1", "asked", patch={"ask": "explanation"})
    note = {"title": "Nhà dựng trước mốc", "facts_known": "Dựng năm 2019.", "chosen": 1,
            "doubt": "Hai văn bản khác nhau.", "options": '["Hỗ trợ", "Chờ"]',
            "reason": "Mặt bằng đang cần."}  # fmt: skip
    office.by(office.cadre, "decision_note", "n", "registered", patch=note)
    question = {
        "asker_kind": "investor", "asker": "Ban quản lý", "question": "Bao giờ có đường?",
        "holder_uid": office.cadre.uid, "due_on": "2026-11-27", "due_basis": "plan",
    }  # fmt: skip
    assert office.by(office.office, "request", "r", "registered", patch=question).is_accepted
    office.by(office.cadre, "request", "r", "answered", patch={"answer": "Tháng 12."})


def _hand_over(office: Builder) -> None:
    """The first household's case from its inventory to the handover of its ground."""
    for code in given.LINE[1:]:
        step, day = given.find_step("household", code), given.DAYS["household"].get(code)
        who = office.cadre if step and step.roles[-1] == "cadre" else office.office
        patch = given._needed(office.store, "household", f"{office.name}-h0", code, day)
        answer = office.by(who, "household", "h0", code, evidence=(PHOTO,), why="x", patch=patch,
                           happened_on=day)  # fmt: skip
        assert answer.is_accepted, (code, answer)


def _clash(office: Builder) -> None:
    """Two people change one sum without knowing of each other: the second is held."""
    before = given.last_change(office.store)["seq"]
    for who, money in ((office.office, 5), (office.admin, 6)):
        office.by(who, "household", "h1", "revised", patch={"approved_vnd": money},
                  based_on=before)  # fmt: skip


def page_of(store: Store, after: int = 0, most: int = MOST) -> Page:
    """A page of an office's journal as it arrives at a hub."""
    told = {**feed.head_of(store), "rows": feed.list_whole(store, after, most)}
    return read_page(json.loads(json.dumps(told)))


def rehashed(page: Page, alter: Callable[[Row], Row], at: int = 0) -> Page:
    """A page one row of which somebody altered, all hashes after it made anew."""
    rows = [dict(row) for row in page.rows]
    rows[at] |= alter(rows[at])
    previous = rows[0]["previous_hash"]
    for row in rows:
        row["previous_hash"] = previous
        row["hash"] = previous = changes.row_hash(row)
    is_last = rows[-1]["seq"] == page.head_seq
    return replace(page, rows=tuple(rows), head_hash=previous if is_last else page.head_hash)


def taken(hub: Store, office: Store, most: int = MOST) -> Taken:
    """A hub takes all there is of an office's journal."""
    uid = feed.head_of(office)["office"]["uid"]
    seq, result = (origins.find(hub, uid) or {"seq": 0})["seq"], Taken(0)
    while not result.seq or result.seq < page_of(office, 0, 1).head_seq:
        result = take_page(hub, page_of(office, seq, most), f"https://{uid}.example", NOW)
        seq = result.seq
    return result


def told(store: Store, project: str = "") -> dict[str, list[Row]]:
    """Every row of the state of one project, or of all, as another database may know it.

    Without numbers of the database itself and without free text, which stays at home.
    """
    return {table: sorted(map(repr, _rows(store, table, project))) for table in STATE}  # type: ignore[misc]


def _is_number(column: str) -> bool:
    """Whether a column holds a number of this database's own journal."""
    return column == "version" or column.endswith("seq")


def _rows(store: Store, table: str, project: str) -> Iterable[Row]:
    """Rows of a table; a number of the journal is replaced by the uid of that journal row."""
    uids = {r["seq"]: r["uid"] for r in store.query("SELECT seq, uid FROM change")}
    for row in store.query(f"SELECT * FROM {table}"):
        texts = {"id", *REMARKS.get(table, ()), *REASONS.get(table, ())}
        named = {k: uids.get(v) if _is_number(k) else v for k, v in row.items() if k not in texts}
        if project in str(named):
            yield named


class Served:
    """An office's application behind a socket of this machine, with a token for a hub."""

    def __init__(self, folder: Path, name: str, households: int) -> None:
        self.app = create_app(read_settings(engines.settings(folder)), clock=lambda: NOW)
        self.office = an_office(self.app.extensions["clearance"].store, name, households)
        self.asked = Semaphore(0)
        self.server = make_server("127.0.0.1", 0, self._counted)
        self.address = f"http://127.0.0.1:{self.server.port}"
        self.run = self.app.test_cli_runner()
        self.token = self.run.invoke(args=["token", "quantri", "--feed"]).output.strip()

    def _counted(self, environ: Any, start: Any) -> Any:
        self.asked.release()
        return self.app.wsgi_app(environ, start)


@contextmanager
def served(folder: Path, name: str, households: int = 3) -> Iterator[Served]:
    """An office that answers while the test runs."""
    office = Served(folder, name, households)
    thread = Thread(target=office.server.serve_forever)
    thread.start()
    try:
        yield office
    finally:
        office.server.shutdown()
        thread.join()
        office.server.server_close()
