import re
from collections.abc import Callable
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from clearance.store import Store
from tests.given import (
    ADMIN,
    LEADER,
    LIAISON,
    OFFICE,
    a_change,
    a_parcel,
    by,
    registered,
    step,
    the,
)
from tests.web.conftest import Person
from tests.web.corridor.test_corridor import SECRETS

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
    assert refused.status_code == 422
    assert "Cần ghi lý do. Điền lý do rồi gửi lại." in refused.text
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
        assert liaison.send(f"{PAGE}/accept", sent).status_code == 303
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


def test_the_minutes_list_parcels_areas_and_counts_and_nobodys_name(
    as_: As, offered: Store
) -> None:
    a_parcel(offered, "x", "h", map_sheet_no="8", parcel_no="231", area_recovered_m2=1234.5,
             chainage_from_m=100, chainage_to_m=300, side="left")  # fmt: skip
    page = as_("liaison").main(f"{PAGE}/minutes")
    assert "Độc lập - Tự do - Hạnh phúc" in page
    assert "8/231" in page
    assert "Km0+000 – Km2+000" in page
    assert "chưa trả lời" in page
    assert "18/11/2026" in page
    assert [secret for secret in SECRETS if secret in page] == []
    rows = as_("office").get(f"{PAGE}/minutes?format=json").json["rows"]
    assert {row["parcel_no"]: row["area_recovered_m2"] for row in rows}["231"] == 1234.5
    assert "Mã" not in as_("liaison").get(f"{PAGE}/minutes?format=csv").text
    assert as_("office").get("/segments/khong-co/minutes").status_code == 404


def test_the_minutes_tell_a_parcel_as_given_only_from_its_day_on(as_: As, store: Store) -> None:
    a_parcel(store, "x", "h", chainage_from_m=100, chainage_to_m=300, area_recovered_m2=10)
    assert step(store, "x", "handed_over", subject="parcel", happened_on="2026-11-10").is_accepted
    rows = as_("office").get(f"{PAGE}/minutes?format=json&as_of=2026-11-09").json["rows"]
    assert {row["place"]: row["cleared_on"] for row in rows}["Km0+100 – Km0+300"] is None
    assert "10/11/2026" in as_("office").read(f"{PAGE}/minutes")


def test_a_refusal_nobody_answered_is_listed_with_its_age(as_: As, offered: Store) -> None:
    change = a_change("segment", "sg", "refused", happened_on="2026-11-18", why="Còn nhà")
    assert "Không có đoạn" in as_("office").read("/segments/?dispute=1")
    assert by(LIAISON, offered, change).is_accepted
    page = as_("office").read("/segments/?dispute=1")
    assert "D-01" in page
    assert "chờ 2 ngày" in page
    assert "từ chối đã 2 ngày" in as_("office").read(PAGE)
    assert "từ chối: Còn nhà" in as_("office").read(f"{PAGE}/minutes")
    assert by(OFFICE, offered, a_change("segment", "sg", "offered")).is_accepted
    assert "Không có đoạn" in as_("office").read("/segments/?dispute=1")


def test_an_offer_long_without_an_answer_is_listed_too(as_: As, store: Store) -> None:
    change = a_change("segment", "sg", "offered", happened_on="2026-11-13")
    assert by(OFFICE, store, change).is_accepted
    assert "D-01" in as_("liaison").main("/segments/?dispute=1")
    assert "Không có đoạn" in as_("liaison").main("/segments/?dispute=1&as_of=2026-11-19")


def test_an_offer_and_an_acceptance_carry_several_photos(as_: As, store: Store, photo) -> None:
    office, a_pdf = as_("office"), (BytesIO(b"%PDF-1.4 BB 12"), "bb.pdf")
    page = turn(office, "offer", happened_on="2026-11-19", photo=[photo(), a_pdf]).text
    assert page.count(f"{PAGE}/files/") == 2
    page = turn(as_("liaison"), "accept", happened_on="2026-11-20", photo=photo()).text
    assert page.count(f"{PAGE}/files/") == 3


def test_metres_offered_accepted_and_refused_are_counted_apart(as_: As, offered: Store) -> None:
    for path in ("/segments/", "/corridor"):
        page = as_("leader").main(path)
        assert re.search(r"Mét đang đề nghị.*?2\.000.*?Mét đã nhận.*?>0<", page, re.DOTALL)
    assert as_("liaison").get("/corridor").status_code == 200
