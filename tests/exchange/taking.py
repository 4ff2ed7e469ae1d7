"""Plans an import and takes it in, without a store: what tests of intake share."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from clearance.exchange.plans.importing import Wish, make_plan
from clearance.exchange.plans.plan import Plan, Snapshot
from clearance.rules.basics.changes import Change
from tests.exchange.drawings import SNAPSHOT
from tests.exchange.papers import HEADER, TITLE, write_book

TABLES = {
    "unit": "units",
    "household": "households",
    "parcel": "parcels",
    "grave": "graves",
    "structure": "structures",
    "utility": "utilities",
    "package": "packages",
    "segment": "segments",
    "alignment": "alignments",
    "corridor": "corridors",
}
AN = [1, "Nguyễn Văn An", "Thôn 1", 12, 1, 400, 200.5, "ONT"]
MORE = ["", "", "", 12, 2, 400, 400, "CLN"]
HUONG = [2, "Đặng Thị Hường", "Thôn 2", 12, 3, 400, 20, "CLN"]


def applied(plan: Plan, snapshot: Snapshot = SNAPSHOT) -> Snapshot:
    """The snapshot after the plan's changes."""
    rows: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for subject, name in TABLES.items():
        rows[subject] = {row["uid"]: dict(row) for row in getattr(snapshot, name)}
    for change in plan.accepted():
        if change.subject in TABLES:
            row = rows[change.subject].setdefault(change.subject_uid, {"uid": change.subject_uid})
            row.update(change.patch)
    after = {name: list(rows[subject].values()) for subject, name in TABLES.items()}
    return replace(snapshot, **after)


def households(path: Path, *rows: list[Any], title: str = TITLE) -> Path:
    return write_book(path, [[title], HEADER, *rows])


def plan_of(target: str, path: Path, snapshot: Snapshot = SNAPSHOT, **more: Any) -> Plan:
    return make_plan(target, Wish(path, **more), snapshot)


def by_subject(plan: Plan) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for change in plan.changes:
        found[change.subject].append(change)
    return found
