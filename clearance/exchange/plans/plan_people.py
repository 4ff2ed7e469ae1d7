"""Import plan of a list of accounts: people with their roles, and their areas from a day on."""

import re
from collections.abc import Sequence
from typing import Any

from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.matching import LOCAL, unit_name
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.rules.basics.names import fold
from clearance.rules.records.areas import area_of, whole_project, with_days

#: What stands in a cell for every unit of the project, without accents.
WHOLE = ("all", "toan du an", "ca du an", "tat ca", "toan tuyen")
OWN = ("full_name", "role", "phone")


def plan_people(reading: Reading, snapshot: Snapshot, today: str) -> Plan:
    """Changes that open or revise accounts and give areas from `today` (YYYY-MM-DD) on.

    Areas are added, never ended. Faults: units unknown or of one name, an administrator's role
    changed.
    """
    draft, planner = Draft("people", reading, snapshot), _Areas(snapshot, today)
    own = (row for row in snapshot.people if row["project_uid"] == snapshot.project_uid)
    known = {row["name"].lower(): row for row in own}
    for row in reading.rows:
        login = (row.values.get("login") or "").lower()
        if login:
            _put_person(draft, row, known.get(login), planner)
    return draft.finish()


def _put_person(draft: Draft, row: Row, known: Known | None, areas: "_Areas") -> None:
    """Plan one account and its areas."""
    values: dict[str, Any] = {name: row.values.get(name) for name in OWN}
    values["name"] = known["name"] if known else row.values.get("login")
    uids = areas.units_of(draft, row)
    if known and known["role"] == "admin" != values["role"]:
        remedy = "đổi vai trò của quản trị ở máy chủ, không bằng tệp"
        draft.plan.faults.append(row.fault("đang là quản trị", remedy, "Vai trò", known["name"]))
    if known:
        _note_revised(draft, row, known)
    key = (values["name"] or "").lower()
    patch = values if known else values | {"is_active": 1}
    person = draft.put("person", known, patch, key=key)
    areas.put(draft, person, uids)
    is_blank = not row.values.get("area")
    if is_blank and values["role"] != "admin" and not areas.has_any(person):
        told = "chưa có phạm vi nên chưa thấy hồ sơ nào"
        draft.plan.notes.append(row.fault(told, "giao ở trang Tài khoản", "", values["name"]))
    draft.sample({**values, "area": row.values.get("area")})


def _note_revised(draft: Draft, row: Row, known: Known) -> None:
    """Notes of an account that is shut, or whose role will change."""
    if not known.get("is_active"):
        told = "tài khoản đang khóa, vẫn khóa sau khi nhập"
        draft.plan.notes.append(row.fault(told, "mở lại ở trang Tài khoản", "", known["name"]))
    if row.values.get("role") not in (None, known["role"]):
        told = f"đổi vai trò từ {known['role']} sang {row.values['role']}"
        draft.plan.notes.append(row.fault(told, "", "Vai trò", known["name"]))


class _Areas:
    """The units that cells name, and the areas people have already."""

    def __init__(self, snapshot: Snapshot, today: str) -> None:
        self._units, self._successions = snapshot.units, snapshot.successions
        self._by_uid = {row["uid"]: row for row in snapshot.units}
        self._scopes, self._today = snapshot.scopes, today

    def units_of(self, draft: Draft, row: Row) -> tuple[str, ...]:
        """The units a cell means with those they took over; faults for what it does not."""
        words = [w.strip() for w in re.split(r"[,;\n]", row.values.get("area") or "")]
        chosen: list[str] = []
        for word in filter(None, words):
            chosen += self._named(draft, row, word)
        area = area_of(chosen, self._units, self._successions)
        if area.divided:
            names = "; ".join(with_days(self._by_uid[uid]) for uid in area.divided)
            told = f"đã chia cho nhiều đơn vị nên chưa giao: {names}"
            draft.plan.notes.append(row.fault(told, "cần thì giao riêng", "Phạm vi phụ trách"))
        return area.given

    def _named(self, draft: Draft, row: Row, word: str) -> list[str]:
        if fold(word) in WHOLE:
            found: Sequence[Known] = [self._by_uid[u] for u in whole_project(list(self._units))]
            told, remedy = "chưa có đơn vị nào", "nhập đơn vị hành chính trước"
            return self._uids(draft, row, word, found, told, remedy)
        found = self._alike(word)
        if len(found) > 1:
            told = "có nhiều đơn vị cùng tên: " + "; ".join(map(with_days, found))
            draft.plan.faults.append(row.fault(told, "ghi mã", "Phạm vi phụ trách", word))
            return []
        names = ", ".join(u["name"] for u in self._units if u.get("kind") in (None, *LOCAL))
        remedy = f"ghi một trong: {names[:160]}" if names else "nhập đơn vị hành chính trước"
        return self._uids(draft, row, word, found, "không có đơn vị này", remedy)

    def _uids(
        self, draft: Draft, row: Row, word: str, found: Sequence[Known], told: str, remedy: str
    ) -> list[str]:
        if not found:
            draft.plan.faults.append(row.fault(told, remedy, "Phạm vi phụ trách", word))
        return [unit["uid"] for unit in found]

    def _alike(self, word: str) -> list[Known]:
        """Units of that code or name; of several those that exist today."""
        by_code = [u for u in self._units if fold(u["code"]) == fold(word)]
        found = by_code or [u for u in self._units if unit_name(u["name"]) == unit_name(word)]
        now = [u for u in found if (u.get("valid_to") or "9999") >= self._today]
        return now or found

    def put(self, draft: Draft, person: str, uids: Sequence[str]) -> None:
        """Plan an area for each unit the person does not have from today on for good."""
        for uid in uids:
            own = [s for s in self._scopes if (s["person_uid"], s["unit_uid"]) == (person, uid)]
            if any(self._holds(scope) for scope in own):
                draft.plan.unchanged["scope"] += 1
                continue
            values = {"person_uid": person, "unit_uid": uid, "valid_from": self._today}
            draft.put("scope", None, values, key=f"{person}/{uid}/{self._today}/{len(own)}")

    def has_any(self, person: str) -> bool:
        """Whether the person has an area that lasts."""
        return any(s["person_uid"] == person and self._holds(s) for s in self._scopes)

    def _holds(self, scope: Known) -> bool:
        return (scope.get("valid_from") or "") <= self._today and not scope.get("valid_to")
