"""The law in force here: regimes, periods, days off of each year, and confirming a year."""

import json
from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.changes import Change
from clearance.rules.basics.days import days_between
from clearance.rules.basics.holidays import days_off
from clearance.rules.procedure.law import BASES, Law, Term, ending, regime_on
from clearance.rules.procedure.law_changes import year_patch
from clearance.rules.procedure.seasons import Season
from clearance.rules.procedure.steps import find_step, steps_of
from clearance.rules.records.permissions import may_record
from clearance.rules.records.subjects import SUBJECTS
from clearance.store.cases import deadlines
from clearance.store.cases.law import list_rows, load_law
from clearance.store.journal.meta import begun_on, project_uid
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, store, today, who
from clearance.web.frame.labels import say
from clearance.web.frame.law_labels import (
    KINDS,
    SEASON_BASES,
    counted_words,
    length_words,
    meant_words,
)
from clearance.web.law.law_form import YearOff
from clearance.web.recording.submit import submit
from clearance.web.responsibility.holder_labels import basis_words

blueprint = Blueprint("law", __name__, url_prefix="/law")
Row = dict[str, Any]
#: The years a case of this project can touch.
_YEARS = frozenset(map(str, range(2014, 2100)))


@blueprint.get("")
@opens("law")
def index() -> Any:
    """Regimes with their days, the years of days off, every period with its source."""
    law = load_law(store(), project_uid(store()))
    is_unverified = asked("unverified") == "1"
    return render_template(
        "law/show.html",
        regimes=law.regimes,
        current=regime_on(law, today()).code,
        subjects=_by_subject(law, is_unverified),
        is_unverified=is_unverified,
        years=_years(),
        may_confirm=_may_confirm(),
        begun_on=begun_on(store(), project_uid(store())),
        unverified=sum(not term.is_verified for term in law.terms),
        count=len(law.terms),
        seasons=[_season(row) for row in law.seasons],
        ending=_ending(law),
        bases=[(basis_words(code), sum(t.basis == code for t in law.terms)) for code in BASES],
    )


def _ending(law: Law) -> list[Row]:
    """Texts that end soon or have ended with none after them, and the clocks that run past."""
    return [
        {
            "text": row.ends,
            "code": code,
            "last": row.until_on,
            "days": days_between(today(), row.until_on or ""),
            "clocks": deadlines.count_past(store(), code, row.until_on or ""),
        }
        for code, row in ending(law, today()).items()
    ]


@blueprint.route("/years/<code>", methods=["GET", "POST"])
@opens("law")
def year(code: str) -> Any:
    """The days off of one year, and the form by which staff confirm them."""
    if code not in _YEARS:
        abort(404)
    known = _recorded().get(code)
    form = YearOff()
    form.year = code
    page = partial(_year_page, code, known, form)
    back, change = url_for(".index", _anchor="years"), partial(_confirmed, code, known, form)
    done = _("Đã xác nhận ngày nghỉ năm %(year)s.", year=code)
    return submit(form, page, change, back, done, {"days": "\n".join(_days(code, known))})


def _year_page(code: str, known: Row | None, form: YearOff) -> str:
    return render_template(
        "law/year.html",
        year=code,
        form=form,
        days=_days(code, known),
        is_recorded=known is not None,
        is_sure=bool(known and known["is_confirmed"]),
        is_mine=_may_confirm(),
    )


def _confirmed(code: str, known: Row | None, form: YearOff) -> Change:
    """The year as confirmed: a new row, or the revision of the one that stands."""
    patch = year_patch(int(code), form.listed(), is_confirmed=True)
    subject_uid = known["uid"] if known else f"calendar-{code}-{form.uid.data}"
    fact = "revised" if known else "registered"
    return Change("calendar_year", subject_uid, fact, patch)


def _may_confirm() -> bool:
    return may_record(who().role, "calendar_year", "revised")


def _recorded() -> dict[str, Row]:
    rows = list_rows(store(), "calendar_year", project_uid(store()))
    return {row["code"]: row for row in rows}


def _days(code: str, known: Row | None) -> list[str]:
    """The days off as recorded, or as prefilled for a year nobody has recorded."""
    return json.loads(known["days"] or "[]") if known else list(days_off(int(code)))


def _years() -> list[Row]:
    """Recorded years, this one and the next, the newest first."""
    rows, this = _recorded(), int(today()[:4])
    codes = sorted({*rows, str(this), str(this + 1)}, reverse=True)
    return [
        {
            "code": code,
            "count": len(_days(code, rows.get(code))),
            "is_sure": bool(code in rows and rows[code]["is_confirmed"]),
        }
        for code in codes
    ]


def _by_subject(law: Law, is_unverified: bool) -> list[Row]:
    """The periods under their steps, in the order of the procedure; or those not verified."""
    shown = {
        key: [_term_in_words(term) for term in terms if not (is_unverified and term.is_verified)]
        for key, terms in law.by_step.items()
    }
    found = []
    for subject in dict.fromkeys(subject for subject, _step in law.by_step):
        rows = [(step, shown.get((subject, step.code))) for step in steps_of(subject)]
        steps = [(step, terms) for step, terms in rows if terms]
        found.append({"name": label(SUBJECTS[subject]), "code": subject, "steps": steps})
    return [row for row in found if row["steps"]]


def _season(row: Season) -> Row:
    """One season in words."""
    first, last = ("/".join(reversed(text.split("-"))) for text in (row.from_day, row.to_day))
    return {
        "step": find_step(row.subject, row.step),
        "days": f"{first} – {last}",
        "basis": say(SEASON_BASES, row.basis),
        "source": row.source,
        "is_sure": row.is_verified,
    }


def _term_in_words(term: Term) -> Row:
    """One period in words."""
    return {
        "what": f"{say(KINDS, term.kind)} {length_words(term.length, term.unit)}",
        "since": counted_words(term),
        "basis": basis_words(term.basis),
        "of": meant_words(term),
        "regimes": ", ".join(term.regimes),
        "source": term.source,
        "is_sure": term.is_verified,
    }
