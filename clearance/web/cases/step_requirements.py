"""What the law asks of one step before it is reported: its ground, its hour, why it is late."""

from dataclasses import dataclass
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.procedure.case_facts import Dossier
from clearance.rules.procedure.derived_state import line_in
from clearance.rules.procedure.law import Law, regime_of
from clearance.rules.procedure.steps import Step, find_step, next_step
from clearance.rules.procedure.triggers import TRIGGERS, Trigger, triggers_of
from clearance.rules.records.holders import CASES
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.store.cases import case_facts
from clearance.store.cases.law import load_law
from clearance.store.responsibility import explanations
from clearance.web.frame.context import store, today
from clearance.web.recording.report_form import BROUGHT, StepTaken

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of a step asks for; `missing`: grounds that do not stand, and what they lack.

    `due_on` is the day the open clock ran out, None when the step is not late.
    """

    fields: tuple[str, ...]
    grounds: tuple[Trigger, ...]
    missing: tuple[tuple[Trigger, str], ...]
    due_on: str | None


def asked_of(row: Row, step: Step) -> Asked:
    """What is asked of a step of a case today."""
    law = load_law(store(), row["project_uid"])
    dossier = case_facts.load_dossier(store(), step.subject, row)
    regime = regime_of(law, dossier.dates, today()).code
    named = [t for t in TRIGGERS.values() if regime in t.regimes]
    grounds = triggers_of(dossier, regime)
    due_on = _late_since(law, dossier, row, step)
    fields = {name for name in BROUGHT if name in step.brings}
    fields -= set() if named else {"trigger"}
    return Asked(
        tuple(fields | ({"late_category"} if due_on else set())),
        grounds,
        tuple((t, _lacking(t, dossier)) for t in named if _could_stand(t, dossier, grounds)),
        due_on,
    )


def fit(form: StepTaken, step: Step, asked: Asked) -> None:
    """Give the form of a step its fields and their choices."""
    form.offer(asked.fields)
    form.demand_photo(step.needs_photo or "trigger" in step.brings)
    if "trigger" in asked.fields:
        form.trigger.choices = [(t.code, label(t)) for t in asked.grounds]
    if "late_category" in asked.fields:
        choices = [("", "–"), *((c.code, label(c)) for c in LATE_CATEGORIES.values())]
        form.late_category.choices = choices
        form.late_category.flags.required = form.note.flags.required = True


def complain(form: StepTaken, asked: Asked) -> bool:
    """Whether a late report lacks its cause or its explanation; says so at the fields.

    A step done in time and only reported late needs no cause, and brings none.
    """
    if not asked.due_on:
        return False
    if (form.happened_on.data or "") <= asked.due_on:
        form.late_category.data = ""
        return False
    lacking = [f for f in (form.late_category, form.note) if not (f.data or "").strip()]
    for field in lacking:
        field.errors = [_("Bước này trễ hạn: cần chọn nguyên nhân và ghi giải trình.")]
    return bool(lacking)


def _late_since(law: Law, dossier: Dossier, row: Row, step: Step) -> str | None:
    """The due day of the open clock, if it is past and the step would close it unexplained."""
    due_on: str | None = row.get("due_on")
    if step.subject not in CASES or not due_on or due_on >= today():
        return None
    line = line_in(law, dossier)
    following = next_step(step.subject, {*dossier.dates, step.code}, line=line)
    if following and following.code == row["next_step"]:
        return None
    promised = explanations.last_promise(store(), row["uid"], row["next_step"])
    return None if promised >= today() else due_on


def _could_stand(trigger: Trigger, dossier: Dossier, grounds: tuple[Trigger, ...]) -> bool:
    """Whether a ground is meant for such a case and only lacks steps."""
    is_meant = trigger.relocating in (None, "relocating" in dossier.traits)
    return is_meant and trigger not in grounds


def _lacking(trigger: Trigger, dossier: Dossier) -> str:
    """The steps a ground still lacks, in words."""
    groups = [g for g in trigger.needs if not any(code in dossier.dates for code in g)]
    rows = [[find_step(dossier.subject, code) for code in group] for group in groups]
    return "; ".join(_(" hoặc ").join(label(s) for s in group if s) for group in rows)
