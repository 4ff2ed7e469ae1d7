"""Two households found to be one, and one found to be two: land, graves and money conserved.

What belongs to a household follows; sums (whole đồng) are added or divided as a document says.
Names and numbers of people are left where they are: both households' stay readable.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.basics.faults import Fault
from clearance.rules.operations.plan import Line, Plan, Question, Total

Row = Mapping[str, Any]
SUMS = ("approved_vnd", "paid_vnd")
#: Asked where two households that are one differ in it: the line of steps depends on it.
_ASKED = ("is_relocating",)


@dataclass(frozen=True, slots=True)
class Household:
    """A household: its row, its steps with their days, what belongs to it, its open obstacles.

    `things` and `obstacles` have subject, uid and code; parcels `area_recovered_m2` besides.
    """

    row: Row
    taken: Mapping[str, str] = field(default_factory=dict)
    things: Sequence[Row] = ()
    obstacles: Sequence[Row] = ()

    @property
    def uid(self) -> str:
        """The identifier of the household."""
        return str(self.row["uid"])

    @property
    def code(self) -> str:
        """The code of the household."""
        return str(self.row["code"])


def merge(kept: Household, gone: Household, plan: Plan, answers: Mapping[str, str]) -> Plan:
    """Fill a plan that makes two households one, under the code of the first."""
    plan.faults += _unlike(kept, gone)
    if plan.faults:
        return plan
    steps = _steps(kept, gone, plan, answers)
    if steps:
        plan.changes.append(_inherited(kept.uid, steps))
    fields = _sums(kept, gone) | _traits(kept, gone, plan, answers)
    if fields:
        plan.changes.append(Change("household", kept.uid, "revised", fields))
    for row in (*gone.things, *gone.obstacles):
        plan.changes.append(_given(row, kept.uid, kept.row))
        plan.lines.append(Line(row["subject"], row["code"], "household", gone.code, kept.code))
    plan.changes.append(_lineage(kept.uid, gone.uid, plan.on_date))
    plan.changes.append(Change("household", gone.uid, "replaced"))
    plan.lines.insert(0, Line("household", gone.code, "one_with", gone.code, kept.code))
    plan.totals += _totals((kept, gone), 2, 1)
    return plan


def _unlike(kept: Household, gone: Household) -> list[Fault]:
    if kept.uid == gone.uid:
        return [Fault("hai mã là của cùng một hộ", "ghi hai hộ khác nhau")]
    if (kept.row.get("kind") or "household") != (gone.row.get("kind") or "household"):
        return [Fault("hai hồ sơ khác loại (hộ, tổ chức)", "sửa loại hồ sơ trước nếu ghi nhầm")]
    return []


def _steps(
    kept: Household, gone: Household, plan: Plan, answers: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Steps to hand on as [step, uid], '' for one that the household does not have after all."""
    differing = [
        code
        for code in sorted({*kept.taken, *gone.taken}, key=_day_in(kept, gone))
        if kept.taken.get(code) != gone.taken.get(code)
    ]
    if not differing:
        return []
    options = (("kept", kept.code), ("gone", gone.code), ("each", ""))
    asked = Question("steps-of", "steps_of", "household", kept.code, options)
    answer = plan.ask(asked, answers)
    whose = {"kept": kept, "gone": gone}.get(answer)
    if answer == "each":
        chosen = {code: _ask_step(code, kept, gone, plan, answers) for code in differing}
    else:
        chosen = dict.fromkeys(differing, whose)
    return [_handed(code, chosen[code], kept, plan) for code in differing if chosen[code] != kept]


def _day_in(kept: Household, gone: Household) -> Any:
    return lambda code: (kept.taken.get(code) or gone.taken.get(code) or "", code)


def _ask_step(
    code: str, kept: Household, gone: Household, plan: Plan, answers: Mapping[str, str]
) -> Household | None:
    """Whose day of a step holds; None when the household has not taken it."""
    known = [(key, of) for key, of in (("kept", kept), ("gone", gone)) if code in of.taken]
    options = [(key, f"{of.taken[code]} ({of.code})") for key, of in known]
    options += [("none", "")] if len(known) == 1 else []
    asked = Question(f"step-{code}", "which_day", "household_step", code, tuple(options))
    return dict(known).get(plan.ask(asked, answers))


def _handed(code: str, of: Household | None, kept: Household, plan: Plan) -> tuple[str, str]:
    day = of.taken.get(code, "") if of else ""
    plan.lines.append(Line("household_step", code, "step", kept.taken.get(code, ""), day))
    return code, of.uid if of and day else ""


def _inherited(uid: str, steps: Sequence[tuple[str, str]]) -> Change:
    handed = json.dumps([list(one) for one in steps])
    return Change("household", uid, "inherited", {"steps": handed})


def _sums(kept: Household, gone: Household) -> dict[str, Any]:
    """The sums of both, where the second has any."""
    return {name: (kept.row.get(name) or 0) + gone.row[name] for name in SUMS if gone.row.get(name)}


