import re
from collections.abc import Callable
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from clearance.store import Store
from tests.given import ADMIN, LEADER, OFFICE, a_change, by, registered, the
from tests.web.conftest import Person
from tests.web.test_corridor import SECRETS

As = Callable[..., Person]
PAGE = "/segments/D-01"


def turn(person: Person, key: str, follow: bool = True, **values: object):
    """Fill one of the forms on the segment's page and send it."""
    given = {name: value for name, value in person.fields(PAGE).items() if name.startswith(key)}
    more = {f"{key}-{name}": value for name, value in values.items()}
    return person.send(f"{PAGE}/{key}", {**given, **more}, follow)


@pytest.fixture
def offered(as_: As, store: Store) -> Store:
    """Promised, moved once by the leader, then offered by the office."""
    for who, day, why in (
        (OFFICE, "2026-12-01", ""),
        (LEADER, "2026-12-20", "Chờ khu tái định cư"),
    ):
        change = a_change("segment", "sg", "promised", patch={"promised_on": day}, why=why)
        assert by(who, store, change).is_accepted
    assert by(OFFICE, store, a_change("segment", "sg", "offered", happened_on="2026-11-18"))
    return store


def test_a_promise_is_made_and_moving_it_needs_a_reason(as_: As, store: Store) -> None:
    office = as_("office")
    assert "Đã ghi nhận" in turn(office, "promise", promised_on="2026-12-01", why="").text
    refused = turn(office, "promise", promised_on="2026-12-24", why="")
    assert refused.status_code == 409
    assert "Cần ghi lý do" in refused.text
    assert the(store, "segment", "sg")["promised_on"] == "2026-12-01"
    moved = turn(as_("leader"), "promise", promised_on="2026-12-24", why="Mưa lũ")
    assert "Mưa lũ" in moved.text
    assert "01/12/2026" in moved.text


def test_the_office_offers_and_the_investor_accepts(as_: As, store: Store) -> None:
    assert "Đã ghi nhận" in turn(as_("office"), "offer", happened_on="2026-11-19").text
    page = turn(as_("liaison"), "accept", happened_on="2026-11-20", why="BB 12").text
    assert "Đã nhận" in page
    assert the(store, "segment", "sg")["stage"] == "accepted"
    assert "accept-uid" not in page


def test_one_role_cannot_turn_both_keys(as_: As, offered: Store) -> None:
    for role, keys in (("office", ("accept", "refuse")), ("leader", ("offer", "accept", "refuse")),
                       ("liaison", ("offer", "promise"))):  # fmt: skip
        page = as_(role).read(PAGE)
        for key in keys:
            assert f"{key}-uid" not in page
            sent = {f"{key}-uid": "a-uid-of-its-own", f"{key}-happened_on": "2026-11-20",
                    f"{key}-why": "x", f"{key}-promised_on": "2027-01-01"}  # fmt: skip
            assert as_(role).send(f"{PAGE}/{key}", sent).status_code == 403
    assert the(offered, "segment", "sg")["stage"] == "offered"


def test_a_refusal_needs_a_reason_and_may_carry_a_photo(as_: As, offered: Store, photo) -> None:
    liaison = as_("liaison")
    assert turn(liaison, "refuse", happened_on="2026-11-20", why="").status_code == 422
    page = turn(
        liaison, "refuse", happened_on="2026-11-20", why="Còn nhà chưa dỡ", photo=photo()
    ).text
    assert "Còn nhà chưa dỡ" in page
    link = page[page.index(f"{PAGE}/files/") :].split('"')[0]
    picture = liaison.get(link)
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    assert b"SecretPhone" not in picture.data
    picture.close()
    assert liaison.get(f"{PAGE}/files/{'0' * 64}").status_code == 404
    assert "accept-uid" not in liaison.read(PAGE)
    assert "offer-uid" in as_("office").read(PAGE)


def test_a_file_that_is_no_picture_is_refused_in_words(as_: As, offered: Store) -> None:
    answer = turn(as_("liaison"), "refuse", happened_on="2026-11-20", why="x",
                  photo=(BytesIO(b"MZ not a picture"), "a.jpg"))  # fmt: skip
    assert answer.status_code == 422
    assert "không phải ảnh" in answer.text


