"""What tests start from, in the words of the field. Every name and number is invented."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import shapely

from clearance.record import record, record_all
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.changes import Change, Outcome, new_uid
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.holders import CASES
from clearance.rules.records.lateness import LATE_CATEGORIES
from clearance.rules.records.offerings import as_text
from clearance.store import Store
from clearance.store.engine.connection import Row
from clearance.store.journal import remarks
from tests import engines

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
TODAY = "2026-11-20"
PROJECT = "prj"
KEY = b"test"
CRS = 9211
#: A photo that has been received (its row; `evidence.keep` makes real files).
PHOTO = "f" * 64
CADRE = Who("canbo.a", "canbo.a", "cadre")
CADRE_B = Who("canbo.b", "canbo.b", "cadre")
LEADER = Who("lanhdao", "lanhdao", "leader")
OFFICE = Who("vanphong", "vanphong", "office")
LIAISON = Who("chudautu", "chudautu", "liaison")
ADMIN = Who("quantri", "quantri", "admin")
EVERYONE = (CADRE, LEADER, OFFICE, LIAISON, ADMIN)
#: The main line of a household's case up to the handover.
LINE = (
    "notified", "inventoried", "origin_confirmed", "plan_drafted", "plan_posted", "consulted",
    "appraised", "plan_approved", "decision_delivered", "paid", "recovered", "handed_over",
)  # fmt: skip
#: Days on which the law of 2026 lets each step be taken, the last of them near `TODAY`.
DAYS = {
    "household": {
        "notified": "2026-07-20", "inventoried": "2026-08-10", "origin_confirmed": "2026-09-01",
        "plan_drafted": "2026-09-15", "plan_posted": "2026-09-18", "consulted": "2026-09-30",
        "appraised": "2026-10-20", "plan_approved": "2026-10-26",
        "decision_delivered": "2026-10-30", "paid": "2026-11-10", "recovered": "2026-11-17",
    },
    "grave": {
        "discovered": "2026-06-01", "inventoried": "2026-06-10", "searching": "2026-06-15",
        "claimed": "2026-06-30", "unclaimed": "2026-09-14", "priced": "2026-09-25",
        "posted": "2026-10-05", "approved": "2026-10-20", "paid": "2026-11-02",
        "contracted": "2026-11-02", "date_set": "2026-11-09", "exhumed": "2026-11-18",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """Personal values of one invented family: none may be seen where they have no business."""

    full_name: str
    spouse_name: str
    phone: str
    phone_2: str
    heirs: str
    representative: str
    id_number: str
    address: str
    deceased_name: str
    note: str


FAMILY_A = Family("Đặng Thị Hường", "Triệu Tà Sành", "0900111222", "0900111233",
                  "Triệu Mùi Nái", "Đặng Tiến Vạng", "008100111222",
                  "Nhà sàn cạnh suối Lạnh", "Cụ Đặng Tiến Lộc", "Con trai đi làm xa")  # fmt: skip
FAMILY_B = Family("Nông Văn Kháng", "Lường Thị Mẩy", "0900333444", "0900333455",
                  "Nông Thị Sòi", "Lường Văn Chẩn", "008100333444",
                  "Đầu dốc Khau Vắc", "Cụ Nông Đức Hiển", "Ốm nặng, gặp buổi chiều")  # fmt: skip


def personal(family: Family, *names: str) -> dict[str, str]:
    """Some or all personal values of a family."""
    return {n: getattr(family, n) for n in names or Family.__slots__}


def a_store(path: str | Path = ":memory:") -> Store:
    """An empty store with the newest schema."""
    return engines.a_store(path, KEY)


def registered(subject: str, uid: str, **fields: Any) -> Change:
    """The report that something new exists."""
    return Change(subject, uid, "registered", fields, project_uid=PROJECT)


def a_change(subject: str, uid: str, fact: str, **more: Any) -> Change:
    """Any report about something known; fields go in `patch`."""
    return Change(subject, uid, fact, project_uid=PROJECT, **more)


def by(who: Who, store: Store, change: Change, now: datetime = NOW) -> Outcome:
    """What the door answers that person."""
    return record(store, change, who, now)


def a_shape(geometry: Any) -> dict[str, Any]:
    """A geometry as a patch carries it."""
    return {"shape": shapely.to_wkb(geometry, hex=True), "crs": CRS}


def a_project(store: Store) -> Store:
    """A project with one line, one district of two communes, and a person of every role.

    The cadre works in commune A only, the second cadre in B, all others in the district.
    """
    record_all(store, [*_ground(), *_people()], TERMINAL, NOW)
    a_photo(store)
    return store


def _ground() -> Iterable[Change]:
    line = shapely.LineString([(400000, 2438000), (400000, 2448000)])
    yield registered("project", PROJECT, code="TQHG", name="Cao tốc (giả định)", crs=CRS)
    yield registered("alignment", "al", code="TQ", name="Tim tuyến", start_m=0, length_m=10000,
                     **a_shape(line))  # fmt: skip
    yield registered("unit", "d", code="074", name="Huyện Hàm Yên", kind="district")
    for uid, number in (("a", 0), ("b", 1)):
        yield registered(
            "unit", uid, code=f"0240{number}", name=f"Xã {uid.upper()}", kind="commune",
            parent_uid="d", chainage_from_m=number * 5000, chainage_to_m=number * 5000 + 5000,
        )  # fmt: skip
    yield registered("package", "pk", code="XL1", name="Gói XL1", alignment_uid="al",
                     chainage_from_m=0, chainage_to_m=10000)  # fmt: skip
    yield registered("segment", "sg", code="D-01", package_uid="pk", alignment_uid="al",
                     chainage_from_m=0, chainage_to_m=2000, need_by_on="2026-12-31")  # fmt: skip


def _people() -> Iterable[Change]:
    for who in (*EVERYONE, CADRE_B):
        yield registered("person", who.uid, name=who.name, role=who.role, is_active=1)
        unit = {CADRE: "a", CADRE_B: "b"}.get(who, "d")
        yield registered("scope", f"{who.uid}-{unit}", person_uid=who.uid, unit_uid=unit,
                         valid_from="2024-01-01")  # fmt: skip


def a_photo(store: Store, sha256: str = PHOTO) -> str:
    """The row of an evidence file that was received, from the terminal: anybody may name it."""
    row = f"'{sha256}', 'image/jpeg', 1, 'canbo.a', '2026-11-19T00:00:00.000Z', NULL"
    with store.atomic():
        store.run(f"INSERT INTO evidence VALUES ({row})")
        store.run(f"INSERT INTO evidence_sender VALUES ('{sha256}', '{TERMINAL.uid}')")
    return sha256


def a_household(store: Store, uid: str = "h", unit: str = "a", **fields: Any) -> str:
    """A household of a commune."""
    holder = CADRE_B if unit == "b" else CADRE
    patch = {"code": f"HY-{uid}", "unit_uid": unit, "village": "Thôn Trung", "kind": "household",
             "holder_uid": holder.uid}  # fmt: skip
    record_all(store, [registered("household", uid, **patch | fields)], TERMINAL, NOW)
    return uid


def a_parcel(store: Store, uid: str = "p", household: str = "h", **fields: Any) -> str:
    """A parcel taken from a household, right of the line."""
    patch = {
        "code": f"T-{uid}", "unit_uid": "a", "household_uid": household, "map_sheet_no": "8",
        "parcel_no": "17", "area_total_m2": 900.0, "area_recovered_m2": 420.5,
        "land_use_code": "LUC", "alignment_uid": "al", "chainage_from_m": 100,
        "chainage_to_m": 160, "side": "right", "offset_m": -20.0,
        **a_shape(shapely.box(400010, 2438100, 400050, 2438160)),
    }  # fmt: skip
    record_all(store, [registered("parcel", uid, **patch | fields)], TERMINAL, NOW)
    return uid


def a_grave(store: Store, uid: str = "g", unit: str = "a", **fields: Any) -> str:
    """A grave beside the line."""
    patch = {
        "code": f"M-{uid}", "unit_uid": unit, "cemetery": "Đồi Cọ", "kind": "earth",
        "burial": "coffin", "family": "known", "alignment_uid": "al", "chainage_from_m": 300,
        "chainage_to_m": 303, "side": "left", "offset_m": 8.0,
        "holder_uid": (CADRE_B if unit == "b" else CADRE).uid,
        **a_shape(shapely.Point(399992, 2438301)),
    }  # fmt: skip
    record_all(store, [registered("grave", uid, **patch | fields)], TERMINAL, NOW)
    return uid


def an_obstacle(
    store: Store, subject_uid: str = "h", subject: str = "household", kind: str = "PRICE"
) -> str:
    """An open obstacle on a case."""
    uid = new_uid()
    patch = {"subject": subject, "subject_uid": subject_uid, "kind": kind}
    change = a_change("obstacle", uid, "opened", patch=patch, why="Chưa đồng ý đơn giá")
    assert by(OFFICE, store, change).is_accepted
    return uid


def an_offering(store: Store, uid: str, *parcels: str) -> Outcome:
    """The office lists parcels to hand to the investor together."""
    return by(OFFICE, store, registered("offering", uid, parcels=as_text(parcels)))


def step(store: Store, uid: str, code: str, who: Who | None = None, **more: Any) -> Outcome:
    """Report a step with all it needs, by somebody who may."""
    subject = more.pop("subject", "household")
    row = find_step(subject, code)
    assert row, f"{subject} has no step {code}"
    day = DAYS.get(subject, {}).get(code)
    given = {"evidence": (PHOTO,) if row.needs_photo or code == "recovered" else (),
             "why": "theo biên bản", "happened_on": day, "patch": {}} | more  # fmt: skip
    given["patch"] = _needed(store, subject, uid, code, given["happened_on"]) | given["patch"]
    who = who or {"liaison": LIAISON, "office": OFFICE, "cadre": CADRE}[row.roles[-1]]
    return by(who, store, a_change(subject, uid, code, **given))


def _needed(store: Store, subject: str, uid: str, code: str, day: str | None) -> dict[str, str]:
    """What the report of a step must say: the ground of a recovery, the cause of being late."""
    row = store.first(f"SELECT * FROM {subject} WHERE uid = :uid", uid=uid) or {}
    told = {"trigger": "cash" if row.get("is_relocating") else "plan_approved"}
    patch = told if (subject, code) == ("household", "recovered") else {}
    is_late = subject in CASES and bool(row.get("due_on")) and row["due_on"] < (day or TODAY)
    return patch | ({"late_category": next(iter(LATE_CATEGORIES))} if is_late else {})


def a_case_at(store: Store, code: str, uid: str = "h", line: Iterable[str] = LINE) -> str:
    """A household whose case has reached a step of the main line."""
    a_household(store, uid)
    for name in line:
        assert step(store, uid, name).is_accepted, name
        if name == code:
            return uid
    raise AssertionError(f"no step {code}")


def the(store: Store, subject: str, uid: str) -> Row:
    """The current row of a subject."""
    row = store.first(f"SELECT * FROM {subject} WHERE uid = :uid", uid=uid)
    assert row, f"no {subject} {uid}"
    return row


def last_change(store: Store) -> Row:
    """The newest journal row, its free text put back."""
    rows = store.query("SELECT * FROM change ORDER BY seq DESC LIMIT 1")
    return remarks.opened(store, rows)[0]
