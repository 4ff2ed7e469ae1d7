"""Table of the set-up checks, in the order in which an office sets a project up."""

from collections.abc import Callable
from dataclasses import dataclass

from clearance.rules.setup import machine_checks, people_checks, project_checks
from clearance.rules.setup.facts import Facts
from clearance.rules.setup.finding import STATES, Finding, Said, StateWords

Judge = Callable[[Facts], Finding]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its words, how it is judged, where its list is and what mends it.

    `page` mends it in the browser (its button says `act`), `command` at the terminal; `listed`
    is the page behind the figure. `roles`: to whom the page is open. `is_needed`: without it
    nobody can work.
    """

    code: str
    vi: str
    en: str
    judge: Judge
    act: Said | None = None
    page: str = ""
    command: str = ""
    listed: str = ""
    roles: tuple[str, ...] = ("office", "admin")
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: checks under one heading."""

    code: str
    vi: str
    en: str
    checks: tuple[Check, ...]
    has: StateWords = STATES["has"]


_IMPORT = Said("Nhập tệp", "Import a file")
_NAME = Said("Ghi tên, mã", "Write name, code")
_GIVE = Said("Giao phạm vi", "Give areas")
_ACCOUNTS = Said("Mở tài khoản", "Open accounts")
_CONFIRM = Said("Xem và xác nhận", "Look and confirm")
_READ = Said("Xem các dòng", "See the rows")
_ADMIN = ("admin",)
_UNVERIFIED = "/law?unverified=1#periods"
#: The state of what is not brought in but only right or wrong.
_SOUND = StateWords("done", "tốt", "sound")


def _brought(
    code: str, vi: str, en: str, judge: Judge, target: str, listed: str, is_needed: bool = False
) -> Check:
    """A check of what comes in by importing a target."""
    page, command = f"/import/?target={target}", f"flask import {target} TỆP"
    return Check(code, vi, en, judge, _IMPORT, page, command, listed, is_needed=is_needed)


