"""A parcel split into parts, or parcels merged into one: legal areas conserved to the unit.

Areas are those of the documents (m²), never computed from a drawing. Until a part is drawn it lies
on the whole stretch of the parcel it comes from, with its outline: no metre becomes clear or
unknown by a split. Steps are handed on; the old parcel leaves the state with its history.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.basics.quantities import show_area
from clearance.rules.operations.parcel_facts import (
    AREAS,
    Old,
    Part,
    code_of,
    exact,
    nameless,
    offered,
    unequal_parts,
    unequal_whole,
    unlike,
    unnumbered,
)
from clearance.rules.operations.plan import Line, Plan, Question, Total
from clearance.rules.records.subjects import SUBJECTS

Row = Mapping[str, Any]
#: What a new parcel does not take over from the old one.
_OWN = {"code", "map_sheet_no", "parcel_no", *AREAS}


def split(old: Old, parts: Sequence[Part], plan: Plan, answers: Mapping[str, str]) -> Plan:
    """Fill a plan that puts parts in place of a parcel."""
    plan.faults += [*offered(old), *unnumbered(old, parts), *unequal_parts(old, parts)]
    if plan.faults:
        return plan
    made = [(new_uid(), code_of(old, part), part) for part in parts]
    for uid, code, part in made:
        plan.changes += _make(uid, _fields(old, code, part), [old], _steps([old]))
        plan.lines.append(Line("parcel", code, "part", "", _areas(part.areas)))
    _hand_over(old, made, plan, answers)
    plan.changes += _lineage(made, [old], plan.on_date)
    plan.changes.append(Change("parcel", old.uid, "replaced"))
    plan.lines.insert(0, Line("parcel", old.code, "replaced", _areas(_areas_of(old)), ""))
    plan.totals += _totals([old], [part.areas for part in parts])
    return plan


@dataclass(frozen=True, slots=True)
class Joined:
    """What the merged parcel is: its part, its place along the road and its outline."""

    part: Part
    place: Row


def merge(olds: Sequence[Old], into: Joined, plan: Plan, answers: Mapping[str, str]) -> Plan:
    """Fill a plan that puts one parcel in place of several."""
    plan.faults += [fault for old in olds for fault in offered(old)]
    plan.faults += [*unlike(olds), *nameless(into.part), *unequal_whole(olds, into.part)]
    if plan.faults:
        return plan
    first, uid = olds[0], new_uid()
    code = code_of(first, into.part)
    chosen = _choices(olds, code, plan, answers)
    fields = _fields(first, code, into.part) | dict(into.place) | chosen
    plan.changes += _make(uid, fields, olds, _steps(olds))
    plan.lines.append(Line("parcel", code, "merged", "", _areas(into.part.areas)))
    made = [(uid, code, into.part)]
    for old in olds:
        _hand_over(old, made, plan, answers)
    plan.changes += _lineage(made, olds, plan.on_date)
    for old in olds:
        plan.changes.append(Change("parcel", old.uid, "replaced"))
        plan.lines.append(Line("parcel", old.code, "replaced", _areas(_areas_of(old)), ""))
    plan.totals += _totals(olds, [into.part.areas])
    return plan


def _choices(
    olds: Sequence[Old], code: str, plan: Plan, answers: Mapping[str, str]
) -> dict[str, Any]:
    """Whose the merged parcel is and what it is used for, asked where the old ones differ."""
    chosen = {}
    for name, shown in (("household_uid", "household_code"), ("land_use_code", "land_use_code")):
        options = {str(old.row.get(name) or "-"): str(old.row.get(shown) or "–") for old in olds}
        if len(options) > 1:
            asked = f"new-{name}", f"merged_{name}", "parcel", code, tuple(options.items())
            answer = plan.ask(Question(*asked), answers)
            chosen[name] = None if answer == "-" else answer
    return chosen


def _fields(old: Old, code: str, part: Part) -> dict[str, Any]:
    """What a new parcel is registered with: its own, and all else as the old one had it."""
    names = [field.name for field in SUBJECTS["parcel"].fields if field.name not in _OWN]
    kept = {name: old.row.get(name) for name in (*names, "shape", "crs")}
    areas = {name: None if area is None else float(area) for name, area in part.areas.items()}
    own = {"code": code, "map_sheet_no": part.map_sheet_no, "parcel_no": part.parcel_no, **areas}
    if part.household_uid:
        own["household_uid"] = part.household_uid
    return kept | own


def _make(
    uid: str, fields: Mapping[str, Any], olds: Sequence[Old], steps: Sequence[tuple[str, str]]
) -> list[Change]:
    """A new parcel, with the steps handed on to it."""
    told = {name: value for name, value in fields.items() if value not in (None, "")}
    if "shape" not in told:
        told.pop("crs", None)
    changes = [Change("parcel", uid, "registered", told)]
    if steps:
        handed = json.dumps([list(one) for one in steps])
        changes.append(Change("parcel", uid, "inherited", {"steps": handed}))
    return changes


def _steps(olds: Sequence[Old]) -> list[tuple[str, str]]:
    """Steps every old parcel had, each from the one that took it last: [step, uid]."""
    common = [code for code in olds[0].taken if all(code in old.taken for old in olds)]
    return [(code, max(olds, key=lambda old: old.taken[code]).uid) for code in sorted(common)]


def _hand_over(
    old: Old, made: Sequence[tuple[str, str, Part]], plan: Plan, answers: Mapping[str, str]
) -> None:
    """Give what stands on the old parcel, and its obstacles, to a new one; asked if several."""
    options = tuple((uid, code) for uid, code, _part in made)
    numbers = tuple((str(n), code) for n, (_uid, code) in enumerate(options))
    for row in (*old.upon, *old.obstacles):
        question = Question(f"on-{row['uid']}", "which_part", row["subject"], row["code"], numbers)
        answer = plan.ask(question, answers) if len(options) > 1 else "0"
        if answer:
            uid, code = options[int(answer)]
            plan.changes.append(_moved(row, uid, old))
            plan.lines.append(Line(row["subject"], row["code"], "on_parcel", old.code, code))


def _moved(row: Row, parcel_uid: str, old: Old) -> Change:
    if row["subject"] != "obstacle":
        return Change(row["subject"], row["uid"], "revised", {"parcel_uid": parcel_uid})
    place = {"subject": "parcel", "subject_uid": parcel_uid, "unit_uid": old.row["unit_uid"]}
    return Change("obstacle", row["uid"], "moved", place)


def _lineage(
    made: Sequence[tuple[str, str, Part]], olds: Sequence[Old], on_date: str
) -> list[Change]:
    return [
        Change("lineage", new_uid(), "registered", {
            "subject": "parcel", "subject_uid": uid, "former_parcel_uid": old.uid,
            "on_date": on_date,
        })
        for uid, _code_, _part in made
        for old in olds
    ]  # fmt: skip


def _areas_of(old: Old) -> dict[str, Decimal | None]:
    return {name: exact(old.row[name]) for name in AREAS}


def _areas(areas: Mapping[str, Decimal | None]) -> str:
    """`420,5 m² / 900,0 m²`: taken of the whole."""
    whole, taken = (areas[name] for name in AREAS)
    shown = [show_area(area) if area is not None else "–" for area in (taken, whole)]
    return " / ".join(shown)


def _totals(olds: Sequence[Old], made: Sequence[Mapping[str, Decimal | None]]) -> list[Total]:
    """Numbers of parcels, both areas, what stands on them."""
    before = [_areas_of(old) for old in olds]
    areas = [Total(name, "m2", _sum_of(name, before), _sum_of(name, made)) for name in AREAS]
    upon = sum(len(old.upon) + len(old.obstacles) for old in olds)
    return [
        Total("parcels", "", len(olds), len(made), is_kept=False),
        *areas,
        Total("upon", "", upon, upon),
    ]


def _sum_of(name: str, rows: Sequence[Mapping[str, Decimal | None]]) -> float:
    return float(sum((row[name] or 0 for row in rows), Decimal()))
