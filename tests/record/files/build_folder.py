"""Builds a small data folder with the code of the version it is run in: see README.md."""

import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import shapely

from clearance import create_app
from clearance.record import record
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change
from clearance.rules.records.subjects import SUBJECTS
from clearance.settings import read_settings
from clearance.store import Store
from clearance.store.cases import state
from clearance.store.journal.evidence import path_of

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
#: How every text begins that somebody typed about people.
WORD = "LỜI-GHI"
HOUSEHOLDS = (
    "Mã hộ,Họ và tên,Số điện thoại,Xã,Thôn,Tờ bản đồ,Số thửa,Diện tích thu hồi (m2),Nguồn gốc,"
    "Thế chấp,Lý trình\n"
    f'HY-0001,Đặng Thị Hường,0900111222,02400,Thôn Trung,8,17,"420,5",{WORD} bố mẹ cho,'
    f"{WORD} nợ ngân hàng,Km0+100 - Km0+160\n"
    "HY-0002,Nông Văn Kháng,0900333444,02400,Thôn Trung,8,18,310,,,Km0+160 - Km0+220\n"
    f'HY-0003,Lường Thị Mẩy,0900555666,02401,Thôn Đồng,9,2,"150,25",{WORD} khai hoang,,'
    "Km5+200 - Km5+260\n"
)
GRAVES = (
    "Mã mộ,Xã,Nghĩa trang,Loại mộ,Thân nhân,Người mất,Nơi chuyển đến\n"
    f"M-001,02400,Đồi Chè,mộ đất,Đặng Thị Hường,Cụ Đặng Tiến Lộc,{WORD} về đất nhà\n"
    "M-002,02401,Đồi Chè,mộ xây,,Cụ Nông Đức Hiển,\n"
)
STEPS = {
    "notified": "2026-07-20",
    "inventoried": "2026-08-10",
    "origin_confirmed": "2026-09-01",
    "plan_drafted": "2026-09-15",
    "plan_posted": "2026-09-18",
}
ROLES = {
    "quantri": "admin",
    "canbo": "cadre",
    "lanhdao": "leader",
    "vanphong": "office",
    "chudautu": "liaison",
}
ROAD = {"alignment_uid": "al", "chainage_from_m": 0}
FIGURES = {
    "stages": "SELECT code, stage FROM household UNION ALL SELECT code, stage FROM grave",
    "steps": "SELECT step, happened_on FROM step_taken",
    "money": "SELECT SUM(approved_vnd) AS approved_vnd FROM household",
    "land": "SELECT COUNT(*) AS parcels, SUM(area_recovered_m2) AS m2 FROM parcel",
    "origins": "SELECT code, origin, encumbrance FROM parcel",
    "promises": "SELECT promised_on, why FROM promise",
    "people": "SELECT full_name, phone, deceased_name FROM identity",
    "obstacles": "SELECT kind, opened_on FROM obstacle",
}


def figures(store: Store) -> dict[str, list[str]]:
    """What must be the same after any migration."""
    told = {name: store.query(sql) for name, sql in FIGURES.items()}
    return {name: sorted(str([*row.values()]) for row in rows) for name, rows in told.items()}


def typed(folder: Path, *words: object) -> Any:
    """Type a command in a data folder; gives the application."""
    app = create_app(read_settings({"CLEARANCE_DATA": str(folder)}), clock=lambda: NOW)
    done = app.test_cli_runner().invoke(args=[str(word) for word in words])
    assert done.exit_code == 0, (words, done.output)
    return app