PARTS: tuple[Part, ...] = (
    Part("project", "Dự án", "Project", (
        Check("project", "Tên, mã dự án", "Name and code", project_checks.project, _NAME,
              "/setup/project", is_needed=True),
        Check("zone", "Hệ tọa độ VN-2000, kinh tuyến trục", "VN-2000 zone", project_checks.zone,
              Said("Chọn hệ tọa độ", "Choose the system"), "/setup/project"),
        Check("begun", "Ngày dự án bắt đầu", "Day the project began", project_checks.begun,
              Said("Ghi ngày này", "Record this day"), "/law/begun"),
    )),
    Part("ground", "Tuyến và mặt bằng", "Road and ground", (
        _brought("units", "Đơn vị hành chính", "Administrative units",
                 project_checks.units, "units", "/communes/", True),
        _brought("succession", "Kế thừa đơn vị (sáp nhập, chia tách)", "Succession of units",
                 project_checks.succession, "units", "/communes/"),
        _brought("alignment", "Tim tuyến", "Alignment",
                 project_checks.alignment, "alignment", "/corridor", True),
        _brought("calibration", "Bảng lý trình", "Calibration of chainage",
                 project_checks.calibration, "alignment", "/corridor"),
        _brought("corridor", "Phạm vi GPMB", "Corridor",
                 project_checks.corridor, "corridor", "/map", True),
        _brought("packages", "Gói thầu", "Bid packages",
                 project_checks.packages, "packages", "/corridor/parts?kind=package"),
        _brought("segments", "Đoạn bàn giao", "Segments",
                 project_checks.segments, "segments", "/segments/"),
        _brought("households", "Hộ", "Households",
                 project_checks.households, "households", "/households/"),
        _brought("parcels", "Thửa đất", "Parcels",
                 project_checks.things("parcel"), "parcels", "/map"),
        _brought("structures", "Nhà, công trình", "Structures",
                 project_checks.things("structure"), "structures", "/map"),
        _brought("utilities", "Đường dây, đường ống", "Utility lines",
                 project_checks.things("utility"), "utilities", "/map"),
        _brought("graves", "Mồ mả", "Graves",
                 project_checks.things("grave"), "graves", "/graves/"),
        Check("surveys", "Ai đã khảo sát gì, từ đâu đến đâu", "Who surveyed what",
              project_checks.surveys, Said("Khai đã khảo sát", "Declare surveys"), "/surveys",
              listed="/surveys"),
    )),
    Part("people", "Người", "People", (
        Check("roles", "Tài khoản theo vai trò", "Accounts by role", people_checks.roles,
              _ACCOUNTS, "/people/", "flask import people TỆP", "/people/", _ADMIN, True),
        Check("names", "Họ và tên", "Full names", people_checks.names,
              Said("Ghi họ tên", "Record names"), "/people/",
              "flask import people TỆP", "/people/", _ADMIN),
        Check("areas", "Phạm vi phụ trách", "Areas", people_checks.areas, _GIVE,
              "/setup/areas", "flask user grant TÊN --units all", "/setup/areas", _ADMIN, True),
        Check("cadres", "Mỗi xã một cán bộ", "A cadre in each commune", people_checks.cadres,
              _GIVE, "/setup/areas", "flask user grant TÊN --units MÃ", "/setup/areas", _ADMIN),
    )),
    Part("law", "Quy định", "Law", (
        Check("holidays", "Ngày nghỉ năm nay", "Days off of this year",
              people_checks.holidays(0), _CONFIRM, "/law/years/{year}",
              "flask law holidays {year} --confirm", "/law#years"),
        Check("holidays_next", "Ngày nghỉ năm sau", "Days off of next year",
              people_checks.holidays(1), _CONFIRM, "/law/years/{next_year}",
              "flask law holidays {next_year} --confirm", "/law#years"),
        Check("verified", "Thời hạn đã kiểm chứng", "Periods verified", people_checks.verified,
              _READ, _UNVERIFIED, "flask law apply TỆP", _UNVERIFIED),
        Check("law_end", "Quy định còn hiệu lực", "Law still in force", people_checks.ending,
              _READ, "/law", "flask law apply TỆP", "/law"),
    )),
    Part("keeping", "Giữ dữ liệu", "Keeping the data", (
        Check("backup", "Sao lưu lần cuối", "Last backup", machine_checks.backup,
              command="flask backup"),
        Check("checked", "Đối chiếu nhật ký lần cuối", "Last check of the journal",
              machine_checks.checked, command="flask check"),
    )),
    Part("machine", "Máy chủ", "Server", (
        Check("sign_in", "Có người đăng nhập được", "Somebody can sign in",
              machine_checks.sign_in, command="flask init"),
        Check("https", "HTTPS", "HTTPS", machine_checks.https, command="CLEARANCE_SECURE=1"),
        Check("certificate", "Chứng thư HTTPS", "HTTPS certificate", machine_checks.certificate,
              command="CLEARANCE_CERTIFICATE=TỆP"),
        Check("clock", "Đồng hồ", "Clock", machine_checks.clock),
        Check("disk", "Ổ đĩa còn trống", "Free disk", machine_checks.disk),
        Check("engine", "Cơ sở dữ liệu", "Database", machine_checks.engine),
        Check("rights", "Quyền đọc thư mục dữ liệu", "Rights of the data folder",
              machine_checks.rights, command="chmod 700"),
        Check("demo", "Dữ liệu thật", "Real data", machine_checks.no_demo),
        Check("shapes", "Hình vẽ được", "Shapes can be drawn", machine_checks.shapes),
        Check("pieces", "Thửa, công trình, mộ chia đúng phần", "Things kept by their pieces",
              machine_checks.pieces, command="flask pieces"),
    ), _SOUND),
)  # fmt: skip
CHECKS = {check.code: check for part in PARTS for check in part.checks}


@dataclass(frozen=True, slots=True)
class Judged:
    """A check with what was found, its page and command for this project."""

    part: Part
    check: Check
    finding: Finding
    page: str
    command: str

    @property
    def state(self) -> StateWords:
        """The state in words."""
        is_fine = self.finding.state == "has"
        return self.part.has if is_fine else STATES[self.finding.state]


def judge_all(facts: Facts) -> list[Judged]:
    """Every check judged, in the order of the table; engine and shapes where somebody looked."""
    year, machine = int(facts.today[:4]), facts.machine
    looked = {"engine": machine.risks, "shapes": machine.unsound, "pieces": machine.undivided}
    unseen = {code for code, found in looked.items() if found is None}
    values = {"year": year, "next_year": year + 1}
    return [
        Judged(
            part,
            check,
            check.judge(facts),
            check.page.format(**values),
            check.command.format(**values),
        )
        for part in PARTS
        for check in part.checks
        if check.code not in unseen
    ]


def lacking(facts: Facts) -> list[Check]:
    """What is needed before anybody can work and is still missing."""
    checks = (check for part in PARTS for check in part.checks if check.is_needed)
    return [check for check in checks if check.judge(facts).state == "missing"]
