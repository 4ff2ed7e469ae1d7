"""What the page of one case shows: where it stands, what may be done, what was reported."""

import json
from collections.abc import Container, Mapping
from datetime import date, timedelta
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.chainage import to_text
from clearance.rules.basics.days import VIETNAM, from_stamp, local_day
from clearance.rules.basics.names import masked_id, masked_phone
from clearance.rules.basics.refusals import REFUSALS
from clearance.rules.procedure.derived_state import Derived, days_late
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS
from clearance.rules.records.open_steps import may_take
from clearance.rules.records.permissions import may_open, may_record, sees
from clearance.store.cases import case_page, lineage, state
from clearance.store.cases.as_of import derived_on, late_from_on
from clearance.store.journal import evidence, operations
from clearance.web.cases.task_list import task_groups, task_of
from clearance.web.frame.context import as_of, asked, is_saving, store, today, who
from clearance.web.frame.labels import FACTS, FIELDS
from clearance.web.frame.layout import ROLE_WORDS
from clearance.web.recording.submit import HOME

Row = dict[str, Any]


def opened(subject: str, row: Row) -> Row:
    """The context of a case's page on the day asked for; an earlier day offers nothing to do."""
    day, role = as_of(), who().role
    taken = {t["step"]: t for t in case_page.list_taken(store(), row["uid"], day)}
    then = derived_on(store(), subject, row, day)
    following = find_step(subject, then.next_step or "")
    is_now = day == today()
    is_open = is_now and not row.get("is_unconfirmed")
    open_steps = may_take(subject, taken, role) if is_open else []
    obstacles = case_page.list_obstacles(store(), row["uid"], day)
    groups = task_groups(subject, row, {code: t["happened_on"] for code, t in taken.items()}, day)
    task = task_of(groups, then.next_step)
    return {
        "subject": subject,
        "case": row,
        "is_now": is_now,
        "show_as_of": not is_now,
        "taken": taken,
        "then": then,
        "groups": groups,
        "task": task,
        "following": following,
        "stage": find_step(subject, then.stage or ""),
        "primary": following if following in open_steps and not _is_shut(task) else None,
        "mine": open_steps,
        "others": [s for s in open_steps if s is not following],
        "late": _days_late(row["uid"], then, day),
        "waits_for": [ROLE_WORDS[r]() for r in following.roles] if following else [],
        "was_at": _was_at(row),
        "may_operate": may_open(role, "operations"),
        "may_scope": is_now and may_record(role, subject, "revised"),
        "former": [_former(one) for one in lineage.list_former(store(), row["uid"])],
        "obstacles": [o | {"words": _kind(o["kind"])} for o in obstacles],
        "is_stuck": any(not o["closed_on"] for o in obstacles),
        "edits": edits_of(subject) if is_now else "",
        "may_correct": is_now and may_record(role, subject, "corrected"),
        "may": {f: is_now and may_record(role, _about(f, subject), f) for f in _OFFERED},
        "history": [] if is_saving() else [_told(r, subject) for r in _reports(row["uid"], day)],
        "files": {t["seq"]: json.loads(t["evidence"] or "[]") for t in taken.values()},
    }


def edits_of(subject: str) -> str:
    """The word of the register's pages on which this role revises or retires such a thing."""
    return HOME[subject] if may_open(who().role, "register") else ""


def _days_late(uid: str, then: Derived, day: str) -> int:
    return 0 if then.cleared_on else days_late(late_from_on(store(), then, uid), day)


def page_of(room: str) -> str:
    """The template of a case: its page, or with ?panel=1 the part for the map's side panel."""
    return f"cases/{room}/{'panel' if asked('panel') == '1' else 'show'}.html"


_OFFERED = ("opened", "closed", "visited", "noted", "withdrawn")


def _is_shut(task: Row | None) -> bool:
    """Whether the law has a day before which the step cannot be reported, by anybody."""
    return bool(task and task["why"] and task["opens_on"] and "consent" not in task["step"].brings)


def _about(fact: str, subject: str) -> str:
    return "obstacle" if fact in ("opened", "closed") else subject


def _kind(code: str) -> str:
    return label(OBSTACLE_KINDS[code]) if code in OBSTACLE_KINDS else code


def _reports(uid: str, day: str) -> list[Row]:
    """What was reported up to the end of a Vietnamese day, of what the case came from too."""
    end = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    uids = [uid, *(former["uid"] for former in lineage.list_former(store(), uid))]
    found = [row for one in uids for row in case_page.list_reports(store(), one, "9999")]
    rows = sorted(found, key=lambda row: -row["seq"])
    known = [r for r in rows if local_day(from_stamp(r["recorded_at"])) < end]
    answered = {r["about"] for r in known}
    return [r for r in known if not (_awaits(r) and _has_come(r, answered))]


