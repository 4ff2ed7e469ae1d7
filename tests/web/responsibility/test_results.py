"""Results of people and communes: the same page for whoever it is about and for the leader."""

from collections.abc import Callable
from typing import Any

import pytest

from clearance.store import Store
from tests.given import CADRE, CADRE_B, a_change, by, step
from tests.web.conftest import Person

As = Callable[..., Person]
MINE = f"/results/{CADRE.name}"


@pytest.fixture
def worked(store: Store) -> Store:
    """One household inventoried too late with its reason, one whose term has just run out."""
    step(store, "h", "notified", happened_on="2026-07-20")
    step(store, "h", "inventoried", CADRE, happened_on="2026-10-30", why="Chủ hộ vắng")
    step(store, "k", "notified", happened_on="2026-08-11")
    return store


def rows(person: Person, url: str) -> list[dict[str, Any]]:
    """The list behind the figures as a file holds it."""
    joint = "&" if "?" in url else "?"
    return list(person.get(f"{url}{joint}format=json").get_json()["rows"])


def figures(person: Person, url: str) -> str:
    """The page between its frame without what is drawn anew each time."""
    return person.main(url).split('<div class="figures">')[1].split("</main>")[0]


def test_a_person_reads_the_same_page_about_himself_as_the_leader(as_: As, worked: Store) -> None:
    own = figures(as_("cadre"), MINE)
    assert own == figures(as_("leader"), MINE)
    for words in ("Đúng hẹn lần đầu", "Chủ hộ", "HY-0042", "trễ hẹn"):
        assert words in own + figures(as_("leader"), f"{MINE}?list=explained")


def test_every_figure_has_a_list_of_as_many(as_: As, worked: Store) -> None:
    leader = as_("leader")
    late = rows(leader, f"{MINE}?kept=no")
    assert [(row["code"], row["closed_on"]) for row in late] == [("HY-0042", "2026-10-30")]
    assert rows(leader, f"{MINE}?kept=yes") == []
    assert len(rows(leader, f"{MINE}?list=explained")) == 1
    assert rows(leader, f"{MINE}?list=ended") == []
    assert "Không có dòng nào" in leader.main(f"{MINE}?list=ended")
    assert "HY-0042" in leader.get(f"{MINE}?format=csv").text


def test_a_closed_case_is_listed_with_its_days(as_: As, store: Store) -> None:
    with store.atomic():
        store.run("UPDATE household SET next_step = NULL WHERE uid = 'h'")
        store.run("UPDATE turn SET until = '2026-11-20T03:00:00.000Z' WHERE subject_uid = 'h'")
    step(store, "k", "notified", happened_on="2026-08-11")
    found = rows(as_("leader"), f"{MINE}?list=ended")
    assert [(row["ended_on"], row["days"]) for row in found] == [("2026-11-20", 0)]
    assert as_("leader").get(f"{MINE}?list=ended&since=2026-11-21").status_code == 400


def test_the_time_a_superior_had_it_is_told_apart(as_: As, store: Store) -> None:
    passed = a_change("household", "h", "passed", patch={"holder_kind": "superior"}, why="xin")
    assert by(CADRE, store, passed).is_accepted
    assert "cấp trên" in as_("cadre").main(f"{MINE}?as_of=2026-11-20")


def test_a_commune_has_a_page_of_its_own(as_: As, worked: Store) -> None:
    assert {row["code"] for row in rows(as_("leader"), "/results/02401")} == {"HY-0077"}
    assert "Xã B" in as_("leader").main("/results/02401")


def test_nobody_reads_the_results_of_a_colleague_or_of_another_commune(
    as_: As, worked: Store
) -> None:
    cadre = as_("cadre")
    for name in (CADRE_B.name, "02401", "nobody"):
        assert cadre.get(f"/results/{name}").status_code == 404
    assert as_("liaison").get(MINE).status_code == 403
    assert cadre.get("/results").location == MINE


def test_the_leader_finds_everybody_with_rate_and_whole(as_: As, worked: Store) -> None:
    page = as_("leader").main("/results")
    assert f'href="{MINE}"' in page
    assert 'href="/results/02401"' in page
    told = {row["name"]: row for row in rows(as_("leader"), "/results")}
    assert (told[CADRE.name]["on_time"], told[CADRE.name]["of"]) == (0, 1)
    assert "Chưa có hạn nào" in as_("leader").main("/results?since=2026-11-20&as_of=2026-11-20")
    assert as_("leader").get("/results?since=soon").status_code == 400
