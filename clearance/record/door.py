"""record(): one transaction from a reported change to its answer."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from clearance.record.apply import Ready, apply, drawings, web_shape
from clearance.record.facts import Facts
from clearance.record.load import load_facts
from clearance.record.validation import malformed
from clearance.record.verdict import verdict
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change, Outcome
from clearance.rules.basics.days import stamp
from clearance.rules.basics.faults import Fault, Refused
from clearance.rules.basics.refusals import REFUSALS
from clearance.rules.records.remarks import REMARKS, SEALED, parted
from clearance.rules.records.subjects import PERSONAL
from clearance.store import Store
from clearance.store.journal import changes, remarks

Entry = tuple[Change, Who, datetime]
_BATCH = 1000
_NONE: Ready = {}


def record(store: Store, change: Change, who: Who, now: datetime) -> Outcome:
    """Journal one change with its verdict; state moves only if it is accepted."""
    if fault := malformed(change):
        return Outcome("refused", *fault)
    with store.atomic():
        return _answered(store, change) or _settle(store, change, who, now, is_alone=True)


def record_all(store: Store, batch: Iterable[Change], who: Who, now: datetime) -> list[Outcome]:
    """Record a whole import in one transaction; one refusal refuses all (raises Refused)."""
    with store.atomic(), store.together():
        parts = _parts((change, who, now) for change in batch)
        return [outcome for part in parts for outcome in _record_part(store, part)]


def record_history(store: Store, entries: Iterable[Entry]) -> int:
    """Record a long history in order, some thousand changes a transaction; gives their number."""
    count = 0
    for part in _parts(entries):
        with store.atomic(), store.together():
            count += len(_record_part(store, part))
    return count


def _parts(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    stream = iter(entries)
    while part := list(islice(stream, _BATCH)):
        yield part


def _record_part(store: Store, part: list[Entry]) -> list[Outcome]:
    """Record some changes in order; shapes and what is known already are looked up at once."""
    ready = drawings(change.patch for change, _, _ in part)
    known = changes.list_known(store, [change.uid for change, _, _ in part])
    return [_must(store, entry, ready, known) for entry in part]


def _must(store: Store, entry: Entry, ready: Ready, known: set[str]) -> Outcome:
    """Record one of them, or raise; `known`: identifiers in the journal, this one after it."""
    change, outcome = entry[0], _decided(store, entry, ready, known)
    known.add(change.uid)
    if not outcome.is_accepted:
        words = REFUSALS[outcome.reason or "bad_value"].vi
        place = f"{change.subject} {change.patch.get('code', change.subject_uid)}"
        fault = Fault(f"{words} ({place}, {change.fact})", value=outcome.detail)
        raise Refused([fault], (change, outcome))
    return outcome


def _decided(store: Store, entry: Entry, ready: Ready, known: set[str]) -> Outcome:
    change = entry[0]
    if fault := malformed(change, ready):
        return Outcome("refused", *fault)
    before = _answered(store, change) if change.uid in known else None
    return before or _settle(store, *entry, ready)


def _answered(store: Store, change: Change) -> Outcome | None:
    """The answer a change of that identifier was given before."""
    known = changes.find_change(store, change.uid)
    if known and known["digest"] != change.digest(store.digest_key):
        return Outcome("mismatch", "uid_reused")
    return Outcome(known["standing"], known["reason"], known["seq"]) if known else None


def _settle(
    store: Store,
    change: Change,
    who: Who,
    now: datetime,
    ready: Ready = _NONE,
    is_alone: bool = False,
) -> Outcome:
    facts = load_facts(store, change, who, now)
    facts.is_alone = is_alone
    answer = verdict(store, facts)
    seq = _journal(store, change, facts, answer, who, now)
    if answer.is_accepted:
        apply(store, _row(facts, seq, who, now), web_shape(facts.change, ready))
    return Outcome(answer.standing, answer.reason, seq, answer.detail)


def _row(facts: Facts, seq: int, who: Who, now: datetime) -> dict[str, object]:
    change = facts.change
    return {
        "seq": seq,
        "who": who.uid,
        "recorded_at": stamp(now),
        "subject": change.subject,
        "subject_uid": change.subject_uid,
        "project_uid": change.project_uid,
        "fact": change.fact,
        "patch": change.patch,
        "about": change.about,
        "happened_on": facts.happened_on,
        "why": change.why,
        "uid": change.uid,
        "evidence": changes.as_json(list(change.evidence)),
    }


def _journal(
    store: Store, change: Change, facts: Facts, answer: Outcome, who: Who, now: datetime
) -> int:
    """Write the journal row: personal values are named, free text is sealed, neither is copied."""
    open_part, texts = parted(change.subject, facts.change.patch)
    public = {k: v for k, v in open_part.items() if k not in PERSONAL}
    personal = sorted(set(facts.change.patch) & set(PERSONAL))
    salted = remarks.salted(texts | {"why": change.why})
    seals = remarks.seals_of(salted)
    why = seals.pop("why", "")
    told = {"personal": personal, SEALED: seals}
    seq = changes.append(
        store,
        change,
        patch=changes.as_json(public | {name: value for name, value in told.items() if value}),
        before=changes.as_json(_before(facts, public)),
        who=who.uid,
        recorded_at=stamp(now),
        why=why,
        standing=answer.standing,
        reason=answer.reason,
        clash=changes.as_json(facts.clashes),
    )
    remarks.keep(store, seq, salted)
    return seq


def _before(facts: Facts, public: Iterable[str]) -> dict[str, object]:
    """What stood in the changed fields, free text left out."""
    kept = facts.row.keys() - REMARKS[facts.change.subject]
    return {name: facts.row[name] for name in public if name in kept}
