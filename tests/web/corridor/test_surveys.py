"""Who surveyed what: coverage by kind, one act for several kinds, corrected, withdrawn, counted."""

import re
from collections.abc import Callable

import pytest

from clearance.rules.basics.changes import new_uid
from clearance.store import Store
from tests.given import TODAY, a_grave, a_parcel, step, the
from tests.land import all_declared, an_outline, declared, over, surveys_counted
from tests.web.conftest import Person

As = Callable[..., Person]
SENT = {"from_km": "Km0+000", "to_km": "Km1+000", "result": "brought_in", "happened_on": TODAY}
NOT_COUNTED = "Mét sạch chưa tính khảo sát nhà, đường dây, mộ."


@pytest.fixture
def road(store: Store) -> Store:
    """A kilometre of land drawn and handed over."""
    an_outline(store)
    a_parcel(store, "w", "h", **over(0, 1000, "both"))
    for uid in ("p", "w"):
        done = step(store, uid, "handed_over", subject="parcel", happened_on="2026-11-01")
        assert done.is_accepted
    return store


def declare(person: Person, kinds: list[str], **told: str) -> str:
    sent = {"uid": new_uid(), "kinds": kinds, **SENT, **told}
    return person.send("/surveys", sent, follow=True).text


def states(person: Person, url: str = "/corridor") -> dict[str, int]:
    rows = person.get(f"{url}?format=json").get_json()["rows"]
    found: dict[str, int] = {}
    for row in rows:
        found[row["state_words"]] = found.get(row["state_words"], 0) + row["length_m"]
    return found


def test_one_act_declares_several_kinds_and_the_road_comes_clear(as_: As, road: Store) -> None:
    surveys_counted(road)
    office = as_("office")
    assert "Thi công được" not in states(office)
    assert "Đã khai." in declare(office, ["structure", "utility", "grave"])
    told = states(office)
    assert told["Thi công được"] + told["Sạch, còn ngắn"] == 997  # a grave from 300 to 303
    assert sum(told.values()) == 10_000
    rows = office.get("/surveys?format=json").get_json()["rows"]
    assert [r["kind_words"] for r in rows] == ["Mộ", "Nhà, công trình", "Hạ tầng kỹ thuật"]
    assert {(r["from_km"], r["to_km"], r["who"]) for r in rows} == {
        ("Km0+000", "Km1+000", "vanphong")
    }


def test_the_same_form_pressed_twice_is_one_declaration(as_: As, road: Store) -> None:
    office, uid = as_("office"), new_uid()
    for _ in range(2):
        declare(office, ["structure"], uid=uid)
    assert len(office.get("/surveys?format=json").get_json()["rows"]) == 1


def test_a_refused_kind_refuses_the_whole_act_with_its_remedy(as_: As, road: Store) -> None:
    page = declare(as_("office"), ["structure", "grave"], result="none")
    assert "đã có hồ sơ loại ấy" in page
    assert "khai riêng các đoạn không có" in page
    assert road.value("SELECT COUNT(*) FROM survey") == 0
    assert 'value="Km1+000"' in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"from_km": "Km0+5"}, "Lý trình phải là số mét hoặc dạng Km12+345."),
        ({"from_km": "Km0+100,5"}, "Lý trình phải là mét chẵn."),
        ({"to_km": "12000"}, "Từ – đến phải tăng dần và nằm trong tuyến."),
        ({"happened_on": "hôm qua"}, "Ngày không đúng"),
        ({"happened_on": "2027-01-01"}, "tương lai"),
    ],
)
def test_a_wrong_field_is_told_beside_it(
    as_: As, road: Store, told: dict[str, str], words: str
) -> None:
    assert words in declare(as_("office"), ["grave"], **told)
    assert road.value("SELECT COUNT(*) FROM survey") == 0


def test_no_kind_ticked_is_told(as_: As, road: Store) -> None:
    assert "Cần điền ô này." in declare(as_("office"), [])


def test_who_may_not_declare_reads_the_coverage_without_a_form(as_: As, road: Store) -> None:
    all_declared(road)
    for role in ("cadre", "leader", "liaison"):
        page = as_(role).main("/surveys")
        assert "<svg" in page
        assert 'id="declare"' not in page
        assert as_(role).send("/surveys", {"uid": new_uid(), **SENT}).status_code == 403
    assert 'id="declare"' in as_("office").main("/surveys")


def test_the_road_says_which_kind_is_missing_where_and_leads_to_the_form(
    as_: As, road: Store
) -> None:
    surveys_counted(road)
    declared(road, "structure", 0, 800)
    declared(road, "utility", 0, 1000)
    office = as_("office")
    page = office.main("/corridor")
    assert ">chưa khảo sát: mộ</a>" in page
    link = re.search(r'href="(/surveys\?[^"]*)"', office.main("/corridor?from=0&to=100"))
    assert link
    form = office.main(link[1].replace("&amp;", "&").split("#")[0])
    assert re.search(r'<input checked[^>]*value="grave"|value="grave"[^>]*checked', form)
    assert 'value="Km0+100"' in form
    rows = office.get("/corridor?format=json").get_json()["rows"]
    told = [row["unsurveyed"] for row in rows if row["unknown_m"]]
    assert told[:2] == ["mộ", "thửa đất; nhà, công trình; hạ tầng kỹ thuật; mộ"]


