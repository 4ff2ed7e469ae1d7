"""What a project has and still lacks, and what is wrong with its server."""

from dataclasses import replace
from typing import Any

import pytest

from clearance.rules.setup.checks import CHECKS, PARTS, judge_all, lacking
from clearance.rules.setup.facts import (
    Facts,
    GroundFacts,
    KeepingFacts,
    LawFacts,
    MachineFacts,
    PeopleFacts,
    ProjectFacts,
)
from clearance.rules.setup.finding import listed

NOW = "2026-11-20T02:00:00.000Z"
#: An office that has everything, on a sound server.
WHOLE = Facts(
    "2026-11-20",
    NOW,
    ProjectFacts("Cao tốc", "TQHG", "VN-2000", "2025-03-01", 9),
    GroundFacts(
        units=12, ended_units=1, alignments=1, corridors=1, packages=2, segments=4, households=50,
        things={"parcel": 80, "structure": 9, "utility": 3, "grave": 7},
        road_m=900, surveyed_m=dict.fromkeys(("parcel", "structure", "utility", "grave"), 900),
    ),
    PeopleFacts(
        {"cadre": 2, "leader": 1, "office": 1, "admin": 1}, areas=4, communes=2, can_sign_in=True
    ),
    LawFacts({2026: True, 2027: True}, 84),
    KeepingFacts(
        "2026-11-01T02:00:00.000Z", NOW, "2026-11-19T02:00:00.000Z", "2026-11-19T02:00:00.000Z"
    ),
    MachineFacts((), True, True, False, 9000, 512, "2027-02-01", (), 0),
)  # fmt: skip
NOTHING = Facts("2026-11-20", NOW)


def states(facts: Facts) -> dict[str, str]:
    return {row.check.code: row.finding.state for row in judge_all(facts)}


def found(code: str, part: str, /, **values: Any) -> tuple[str, str]:
    """State and words of one check when some facts are different."""
    changed = replace(getattr(WHOLE, part), **values)
    finding = CHECKS[code].judge(replace(WHOLE, **{part: changed}))
    return finding.state, " ".join(line.vi for line in finding.lines)


def test_an_office_that_has_everything_lacks_nothing() -> None:
    assert set(states(WHOLE).values()) == {"has"}
    assert lacking(WHOLE) == []


def test_an_empty_folder_lacks_what_nobody_can_work_without() -> None:
    needed = [check.code for check in lacking(NOTHING)]
    assert needed == ["project", "units", "alignment", "corridor", "roles", "areas"]
    assert {code for code, state in states(NOTHING).items() if state == "fault"} == {
        "sign_in", "https",
    }  # fmt: skip


def test_engine_and_shapes_are_rows_only_where_somebody_looked() -> None:
    assert {"engine", "shapes", "pieces"}.isdisjoint(states(NOTHING))
    assert {"engine", "shapes", "pieces"} <= states(WHOLE).keys()


