"""Forecasts in words: the three days, why there is none, what holds a segment and until when."""

from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.reports.forecast.forecast import Outlook, blockers_in, segment_forecast
from clearance.reports.forecast.known_cases import case_of, known_on
from clearance.rules.basics.days import days_between
from clearance.rules.forecast.forecast import Done, Forecast, TooFew
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS
from clearance.store.cases.deadlines import due_days
from clearance.web.frame.context import store
from clearance.web.frame.labels import SUBJECTS, say, show_whole
from clearance.web.frame.law_labels import TRAITS

Row = dict[str, Any]
_NOBODY = Forecast("", "", "", "", "", 0)


def with_forecast(rows: list[Row], as_of: str) -> list[Row]:
    """Rows of segments with the days told, why none is, and whether they pass the need-by day."""
    told = segment_forecast(store(), as_of)
    return [row | _days(row, told.get(row["uid"], TooFew("unplaced"))) for row in rows]


def _days(row: Row, outlook: Outlook) -> Row:
    found = outlook if isinstance(outlook, Forecast) else None
    few = outlook if isinstance(outlook, TooFew) else None
    rest = few.rest if few else None
    spare = _spare(row, found or rest)
    return {
        "p50": found.p50 if found else None,
        "p80": found.p80 if found else None,
        "p95": found.p95 if found else None,
        "cases": found.cases if found else None,
        "p80_float": spare if found else None,
        "is_alert": spare is not None and spare < 0,
        "days_over": max(-(spare or 0), 0),
        "no_forecast": why(outlook),
        "rest_p80": rest.p80 if rest else None,
        "untold": few.untold if few else 0,
        "told": found or rest,
        "driver": (found or rest or _NOBODY).driver,
    }


def _spare(row: Row, told: Forecast | None) -> int | None:
    """Days from P80, of the rest where nothing can be told of the whole, to the need-by day."""
    return days_between(told.p80, row["need_by_on"]) if told and row["need_by_on"] else None


def why(outlook: Outlook) -> str:
    """Why no day is told, '' when one is."""
    if isinstance(outlook, Forecast):
        return ""
    if isinstance(outlook, Done):
        return _("Không còn gì để dự báo: mặt bằng đã sạch hoặc đã nhận.")
    step = find_step(*outlook.step[:2]) if outlook.step else None
    words = label(step) if step else ""
    return {
        "unsurveyed": _(
            "Chưa dự báo được: còn %(n)s m chưa khảo sát.", n=show_whole(outlook.metres)
        ),
        "not_begun": _("Chưa dự báo được: có hồ sơ chưa bắt đầu (bước đầu: %(step)s).", step=words),
        "no_way": _("Chưa dự báo được: hồ sơ đã xong mà vẫn còn thửa, nhà chưa bàn giao."),
        "too_few": _(
            "Chưa dự báo được: mới có %(n)s hồ sơ %(kind)s xong bước “%(step)s”;"
            " cần ít nhất 20 để tính.",
            n=outlook.cases,
            step=words,
            kind=_line_words(outlook),
        ),
        "beyond": _(
            "Chưa dự báo được: hơn hai phần mười khả năng gặp vướng mắc loại chưa gỡ được bao giờ."
        ),
        "obstacle": _(
            "Chưa dự báo được: đang vướng “%(kind)s”; loại này mới gỡ được %(n)s lần, cần 20.",
            kind=_kind(outlook.obstacle),
            n=outlook.cases,
        ),
        "unplaced": _("Chưa dự báo được: đoạn chưa có lý trình."),
    }[outlook.why]


def _line_words(outlook: TooFew) -> str:
    """Whose step it is: steps of organisations and of people who move are counted apart."""
    kind = outlook.step[2] if outlook.step else ""
    return say(TRAITS, kind) if kind in TRAITS else _("cùng loại")


def _kind(code: str) -> str:
    kind = OBSTACLE_KINDS.get(code)
    return label(kind) if kind else code


def held_words(row: Row, road: Row, as_of: str) -> list[Row]:
    """What holds a segment by kind and next step: how many, the first due day; names nobody."""
    known = known_on(store(), as_of)
    counted: dict[Any, set[str]] = {}
    for blocker in blockers_in(store(), known, row, road):
        case = known.cases.get(case_of(known, blocker.uid))
        step = case.steps[0][:2] if case and case.steps else None
        counted.setdefault((blocker.kind, step), set()).add(case.uid if case else blocker.uid)
    dues = {s: due_days(store(), s, as_of) for s in {step[0] for _, step in counted if step}}
    return [_held(kind, step, uids, dues) for (kind, step), uids in counted.items()]


def _held(kind: str, step: Any, uids: set[str], dues: dict[str, Any]) -> Row:
    found = find_step(*step) if step else None
    days = [d for uid in uids if step and (d := dues[step[0]].get((uid, step[1])))]
    words = label(found) if found else ""
    return {
        "kind_words": say(SUBJECTS, kind),
        "n": len(uids),
        "step_words": words,
        "due_on": min(days, default=None),
    }
