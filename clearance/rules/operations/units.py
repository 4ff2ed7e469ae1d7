"""Communes merged or divided: units over time, their successions, who keeps which area.

Cases stay with the unit of the day of their facts; where a unit is divided each goes to the new
unit it lies in, and one that lies nowhere known is asked about. An area is given or ended by a
dated assignment that a person chooses, never by itself.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.basics.faults import Fault
from clearance.rules.basics.names import fold
from clearance.rules.operations.crosswalk import day_before
from clearance.rules.operations.plan import Line, Plan, Question, Total

Row = Mapping[str, Any]
#: Things counted by unit, in the order of the report.
COUNTED = ("households", "parcels", "graves", "structures", "utilities")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends: its row, how many cases of each kind, whose area it is.

    `scopes` have uid, person_uid and person (login name).
    """

    row: Row
    counts: Mapping[str, int] = field(default_factory=dict)
    scopes: Sequence[Row] = ()

    @property
    def uid(self) -> str:
        """The identifier of the unit."""
        return str(self.row["uid"])


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that begins: code, name, kind; where drawn `shape` (hex WKB), `crs` and its share of
    the old unit's area (0–1)."""

    code: str
    name: str
    kind: str = "commune"
    drawn: Mapping[str, Any] = field(default_factory=dict)
    share_area: float | None = None