def _was_at(row: Row) -> list[Row]:
    """The chainages a case had before the design was revised, with the day of each revision."""
    places = operations.list_former_places(store(), row["uid"])
    return [
        {"on_date": place["on_date"], "km": to_text(start)}
        for place in places
        if (start := _start_of(place)) is not None and start != _start_of(row)
    ]


def _start_of(row: Row) -> int | None:
    return row.get("chainage_m") if "chainage_m" in row else row.get("chainage_from_m")


def _former(row: Row) -> Row:
    """What a case came from, with the name it was recorded under for those who may see it."""
    may_see = sees(who().role, "full_name") == "full" and not is_saving()
    known = state.find_identity(store(), row["uid"]) if may_see else {}
    return row | {"full_name": known.get("full_name") or ""}


def _awaits(row: Row) -> bool:
    """Whether a report was only announced: the report itself comes once its photos are here."""
    return bool(row["reason"] == "photo_awaited")


def _has_come(row: Row, answered: Container[str]) -> bool:
    """Whether what was announced has come: the report itself, or every photo its author named."""
    senders = (row["who"], TERMINAL.uid)
    files = json.loads(row["evidence"])
    return row["uid"] in answered or all(evidence.was_sent_by(store(), f, *senders) for f in files)


def _told(row: Row, subject: str) -> Row:
    """One journal row in words."""
    patch = json.loads(row["patch"])
    step = find_step(row["subject"], row["fact"])
    what = label(step) if step else FACTS.get(row["fact"], lambda: row["fact"])()
    shows_why = row["fact"] != "noted" or sees(who().role, "note") != "never"
    when = from_stamp(row["recorded_at"]).astimezone(VIETNAM)
    is_stopped = row["standing"] != "accepted" or row["fact"] == "opened"
    return {
        "what": what + _details(row, patch, subject),
        "on": row["happened_on"] or when.date().isoformat(),
        "who": _("máy chủ") if row["who"] == TERMINAL.uid else row["who_name"],
        "why": row["why"] if shows_why else "",
        "note": _("ghi lúc %(time)s", time=when.strftime("%H:%M %d/%m/%Y")),
        "group": "stuck" if is_stopped else "done" if step else "todo",
        "standing": row["standing"],
        "reason": _reason(row),
        "uid": row["uid"],
        "awaits": _awaits(row),
        "files": json.loads(row["evidence"]),
        "of": row["subject_uid"],
    }


def _details(row: Row, patch: Mapping[str, Any], subject: str) -> str:
    """What a report was about, after its name."""
    if row["fact"] == "withdrawn":
        step = find_step(subject, patch.get("step", ""))
        return f": {label(step)}" if step else ""
    if row["fact"] == "opened":
        return f": {_kind(patch.get('kind', ''))}"
    if row["fact"] in ("revised", "corrected"):
        names = [*patch.get("personal", ()), *(k for k in patch if k != "personal")]
        return ": " + ", ".join(FIELDS[n]() for n in names if n in FIELDS)
    return ""


def _reason(row: Row) -> str:
    return label(REFUSALS[row["reason"]]) if row["reason"] in REFUSALS else ""


#: What a phone does not keep of people.
_NEVER_KEPT = ("id_number", "note", "amounts")


def personal(row: Row) -> Row:
    """Personal values as this role may see them: whole, masked or not at all."""
    role, is_kept = who().role, is_saving()
    masks = {"phone": masked_phone, "phone_2": masked_phone, "id_number": masked_id}
    shown: Row = {}
    for name in ("full_name", "phone", "phone_2", "id_number", "note", "amounts"):
        is_left_out = is_kept and name in _NEVER_KEPT
        kind = "phone" if name == "phone_2" else name
        sight, value = "never" if is_left_out else sees(role, kind), row.get(name) or ""
        shown[name] = masks[name](value) if sight == "masked" else value if sight == "full" else ""
        shown[f"{name}_is_full"] = sight == "full"
    is_known = sees(role, "full_name") == "full" and not is_kept
    shown["deceased_name"] = (
        row.get("deceased_name") or "" if sees(role, "full_name") == "full" else ""
    )
    for name in ("spouse_name", "representative", "heirs", "address", "household_name"):
        shown[name] = (row.get(name) or "") if is_known else ""
    return shown
