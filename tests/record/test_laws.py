"""Laws of the door, tried on random histories."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.record.replay import differences
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change, Outcome
from clearance.rules.procedure.steps import STEPS, next_step, steps_of
from clearance.rules.records.holders import CASES
from clearance.store import Store
from clearance.store.cases.steps import dates
from tests.engines import tables
from tests.given import (
    CADRE,
    CADRE_B,
    EVERYONE,
    NOW,
    OFFICE,
    PHOTO,
    PROJECT,
    a_case_at,
    a_grave,
    a_household,
    a_parcel,
    a_project,
    a_store,
    by,
)

Sent = tuple[Who, Change]
THINGS = {"h": "household", "hb": "household", "p": "parcel", "g": "grave", "sg": "segment"}
CODES = {subject: [s.code for s in steps_of(subject)] for subject in set(THINGS.values())}
PATCHES = {
    "household": st.fixed_dictionaries(
        {},
        optional={
            "village": st.sampled_from(["Trung", "Hạ"]),
            "approved_vnd": st.integers(0, 3),
            "paid_vnd": st.integers(0, 3),
            "phone": st.sampled_from(["09001", "09002"]),
            "unit_uid": st.sampled_from(["a", "b"]),
        },
    ),
    "parcel": st.fixed_dictionaries(
        {},
        optional={
            "household_uid": st.sampled_from(["h", "hb"]),
            "origin": st.sampled_from(["x", "y"]),
        },
    ),
    "grave": st.fixed_dictionaries(
        {},
        optional={
            "family": st.sampled_from(["known", "searching"]),
        },
    ),
    "segment": st.fixed_dictionaries({}, optional={"chainage_to_m": st.integers(1, 9)}),
}
HOLDERS_SENT = st.sampled_from(["canbo.a", "canbo.b", "lanhdao", "ai.do"])
#: Reports of responsibility, with what they bring.
DUTIES = {
    "assigned": st.fixed_dictionaries({"holder_uid": HOLDERS_SENT}),
    "passed": st.fixed_dictionaries(
        {"holder_kind": st.sampled_from(["person", "household", "superior"])},
        optional={"holder_uid": HOLDERS_SENT},
    ),
    "asked": st.just({"ask": "explanation"}),
}
KINDS = [
    *["next"] * 6,
    *["step"] * 2,
    *["revised"] * 2,
    "withdrawn",
    "opened",
    "noted",
    "promised",
    *DUTIES,
    "explained",
    "answered",
]
DAYS = st.integers(0, 40).map(lambda n: (NOW.date() - timedelta(days=n)).isoformat())


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Any report, sensible or not, about one of a few things."""
    uid = draw(st.sampled_from(sorted(THINGS)))
    subject = THINGS[uid]
    more = {
        "uid": draw(st.uuids()).hex,
        "project_uid": PROJECT,
        "why": "x",
        "happened_on": draw(st.none() | DAYS),
        "evidence": draw(st.sampled_from([(), (PHOTO,), (PHOTO,)])),
        "based_on": draw(st.none() | st.integers(0, 60)),
    }
    kind = draw(st.sampled_from(KINDS))
    if kind == "step":
        return Change(subject, uid, draw(st.sampled_from(CODES[subject])), **more)
    if kind == "withdrawn":
        return Change(subject, uid, kind, {"step": draw(st.sampled_from(CODES[subject]))}, **more)
    if kind == "opened":
        patch = {"subject": subject, "subject_uid": uid, "kind": "PRICE"}
        return Change("obstacle", draw(st.uuids()).hex, kind, patch, **more)
    if kind == "promised":
        return Change("segment", "sg", kind, {"promised_on": draw(DAYS)}, **more)
    if kind == "next":
        told = {"late_category": "staff"} if subject in CASES else {}
        return Change(subject, uid, kind, told, **more | {"evidence": (PHOTO,)})
    brings = {**DUTIES, "revised": PATCHES[subject], "explained": excuses(subject)}
    about = uid if kind == "answered" else None
    return Change(subject, uid, kind, draw(brings.get(kind, st.just({}))), about=about, **more)