class Office:
    """One office at its work."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = ("--project", "Cao tốc (giả định)", "--code", "TQHG", "--admin", "quantri")
        self.store: Store = typed(folder, "init", *names).extensions["clearance"].store
        self.project = self.store.value("SELECT uid FROM project")

    def who(self, login: str) -> Who:
        """A person by login name."""
        row = state.find_code(self.store, "person", self.project, login, "name")
        assert row
        return Who(row["uid"], login, ROLES[login])

    def say(self, login: str, subject: str, uid: str, fact: str, **more: Any) -> None:
        """Report something; a `why` begins with the word."""
        if "why" in more:
            more["why"] = f"{WORD} {more['why']}"
        change = Change(subject, uid, fact, project_uid=self.project, **more)
        record(self.store, change, self.who(login), NOW)

    def ground(self) -> None:
        """The road and its communes, people, two lists as they came."""
        line = shapely.to_wkb(shapely.LineString([(400000, 2438000), (400000, 2448000)]), hex=True)
        alignment = {"code": "TQ", "start_m": 0, "length_m": 10000, "shape": line, "crs": 9211}
        self.say("quantri", "alignment", "al", "registered", patch=alignment)
        for uid, start in (("a", 0), ("b", 5000)):
            commune = {
                "code": f"0240{start // 5000}",
                "name": f"Xã {uid}",
                "kind": "commune",
                "chainage_from_m": start,
                "chainage_to_m": start + 5000,
            }
            self.say("quantri", "unit", uid, "registered", patch=commune)
        package = {"code": "XL1", "name": "Gói XL1", "chainage_to_m": 10000, **ROAD}
        self.say("quantri", "package", "pk", "registered", patch=package)
        segment = {"code": "D-01", "package_uid": "pk", "chainage_to_m": 2000, **ROAD}
        self.say("quantri", "segment", "sg", "registered", patch=segment)
        for login, role in ROLES.items():
            if role != "admin":
                typed(self.folder, "user", "add", login, "--role", role, "--units", "02400,02401")
        for target, text in (("households", HOUSEHOLDS), ("graves", GRAVES)):
            path = self.folder.parent / f"{WORD} {target} bà Hường.csv"
            path.write_text(text, encoding="utf-8")
            typed(self.folder, "import", target, path)
            path.unlink()

    def home(self, code: str) -> str:
        """The household of that code."""
        return str(self.store.value("SELECT uid FROM household WHERE code = :c", c=code))

    def work(self) -> None:
        """Steps, one of them locked, an obstacle, a promise moved, a sum changed by two."""
        seen = (self.photo(),)
        for code, day in STEPS.items():
            login = "canbo" if code == "notified" else "vanphong"
            self.say(
                login,
                "household",
                self.home("HY-0001"),
                code,
                happened_on=day,
                evidence=seen,
                why=code,
            )
        uid = self.home("HY-0002")
        self.say(
            "canbo", "household", uid, "notified", happened_on=STEPS["notified"], evidence=seen
        )
        self.say("canbo", "household", uid, "plan_posted", why="bước bị khóa")
        self.say("canbo", "household", uid, "noted", why="chồng ốm nặng, con chưa chịu ký")
        stuck = {"subject": "household", "subject_uid": uid, "kind": "PRICE"}
        self.say("canbo", "obstacle", "ob", "opened", patch=stuck, why="chê giá đất thấp")
        for day in ("2026-12-01", "2026-12-15"):
            self.say("vanphong", "segment", "sg", "promised", patch={"promised_on": day}, why=day)
        seq = self.store.value("SELECT MAX(seq) FROM change")
        for login, money in (("vanphong", 5_000_000), ("quantri", 6_000_000)):
            self.say(
                login,
                "household",
                uid,
                "revised",
                patch={"approved_vnd": money},
                based_on=seq,
                why=f"{money} đồng",
            )

    def talk(self) -> None:
        """A note, a request, a case passed on and asked about."""
        uid, cadre, office = self.home("HY-0002"), self.who("canbo").uid, self.who("vanphong").uid
        asked = {
            "who": f"{WORD} ông Páo",
            "asked_on": "2026-11-01",
            "answered_on": None,
            "answer": "",
        }
        names = ("title", "facts_known", "doubt", "reason")
        note = {name: f"{WORD} {name}" for name in names} | {
            "options": json.dumps([f"{WORD} một", f"{WORD} hai"]),
            "chosen": 1,
            "consulted": json.dumps([asked]),
            "subject": "household",
            "subject_uid": uid,
        }
        self.say("canbo", "decision_note", "dn", "registered", patch=note)
        more = json.dumps([asked | {"who": f"{WORD} bà Sính"}])
        self.say("canbo", "decision_note", "dn", "added", patch={"consulted": more}, why="thêm")
        self.say("lanhdao", "decision_note", "dn", "endorsed", why="đồng ý")
        question = {
            "asker_kind": "enterprise",
            "asker": f"{WORD} ông Tường",
            "holder_uid": cadre,
            "question": f"{WORD} bao giờ có",
            "due_on": "2026-11-27",
            "due_basis": "plan",
        }
        self.say("vanphong", "request", "rq", "registered", patch=question)
        self.say("canbo", "request", "rq", "answered", patch={"answer": f"{WORD} tháng 12"})
        passed = {"holder_kind": "person", "holder_uid": office}
        self.say("vanphong", "household", uid, "passed", patch=passed, why="chờ giá")
        self.say("lanhdao", "household", uid, "asked", patch={"ask": "explanation"}, why="sao chậm")
        about = self.store.value("SELECT uid FROM ask")
        self.say("vanphong", "household", uid, "answered", why="chờ tỉnh", about=about)

    def photo(self) -> str:
        """A file that stands for a photo, kept as the version keeps one."""
        sha = hashlib.sha256(b"x").hexdigest()
        path = path_of(self.folder / "evidence", sha)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        sql = (
            "INSERT INTO evidence (sha256, media_type, size, uploaded_by, uploaded_at)"
            " VALUES (:sha, 'image/jpeg', 1, 'canbo', '2026-11-19T00:00:00.000Z')"
        )
        self.store.run(sql, sha=sha)
        return sha


def main(folder: Path, hub: Path | None = None) -> None:
    """An office's folder, and the folder of a hub that took its journal by a signed file."""
    office = Office(folder)
    office.ground()
    office.work()
    if "decision_note" in SUBJECTS:  # the first release knew none
        office.talk()
    text = json.dumps(figures(office.store), ensure_ascii=False, indent=1)
    (folder / "figures.json").write_text(text + "\n", "utf-8")
    if hub:
        feed, key = folder.parent / "office.feed", folder.parent / "hub.key"
        key.write_text("0" * 64)
        typed(folder, "export", "feed", "-o", feed, "--key-file", key)
        typed(hub, "init", "--project", "Trung tâm", "--code", "TT", "--admin", "trungtam")
        typed(hub, "hub", "take", feed, "--key-file", key)


if __name__ == "__main__":
    main(*(Path(name).resolve() for name in sys.argv[1:]))
