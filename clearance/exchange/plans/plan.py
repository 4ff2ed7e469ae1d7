"""From clean rows and the known state to the changes of an import. Pure."""

import json
import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from clearance.exchange.lists.headers import HeaderCell
from clearance.exchange.lists.location_check import Ground
from clearance.exchange.lists.row_account import account_of
from clearance.exchange.lists.rows import Fit, Reading
from clearance.rules.basics.changes import Change
from clearance.rules.basics.faults import Fault, Refused
from clearance.rules.basics.names import fold
from clearance.rules.basics.quantities import show_date

Known = Mapping[str, Any]
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "clearance")
SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The known state before an import, as plain rows of the state tables.

    Households, graves and people include their `identity` values; what is drawn its `shape` (hex
    WKB) and `crs` if any. `taken`: by household uid the day of each step that a sum of money
    depends on. `resting`: by alignment, structures, utilities, packages and segments
    placed along it. `retired`: the day on which a thing went, by its uid and by subject and code.
    """

    project_uid: str
    units: Sequence[Known] = ()
    households: Sequence[Known] = ()
    parcels: Sequence[Known] = ()
    graves: Sequence[Known] = ()
    structures: Sequence[Known] = ()
    utilities: Sequence[Known] = ()
    packages: Sequence[Known] = ()
    segments: Sequence[Known] = ()
    surveys: Sequence[Known] = ()
    alignments: Sequence[Known] = ()
    corridors: Sequence[Known] = ()
    successions: Sequence[Known] = ()
    base: Sequence[Known] = ()
    people: Sequence[Known] = ()
    scopes: Sequence[Known] = ()
    ground: Ground = field(default_factory=Ground)
    resting: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    taken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """What an import would do: counts by subject, changes, faults, notes, sample rows.

    With faults there are no changes. `columns` gives the use of each column of the file, `account`
    the fate of every row and column (see `account_of`), `asked` the open questions of the file.
    """

    target: str
    file: str
    sha256: str = ""
    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    samples: list[dict[str, Any]] = field(default_factory=list)
    columns: list[HeaderCell] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    account: dict[str, Any] = field(default_factory=dict)
    fits: list[Fit] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, dict[str, int]]:
        """Numbers for `--json` and the preview page."""
        return {
            "new": dict(self.new),
            "changed": dict(self.changed),
            "unchanged": dict(self.unchanged),
        }

    def accepted(self) -> list[Change]:
        """The changes, the import's own first; Refused when there is any fault."""
        if self.faults:
            raise Refused(self.faults)
        return self.changes


def uid_for(project_uid: str, subject: str, code: str) -> str:
    """The uid of a thing from its code: the same in every import of the project."""
    return str(uuid.uuid5(NAMESPACE, f"{project_uid}/{subject}/{code}"))


def short_mark(project_uid: str, *words: object) -> str:
    """Six letters and digits hashed from the content, for a thing without a code.

    Too short to find a person by trying names, and different in every project.
    """
    letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    text = "/".join(fold(str(word or "")) for word in (project_uid, *words))
    number, mark = uuid.uuid5(NAMESPACE, text).int, ""
    while len(mark) < 6:
        number, rest = divmod(number, len(letters))
        mark += letters[rest]
    return mark


