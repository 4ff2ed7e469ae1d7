from clearance.store import Store
from tests.given import a_household
from tests.web.test_corridor import SECRETS


def test_anybody_may_read_how_far_the_ground_is_without_signing_in(app, store: Store) -> None:
    page = app.test_client().get("/public/")
    assert page.status_code == 200
    assert "Xã A" in page.text
    assert "/ 10.000" in page.text


def test_small_numbers_and_all_that_names_anybody_are_left_out(app, store: Store) -> None:
    for number in range(40):
        a_household(store, f"x{number}", "a")
    page = app.test_client().get("/public/").text
    assert "dưới 5" in page
    assert [secret for secret in SECRETS if secret in page] == []
    assert "HY-x" not in page


def test_an_earlier_day_is_honoured(app, store: Store) -> None:
    assert "01/10/2026" in app.test_client().get("/public/?as_of=2026-10-01").text
