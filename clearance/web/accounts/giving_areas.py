"""Giving an account its area: which units that is, said with their days."""

from collections.abc import Mapping
from typing import Any

from flask import flash

from clearance.i18n import gettext as _
from clearance.record.areas import WHOLE, Assigned, assignment, find_area
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change
from clearance.rules.records.areas import labels, whole_project, with_days
from clearance.store.engine import scope
from clearance.store.journal.meta import project_uid
from clearance.store.people import accounts, units
from clearance.web.frame.context import store, today
from clearance.web.recording.report_form import Report

Row = dict[str, Any]


def unit_choices() -> list[tuple[str, str]]:
    """The whole project, then every unit that ever was; those that share a name with their days."""
    return [(WHOLE, _("Toàn dự án")), *labels(units.list_all(store())).items()]


def list_areas(person_uid: str) -> list[Row]:
    """An account's areas, each unit with its own days."""
    return [
        row
        | {
            "label": with_days(
                {
                    "name": row["unit_name"],
                    "code": row["unit_code"],
                    "valid_from": row["unit_from"],
                    "valid_to": row["unit_to"],
                }
            )
        }
        for row in accounts.list_scopes(store(), person_uid)
    ]


def areas_by_person() -> dict[str, list[str]]:
    """Everybody's areas today in words, by account; all units together are the whole project."""
    held: dict[str, dict[str, Row]] = {}
    for row in accounts.list_granted(store(), today()):
        held.setdefault(row["person_uid"], {})[row["uid"]] = row
    whole = set(whole_project(units.list_all(store())))
    return {
        person: [_("Toàn dự án")] if whole <= rows.keys() else [*map(with_days, rows.values())]
        for person, rows in held.items()
    }


def area_of(form: Report) -> Assigned | None:
    """The units of the choice with those they took over; None, with the fault, without any."""
    area = find_area(store(), [form["unit_uid"].data])
    if area.given:
        return area
    form.blame("unit_uid", _("Chưa có đơn vị nào: hãy nhập đơn vị hành chính trước."))
    return None


def scopes(person_uid: str, area: Assigned, since: str, until: str | None) -> list[Change]:
    """The changes that give an account an area."""
    return assignment(store(), person_uid, area, since, until, project_uid(store()))


def area_words(person: Mapping[str, Any], chosen: str, since: str) -> str:
    """Which units an account was given, and how many cases that makes; what was left out."""
    area = find_area(store(), [chosen])
    if area.divided:
        left = area.divided_in_words()
        flash(
            _("Đã chia cho nhiều đơn vị, chưa giao: %(units)s. Cần thì chọn riêng.", units=left),
            "warning",
        )
    whose = Who(person["uid"], person["name"], person["role"])
    count = scope.count_cases(store(), whose, max(since, today()))
    given = area.given_in_words()
    return _("Đã giao: %(units)s. Hộ và mộ trong phạm vi: %(n)s.", units=given, n=count)
