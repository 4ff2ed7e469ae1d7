"""Registry of imports for terminal and pages: one row a target, one way to ask for a plan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from clearance.exchange.files.import_questions import SHEET, Answers
from clearance.exchange.lists.drawn_parcels import read_parcels
from clearance.exchange.lists.graves import read_graves
from clearance.exchange.lists.households import read_households
from clearance.exchange.lists.payments import read_payments
from clearance.exchange.lists.rows import Reading
from clearance.exchange.lists.unread_columns import no_such
from clearance.exchange.people.accounts import read_people
from clearance.exchange.plans.base import import_base
from clearance.exchange.plans.plan import Plan, Snapshot
from clearance.exchange.plans.plan_graves import plan_graves
from clearance.exchange.plans.plan_households import plan_households
from clearance.exchange.plans.plan_packages import plan_packages
from clearance.exchange.plans.plan_parcels import plan_parcels
from clearance.exchange.plans.plan_payments import plan_payments
from clearance.exchange.plans.plan_people import plan_people
from clearance.exchange.plans.plan_segments import plan_segments
from clearance.exchange.plans.plan_surveys import plan_surveys
from clearance.exchange.plans.plan_things import STRUCTURE, UTILITY, ThingKind, plan_things
from clearance.exchange.plans.plan_units import import_units
from clearance.exchange.plans.routes import import_alignment, import_corridor
from clearance.exchange.road.reading import read_along
from clearance.exchange.road.tables import PACKAGES, ROAD_TABLES, SEGMENTS, SURVEYS
from clearance.exchange.road.things import read_things
from clearance.rules.basics.faults import Refused


@dataclass(frozen=True, slots=True)
class Wish:
    """An import as requested: the file, its name, and how to read it.

    `crs` (EPSG) overrides the one a drawing declares; `column_map` maps a header or letter to a
    field ("" leaves a column out); `kind` of the features where the file has none; `ignored` names
    columns that need not be taken, by header or letter; `outside` is the confirmation for things
    outside every corridor: "aside", or "blocks"; `today` (YYYY-MM-DD) the day of the import;
    `answers` to the questions of `import_questions`;
    `scope` the scope of works of things whose row names none.
    """

    path: Path
    name: str = ""
    crs: int | None = None
    layer: str = ""
    column_map: Mapping[str, str] | None = None
    kind: str = ""
    ignored: tuple[str, ...] = ()
    outside: str = ""
    today: str = ""
    answers: Answers = field(default_factory=dict)
    scope: str = ""

    def answered(self) -> Answers:
        """Answers for a list: its sheet is chosen as the layer of a drawing is."""
        return {**self.answers, **({SHEET: self.layer} if self.layer else {})}


#: Targets of things that can block, and their subject: they have a scope, and may lie outside.
BLOCKERS = {
    "parcels": "parcel",
    "structures": "structure",
    "utilities": "utility",
    "graves": "grave",
}
Planner = Callable[[Wish, Snapshot], Plan]


def _scoped(reading: Reading, wish: Wish) -> Reading:
    """The reading with the file's scope of works in rows that name none."""
    for row in reading.rows if wish.scope else ():
        row.values["scope"] = row.values.get("scope") or wish.scope
    return reading


def _households(wish: Wish, snapshot: Snapshot) -> Plan:
    reading, entries = read_households(wish.path, wish.name, wish.column_map, wish.answered())
    return plan_households(reading, entries, snapshot)


def _parcels(wish: Wish, snapshot: Snapshot) -> Plan:
    reading = read_parcels(
        wish.path,
        snapshot.ground,
        wish.name,
        wish.crs,
        wish.layer,
        wish.column_map,
        wish.outside,
        wish.answers,
    )
    return plan_parcels(_scoped(reading, wish), snapshot, wish.outside)


def _graves(wish: Wish, snapshot: Snapshot) -> Plan:
    reading = read_graves(wish.path, wish.name, wish.column_map, wish.answered())
    return plan_graves(_scoped(reading, wish), snapshot, wish.crs, wish.outside)


def _payments(wish: Wish, snapshot: Snapshot) -> Plan:
    return plan_payments(
        read_payments(wish.path, wish.name, wish.column_map, wish.answered()), snapshot
    )


def _packages(wish: Wish, snapshot: Snapshot) -> Plan:
    of = (wish.path, PACKAGES, snapshot.ground, wish.name, wish.column_map, wish.answered())
    return plan_packages(read_along(*of), snapshot)


def _segments(wish: Wish, snapshot: Snapshot) -> Plan:
    of = (wish.path, SEGMENTS, snapshot.ground, wish.name, wish.column_map, wish.answered())
    return plan_segments(read_along(*of), snapshot)


def _surveys(wish: Wish, snapshot: Snapshot) -> Plan:
    of = (wish.path, SURVEYS, snapshot.ground, wish.name, wish.column_map, wish.answered())
    return plan_surveys(read_along(*of), snapshot)


def _things(kind: ThingKind) -> Planner:
    def planner(wish: Wish, snapshot: Snapshot) -> Plan:
        of = (wish.path, ROAD_TABLES[kind.target], snapshot.ground, wish.name, wish.crs)
        how = (wish.layer, wish.column_map, wish.outside, wish.answered())
        reading = read_things(*of, *how)
        return plan_things(_scoped(reading, wish), snapshot, kind, wish.outside)

    return planner


def _people(wish: Wish, snapshot: Snapshot) -> Plan:
    reading = read_people(wish.path, wish.name, wish.column_map)
    return plan_people(reading, snapshot, wish.today)


def _base(wish: Wish, snapshot: Snapshot) -> Plan:
    of = (wish.path, snapshot, wish.name, wish.crs, wish.layer, wish.column_map)
    return import_base(*of, wish.kind)


def _drawn(planner: Callable[..., Plan]) -> Planner:
    return lambda wish, snapshot: planner(
        wish.path, snapshot, wish.name, wish.crs, wish.layer, wish.column_map
    )


TARGETS: dict[str, Planner] = {
    "units": _drawn(import_units),
    "alignment": _drawn(import_alignment),
    "corridor": _drawn(import_corridor),
    "packages": _packages,
    "segments": _segments,
    "households": _households,
    "parcels": _parcels,
    "structures": _things(STRUCTURE),
    "utilities": _things(UTILITY),
    "graves": _graves,
    "payments": _payments,
    "people": _people,
    "surveys": _surveys,
    "base": _base,
}


def make_plan(target: str, wish: Wish, snapshot: Snapshot) -> Plan:
    """The plan of importing the file; an unusable file gives a plan of faults.

    KeyError for an unknown target.
    """
    columns = {**(wish.column_map or {}), **dict.fromkeys(wish.ignored, "")}
    try:
        plan = TARGETS[target](replace(wish, column_map=columns or None), snapshot)
    except Refused as refused:
        return Plan(target, wish.name or wish.path.name, faults=refused.faults)
    if unknown := no_such(wish.ignored, plan.columns, plan.file):
        plan.faults, plan.changes = [*unknown, *plan.faults], []
    return plan