def test_the_same_form_sent_twice_is_one_change(as_: As, offered: Store) -> None:
    liaison = as_("liaison")
    values = liaison.fields(PAGE) | {"accept-happened_on": "2026-11-20", "accept-why": ""}
    sent = {name: value for name, value in values.items() if name.startswith("accept")}
    for _ in range(2):
        assert liaison.send(f"{PAGE}/accept", sent).status_code == 302
    assert offered.value("SELECT COUNT(*) FROM change WHERE fact = 'accepted'") == 1


def test_accepting_what_was_never_offered_is_refused_in_words(as_: As, store: Store) -> None:
    sent = {"accept-uid": "a-uid-of-its-own", "accept-happened_on": "2026-11-20", "accept-why": ""}
    answer = as_("liaison").send(f"{PAGE}/accept", sent)
    assert answer.status_code == 409
    assert "bước trước chưa có" in answer.text


def test_every_promise_is_told_with_who_and_why(as_: As, offered: Store) -> None:
    for role in ("leader", "liaison"):
        page = as_(role).read(PAGE)
        assert page.index("20/12/2026") < page.rindex("01/12/2026")
        for words in (LEADER.name, OFFICE.name, "Chờ khu tái định cư"):
            assert words in page
        assert "đã dời 1 lần" in as_(role).read("/segments/")


def test_the_files_hold_exactly_what_the_list_shows(as_: As, offered: Store) -> None:
    liaison = as_("liaison")
    told = liaison.get("/segments/?format=json").get_json()
    (row,) = told["rows"]
    assert (row["code"], row["promised_on"], row["float_days"]) == ("D-01", "2026-12-20", 11)
    page = liaison.read("/segments/")
    for words in ("D-01", "XL1", "20/12/2026", "31/12/2026", "18/11/2026", row["what"]):
        assert words in page
    assert liaison.get("/segments/?standing=accepted&format=json").get_json()["rows"] == []
    csv = liaison.get("/segments/?standing=offered&format=csv").text
    assert "standing = offered" in csv
    assert "20/11/2026" in csv
    book = CalamineWorkbook.from_filelike(BytesIO(liaison.get("/segments/?format=xlsx").data))
    lines = book.get_sheet_by_index(0).to_python()
    assert len(lines[-1]) == len(told["columns"])
    assert lines[-1][0] == "D-01"


def test_no_page_for_the_investor_names_a_household(as_: As, offered: Store) -> None:
    liaison = as_("liaison")
    pages = ["/", "/corridor", "/map", "/segments/", PAGE, f"{PAGE}?panel=1",
             "/segments/?format=csv", "/segments/?format=json", "/corridor?format=csv"]  # fmt: skip
    texts = {page: liaison.get(page).text for page in pages}
    assert [(page, s) for page, text in texts.items() for s in SECRETS if s in text] == []


def test_an_earlier_day_shows_the_segment_as_it_was_and_offers_no_key(
    as_: As, offered: Store
) -> None:
    page = as_("office").read(f"{PAGE}?as_of=2026-11-17")
    assert "promise-uid" not in page
    told = as_("office").get("/segments/?format=json&as_of=2026-11-17").get_json()["rows"][0]
    assert (told["offered_on"], told["promised_on"]) == (None, None)


def test_an_unknown_segment_or_key_is_not_found(as_: As, store: Store) -> None:
    assert as_("office").get("/segments/XX").status_code == 404
    assert as_("office").send(f"{PAGE}/steal", {}).status_code == 404


def test_the_panel_of_the_map_is_a_piece_of_page(as_: As, offered: Store) -> None:
    piece = as_("liaison").read(f"{PAGE}?panel=1")
    assert "<html" not in piece
    assert "Chờ chủ đầu tư nhận" in piece


def test_many_segments_come_a_page_at_a_time_and_whole_in_a_file(store: Store, as_: As) -> None:
    for number in range(60):
        fields = {"code": f"X-{number:02}", "alignment_uid": "al",
                  "chainage_from_m": number * 10, "chainage_to_m": number * 10 + 10}  # fmt: skip
        assert by(ADMIN, store, registered("segment", f"x{number}", **fields)).is_accepted
    liaison = as_("liaison")
    first, second = (liaison.main(f"/segments/?page={page}") for page in (1, 2))
    codes = {page: set(re.findall(r"X-\d\d", text)) for page, text in ((1, first), (2, second))}
    assert len(codes[1] | codes[2]) == 60
    assert not codes[1] & codes[2]
    assert set(re.findall(r"X-\d\d", liaison.read("/segments/?format=csv"))) == codes[1] | codes[2]