def excuses(subject: str) -> st.SearchStrategy[dict[str, str]]:
    """An explanation of some step."""
    return st.fixed_dictionaries(
        {"step": st.sampled_from(CODES[subject]), "category": st.just("staff"), "new_due_on": DAYS}
    )


SENT = st.tuples(st.sampled_from([*EVERYONE, OFFICE, OFFICE, OFFICE, CADRE]), changes())
HISTORIES = st.lists(SENT, min_size=5, max_size=40)
QUEUES = st.lists(changes(), min_size=2, max_size=15)


def a_corridor() -> Store:
    """Two households, one well on its way, with a parcel, a grave and a segment."""
    store = a_project(a_store())
    a_case_at(store, "paid")
    a_household(store, "hb", "b")
    a_parcel(store)
    a_grave(store)
    return store


def sendable(store: Store, change: Change) -> Change:
    """The report itself; `next` stands for whatever step comes next by now."""
    if change.fact != "next":
        return change
    row = next_step(change.subject, dates(store, change.subject_uid))
    return replace(change, fact=row.code if row else "visited")


def send(store: Store, history: list[Sent]) -> list[Outcome]:
    """Report one after another; leaves in `history` what was really sent."""
    outcomes = []
    for at, (who, change) in enumerate(history):
        history[at] = (who, sendable(store, change))
        outcomes.append(by(who, store, history[at][1]))
    return outcomes


def unsupported(store: Store) -> list[str]:
    """Steps taken that rest on nothing."""
    rows = store.query("SELECT subject, subject_uid, step FROM step_taken")
    taken = {(row["subject_uid"], row["step"]) for row in rows}
    return [
        f"{row['subject_uid']} {row['step']}"
        for row in rows
        if (after := STEPS[row["subject"], row["step"]].after)
        and not any((row["subject_uid"], code) in taken for code in after)
    ]


def everything(store: Store) -> dict[str, list[dict[str, object]]]:
    """All rows of all tables."""
    return {t: store.query(f"SELECT * FROM {t}") for t in tables(store)}


@settings(max_examples=40)
@given(HISTORIES)
def test_folding_any_history_gives_the_live_state(history: list[Sent]) -> None:
    store = a_corridor()
    send(store, history)
    assert differences(store) == []
    assert unsupported(store) == []


@settings(max_examples=25)
@given(HISTORIES)
def test_sending_any_history_twice_changes_nothing(history: list[Sent]) -> None:
    store = a_corridor()
    first = send(store, history)
    before = everything(store)
    again = send(store, history)
    assert everything(store) == before
    assert [(o.standing, o.reason, o.seq) for o in again] == [
        (o.standing, o.reason, o.seq) for o in first
    ]


@settings(max_examples=25)
@given(QUEUES, QUEUES, st.randoms())
def test_two_phones_in_any_order_end_in_a_state_the_journal_explains(
    ours: list[Change], theirs: list[Change], rng: object
) -> None:
    queues = [[(CADRE, c) for c in ours], [(CADRE_B, c) for c in theirs]]
    store, sent = a_corridor(), []
    while any(queues):
        queue = rng.choice([q for q in queues if q])  # type: ignore[attr-defined]
        sent.append(queue.pop(0))
    outcomes = send(store, sent)
    kept = store.value("SELECT COUNT(*) FROM change WHERE who LIKE 'canbo%'")
    assert kept == sum(o.seq is not None for o in outcomes)
    assert differences(store) == []


@settings(max_examples=25)
@given(HISTORIES)
def test_every_well_formed_report_stands_in_the_journal_whatever_the_verdict(
    history: list[Sent],
) -> None:
    store = a_corridor()
    for (who, change), outcome in zip(history, send(store, history), strict=True):
        row = store.first("SELECT * FROM change WHERE uid = :uid", uid=change.uid)
        assert (row is None) == (outcome.seq is None)
        if row:
            assert (row["who"], row["standing"], row["reason"]) == (
                who.uid,
                outcome.standing,
                outcome.reason,
            )
