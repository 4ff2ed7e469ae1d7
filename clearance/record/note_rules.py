"""Why a note, a request or an obstacle is refused beyond roles: whose, in what order, by when."""

from collections.abc import Callable

from clearance.record import offering_rules, survey_rules
from clearance.record.facts import Facts
from clearance.record.holder_rules import without_why
from clearance.record.note_forms import place_of
from clearance.rules.basics.changes import Outcome
from clearance.rules.records.decision_notes import asked_in, last_day
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.rules.records.requests import HOLDERS
from clearance.store import Store
from clearance.store.cases import obstacles, state, steps
from clearance.store.engine import scope
from clearance.store.responsibility import decision_notes, requests

Answer = Outcome | None


def objection(store: Store, facts: Facts) -> Answer:
    """The reason for saying no to a note, a request or what touches them; None without one."""
    change = facts.change
    seen = {"decision_note": decision_notes.is_seen, "request": requests.is_seen}.get(
        change.subject
    )
    if seen and facts.row and not seen(store, facts.who, facts.today, change.subject_uid):
        return Outcome("refused", "not_found")
    check = _OBJECTIONS.get((change.subject, change.fact))
    return check(store, facts) if check else None


def _stray(store: Store, facts: Facts) -> Answer:
    """A place that is not there, or not within the person's area."""
    change = facts.change
    if not change.patch.get("subject"):
        return None
    unit = change.patch.get("unit_uid")
    is_far = unit is not None and not scope.covers(store, facts.who, unit, facts.today)
    return Outcome("refused", "not_found") if is_far or not place_of(store, change) else None


def _early(day: str | None, facts: Facts) -> Answer:
    """A day to come that has passed."""
    return Outcome("refused", "day_has_passed") if day and day < facts.today else None


def _asked_later(facts: Facts) -> Answer:
    """Nobody was asked, or answered, on a day to come."""
    latest = last_day(asked_in(facts.change.patch.get("consulted")))
    return Outcome("refused", "in_the_future") if latest > facts.today else None


def _own(facts: Facts) -> Answer:
    is_own = facts.row["author_uid"] == facts.who.uid
    return Outcome("refused", "own_note") if is_own else None


def _note(store: Store, facts: Facts) -> Answer:
    review_on = facts.change.patch.get("review_on")
    return _stray(store, facts) or _asked_later(facts) or _early(review_on, facts)


def _addition(_: Store, facts: Facts) -> Answer:
    is_told = facts.change.patch["consulted"] != facts.row["consulted"]
    return _asked_later(facts) or (None if is_told else without_why(facts))


def _endorsement(store: Store, facts: Facts) -> Answer:
    """By another person, with a reason, and not the same word twice in a row."""
    last = decision_notes.last_word(store, facts.change.subject_uid) or {}
    again = last.get("fact") == facts.change.fact
    repeated = Outcome("refused", "already_taken") if again else None
    return _own(facts) or without_why(facts) or repeated


def _review(_: Store, facts: Facts) -> Answer:
    is_open = facts.row["is_pilot"] and facts.row["result"] in (None, "extend")
    closed = None if is_open else Outcome("refused", "nothing_to_review")
    day = facts.change.patch["review_on"]
    return closed or _own(facts) or without_why(facts) or _early(day, facts)


def _officer(store: Store, facts: Facts) -> Answer:
    """Exactly one person holds a request, and that one is at work."""
    row = state.find_row(store, "person", facts.change.patch["holder_uid"]) or {}
    is_fit = row.get("is_active") == 1 and row["role"] in HOLDERS
    return None if is_fit else Outcome("refused", "no_such_officer")


def _closed(facts: Facts) -> Answer:
    return Outcome("refused", "already_answered") if facts.row["answered_on"] else None


def _request(store: Store, facts: Facts) -> Answer:
    day = facts.change.patch["due_on"]
    return _stray(store, facts) or _officer(store, facts) or _early(day, facts)


def _assignment(store: Store, facts: Facts) -> Answer:
    return _closed(facts) or _officer(store, facts)


def _redating(_: Store, facts: Facts) -> Answer:
    """Another day needs its cause and its reason; the first promise stays."""
    day = facts.change.patch["due_on"]
    return _closed(facts) or _early(day, facts) or _unexplained(facts)


def _unexplained(facts: Facts) -> Answer:
    is_named = facts.change.patch.get("late_category") in LATE_CATEGORIES
    return None if is_named and facts.change.why.strip() else Outcome("refused", "answered_late")


def _reply(_: Store, facts: Facts) -> Answer:
    """By the holder, the office or a leader; late only with its cause and an explanation."""
    if facts.who.role == "cadre" and facts.row["holder_uid"] != facts.who.uid:
        return Outcome("refused", "not_allowed")
    is_late = facts.today > facts.row["due_on"]
    return _closed(facts) or (_unexplained(facts) if is_late else None)


def _leaving(store: Store, facts: Facts) -> Answer:
    """Nobody is sent away who still holds a request: it would be nobody's."""
    is_leaving = facts.change.patch.get("is_active") == 0
    is_holding = is_leaving and requests.holds_open(store, facts.change.subject_uid)
    return Outcome("refused", "holds_requests") if is_holding else None


def _opening(store: Store, facts: Facts) -> Answer:
    """What stops a case is said once while it lasts: a second tap, or a second phone, adds none."""
    patch = facts.change.patch
    stands = obstacles.find_open(store, patch["subject_uid"], patch["kind"])
    return Outcome("refused", "obstacle_stands", detail=stands["opened_on"]) if stands else None


def _beginning(store: Store, facts: Facts) -> Answer:
    """A project begins today at the latest, and not after anything recorded of it."""
    if (facts.change.patch.get("surveys_from") or "") > facts.today:
        return Outcome("refused", "in_the_future")
    day = facts.change.patch.get("begun_on")
    if not day:
        return None
    if day > facts.today:
        return Outcome("refused", "in_the_future")
    first = steps.first_day(store, facts.change.subject_uid)
    return Outcome("refused", "begun_later", detail=first) if first and first < day else None


_OBJECTIONS: dict[tuple[str, str], Callable[[Store, Facts], Answer]] = {
    ("decision_note", "registered"): _note,
    ("decision_note", "added"): _addition,
    ("decision_note", "endorsed"): _endorsement,
    ("decision_note", "not_endorsed"): _endorsement,
    ("decision_note", "reviewed"): _review,
    ("request", "registered"): _request,
    ("request", "assigned"): _assignment,
    ("request", "redated"): _redating,
    ("request", "answered"): _reply,
    ("person", "revised"): _leaving,
    ("offering", "registered"): offering_rules.objection_to_list,
    ("offering", "offered"): offering_rules.objection_to_offer,
    ("survey", "registered"): survey_rules.objection,
    ("survey", "revised"): survey_rules.objection,
    ("survey", "withdrawn"): survey_rules.objection_to_withdrawal,
    ("obstacle", "opened"): _opening,
    ("project", "registered"): _beginning,
    ("project", "revised"): _beginning,
}
