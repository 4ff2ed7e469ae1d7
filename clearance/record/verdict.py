"""What the rules say to a change, given the facts of the day."""

from clearance.record import finding, holder_rules, retiring
from clearance.record.facts import Facts
from clearance.record.note_rules import objection
from clearance.record.operations import effects
from clearance.record.timing import unfounded_sum, untimely
from clearance.record.validation import CREATING
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import Outcome
from clearance.rules.procedure.guards import Report, bars
from clearance.rules.procedure.steps import Step, find_step, is_open, rests_on
from clearance.rules.records.merging import merge
from clearance.rules.records.permissions import may_open, may_record
from clearance.rules.records.references import spoken_of
from clearance.rules.records.subjects import PERSONAL, SUBJECTS
from clearance.store import Store
from clearance.store.cases import case_page, state, steps
from clearance.store.engine import scope
from clearance.store.journal import changes, evidence, origins

#: Facts that say nothing without a reason.
_NEEDS_WHY = ("withdrawn", "noted", "erased", "retired")
_ACCEPTED = Outcome("accepted")
#: The column that no two rows of a project share, where it is not `code`.
_NAMED = {"person": "name", "column_map": "name"}


def verdict(store: Store, facts: Facts) -> Outcome:
    """The answer: accepted, held for a person, or refused with its reason."""
    change, who = facts.change, facts.who
    if not may_record(who.role, change.subject, change.fact):
        return Outcome("refused", "not_allowed")
    if not all(scope.covers(store, who, unit, facts.today) for unit in set(facts.units)):
        return Outcome("refused", "not_found")
    if not _is_own(store, facts):
        return Outcome("refused", "of_other_office")
    if bool(facts.row) == (change.fact in CREATING):
        return Outcome("refused", "already_exists" if facts.row else "not_found")
    if answer := effects.objection(store, facts) or retiring.held(store, facts):
        return answer
    if answer := untimely(store, facts) or unfounded_sum(store, facts):
        return answer
    if change.fact in _NEEDS_WHY and not change.why.strip():
        return Outcome("refused", "missing_reason")
    answer = (
        objection(store, facts)
        or holder_rules.objection(store, facts)
        or retiring.objection(store, facts)
        or finding.objection(store, facts)
        or _by_fact(store, facts)
    )
    return _without_files(store, facts) if answer.is_accepted else answer


def _without_files(store: Store, facts: Facts) -> Outcome:
    """A report that would stand waits for the photos it names; nothing rests on it till then."""
    is_whole = all(_has(store, facts, sha256) for sha256 in facts.change.evidence)
    return _ACCEPTED if is_whole else Outcome("held", "photo_awaited")


def _has(store: Store, facts: Facts, sha256: str) -> bool:
    """Whether he sent that file himself, or may see it already: knowing its name is not enough.

    One that the terminal brought in, as the demo's photos, is everybody's.
    """
    who = facts.who
    if evidence.was_sent_by(store, sha256, who.uid, TERMINAL.uid):
        return True
    may_see = may_open(who.role, "households") and evidence.find_evidence(store, sha256)
    return bool(may_see) and case_page.is_evidence_in_area(store, who, facts.today, sha256)


def _is_own(store: Store, facts: Facts) -> bool:
    """Whether nothing the change touches was taken from another office; areas may be granted."""
    taken = origins.uids(store)
    if not taken:
        return True
    change = facts.change
    named = spoken_of(change.subject, change.subject_uid, change.patch)
    touched = (pair for pair in named if (change.subject, pair[0]) != ("scope", "unit"))
    return not any(origins.project_of(store, *pair) in taken for pair in touched)


def _by_fact(store: Store, facts: Facts) -> Outcome:
    change = facts.change
    step = find_step(change.subject, change.fact)
    if step is not None:
        return _step_verdict(store, facts, step)
    if change.fact == "withdrawn" and SUBJECTS[change.subject].has_steps:
        return _withdrawal_verdict(facts)
    if change.fact == "promised" and facts.row["promised_on"] and not change.why.strip():
        return Outcome("refused", "missing_reason")
    if twin := _twin(store, facts):
        return Outcome("refused", "already_exists", detail=twin)
    return _ACCEPTED if change.fact in CREATING else _merge_verdict(store, facts)