def test_the_survey_that_would_free_most_is_named(as_: As, road: Store) -> None:
    surveys_counted(road)
    declared(road, "structure", 0, 1000)
    declared(road, "utility", 0, 1000)
    declared(road, "grave", 0, 290)
    page = as_("leader").main("/corridor/unlock")
    assert "Khảo sát ở đâu được nhiều mét nhất" in page
    assert "Km0+303 – Km1+000" in page
    assert as_("leader").main("/surveys").count("697") >= 1


def test_a_declaration_is_corrected_and_withdrawn_with_a_reason(as_: As, road: Store) -> None:
    uid = declared(road, "grave", 0, 900)
    office = as_("office")
    page = office.send(f"/surveys/{uid}", {"uid": new_uid(), **SENT}).text
    assert "Cần điền ô này." in page
    sent = {"uid": new_uid(), **SENT, "to_km": "800", "why": "Đo lại mốc"}
    page = office.send(f"/surveys/{uid}", sent, follow=True).text
    assert "Đã sửa lần khai này." in page
    assert "Đo lại mốc" in page
    assert the(road, "survey", uid)["chainage_to_m"] == 800
    gone = {"withdrawal-uid": new_uid(), "withdrawal-why": "Chưa đi hết"}
    page = office.send(f"/surveys/{uid}/withdrawal", gone, follow=True).text
    assert "Đã rút lại" in page
    assert 'action="/surveys/' not in office.main(f"/surveys/{uid}")
    assert as_("leader").send(f"/surveys/{uid}/withdrawal", gone).status_code == 403
    assert office.get("/surveys/none").status_code == 404


def test_what_is_found_later_is_told_beside_the_word_none(as_: As, road: Store) -> None:
    declared(road, "grave", 4000, 5000, result="none")
    a_grave(road, "z", chainage_from_m=4100, chainage_to_m=4103)
    assert "Khai không có, sau đó có M-z" in as_("leader").main("/surveys")


def test_a_project_of_before_says_on_every_figure_what_it_leaves_out(as_: As, road: Store) -> None:
    pages = ("/corridor", "/corridor/parts", "/segments/", "/segments/D-01", "/communes/", "/map")
    for url in (*pages, "/packages/XL1/certificate"):
        assert NOT_COUNTED in as_("leader").read(url), url
    assert NOT_COUNTED not in as_("leader").read("/households/")
    assert NOT_COUNTED in as_("leader").get("/corridor?format=csv").text
    assert as_("leader").get("/corridor?format=json").get_json()["left_out"] == [NOT_COUNTED]
    assert NOT_COUNTED in as_("leader").read("/public/")
    surveys_counted(road)
    for url in (*pages, "/packages/XL1/certificate"):
        assert NOT_COUNTED not in as_("leader").read(url), url
    assert NOT_COUNTED not in as_("leader").get("/corridor?format=csv").text
    assert as_("leader").get("/corridor?format=json").get_json()["left_out"] == []


def test_the_office_sees_the_difference_before_it_begins_to_count(as_: As, road: Store) -> None:
    all_declared(road, 0, 600)
    office, url = as_("office"), "/surveys/counting"
    page = office.main(url)
    assert "997" in page
    assert "597" in page
    assert "-400" in page
    assert as_("leader").send(url, {"uid": new_uid()}).status_code == 403
    assert "action_bar" not in as_("leader").main(url)
    told = office.send(url, {"uid": new_uid()}, follow=True).text
    assert "Từ nay mét chỉ sạch khi mọi loại đã khảo sát." in told
    assert states(office)["Sạch, còn ngắn"] == 597
    assert "20/11/2026" in office.main(url)


def test_the_certificate_names_the_kinds_that_are_missing(as_: As, road: Store) -> None:
    url = "/packages/XL1/certificate"
    before = re.search(r"<code>([0-9a-f]{64})</code>", as_("leader").main(url))
    declared(road, "structure", 0, 1000)
    after = re.search(r"<code>([0-9a-f]{64})</code>", as_("leader").main(url))
    assert before
    assert after
    assert before[1] == after[1]  # what is not counted changes no copy that was kept
    surveys_counted(road)
    page = as_("leader").main(url)
    assert "</a>: hạ tầng kỹ thuật; mộ</li>" in page


def test_a_segment_says_which_kinds_it_lacks_and_its_minutes_what_they_leave_out(
    as_: As, road: Store
) -> None:
    assert NOT_COUNTED in as_("liaison").main("/segments/D-01/minutes")
    surveys_counted(road)
    declared(road, "structure", 0, 10_000)
    page = as_("liaison").main("/segments/?format=html")
    assert "m chưa khảo sát (thửa đất; hạ tầng kỹ thuật; mộ)" in page
    assert NOT_COUNTED not in as_("liaison").main("/segments/D-01/minutes")


def test_what_moved_the_metres_is_told_in_words(as_: As, road: Store) -> None:
    surveys_counted(road)
    all_declared(road)
    page = as_("leader").main("/corridor/moves?from_day=2026-11-01&show=all")
    assert "Lập hồ sơ mới – Khảo sát" in page
    assert "Tính khảo sát vào mét sạch" in page
