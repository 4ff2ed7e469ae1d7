"""Copies kept of a package's certificate: what was certified, whatever was recorded since."""

from collections.abc import Callable

import pytest
from flask import Flask

from clearance.store import Store
from clearance.store.corridor import corridor
from clearance.store.journal.evidence import path_of
from tests.given import OFFICE, PHOTO, TODAY, a_change, a_parcel, by, step
from tests.land import an_outline, over
from tests.web.conftest import Person

As = Callable[..., Person]


@pytest.fixture
def road(store: Store) -> Store:
    """Km0 – Km2 recorded: the left side is not handed over yet."""
    an_outline(store)
    a_parcel(store, "l", "h", **over(0, 2000, "left"))
    return store


def keep_copy(person: Person, page: str) -> str:
    """Press the button under the certificate; gives the address of the copy."""
    sent = person.send(page, person.fields(page) | {"usable_m": ""})
    assert sent.status_code == 303
    return sent.location


def test_a_copy_that_was_kept_shows_what_was_certified_whatever_came_since(
    as_: As, road: Store
) -> None:
    where = keep_copy(as_("office"), "/packages/XL1/certificate")
    page = as_("leader").read(where)
    for words in ("Mức 3", "T-l", "Bản giữ ngày 20/11/2026", "Mã nội dung khớp"):
        assert words in page, words
    assert step(road, "l", "handed_over", subject="parcel", happened_on="2026-11-10").is_accepted
    revised = a_change("package", "pk", "revised", patch={"code": "XL7", "contractor": "Khác"})
    assert by(OFFICE, road, revised).is_accepted
    after = as_("leader").read(where)
    assert "Mã nội dung không khớp" in after
    assert all(words in after for words in ("Giấy xác nhận mặt bằng XL1", "Mức 3", "T-l"))
    assert "T-l" not in as_("leader").read("/packages/XL7/certificate").split("signs")[0]
    assert where in as_("leader").read("/packages/XL7/certificate")
    assert "T-l" not in as_("liaison").read(where)


def test_a_copy_of_an_earlier_day_tells_of_that_day(as_: As, road: Store) -> None:
    where = keep_copy(as_("office"), "/packages/XL1/certificate?as_of=2026-11-10")
    page = as_("leader").read(where)
    assert "theo số liệu đến 10/11/2026" in page
    assert "Số liệu tính đến ngày" not in page
    (row,) = corridor.list_certified(road, "pk")
    assert (row["happened_on"], row["evidence"]) == ("2026-11-10", f'["{where[-64:]}"]')


def test_only_the_office_keeps_a_copy_and_one_press_is_one(as_: As, road: Store) -> None:
    page, office = "/packages/XL1/certificate", as_("office")
    for role in ("leader", "liaison"):
        assert "Giữ bản này" not in as_(role).read(page)
        assert as_(role).send(page, {"uid": "12345678"}).status_code == 403
    assert office.send(page, {"uid": ""}).status_code == 422
    for _press in range(2):
        assert office.send(page, {"uid": "giu-12345678"}).status_code == 303
    assert len(corridor.list_certified(road, "pk")) == 1
    assert "Giữ bản này" not in office.read(page)
    assert "Các bản đã giữ (1)" in office.read(page)


def test_what_was_not_certified_is_no_copy(as_: As, app: Flask, road: Store) -> None:
    office = as_("office")
    where = keep_copy(office, "/packages/XL1/certificate")
    assert office.get(f"/packages/XL1/certificates/{PHOTO}").status_code == 404
    for sent in ((), (PHOTO,)):
        told = a_change("package", "pk", "certified", happened_on=TODAY, evidence=sent)
        assert by(OFFICE, road, told).is_accepted
    assert office.get(f"/packages/XL1/certificates/{PHOTO}").status_code == 404
    files = app.extensions["clearance"].settings.evidence
    path_of(files, where[-64:]).unlink()
    assert office.get(where).status_code == 404
