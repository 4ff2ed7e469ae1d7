"""One world, one instant: every page, file, program's answer and report tells the same figures."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from clearance.rules.records.permissions import may_open
from clearance.store import Store
from clearance.web.frame.layout import _DATED
from tests.figures import a_world, asked, is_list, rows, tiles
from tests.given import CADRE, CADRE_B
from tests.web.conftest import Person

As = Callable[..., Person]
PAST = "2026-11-15"
DAYS = ("", PAST)
ROLES = ("leader", "office", "admin", "cadre", "liaison")


def pages(app: Flask, role: str) -> list[str]:
    """Every page of state that needs no argument and that the role may open."""
    found = []
    for rule in app.url_map.iter_rules():
        group = getattr(app.view_functions[rule.endpoint], "page_group", "")
        if group in (*_DATED, "home") and may_open(role, group) and not rule.arguments:
            found += [rule.rule] if "GET" in (rule.methods or ()) else []
    return found


@pytest.fixture
def world(store: Store) -> Store:
    """The world of tests.figures."""
    return a_world(store)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("role", ROLES)
def test_tiles_of_the_same_words_have_one_number_and_their_list_has_it_too(
    app: Flask, as_: As, world: Store, role: str, day: str
) -> None:
    person, known = as_(role), defaultdict[str, dict[int, list[str]]](lambda: defaultdict(list))
    looked = 0
    for page in pages(app, role):
        if day and page == "/":
            continue
        for words, href, number, is_metres in tiles(person, asked(page, day)):
            looked += 1
            known[words][number].append(page)
            address = href if href.startswith("/") else page + href
            if href and not href.startswith("#") and is_list(person, address):
                listed = rows(person, address)
                told = sum(row["length_m"] for row in listed) if is_metres else len(listed)
                assert told == number, (page, words, href)
    assert {words: dict(found) for words, found in known.items() if len(found) > 1} == {}
    assert looked


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("who", ["leader", "cadre", CADRE_B])
def test_every_late_case_is_late_by_the_same_days_wherever_it_is_shown(
    as_: As, world: Store, who: Any, day: str
) -> None:
    person = as_(who)
    late = {row["code"]: row["days_late"] for row in rows(person, asked("/late", day))}
    assert late
    lists = ("/households/", "/graves/")
    filtered = [row for url in lists for row in rows(person, asked(f"{url}?late=1", day))]
    assert {row["code"]: row["late"] for row in filtered} == late
    every = [row for url in lists for row in rows(person, asked(url, day))]
    assert {row["code"]: row["late"] for row in every if row["late"]} == late
    for row in every:
        room = "graves" if row["code"].startswith("M-") else "households"
        page = person.main(asked(f"/{room}/{row['code']}", day))
        told = {int(n.replace(".", "")) for n in re.findall(r"trễ ([\d.]+) ngày", page)}
        assert told == ({late[row["code"]]} if row["code"] in late else set()), row["code"]
    households = {code for code in late if not code.startswith("M-")}
    drawn = person.get(
        asked("/map/matching.json?layer=parcels&late=1&bbox=103,20,107,24", day)
    ).get_json()
    shown = world.query(
        "SELECT s.id, h.code FROM shape s JOIN parcel p ON p.uid = s.subject_uid"
        " JOIN household h ON h.uid = p.household_uid"
    )
    own = {row["code"] for row in every}
    assert set(drawn["ids"]) == {
        row["id"] for row in shown if row["code"] in households and row["code"] in own
    }


def test_home_and_terminal_count_the_same_late_cases(
    app: Flask, as_: As, world: Store, tmp_path: Path
) -> None:
    late = {row["code"]: row["days_late"] for row in rows(as_("leader"), "/late")}
    run = app.test_cli_runner().invoke
    for name, key in (("late", "days_late"), ("households", "late"), ("graves", "late")):
        file = tmp_path / f"{name}.json"
        assert run(args=["report", name, "-o", str(file)]).exit_code == 0
        told = {r["code"]: r[key] for r in json.loads(file.read_text())["rows"] if r[key]}
        assert told == {c: d for c, d in late.items() if name == "late" or _is(name, c)}
    home = as_(CADRE).main("/")
    mine = rows(as_(CADRE), f"/households/?late=1&holder={CADRE.name}")
    told_n = re.search(r"Tất cả (\d+) hộ quá hạn", home)
    assert told_n
    assert int(told_n[1]) == len(mine)


def _is(name: str, code: str) -> bool:
    return code.startswith("M-") == (name == "graves")


@pytest.mark.parametrize("day", DAYS)
def test_metres_of_the_main_line_are_one_figure_on_every_page(
    app: Flask, as_: As, world: Store, tmp_path: Path, day: str
) -> None:
    leader, found = as_("leader"), {}
    found["stretches"] = _sum(rows(leader, asked("/corridor?show=clear", day)), "length_m")
    found |= {w: n for w, _u, n, _m in tiles(leader, asked("/corridor", day)) if w == "Mét sạch"}
    found |= {
        f"{w} (time)": n
        for w, _u, n, _m in tiles(leader, asked("/corridor/time", day))
        if w == "Mét sạch"
    }
    parts = rows(leader, asked("/corridor/parts", day))
    for kind in dict.fromkeys(row["kind_words"] for row in parts):
        found[kind] = _sum([row for row in parts if row["kind_words"] == kind], "clear_m")
    *communes, whole = rows(leader, asked("/communes/", day))
    found["communes"], found["whole"] = _sum(communes, "clear_m"), whole["clear_m"]
    segments = rows(leader, asked("/segments/", day))
    found["segments"] = _sum(segments, "clear_m")
    found["certificates"] = sum(_certified(leader, code, day) for code in ("XL1", "XL2"))
    projected = leader.read(asked("/corridor/present", day))
    for words in ("corridor", "parts", "communes", "segments"):
        file = tmp_path / f"{words}.json"
        args = ["report", words, "-o", str(file), *(["--as-of", day] if day else [])]
        assert app.test_cli_runner().invoke(args=args).exit_code == 0
        told = json.loads(file.read_text())["rows"]
        page = {"corridor": "/corridor", "segments": "/segments/", "communes": "/communes/"}
        assert told == rows(leader, asked(page.get(words, "/corridor/parts"), day)), words
    assert len(set(found.values())) == 1, found
    clear = found["whole"]
    assert clear > 0
    assert f"{clear:,}".replace(",", ".") in projected
    assert {row["length_m"] for row in (whole,)} == {10_000}
    assert whole["branch_length_m"] == 400


def _certified(person: Person, code: str, day: str) -> int:
    page = person.main(asked(f"/packages/{code}/certificate", day))
    return int(re.findall(r"<dt>Sạch</dt>\s*<dd>([\d.]+)", page)[0].replace(".", ""))


def _sum(listed: list[dict[str, Any]], name: str) -> int:
    return sum(row[name] for row in listed)


@pytest.mark.parametrize("day", DAYS)
def test_usable_metres_by_parts_differ_from_the_lines_by_what_the_page_says(
    as_: As, world: Store, day: str
) -> None:
    leader = as_("leader")
    parts = rows(leader, asked("/corridor/parts", day))
    page = leader.main(asked("/corridor/parts", day)).split('id="usable"')[1]
    usable = next(n for w, _u, n, _m in tiles(leader, asked("/corridor", day)) if "thi công" in w)
    accounts = {
        kind: [int(n.replace(".", "").replace("−", "-")) for n in cells]
        for kind, cells in _accounts(page)
    }
    kinds = {row["kind_words"] for row in parts}
    assert len(accounts) == len(kinds) - 1
    for kind, (whole, *items, total) in accounts.items():
        assert whole == usable
        assert whole + sum(items) == total
        assert total == _sum([row for row in parts if row["kind_words"] == kind], "in_usable_m")


def _accounts(page: str) -> Iterator[tuple[str, list[str]]]:
    for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL):
        head = re.search(r"<th[^>]*>(?:<[^>]*>)*([^<]+)", row)
        cells = re.findall(r"<td[^>]*>(?:<[^>]*>)*(-?[\d.]+)", row)
        if head and cells:
            yield head[1].strip(), cells


@pytest.mark.parametrize("day", DAYS)
def test_cases_are_counted_alike_on_road_communes_and_lists(
    as_: As, world: Store, day: str
) -> None:
    leader = as_("leader")
    whole = rows(leader, asked("/communes/", day))[-1]
    road = {w: n for w, _u, n, _m in tiles(leader, asked("/corridor", day))}
    done = {url: len(rows(leader, asked(f"{url}?done=1", day))) for url in _LISTS}
    every = {url: len(rows(leader, asked(url, day))) for url in _LISTS}
    assert whole["households"] == every["/households/"] == road["Hộ đã bàn giao / "]
    assert whole["graves"] == every["/graves/"] == road["Mộ đã di chuyển / "]
    assert whole["handed_over"] == done["/households/"] == road["Hộ đã bàn giao"]
    assert whole["accepted"] == done["/graves/"] == road["Mộ đã di chuyển"]
    stuck = len(rows(leader, asked("/households/?stuck=1", day)))
    assert stuck == road["Hộ đang vướng mắc"]


_LISTS = ("/households/", "/graves/")