def merge(olds: Sequence[Unit], new: NewUnit, known: Sequence[Row], plan: Plan,
          answers: Mapping[str, str]) -> Plan:  # fmt: skip
    """Fill a plan that makes several units one; a single one takes another name or kind."""
    plan.faults += [*_unfit(olds, plan.on_date), *_taken([new], olds, known, plan.on_date)]
    if plan.faults:
        return plan
    uid, kind = new_uid(), "merge" if len(olds) > 1 else "rename"
    parents = {old.row.get("parent_uid") for old in olds}
    place = _stretch([old.row for old in olds])
    parent = parents.pop() if len(parents) == 1 else None
    plan.changes.append(_begin(uid, new, plan.on_date, parent, place))
    for old in olds:
        plan.changes += _end(old, plan.on_date)
        plan.changes.append(_succession(old.uid, uid, plan.on_date, kind, 1.0))
        plan.lines.append(Line("unit", old.row["code"], "into", old.row["name"], new.name))
    _assign(olds, [(uid, new)], plan, answers)
    plan.totals += _totals(olds, len(olds), 1)
    return plan


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a unit that is divided: which, its obstacles, the number of the new unit it lies
    in, None where nobody can say."""

    subject: str
    uid: str
    code: str
    obstacles: Sequence[str] = ()
    lies_in: int | None = None


def divide(old: Unit, news: Sequence[NewUnit], cases: Sequence[Case], known: Sequence[Row],
           plan: Plan, answers: Mapping[str, str]) -> Plan:  # fmt: skip
    """Fill a plan that makes several units of one, each with the cases that lie in it."""
    plan.faults += [*_unfit([old], plan.on_date), *_taken(news, [old], known, plan.on_date)]
    if len(news) < 2:
        plan.faults.append(Fault("chia xã phải có ít nhất hai xã mới", "vẽ đủ ranh các xã mới"))
    if plan.faults:
        return plan
    made = [(new_uid(), new) for new in news]
    parent = old.row.get("parent_uid")
    for uid, new in made:
        plan.changes.append(_begin(uid, new, plan.on_date, parent, {}))
    plan.changes += _end(old, plan.on_date)
    plan.changes += [
        _succession(old.uid, uid, plan.on_date, "split", new.share_area) for uid, new in made
    ]
    went = _place(cases, made, plan, answers)
    for n, (_uid, new) in enumerate(made):
        told = f"{went[n]}"
        plan.lines.append(Line("unit", new.code, "gets_cases", old.row["name"], told))
    _assign([old], made, plan, answers)
    plan.totals += _totals([old], 1, len(made))
    plan.totals.append(Total("cases", "", len(cases), sum(went.values())))
    return plan


def _unfit(olds: Sequence[Unit], on_date: str) -> list[Fault]:
    faults = [] if olds else [Fault("chưa chọn xã nào", "chọn các xã thôi tồn tại")]
    for old in olds:
        since, until = old.row.get("valid_from") or "", old.row.get("valid_to") or "9999"
        if since >= on_date or until < day_before(on_date):
            told = f"{old.row['name']} không tồn tại đến ngày trước ngày này"
            faults.append(Fault(told, "xem lại ngày có hiệu lực", value=on_date))
    return faults


def _taken(
    news: Sequence[NewUnit], olds: Sequence[Unit], known: Sequence[Row], on_date: str
) -> list[Fault]:
    """Two units of one code at one time, or two new ones of one name."""
    gone = {old.uid for old in olds}
    codes = [row["code"] for row in known
             if row["uid"] not in gone and (row["valid_to"] or "9999") >= on_date]  # fmt: skip
    faults = [
        Fault(f"mã {new.code} đang là mã của đơn vị khác", "ghi đúng mã của xã mới", value=new.code)
        for new in news
        if new.code in codes
    ]
    for names in ([new.code for new in news], [fold(new.name) for new in news]):
        double = next((name for name, n in Counter(names).items() if n > 1), "")
        if double:
            faults.append(Fault("hai xã mới trùng mã hoặc tên", "mỗi xã một mã, một tên"))
    return faults


def _begin(uid: str, new: NewUnit, on_date: str, parent: str | None, place: Row) -> Change:
    fields = {
        "code": new.code, "name": new.name, "kind": new.kind, "parent_uid": parent,
        "valid_from": on_date, **place, **new.drawn,
    }  # fmt: skip
    told = {name: value for name, value in fields.items() if value is not None}
    return Change("unit", uid, "registered", told)


def _end(old: Unit, on_date: str) -> list[Change]:
    last = day_before(on_date)
    if old.row.get("valid_to") == last:
        return []
    return [Change("unit", old.uid, "revised", {"valid_to": last})]


def _succession(old: str, new: str, on_date: str, kind: str, share: float | None) -> Change:
    fields = {"old_uid": old, "new_uid": new, "on_date": on_date, "kind": kind}
    return Change("succession", new_uid(), "registered", fields | (
        {} if share is None else {"share_area": share}))  # fmt: skip


def _stretch(rows: Sequence[Row]) -> dict[str, int]:
    """The stretch of road of all of them where they lie one after the other, else nothing."""
    spans = sorted(
        (row["chainage_from_m"], row["chainage_to_m"])
        for row in rows
        if row.get("chainage_from_m") is not None and row.get("chainage_to_m") is not None
    )
    if not spans or any(one[1] != two[0] for one, two in pairwise(spans)):
        return {}
    return {"chainage_from_m": spans[0][0], "chainage_to_m": spans[-1][1]}


def _assign(
    olds: Sequence[Unit], made: Sequence[tuple[str, NewUnit]], plan: Plan,
    answers: Mapping[str, str],
) -> None:  # fmt: skip
    """Whether each person with the old area is given the new one, too; or ends with the old."""
    people: dict[str, list[Row]] = {}
    for old in olds:
        for row in old.scopes:
            people.setdefault(row["person_uid"], []).append(row)
    options = [(str(n), new.name) for n, (_uid, new) in enumerate(made)]
    if len(made) > 1:
        options.append(("all", ", ".join(new.name for _uid, new in made)))
    options += [("old", ""), ("end", "")]
    for person, scopes in people.items():
        name = str(scopes[0]["person"])
        asked = Question(f"area-{person}", "whose_area", "person", name, tuple(options))
        answer = plan.ask(asked, answers)
        given = made if answer == "all" else [made[int(answer)]] if answer.isdigit() else []
        for uid, new in given:
            fields = {"person_uid": person, "unit_uid": uid, "valid_from": plan.on_date}
            plan.changes.append(Change("scope", new_uid(), "registered", fields))
            plan.lines.append(Line("person", name, "area", "", new.name))
        if answer == "end":
            last = {"valid_to": day_before(plan.on_date)}
            plan.changes += [Change("scope", row["uid"], "revised", last) for row in scopes]
            plan.lines.append(Line("person", name, "area_ends", last["valid_to"], ""))


def _place(
    cases: Sequence[Case], made: Sequence[tuple[str, NewUnit]], plan: Plan,
    answers: Mapping[str, str],
) -> Counter[int]:  # fmt: skip
    """Each case to the unit it lies in; asked where that is not known. How many went where."""
    options = tuple((str(n), new.name) for n, (_uid, new) in enumerate(made))
    went: Counter[int] = Counter()
    for case in cases:
        asked = Question(f"in-{case.uid}", "which_unit", case.subject, case.code, options)
        answer = str(case.lies_in) if case.lies_in is not None else plan.ask(asked, answers)
        if not answer:
            continue
        unit = made[int(answer)][0]
        went[int(answer)] += 1
        plan.changes.append(Change(case.subject, case.uid, "revised", {"unit_uid": unit}))
        place = {"subject": case.subject, "subject_uid": case.uid, "unit_uid": unit}
        plan.changes += [Change("obstacle", uid, "moved", place) for uid in case.obstacles]
    return went


def _totals(olds: Sequence[Unit], before: int, after: int) -> list[Total]:
    sums = {name: sum(old.counts.get(name, 0) for old in olds) for name in COUNTED}
    return [
        Total("units", "", before, after, is_kept=False),
        *(Total(name, "", n, n) for name, n in sums.items()),
    ]