def _twin(store: Store, facts: Facts) -> str:
    """The code or name a change would give to a second thing of the project."""
    change = facts.change
    column = _NAMED.get(change.subject, "code")
    value = change.patch.get(column)
    if value is None or change.subject == "unit":
        return ""
    project = facts.row.get("project_uid", change.project_uid)
    twin = state.find_code(store, change.subject, project, value, column)
    return value if twin and twin["uid"] != change.subject_uid else ""


def _step_verdict(store: Store, facts: Facts, step: Step) -> Outcome:
    change = facts.change
    if facts.row.get("is_unconfirmed"):
        return Outcome("refused", "awaits_confirmation")
    if not is_open(step, facts.taken):
        if step.code in facts.taken:
            return _taken_verdict(store, facts)
        return Outcome("refused", "step_locked")
    if step.is_second_key and _took(store, change.subject_uid, step.after) == facts.who.uid:
        return Outcome("refused", "same_person")
    if step.needs_photo and not change.evidence:
        return Outcome("refused", "missing_evidence")
    if step.frees and facts.row.get("is_stuck"):
        return Outcome("refused", "open_obstacle")
    if change.fact == "refused" and not change.why.strip():
        return Outcome("refused", "missing_reason")
    return (
        _law_verdict(facts) or holder_rules.lateness(store, facts) or _merge_verdict(store, facts)
    )


def _law_verdict(facts: Facts) -> Outcome | None:
    """What the law says against the step, with the day from which it is possible."""
    change = facts.change
    at = str(change.patch.get("at_time") or "")
    report = Report(facts.happened_on, at, change.patch, len(change.evidence))
    against = bars(facts.law, facts.dossier, change.fact, report)
    first = next(iter(against), None)
    return Outcome("refused", first.code, detail=first.opens_on or first.detail) if first else None


def _took(store: Store, subject_uid: str, codes: tuple[str, ...]) -> str:
    """Who took the step that this one answers."""
    taken = (steps.find_taken(store, subject_uid, code) for code in codes)
    return next((str(row["who"]) for row in taken if row), "")


def _taken_verdict(store: Store, facts: Facts) -> Outcome:
    """A step reported twice: the same day says nothing new; another day unseen is held."""
    change = facts.change
    known = steps.find_taken(store, change.subject_uid, change.fact) or {}
    unseen = change.based_on is not None and change.based_on < known["seq"]
    if unseen and known["happened_on"] != facts.happened_on:
        facts.clashes = [change.fact]
        return Outcome("held", "held_clash")
    return Outcome("refused", "already_taken")


def _withdrawal_verdict(facts: Facts) -> Outcome:
    subject, step = facts.change.subject, str(facts.change.patch.get("step", ""))
    if step not in facts.taken:
        return Outcome("refused", "nothing_to_withdraw")
    if not may_record(facts.who.role, subject, step):
        return Outcome("refused", "not_allowed")
    later = rests_on(subject, step, facts.taken)
    return Outcome("refused", "needed_by_later", detail=later) if later else _ACCEPTED


def _merge_verdict(store: Store, facts: Facts) -> Outcome:
    change = facts.change
    if change.based_on is None:
        return _ACCEPTED
    since = changes.fields_since(store, change.subject_uid, change.based_on, facts.who.uid)
    merged = merge(SUBJECTS[change.subject], change.patch, _current(store, facts), since)
    facts.clashes = list(merged.clashes)
    return Outcome("held", "held_clash") if merged.held else _ACCEPTED


def _current(store: Store, facts: Facts) -> dict[str, object]:
    """The fields as they stand, personal ones too if the change is about one."""
    is_personal = not facts.change.patch.keys().isdisjoint(PERSONAL)
    known = state.find_identity(store, facts.change.subject_uid) if is_personal else {}
    return {**known, **facts.row}
