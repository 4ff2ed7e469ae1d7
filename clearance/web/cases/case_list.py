"""Lists of cases: rows in words, filters with counts, pages and files. Written once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.chainage import to_text
from clearance.rules.basics.lunar import lunar_words
from clearance.rules.procedure.derived_state import days_late
from clearance.rules.procedure.steps import steps_of
from clearance.rules.records.permissions import sees
from clearance.store.cases import lists as cases
from clearance.store.engine import scope
from clearance.store.people.accounts import list_people
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.lists import Column, answer, cut, wanted
from clearance.web.recording.submit import address

Row = dict[str, Any]
Option = tuple[str, str, int]
_FLAGS = ("late", "stuck", "done")
_NAMES = ("commune", "stage", "next", "late", "stuck", "done", "holder")


def show_list(subject: str, title: str) -> Any:
    """The list of one kind of case in the format asked for."""
    given = {name: asked(name) for name in _NAMES}
    given |= {name: given[name] if given[name] in ("0", "1") else "" for name in _FLAGS}
    sort = asked("sort", "code")
    query = cases.Asked(who(), today(), as_of(), given, sort)
    total, counts = cases.count_cases(store(), subject, query)
    part = cut(total)
    found = cases.list_cases(store(), subject, query, part.most, part.skip)
    say = _words(subject)
    rows = [_in_words(say, row) for row in found]
    return answer(
        _columns(subject),
        rows,
        f"{subject}s",
        f"cases/{subject}s/list.html",
        title=title,
        part=part,
        sort=sort,
        given=given,
        filters=_filters(subject, counts, given),
        subject=subject,
    )


def _columns(subject: str) -> list[Column]:
    """What a list shows, by subject; the key is also what ?sort= takes."""
    name = _("Chủ hộ") if subject == "household" else _("Người đã mất, thân nhân")
    place = _("Thôn") if subject == "household" else _("Nghĩa địa")
    is_grave = subject == "grave"
    days = [("planned", _("Ngày di chuyển"), "text")] if is_grave else []
    return [
        ("code", _("Mã"), "text"),
        ("name", name, "text"),
        ("commune", _("Xã"), "text"),
        ("place", place, "text"),
        ("km", _("Lý trình"), "text"),
        *days,
        ("stage", _("Đã đến bước"), "text"),
        ("next", _("Bước tiếp theo"), "text"),
        ("due", _("Hạn"), "date"),
        ("late", _("Trễ (ngày)"), "number"),
        ("stuck", _("Vướng mắc"), "text"),
        ("holder", _("Người phụ trách"), "text"),
    ]


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
        "late": 0 if row["cleared_on"] else days_late(row["due_on"], say.day),
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


def _filters(subject: str, counts: dict[str, dict[str, int]], given: Row) -> list[Row]:
    """Each filter with its values and how many cases each would leave."""
    step_words = {s.code: label(s) for s in steps_of(subject)}
    people = {p["name"]: p["full_name"] or p["name"] for p in list_people(store())}
    units = scope.list_units(store(), who(), today())
    communes = {u["code"]: u["name"] for u in reversed(units)}  # a reused code is named once
    lists: list[tuple[str, str, Iterable[tuple[str, str]]]] = [
        ("late", _("Hạn"), [("1", _("Trễ hạn"))]),
        ("stuck", _("Vướng mắc"), [("1", _("Có vướng mắc"))]),
        ("done", _("Mặt bằng"), [("1", _("Đã bàn giao")), ("0", _("Chưa bàn giao"))]),
        ("commune", _("Xã"), reversed(communes.items())),
        ("stage", _("Đã đến bước"), [("none", _("Chưa bắt đầu")), *step_words.items()]),
        ("next", _("Bước tiếp theo"), step_words.items()),
        ("holder", _("Người phụ trách"), people.items()),
    ]
    return [
        {
            "name": name,
            "label": words,
            "selected": given[name],
            "options": _options(values, counts[name], given[name]),
        }
        for name, words, values in lists
    ]


def _options(
    values: Iterable[tuple[str, str]], counts: dict[str, int], selected: str
) -> list[Option]:
    found = [(value, words, counts.get(value, 0)) for value, words in values]
    return [option for option in found if option[2] or option[0] == selected]
