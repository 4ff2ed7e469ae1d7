"""An invented office of any size, written straight into a file: each value as the door writes it.

Two parcels and 27 reports a household: eight steps of its case, then visits.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clearance.geo.crs import DEFAULT
from clearance.geo.web import web_rows
from clearance.store import Store, open_store
from clearance.store.engine.bulk_load import loading
from clearance.store.engine.connection import Batch
from clearance.store.engine.sqlite import SqliteStore
from clearance.store.journal import changes
from clearance.store.keeping import transfer
from clearance.store.upgrade.schema import migrate
from tests.bench import invented
from tests.bench.invented import OFFICE, PROJECT, REPORTS, STEPS, as_uid, day_of, uid_of
from tests.bench.pattern import Pattern, patterns

Row = dict[str, Any]
#: Patterns of which there is one for the whole office, or one for each commune.
_SHARED = ("project", "unit")
_SAID = "Gặp chủ hộ, còn chờ phương án."


@dataclass(slots=True)
class Journal:
    """Rows of the journal one after another, each linked to the one before."""

    seq: int = 0
    hash: str = changes.GENESIS
    rows: Batch = field(default_factory=list)

    def add(
        self,
        day: str,
        subject: str,
        uid: str,
        fact: str,
        patch: str = "{}",
        before: str = "{}",
        why: str = "",
    ) -> None:
        """One accepted report."""
        self.seq, last = self.seq + 1, self.hash
        linked = (
            self.seq,
            as_uid(last),
            PROJECT,
            subject,
            uid,
            fact,
            patch,
            before,
            None,
            OFFICE,
            "",
            day,
            f"{day}T02:00:00.000Z",
            why,
            "[]",
            "accepted",
            None,
            "[]",
            None,
            last[::-1],
            last,
        )
        self.hash = hashlib.sha256(changes.as_json(linked).encode()).hexdigest()
        self.rows.append((*linked, self.hash))

    def keep(self, store: Store) -> None:
        """Write the rows gathered so far."""
        store.load("change", changes.COLUMNS, [self.rows])
        self.rows.clear()


@dataclass(frozen=True, slots=True)
class Office:
    """So many households, so many of them to a commune."""

    households: int
    commune: int

    def parts(self) -> Iterator[range]:
        """The numbers of each commune's households."""
        for start in range(0, self.households, self.commune):
            yield range(start, min(start + self.commune, self.households))

    def uids(self, number: int) -> list[str]:
        """Commune, household and its two parcels."""
        return [
            uid_of("u", number // self.commune),
            uid_of("h", number),
            uid_of("p", 2 * number),
            uid_of("p", 2 * number + 1),
        ]

    def seqs(self, number: int) -> list[int]:
        """Where project, commune, household, its parcels and its reports stand in the journal."""
        start = number // self.commune * self.commune
        unit, size = 2 + 3 * start + number // self.commune, self.households - start
        land = unit + min(self.commune, size) + 1 + 2 * (number - start)
        first = 2 + 3 * self.households + -(-self.households // self.commune) + number
        reports = range(first, first + REPORTS * self.households, self.households)
        return [1, unit, unit + 1 + number - start, land, land + 1, *reports]


def build(path: Path, households: int, commune: int = 5_000) -> SqliteStore:
    """A new file with so many households, whole; the caller closes the store."""
    store, office = SqliteStore(path, b"bench"), Office(households, commune)
    migrate(store)
    store.begin_draft()
    with store.atomic(), loading(store, transfer.TABLES):
        _write_journal(store, office)
        _write_state(store, office)
    store.finish_draft()
    return store


def _write_journal(store: Store, office: Office) -> None:
    """All reports, with names, words and shapes."""
    journal = Journal()
    journal.add(day_of(0), "project", PROJECT, "registered", '{"code":"B","name":"B"}')
    for part in office.parts():
        said = changes.as_json(invented.unit(part.start // office.commune))
        journal.add(day_of(0), "unit", office.uids(part.start)[0], "registered", said)
        _register(store, journal, [(n, office.uids(n)) for n in part])
    for turn in range(REPORTS):
        for part in office.parts():
            _report(journal, turn, part)
            journal.keep(store)


def _register(store: Store, journal: Journal, part: list[tuple[int, list[str]]]) -> None:
    people, words = [], []
    for n, (unit, uid, *_) in part:
        fields, person = invented.household(n, unit), invented.person(n, uid)
        patch = changes.as_json(fields | {"personal": ["full_name"]})
        journal.add(day_of(0), "household", uid, "registered", patch)
        told = (fields["code"], person["full_name"], fields["village"])
        people.append(person)
        words.append(invented.words("household", uid, *told))
    _load(store, "identity", people)
    _load(store, "search_text", words)
    _lands(store, journal, part)
    journal.keep(store)


def _lands(store: Store, journal: Journal, part: list[tuple[int, list[str]]]) -> None:
    owned = [(2 * n + i, unit, uid) for n, (unit, uid, *_) in part for i in (0, 1)]
    texts = invented.shapes(range(owned[0][0], owned[-1][0] + 1))
    drawn = web_rows((text, DEFAULT) for text in texts)
    shapes, words = [], []
    for (n, unit, owner), text in zip(owned, texts, strict=True):
        uid, fields = uid_of("p", n), invented.land(n, unit, owner)
        patch = changes.as_json(fields | {"shape": text, "crs": DEFAULT})
        journal.add(day_of(0), "parcel", uid, "registered", patch)
        number = f"{fields['map_sheet_no']}/{fields['parcel_no']}"
        shapes.append({"subject": "parcel", "subject_uid": uid, **drawn[text, DEFAULT]})
        words.append(invented.words("parcel", uid, fields["code"], number))
    _load(store, "shape", shapes)
    _load(store, "search_text", words)


def _report(journal: Journal, turn: int, part: range) -> None:
    """One report about each household: a step of its case, later what was said at a visit."""
    is_step, day = turn < len(STEPS), day_of(turn)
    fact, why = (STEPS[turn], "") if is_step else ("visited", _SAID)
    for n in part:
        said = ("{}", "{}")
        if fact == "plan_approved":
            said = (f'{{"approved_vnd":{invented.money(n)}}}', '{"approved_vnd":null}')
        journal.add(day, "household", uid_of("h", n), fact, *said, why)


def _load(store: Store, table: str, rows: list[Row]) -> None:
    store.load(table, tuple(rows[0]), [[tuple(row.values()) for row in rows]])


def _write_state(store: Store, office: Office) -> None:
    """What the effects leave of one household, for each of them."""
    alone, one = open_store(":memory:"), Office(1, 1)
    with alone.atomic():
        _write_journal(alone, one)
    made = list(patterns(alone, one.uids(0)))
    for part in office.parts():
        for pattern in made:
            numbers = part[: 1 if _is_shared(pattern) else None]
            if pattern.table != "project" or not part.start:
                _load(store, pattern.table, [_row(pattern, office, n) for n in numbers])


def _is_shared(pattern: Pattern) -> bool:
    """One row for the office or for each commune: the thing itself, and the state of its steps."""
    return pattern.table in _SHARED or pattern.values.get("subject") in _SHARED


def _row(pattern: Pattern, office: Office, number: int) -> Row:
    uids = office.uids(number)
    return pattern.row(uids, office.seqs(number)) | _own(pattern, office, number, uids)


def _own(pattern: Pattern, office: Office, number: int, uids: list[str]) -> Row:
    if pattern.table == "unit":
        return invented.unit(number // office.commune)
    if pattern.table == "household":
        return invented.household(number, uids[0]) | {"approved_vnd": invented.money(number)}
    if pattern.table == "parcel":
        return invented.land(2 * number + pattern.uids["uid"] - 2, uids[0], uids[1])
    return {}