@pytest.mark.parametrize(
    ("code", "part", "values", "state", "words"),
    [
        ("project", "project", {"name": "Dự án"}, "missing", "tên riêng"),
        ("project", "project", {"code": ""}, "missing", "flask init"),
        ("zone", "project", {"zone": ""}, "missing", "hệ tọa độ"),
        ("zone", "project", {"shapes": 0}, "confirm", "trước khi nhập bản vẽ đầu tiên"),
        ("begun", "project", {"begun_on": None}, "confirm", "ngày dự án bắt đầu"),
        ("units", "ground", {"undrawn_units": ("Xã A",)}, "confirm", "Xã A"),
        ("succession", "ground", {"heirless_units": ("Xã Cũ",)}, "missing", "Xã Cũ"),
        ("succession", "ground", {"ended_units": 0}, "has", "Không có đơn vị"),
        ("calibration", "ground", {"uncalibrated": ("TQ",)}, "has", "mét đo dọc tim: TQ"),
        ("corridor", "ground", {"roads_without_corridor": ("N1",)}, "missing", "N1"),
        ("segments", "ground", {"undated_segments": ("D-01",)}, "confirm", "D-01"),
        ("surveys", "ground", {"surveyed_m": {"parcel": 900}}, "missing", "mộ: 900 m"),
        ("surveys", "ground", {"counts_surveys": False}, "missing", "chưa tính khảo sát"),
        ("surveys", "ground", {"road_m": 0}, "missing", "Chưa có tim tuyến"),
        ("graves", "ground", {"things": {}}, "has", ""),
        ("graves", "ground", {"things": {}, "surveyed_m": {}}, "missing", "mộ nào"),
        ("names", "people", {"nameless": ("canbo.a",)}, "missing", "canbo.a"),
        ("roles", "people", {"by_role": {"office": 1}}, "missing", "cán bộ xã, lãnh đạo"),
        ("areas", "people", {"without_area": ("canbo.a",)}, "missing", "canbo.a"),
        ("cadres", "people", {"communes_without_cadre": ("Xã B",)}, "missing", "Xã B"),
        ("holidays", "law", {"years": {2027: True}}, "confirm", "2026"),
        ("holidays_next", "law", {"years": {2026: True, 2027: False}}, "confirm", "2027"),
        ("verified", "law", {"unverified": 12}, "confirm", "12 thời hạn"),
        ("law_end", "law", {"ending": (("NĐ 1", "R1", "28/02/2027", 3),)}, "fault", "3 hạn"),
        ("https", "machine", {"is_secure": False}, "fault", "HTTPS"),
        ("rights", "machine", {"is_private": False}, "fault", "chmod 700"),
        ("demo", "machine", {"is_demo": True}, "fault", "dùng thử"),
        ("engine", "machine", {"risks": ("fsync=off",)}, "fault", "fsync=off"),
        ("shapes", "machine", {"unsound": (("parcel", "T-1"),)}, "fault", "parcel T-1"),
        ("pieces", "machine", {"undivided": 3}, "fault", "3 thửa"),
        ("disk", "machine", {"free_mb": 100}, "fault", "100 MB"),
        ("certificate", "machine", {"certificate_until": None}, "has", "CLEARANCE_CERTIFICATE"),
        ("certificate", "machine", {"certificate_until": ""}, "fault", "Không đọc được"),
        ("certificate", "machine", {"certificate_until": "2026-11-25"}, "fault", "còn 5 ngày"),
        ("certificate", "machine", {"certificate_until": "2026-11-01"}, "fault", "còn 0 ngày"),
    ],
)
def test_what_is_missing_is_said_in_words(
    code: str, part: str, values: dict[str, Any], state: str, words: str
) -> None:
    told = found(code, part, **values)
    assert (told[0], words in told[1]) == (state, True), told


def test_much_free_disk_is_told_in_gigabytes() -> None:
    machine = replace(WHOLE.machine, free_mb=77162)
    assert CHECKS["disk"].judge(replace(WHOLE, machine=machine)).figure == "75 GB"


@pytest.mark.parametrize(
    ("first", "last", "newest", "state"),
    [
        ("2026-11-19", "", "2026-11-20", "missing"),
        ("2026-11-01", "", "2026-11-20", "fault"),
        ("2026-11-01", "2026-11-17", "2026-11-20", "confirm"),
        ("2026-11-01", "2026-11-10", "2026-11-20", "fault"),
        ("2026-11-01", "2026-11-10", "2026-11-09", "has"),
        ("", "", "", "missing"),
    ],
)
def test_a_backup_is_asked_for_again_by_what_it_does_not_hold(
    first: str, last: str, newest: str, state: str
) -> None:
    first, last, newest = (f"{day}T02:00:00.000Z" if day else "" for day in (first, last, newest))
    kept = {"first_at": first, "backed_up_at": last, "newest_at": newest}
    assert found("backup", "keeping", **kept)[0] == state


def test_a_check_that_found_differences_is_a_fault_until_one_finds_none() -> None:
    failed = "2026-11-20T01:00:00.000Z"
    assert found("checked", "keeping", check_failed_at=failed)[0] == "fault"
    assert found("checked", "keeping", check_failed_at=failed, checked_at=NOW)[0] == "has"
    assert found("checked", "keeping", checked_at="")[0] == "confirm"
    assert found("checked", "keeping", checked_at="2026-11-01T02:00:00.000Z")[0] == "confirm"


def test_a_clock_behind_the_newest_row_of_the_journal_is_a_fault() -> None:
    later = "2026-11-20T02:00:01.000Z"
    state, words = found("clock", "keeping", newest_at=later)
    assert (state, later in words) == ("fault", True)


def test_a_long_list_of_names_is_cut_and_counted() -> None:
    assert listed(tuple("abcdefg")) == "a, b, c, d, e … (+2)"


def test_every_check_has_its_own_code_and_says_both_languages() -> None:
    rows = [check for part in PARTS for check in part.checks]
    assert len(rows) == len(CHECKS)
    assert all(check.vi and check.en for check in rows)
    for row in (*judge_all(NOTHING), *judge_all(WHOLE)):
        assert all(line.vi and line.en for line in row.finding.lines)


def test_what_is_right_on_the_server_is_sound_and_what_is_brought_in_is_there() -> None:
    words = {row.check.code: row.state.vi for row in judge_all(WHOLE)}
    assert (words["clock"], words["units"]) == ("tốt", "có")
    assert {row.state.vi for row in judge_all(NOTHING) if row.check.code == "units"} == {"thiếu"}
