"""Seals: what the journal keeps of a text, and how a patch is parted from it and joined again."""

from clearance.rules.records import remarks
from clearance.rules.records.remarks import (
    REMARKS,
    is_seal,
    joined,
    parted,
    seal,
    unsealed,
    wrong_seals,
)
from clearance.rules.records.subjects import SUBJECTS

SALT, OTHER = "00" * 16, "11" * 16


def test_a_seal_hides_its_text_and_changes_with_text_and_salt() -> None:
    told = {seal(SALT, "ốm"), seal(SALT, "ốm nặng"), seal(OTHER, "ốm")}
    assert len(told) == 3
    assert all(is_seal(each) and "ốm" not in each for each in told)
    assert seal(SALT, "ốm") == seal(SALT, "ốm")


def test_a_seal_is_the_published_hmac_of_the_text() -> None:
    # RFC 4231, test case 2: key "Jefe", data "what do ya want for nothing?".
    told = seal(b"Jefe".hex(), "what do ya want for nothing?")
    assert told == "hmac:5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def test_words_are_no_seal() -> None:
    for value in ("", "hmac:", "hmac:" + "g" * 64, "hmac:" + "0" * 63, " hmac:" + "0" * 64, None):
        assert not is_seal(value)


def test_a_patch_is_parted_from_its_text_and_joined_again() -> None:
    patch = {
        "title": "Nhà bà Mẩy",
        "chosen": 1,
        "options": '["a", "b"]',
        "consulted": "[]",
        "doubt": "",
        "review_on": None,
    }
    public, texts = parted("decision_note", patch)
    assert public == {"chosen": 1, "consulted": "[]", "doubt": "", "review_on": None}
    assert texts == {"title": "Nhà bà Mẩy", "options": '["a", "b"]'}
    kept = public | {"sealed": {name: seal(SALT, text) for name, text in texts.items()}}
    assert joined(kept, texts) == patch
    gone = joined(kept, {})
    assert gone == patch | {"title": "", "options": ""}


def test_a_patch_without_free_text_stays_what_it_is() -> None:
    patch = {"code": "HY-0001", "full_name": "Đặng Thị Hường"}
    assert parted("household", patch) == (patch, {})
    assert joined(patch, {}) == patch
    assert parted("nothing", patch) == (patch, {})


def test_every_text_that_names_nothing_is_free_text() -> None:
    """Other text fields are the names by which the office, the law or the road call things."""
    texts = {
        (s.name, f.name)
        for s in SUBJECTS.values()
        for f in s.fields
        if f.kind in ("text", "json") and not f.options
    }
    named = texts - {(name, field) for name, own in REMARKS.items() for field in own}
    assert named == {
        ("project", "name"),
        ("unit", "name"),
        ("operation", "report"),
        ("alignment", "name"),
        ("base_feature", "name"),
        ("package", "name"),
        ("package", "contractor"),
        ("household", "village"),
        ("grave", "cemetery"),
        ("parcel", "map_sheet_no"),
        ("parcel", "parcel_no"),
        ("parcel", "land_use_code"),
        ("structure", "kind"),
        ("utility", "kind"),
        ("utility", "owner"),
        ("person", "name"),
        ("alignment", "calibration"),
        ("offering", "parcels"),
        ("column_map", "name"),
        ("column_map", "target"),
        ("column_map", "mapping"),
        ("import_run", "target"),
        ("import_run", "sha256"),
        ("regime", "vi"),
        ("regime", "en"),
        ("regime", "source"),
        ("regime", "until_source"),
        ("term", "subject"),
        ("term", "step"),
        ("term", "counted_from"),
        ("term", "regimes"),
        ("term", "trait"),
        ("term", "source"),
        ("season", "subject"),
        ("season", "step"),
        ("season", "source"),
        ("calendar_year", "days"),
        ("calendar_year", "ethnic_days"),
        ("request", "late_category"),
    }


def test_text_that_should_be_sealed_is_found() -> None:
    sealed = {"sealed": {"question": seal(SALT, "x")}}
    assert unsealed("request", seal(SALT, "x"), sealed) == ""
    assert unsealed("request", "", {"code": "DT-1"}) == ""
    assert unsealed("request", "vì mưa", {}) == "why"
    assert unsealed("request", "", {"question": "Bao giờ?"}) == "question"


def test_only_seals_of_the_subjects_own_text_are_seals() -> None:
    fine = seal(SALT, "x")
    assert not wrong_seals("request", {"question": fine})
    for seals in ([], {"question": "x"}, {"title": fine}, {"question": None}):
        assert wrong_seals("request", seals)
    assert wrong_seals("nothing", {"question": fine})


def test_two_databases_say_the_same_of_a_row_but_for_their_seals() -> None:
    row = {
        "seq": 1,
        "hash": "a",
        "previous_hash": "b",
        "uid": "u",
        "why": seal(SALT, "x"),
        "before": "{}",
        "patch": f'{{"a":1,"sealed":{{"title":"{seal(SALT, "y")}"}}}}',
    }
    other = row | {
        "seq": 9,
        "hash": "c",
        "previous_hash": "d",
        "why": seal(OTHER, "x"),
        "patch": f'{{"a":1,"sealed":{{"title":"{seal(OTHER, "y")}"}}}}',
    }
    assert remarks.same_row(row) == remarks.same_row(other)
    for altered in ({"why": ""}, {"uid": "v"}, {"patch": '{"a":1}'}, {"before": '{"a":2}'}):
        assert remarks.same_row(row) != remarks.same_row(other | altered)