def _traits(
    kept: Household, gone: Household, plan: Plan, answers: Mapping[str, str]
) -> dict[str, Any]:
    """What both say differently of the case, as a person decides."""
    chosen: dict[str, int] = {}
    for name in _ASKED:
        if (kept.row.get(name) or 0) != (gone.row.get(name) or 0):
            options = (("1", "yes"), ("0", "no"))
            asked = Question(f"trait-{name}", name, "household", kept.code, options)
            answer = plan.ask(asked, answers)
            chosen |= {name: int(answer)} if answer else {}
    return {name: value for name, value in chosen.items() if value != (kept.row.get(name) or 0)}


def _given(row: Row, uid: str, household: Row) -> Change:
    """A thing, or an obstacle, that goes to another household."""
    if row["subject"] != "obstacle":
        return Change(row["subject"], row["uid"], "revised", {"household_uid": uid})
    place = {"subject": "household", "subject_uid": uid, "unit_uid": household["unit_uid"]}
    return Change("obstacle", row["uid"], "moved", place)


def _lineage(uid: str, former: str, on_date: str) -> Change:
    told = {"subject": "household", "subject_uid": uid, "former_household_uid": former}
    return Change("lineage", new_uid(), "registered", told | {"on_date": on_date})


@dataclass(frozen=True, slots=True)
class Second:
    """The household found in another: its code, its name, the codes that go to it, its sums."""

    code: str
    full_name: str
    things: frozenset[str]
    sums: Mapping[str, int]


def divide(old: Household, second: Second, plan: Plan, answers: Mapping[str, str]) -> Plan:
    """Fill a plan that makes a second household out of one."""
    going = [row for row in old.things if row["code"] in second.things]
    plan.faults += _wrong_division(old, second, going)
    if plan.faults:
        return plan
    uid = new_uid()
    names = ("unit_uid", "village", "kind", "holder_uid", "is_relocating", "chainage_m")
    fields = {name: old.row[name] for name in names if old.row.get(name) is not None}
    fields |= {"code": second.code, "full_name": second.full_name}
    plan.changes.append(Change("household", uid, "registered", fields))
    if old.taken:
        plan.changes.append(_inherited(uid, [(code, old.uid) for code in sorted(old.taken)]))
    plan.changes += _divided_sums(old, uid, second)
    plan.lines.append(Line("household", second.code, "second", old.code, second.code))
    for row in (*going, *_obstacles(old, second, plan, answers)):
        plan.changes.append(_given(row, uid, old.row))
        plan.lines.append(Line(row["subject"], row["code"], "household", old.code, second.code))
    plan.changes.append(_lineage(uid, old.uid, plan.on_date))
    plan.totals += _totals((old,), 1, 2)
    return plan


def _wrong_division(old: Household, second: Second, going: Sequence[Row]) -> list[Fault]:
    unknown = second.things - {str(row["code"]) for row in going}
    faults = [Fault(f"{code} không thuộc hộ {old.code}", "xem lại mã") for code in sorted(unknown)]
    if not second.things:
        faults.append(Fault("hộ mới chưa có thửa, nhà hay mộ nào", "ghi mã những gì của hộ mới"))
    for name in SUMS:
        if second.sums.get(name, 0) > (old.row.get(name) or 0):
            told = f"số tiền của hộ mới lớn hơn số của hộ {old.code}"
            faults.append(Fault(told, "ghi phần của hộ mới", value=str(second.sums[name])))
    return faults


def _divided_sums(old: Household, uid: str, second: Second) -> list[Change]:
    """What the second household gets of each sum leaves the first."""
    given = {name: second.sums[name] for name in SUMS if second.sums.get(name)}
    rest = {name: old.row[name] - amount for name, amount in given.items()}
    if not given:
        return []
    return [
        Change("household", uid, "revised", given),
        Change("household", old.uid, "revised", rest),
    ]


def _obstacles(old: Household, second: Second, plan: Plan, answers: Mapping[str, str]) -> list[Row]:
    """The obstacles that are the second household's, as a person decides."""
    options = (("old", old.code), ("new", second.code))
    asked = {
        row["uid"]: Question(f"on-{row['uid']}", "whose", "obstacle", row["code"], options)
        for row in old.obstacles
    }
    return [row for row in old.obstacles if plan.ask(asked[row["uid"]], answers) == "new"]


def _totals(households: Sequence[Household], before: int, after: int) -> list[Total]:
    """Households, money, land, things and obstacles, all households together."""
    things = [row for one in households for row in one.things]
    obstacles = sum(len(one.obstacles) for one in households)
    area = sum(row.get("area_recovered_m2") or 0 for row in things)
    sums = [sum(one.row.get(name) or 0 for one in households) for name in SUMS]
    return [
        Total("households", "", before, after, is_kept=False),
        *(Total(name, "vnd", total, total) for name, total in zip(SUMS, sums, strict=True)),
        Total("area_recovered_m2", "m2", area, area),
        Total("things", "", len(things), len(things)),
        Total("obstacles", "", obstacles, obstacles),
    ]
