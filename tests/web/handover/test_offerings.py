"""Batches of parcels: the office lists, prints and offers them, the investor answers."""

from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.exchange.test_docx_out import told
from tests.given import FAMILY_A, a_household, a_parcel, personal, step, the
from tests.web.conftest import Person

As = Callable[..., Person]
PAGE = "/offerings/BG-0001"


@pytest.fixture
def town(store: Store) -> Store:
    """Three parcels of one family: two handed over, the third not."""
    a_household(store, "x", **personal(FAMILY_A))
    for uid, at in (("p1", 1100), ("p2", 1160), ("p3", 1220)):
        a_parcel(store, uid, "x", chainage_from_m=at, chainage_to_m=at + 60)
    for uid in ("p1", "p2"):
        assert step(store, uid, "handed_over", subject="parcel", happened_on="2026-11-10")
    return store


def listed(office: Person, *parcels: str, follow: bool = True):
    """Fill the list of a new batch and send it."""
    given = office.fields("/offerings/new") | {"parcel": list(parcels)}
    return office.send("/offerings/new", given, follow)


def turn(person: Person, key: str, **values: object):
    """Fill one of the forms on the batch's page and send it."""
    given = {name: value for name, value in person.fields(PAGE).items() if name.startswith(key)}
    more = {f"{key}-{name}": value for name, value in values.items()}
    return person.send(f"{PAGE}/{key}", {**given, **more}, True)


def test_the_office_chooses_among_parcels_handed_over(as_: As, town: Store) -> None:
    office = as_("office")
    page = office.read("/offerings/new")
    assert ('value="p1"' in page, 'value="p2"' in page, 'value="p3"' in page) == (True, True, False)
    narrowed = office.read("/offerings/new?from=Km1%2B160&to=Km1%2B400")
    assert ('value="p1"' in narrowed, 'value="p2"' in narrowed) == (False, True)
    shown = listed(office, "p1", "p2").text
    assert "BG-0001" in shown
    assert "841" in shown
    assert the(town, "offering", town.value("SELECT uid FROM offering"))["code"] == "BG-0001"


def test_offered_with_minutes_and_answered_by_the_investor(as_: As, town: Store, photo) -> None:
    listed(as_("office"), "p1", "p2")
    turn(as_("office"), "offer", happened_on="2026-11-19", why="BB 7", photo=photo())
    assert "1 đợt chờ nhận" in as_("liaison").read("/segments/")
    page = as_("liaison").read(PAGE)
    assert "Đã đề nghị 1 ngày" in page
    assert FAMILY_A.full_name not in page
    assert "T-p1" not in page
    picture = as_("liaison").get(page[page.index(f"{PAGE}/files/") :].split('"')[0])
    assert picture.status_code == 200
    picture.close()
    assert "Đã nhận" in turn(as_("liaison"), "accept", happened_on="2026-11-20", why="").text
    assert "BG-0001" in as_("office").read("/parcels/T-p1")
    assert 'value="p1"' not in as_("office").read("/offerings/new")


def test_a_refusal_gives_the_parcels_back(as_: As, town: Store) -> None:
    listed(as_("office"), "p1", "p2")
    turn(as_("office"), "offer", happened_on="2026-11-19", why="")
    page = turn(as_("liaison"), "refuse", happened_on="2026-11-20", why="Còn móng nhà").text
    assert "Còn móng nhà" in page
    assert "offer-uid" in as_("office").read(PAGE)
    assert 'value="p1"' in as_("office").read("/offerings/new")


def test_what_was_never_handed_over_is_refused_in_words(as_: As, town: Store) -> None:
    listed(as_("office"), "p1", "p3")
    page = turn(as_("office"), "offer", happened_on="2026-11-20", why="").text
    assert "chưa bàn giao mặt bằng nên chưa thể đề nghị" in page
    assert "T-p3" in page


def test_nothing_chosen_or_nobody_else_makes_no_batch(as_: As, town: Store) -> None:
    assert "Chọn ít nhất một thửa" in listed(as_("office")).text
    assert "Không tìm thấy" in listed(as_("office"), "nobody").text
    for role in ("leader", "liaison"):
        assert as_(role).get("/offerings/new").status_code == 403
        assert as_(role).send("/offerings/new", {"parcel": "p1"}).status_code == 403
    assert town.query("SELECT 1 FROM offering") == []
    assert "Chưa có đợt bàn giao nào" in as_("liaison").read("/offerings/")


def test_the_list_and_its_files_tell_each_batch(as_: As, town: Store) -> None:
    listed(as_("office"), "p1")
    turn(as_("office"), "offer", happened_on="2026-11-19", why="")
    listed(as_("office"), "p2")
    told = as_("liaison").get("/offerings/?format=json").get_json()["rows"]
    assert [(r["code"], r["parcels"], r["offered_on"], r["waiting_days"]) for r in told] == [
        ("BG-0002", 1, None, None),
        ("BG-0001", 1, "2026-11-19", 1),
    ]
    kept = as_("liaison").get("/offerings/?standing=offered&format=json").get_json()["rows"]
    assert [row["code"] for row in kept] == ["BG-0001"]
    assert "Không có đợt nào như vậy" in as_("leader").read("/offerings/?standing=accepted")
    assert as_("leader").get("/offerings/BG-0001?as_of=2026-11-19").status_code == 404


def test_the_minutes_list_the_parcels_of_the_batch_alone(as_: As, town: Store) -> None:
    listed(as_("office"), "p1", "p2")
    page = as_("liaison").read(f"{PAGE}/minutes")
    for words in ("BIÊN BẢN", "Đợt BG-0001", "8/17", "841", "Cộng 2 thửa"):
        assert words in page
    assert "T-p1" not in page
    assert "T-p1" in as_("office").get(f"{PAGE}/minutes?format=csv").text
    assert as_("office").get("/offerings/BG-0009").status_code == 404


def test_the_minutes_leave_as_a_word_document_too(as_: As, town: Store) -> None:
    listed(as_("office"), "p1", "p2")
    turn(as_("office"), "offer", happened_on="2026-11-19", why="")
    turn(as_("liaison"), "refuse", happened_on="2026-11-20", why="Còn <móng> & cây")
    answer = as_("liaison").get(f"{PAGE}/minutes?format=docx")
    assert answer.headers["Content-Disposition"].endswith('minutes-BG-0001-2026-11-20.docx"')
    text = told(answer.data)
    for words in ("8/17", "841", "từ chối: Còn <móng> & cây, 20/11/2026", "19/11/2026"):
        assert words in text
    assert FAMILY_A.full_name not in text
