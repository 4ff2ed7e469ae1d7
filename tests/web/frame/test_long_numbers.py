"""Numbers of an address longer than any machine counts: an answer in words, never a fault."""

from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.land import an_outline
from tests.web.conftest import Person

LONG = "9" * 5000


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/households/?page=", 200),
        ("/corridor?from=", 400),
        ("/corridor?to=Km", 400),
        ("/corridor/unlock?k=", 400),
        ("/map/changes?after=", 400),
    ],
)
def test_a_number_without_end_is_answered(
    as_: Callable[..., Person], store: Store, address: str, status: int
) -> None:
    an_outline(store)
    assert as_("leader").get(address + LONG).status_code == status
