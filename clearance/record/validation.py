"""Is a reported change well formed at all? What is not gets an answer, but is not kept."""

from typing import Any

from clearance.record import finding, holder_rules, note_forms
from clearance.record.apply import Ready, web_shape
from clearance.rules.basics.changes import Change
from clearance.rules.basics.days import parse_day
from clearance.rules.procedure.law_changes import wrong_law_field
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.permissions import is_fact, may_bring
from clearance.rules.records.subjects import SUBJECTS
from clearance.rules.records.values import (
    is_identifier,
    is_text,
    is_whole,
    missing_field,
    wrong_field,
)

#: Facts that make a new thing.
CREATING = ("registered", "opened", "recorded", "found")
_NONE: Ready = {}
_NAMES = ("subject_uid", "uid", "project_uid")


def malformed(change: Change, ready: Ready = _NONE) -> tuple[str, None, str] | None:
    """Why a change is not even well formed (reason, no number, detail); None when it is."""
    if change.subject not in SUBJECTS:
        return "unknown_subject", None, change.subject
    if not is_fact(change.subject, change.fact):
        return "unknown_fact", None, change.fact
    wrong = _wrong_frame(change) or _stray_field(change) or _wrong_patch(change, ready)
    return (wrong[0], None, wrong[1]) if wrong else None


def _wrong_frame(change: Change) -> tuple[str, str] | None:
    """A part of the change itself that is of the wrong kind."""
    texts = {name: getattr(change, name) for name in _NAMES}
    texts |= {"about": change.about or "", **{f"evidence {sha}": sha for sha in change.evidence}}
    wrong = next((name for name, value in texts.items() if not is_identifier(value)), "")
    said = {"why": change.why, "device": change.device}
    wrong = wrong or next((name for name, value in said.items() if not is_text(value)), "")
    if not change.uid or not change.subject_uid or wrong:
        return "bad_value", wrong or "uid"
    if change.based_on is not None and not is_whole(change.based_on):
        return "bad_value", "based_on"
    if change.happened_on is not None and parse_day(change.happened_on) is None:
        return "bad_date", str(change.happened_on)
    return None


def _stray_field(change: Change) -> tuple[str, str] | None:
    """A field that a report of this fact may not carry."""
    names = (n for n in change.patch if not may_bring(change.subject, change.fact, n))
    stray = next(names, None)
    return None if stray is None else ("unknown_field", stray)


def _wrong_patch(change: Change, ready: Ready) -> tuple[str, str] | None:
    subject = SUBJECTS[change.subject]
    own = {f.name for f in subject.fields}
    patch: dict[str, Any] = {k: v for k, v in change.patch.items() if k != "step" or k in own}
    wrong = wrong_field(subject, patch) or _wrong_step(change)
    if change.fact == "promised" and not patch.get("promised_on"):
        wrong = ("missing_field", "promised_on")
    is_whole = change.fact in CREATING and change.fact != "found"  # the door completes a finding
    if wrong is None and is_whole and (gap := missing_field(subject, patch)):
        wrong = ("missing_field", gap)
    if wrong is None and not _has_readable_shape(change, ready):
        wrong = ("bad_value", "shape")
    if wrong is None and (bad := wrong_law_field(change.subject, patch)):
        wrong = ("bad_value", bad)
    return (
        wrong
        or note_forms.malformed(change)
        or holder_rules.malformed(change)
        or finding.malformed(change)
    )


def _wrong_step(change: Change) -> tuple[str, str] | None:
    """What is withdrawn is a step of the thing, never other words."""
    if change.fact != "withdrawn" or not SUBJECTS[change.subject].has_steps:
        return None
    if find_step(change.subject, change.patch.get("step", "")):
        return None
    return "nothing_to_withdraw", ""


def _has_readable_shape(change: Change, ready: Ready) -> bool:
    try:
        web_shape(change, ready)
    except (KeyError, ValueError):
        return False
    return True
