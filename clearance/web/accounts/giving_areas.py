"""Giving an account its area: which units that is, said with their days."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, url_for

from clearance.i18n import gettext as _
from clearance.record import record_all
from clearance.record.areas import WHOLE, Assigned, assignment, find_area
from clearance.rules.basics.actors import Who
from clearance.rules.records.areas import labels, with_days
from clearance.store.engine import scope
from clearance.store.journal.meta import project_uid
from clearance.store.people import accounts, units
from clearance.web.frame.context import now, store, today, who

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


def give_area(person: Mapping[str, Any], chosen: str, since: str, until: str | None) -> Any:
    """Give an account a unit with those it took over; back to its page, which says which."""
    area = find_area(store(), [chosen])
    if not area.given:
        flash(_("Chưa có đơn vị nào: hãy nhập đơn vị hành chính trước."), "error")
        return redirect(url_for("people.show", name=person["name"]))
    batch = assignment(store(), person["uid"], area, since, until, project_uid(store()))
    record_all(store(), batch, who(), now())
    _tell(person, area, since)
    return redirect(url_for("people.show", name=person["name"]))


def _tell(person: Mapping[str, Any], area: Assigned, since: str) -> None:
    whose = Who(person["uid"], person["name"], person["role"])
    count = scope.count_cases(store(), whose, max(since, today()))
    given = area.given_in_words()
    flash(_("Đã giao: %(units)s. Hộ và mộ trong phạm vi: %(n)s.", units=given, n=count), "success")
    if area.divided:
        left = area.divided_in_words()
        flash(
            _("Đã chia cho nhiều đơn vị, chưa giao: %(units)s. Cần thì chọn riêng.", units=left),
            "warning",
        )