class Draft:
    """Collects the changes of one import."""

    def __init__(self, target: str, reading: Reading, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.plan = Plan(target, reading.file, reading.sha256)
        self.plan.faults = list(reading.faults)
        self.plan.notes = list(reading.notes)
        self.plan.columns, self.plan.missing = reading.columns, reading.missing
        self.plan.account, self.plan.fits = account_of(reading), reading.fits
        self.plan.asked = reading.asked
        self._rows = len(reading.rows)
        self._header = Change("import_run", str(uuid.uuid4()), "recorded")

    def put(
        self,
        subject: str,
        known: Known | None,
        values: Mapping[str, Any],
        happened_on: str | None = None,
        key: str = "",
        cleared: Collection[str] = (),
    ) -> str:
        """Plan a registration, a revision of what differs, or nothing; returns the uid.

        A new thing needs a `code` among its values, or a distinguishing `key`. Empty cells never
        erase known values, except for fields in `cleared`.
        """
        given = {n: v for n, v in values.items() if v is not None or (known and n in cleared)}
        if known is None:
            uid = uid_for(self.snapshot.project_uid, subject, key or given["code"])
            self._see_that_it_stays(subject, uid, str(given.get("code") or ""))
            self._add(subject, uid, "registered", given, happened_on, None)
            self.plan.new[subject] += 1
            return uid
        differing = {k: v for k, v in given.items() if not _same(k, v, known.get(k))}
        if "shape" not in differing:
            differing.pop("crs", None)
        if differing:
            self._add(subject, known["uid"], "revised", differing, happened_on, known)
            self.plan.changed[subject] += 1
        else:
            self.plan.unchanged[subject] += 1
        return str(known["uid"])

    def _see_that_it_stays(self, subject: str, uid: str, code: str) -> None:
        """A fault for a thing that was retired or replaced: a list does not bring it back."""
        gone = self.snapshot.retired
        day = gone.get(uid) or gone.get(f"{subject} {code}")
        if day:
            told = f"hồ sơ này đã rút khỏi dự án ngày {show_date(date.fromisoformat(day))}"
            remedy = "bỏ dòng này, đưa lại ở trang Hồ sơ đã rút, hoặc đặt mã khác"
            self.plan.faults.append(Fault(told, remedy, self.plan.file, value=code))

    def _add(
        self,
        subject: str,
        uid: str,
        fact: str,
        patch: Mapping[str, Any],
        happened_on: str | None,
        known: Known | None,
    ) -> None:
        if "shape" in patch and known is not None:
            patch = {**patch, "crs": self.snapshot.ground.crs}
        self.plan.changes.append(
            Change(
                subject,
                uid,
                fact,
                patch,
                project_uid=self.snapshot.project_uid,
                happened_on=happened_on,
                based_on=(known or {}).get("version"),
                about=self._header.uid,
            )
        )

    def tell(
        self, subject: str, uid: str, fact: str, patch: Mapping[str, Any], why: str = ""
    ) -> None:
        """Plan a report of its own about a thing: a promise, with its reason."""
        project, about = self.snapshot.project_uid, self._header.uid
        change = Change(subject, uid, fact, patch, project_uid=project, why=why, about=about)
        self.plan.changes.append(change)

    def sample(self, values: Mapping[str, Any]) -> None:
        """Keep a row for the preview while there is room."""
        if len(self.plan.samples) < SAMPLES:
            self.plan.samples.append({k: v for k, v in values.items() if k not in ("shape", "crs")})

    def finish(self) -> Plan:
        """The plan: no changes with faults, and no record of the import without changes."""
        plan = self.plan
        if plan.faults:
            plan.faults.sort(key=lambda fault: (fault.sheet, fault.row or 0))
            plan.changes = []
        elif plan.changes:
            patch = {
                "target": plan.target,
                "file_name": plan.file,
                "sha256": plan.sha256,
                "rows": self._rows,
                "account": json.dumps(plan.account, ensure_ascii=False),
            }
            header = self._header.with_patch(**patch)
            plan.changes.insert(0, _in_project(header, self.snapshot.project_uid))
        return plan


def _in_project(change: Change, project_uid: str) -> Change:
    return Change(
        change.subject, change.subject_uid, change.fact, change.patch, change.uid, project_uid
    )


def _same(name: str, new: object, old: object) -> bool:
    """Whether a value equals the known one; hex WKB in either case."""
    if name == "shape" and isinstance(new, str) and isinstance(old, str):
        return new.upper() == old.upper()
    if isinstance(new, float) and isinstance(old, int | float):
        return abs(new - old) < 1e-6
    return new == old
