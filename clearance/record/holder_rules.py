"""Who holds a case, who may pass it on, what lateness asks for: the reasons for saying no."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change, Outcome
from clearance.rules.procedure.steps import next_step
from clearance.rules.records.holders import (
    CASES,
    HOLDING_ROLES,
    Absence,
    closes_a_ring,
    overlaps,
    stand_in,
)
from clearance.rules.records.lateness import ANSWER_WITHIN_DAYS
from clearance.store import Store
from clearance.store.cases import state
from clearance.store.engine import scope
from clearance.store.people import absences
from clearance.store.responsibility import asks, explanations, turns

if TYPE_CHECKING:
    from clearance.record.facts import Facts

Answer = Outcome | None
#: Fields without which a report of responsibility says nothing.
_NEEDED = {
    "assigned": ("holder_uid",),
    "passed": ("holder_kind",),
    "asked": ("ask",),
    "explained": ("step", "category", "new_due_on"),
}
#: Roles that may move any case of their area.
_ABOVE = ("leader", "office")


def malformed(change: Change) -> tuple[str, str] | None:
    """The field a report of responsibility lacks."""
    needed = _NEEDED.get(change.fact, ()) if change.subject in CASES else ()
    gap = next((name for name in needed if not change.patch.get(name)), None)
    return ("missing_field", gap) if gap else None


def answer_by(_: Store, facts: "Facts") -> dict[str, Any]:
    """What only the server adds to a question: the day for the answer, when none is named."""
    due = date.fromisoformat(facts.today) + timedelta(days=ANSWER_WITHIN_DAYS)
    return {"due_on": facts.change.patch.get("due_on") or due.isoformat()}


def objection(store: Store, facts: "Facts") -> Answer:
    """The reason for saying no to a report of responsibility; None without one."""
    check = _OBJECTIONS.get((facts.change.subject, facts.change.fact))
    return check(store, facts) if check else None


def lateness(store: Store, facts: "Facts") -> Answer:
    """A step that closes a clock past its due date needs category and reason."""
    change, row = facts.change, facts.row
    if change.subject not in CASES or not row["due_on"] or row["due_on"] >= facts.happened_on:
        return None
    following = next_step(change.subject, {*facts.taken, change.fact}, line=facts.line)
    if following and following.code == row["next_step"]:
        return None
    if change.patch.get("late_category") and change.why.strip():
        return None
    promised = explanations.last_promise(store, change.subject_uid, row["next_step"])
    return None if promised >= facts.happened_on else _no("late_unexplained", row["due_on"])


def _no(reason: str, detail: str = "") -> Outcome:
    return Outcome("refused", reason, detail=detail)


def fit(store: Store, facts: "Facts", person_uid: str | None) -> Answer:
    """A holder is one person at work, in whose area the case lies."""
    row = state.find_row(store, "person", person_uid or "") or {}
    if row.get("is_active") != 1 or row["role"] not in HOLDING_ROLES:
        return _no("nobody_holds")
    who = Who(row["uid"], row["name"], row["role"])
    is_far = not all(scope.covers(store, who, unit, facts.today) for unit in set(facts.units))
    return _no("holder_elsewhere", row["name"]) if is_far else None


def _registration(store: Store, facts: "Facts") -> Answer:
    return fit(store, facts, facts.change.patch.get("holder_uid") or facts.who.uid)


def _revision(store: Store, facts: "Facts") -> Answer:
    patch = facts.change.patch
    return (
        (_over(facts) or fit(store, facts, patch["holder_uid"])) if "holder_uid" in patch else None
    )


def _over(facts: "Facts") -> Answer:
    return _no("case_closed") if facts.row["next_step"] is None else None


def _past(facts: "Facts", name: str) -> Answer:
    day = facts.change.patch.get(name)
    return _no("day_has_passed") if day and day < facts.happened_on else None


def without_why(facts: "Facts") -> Answer:
    """A report that says nothing without its reason."""
    return None if facts.change.why.strip() else _no("missing_reason")


def _assignment(store: Store, facts: "Facts") -> Answer:
    holder = facts.change.patch["holder_uid"]
    return _over(facts) or _past(facts, "due_on") or fit(store, facts, holder)


def _handing_on(store: Store, facts: "Facts") -> Answer:
    """By whoever has it, his stand-in, the office or a leader; to somebody else."""
    last = turns.find_last(store, facts.change.subject_uid) or {}
    kind, holder = facts.change.patch["holder_kind"], facts.change.patch.get("holder_uid")
    if facts.who.role not in _ABOVE and not _is_one_of(store, facts, (last["holder_uid"],)):
        return _no("not_yours_to_pass")
    if kind == last["holder_kind"] and (holder or last["holder_uid"]) == last["holder_uid"]:
        return _no("already_holds")
    unfit = fit(store, facts, holder) if holder else None
    return _over(facts) or without_why(facts) or unfit


def _is_one_of(store: Store, facts: "Facts", people: tuple[str, ...]) -> bool:
    """Whether the reporter is one of them or stands in for one of them today."""
    away = absences.list_absences(store, facts.today)
    return facts.who.uid in {*people, *(stand_in(uid, facts.today, away) for uid in people)}


def _explanation(_: Store, facts: "Facts") -> Answer:
    is_open = facts.change.patch["step"] == facts.row["next_step"]
    wrong = None if is_open else _no("nothing_to_explain")
    return wrong or without_why(facts) or _past(facts, "new_due_on")


def _question(_: Store, facts: "Facts") -> Answer:
    is_order = facts.change.patch["ask"] == "instruction"
    return _over(facts) or _past(facts, "due_on") or (without_why(facts) if is_order else None)


def _reply(store: Store, facts: "Facts") -> Answer:
    ask = asks.find_ask(store, facts.change.subject_uid, facts.change.about or "")
    if ask is None:
        return _no("nothing_asked")
    if ask["answered_seq"]:
        return _no("already_answered")
    people = (ask["asked_of"], facts.row["holder_uid"])
    is_mine = facts.who.role in _ABOVE or _is_one_of(store, facts, people)
    return without_why(facts) if is_mine else _no("not_asked_of_you")


def _absence(store: Store, facts: "Facts") -> Answer:
    """Somebody else, at work, who covers the cases held; no two at once and no ring."""
    told = {**facts.row, **facts.change.patch}
    new = Absence(told["person_uid"], told["replacement_uid"], told["valid_from"], told["valid_to"])
    others = absences.list_others(store, facts.change.subject_uid)
    if new.valid_to < new.valid_from:
        return _no("bad_date", new.valid_to)
    if any(overlaps(new, other) for other in others):
        return _no("already_absent")
    if new.person_uid == new.replacement_uid or closes_a_ring(new, others):
        return _no("absence_ring")
    units = turns.list_units_held(store, new.person_uid)
    if not all(scope.covers(store, facts.who, unit, facts.today) for unit in units):
        return _no("not_found")
    facts.units = list(units)
    away = state.find_row(store, "person", new.person_uid)
    return fit(store, facts, new.replacement_uid) if away else _no("not_found")


def _leaving(store: Store, facts: "Facts") -> Answer:
    """Nobody leaves whose cases, or whose stand-in's cases, would then be nobody's."""
    told = {**facts.row, **facts.change.patch}
    if told["is_active"] == 1 and told["role"] in HOLDING_ROLES:
        return None
    uid = facts.change.subject_uid
    if held := turns.count_open(store, uid):
        return _no("holder_has_cases", str(held))
    away = absences.list_absences(store, facts.today)
    return _no("stands_in") if any(a.replacement_uid == uid for a in away) else None


_CASE: dict[str, Callable[[Store, "Facts"], Answer]] = {
    "registered": _registration,
    "found": _registration,
    "revised": _revision,
    "assigned": _assignment,
    "passed": _handing_on,
    "explained": _explanation,
    "asked": _question,
    "answered": _reply,
}
_OBJECTIONS: dict[tuple[str, str], Callable[[Store, "Facts"], Answer]] = {
    **{(subject, fact): check for subject in CASES for fact, check in _CASE.items()},
    ("absence", "registered"): _absence,
    ("absence", "revised"): _absence,
    ("person", "revised"): _leaving,
}
