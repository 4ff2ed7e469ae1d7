"""Lists of cases: rows in words, filters with counts, pages and files. Written once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.rules.basics.chainage import to_text
from clearance.rules.basics.lunar import lunar_words
from clearance.rules.procedure.derived_state import days_late
from clearance.rules.procedure.steps import steps_of
from clearance.rules.records.permissions import sees
from clearance.store.cases import lists as cases
from clearance.web.cases.case_page import edits_of
from clearance.web.frame.case_filters import CASE_FILTERS
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.filters import Choice
from clearance.web.frame.lists import Column, ListPage, cut, wanted
from clearance.web.recording.submit import address

Row = dict[str, Any]
_FLAGS = ("late", "stuck", "done")
_NAMES = ("late", "stuck", "done", "commune", "stage", "next", "holder")
#: Filters of one list alone.
_MORE = {"grave": ("scope",)}

_STATE = (
    Column("stage", _l("Đã đến bước")),
    Column("next", _l("Bước tiếp theo")),
    Column("due", _l("Hạn"), "date"),
    Column("late", _l("Trễ (ngày)"), "number"),
    Column("stuck", _l("Vướng mắc")),
    Column("holder", _l("Người phụ trách")),
)
#: The lists of cases by subject; the store filters and sorts them.
_LISTS = {
    "household": ListPage(
        "households",
        _l("Hộ dân"),
        "cases/list.html",
        columns=(
            Column("code", _l("Mã")),
            Column("name", _l("Chủ hộ")),
            Column("commune", _l("Xã")),
            Column("place", _l("Thôn")),
            Column("km", _l("Lý trình")),
            *_STATE,
        ),
    ),
    "grave": ListPage(
        "graves",
        _l("Mồ mả"),
        "cases/list.html",
        columns=(
            Column("code", _l("Mã")),
            Column("name", _l("Người đã mất, thân nhân")),
            Column("commune", _l("Xã")),
            Column("place", _l("Nghĩa địa")),
            Column("km", _l("Lý trình")),
            Column("planned", _l("Ngày di chuyển")),
            *_STATE,
        ),
    ),
}


def show_list(subject: str) -> Any:
    """The list of one kind of case in the format asked for."""
    names = (*_NAMES, *_MORE.get(subject, ()))
    given = {name: asked(name) for name in names}
    given |= {name: given[name] if given[name] in ("0", "1") else "" for name in _FLAGS}
    sort = asked("sort", "code")
    query = cases.Asked(who(), today(), as_of(), given, sort)
    total, counts = cases.count_cases(store(), subject, query)
    part, say = cut(total), _words(subject)
    found = cases.list_cases(store(), subject, query, part.most, part.skip)
    return _LISTS[subject].answer_part(
        part,
        [_in_words(say, row) for row in found],
        lambda: {
            "sort": sort,
            "given": given,
            "filters": [_choice(subject, name, counts[name], given[name]) for name in names],
            "subject": subject,
            "adds": edits_of(subject),
        },
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What every row of one list needs, looked up once: a list can hold a province."""

    subject: str
    day: str
    steps: Mapping[str, tuple[str, str]]
    none: str
    yes: str
    shows_names: bool
    has_links: bool


def _words(subject: str) -> _Words:
    rows = {s.code: (label(s), s.group) for s in steps_of(subject)}
    is_known = sees(who().role, "full_name") == "full"
    return _Words(subject, as_of(), rows, _("Chưa bắt đầu"), _("có"), is_known, wanted() == "html")


def _in_words(say: _Words, row: Row) -> Row:
    """One row as it is shown and exported."""
    stage, group = say.steps.get(row["stage"] or "", (say.none, "todo"))
    names = [row.get("deceased_name"), row["full_name"]] if say.shows_names else []
    return {
        "code": row["code"],
        "name": " – ".join(filter(None, names)),
        "commune": row["unit_name"],
        "place": row["place"],
        "holder": row["holder"],
        "km": "" if row["chainage_m"] is None else to_text(row["chainage_m"]),
        "stage": stage,
        "group": group,
        "due": row["due_on"],
        "next": say.steps.get(row["next_step"] or "", ("", ""))[0],
        "late": 0 if row["cleared_on"] else days_late(row["late_from"], say.day),
        "stuck": say.yes if row["is_stuck"] else "",
        "planned": _planned(row) if say.subject == "grave" else "",
        "url": address(say.subject, "show", row["code"]) if say.has_links else "",
    }


def _planned(row: Row) -> str:
    """A day of the sun with its lunar day, as the family says it or as converted."""
    day = row.get("planned_on") or ""
    solar = f"{day[8:]}/{day[5:7]}/{day[:4]}" if day else ""
    lunar = row.get("planned_lunar") or lunar_words(row.get("planned_on"))
    return f"{solar} ({lunar})" if solar and lunar else solar or lunar


def _choice(subject: str, name: str, counts: Mapping[str, int], selected: str) -> Choice:
    """A filter with the values that would leave a case, and the one selected."""
    title, values = CASE_FILTERS[name]
    options = [
        (value, str(words), counts.get(value, 0))
        for value, words in values(subject).items()
        if counts.get(value) or value == selected
    ]
    return Choice(name, str(title), options, selected)
