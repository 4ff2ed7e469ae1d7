"""A bad day: server and browser are killed again and again, the line comes and goes."""

from pathlib import Path
from random import Random

import pytest

from clearance.record.replay import differences
from clearance.store import Store
from tests.browser.field import Field, until
from tests.browser.offline.conftest import CASE, VISIT, Phone, told
from tests.browser.offline.storm import HOUSES, Storm, a_windy_field, counts

pytestmark = pytest.mark.browser
BLOWS = ["server at the tap"] * 6 + ["server before the tap"] * 4 + ["browser"] * 3 + ["line"] * 3


def strike(blow: str, words: str, phone: Phone, field: Field) -> None:
    """Record one visit while something dies."""
    if blow == "server at the tap":
        phone.page.goto(VISIT)
        phone.page.locator("textarea[name=note]").fill(words)
        phone.page.locator("button.primary").click(no_wait_after=True)
        field.kill()
        phone.page.wait_for_url(f"**{CASE}")
        field.start()
    elif blow == "server before the tap":
        field.kill()
        phone.visit(words)
        field.start()
    elif blow == "browser":
        phone.visit(words)
        phone.kill()
        phone.open()
        phone.page.goto("/")
    else:
        field.line("down")
        phone.visit(words)
        field.line("up")


def test_ten_servers_and_three_browsers_killed_lose_double_and_disorder_nothing(
    phone: Phone, field: Field, store: Store
) -> None:
    Random(20261128).shuffle(BLOWS)
    for number, blow in enumerate(BLOWS):
        strike(blow, f"{number}: {blow}", phone, field)
    until(lambda: set(phone.states()) == {"sent"}, "not all delivered")
    assert told(store) == [f"{number}: {blow}" for number, blow in enumerate(BLOWS)]
    assert differences(store) == []


def test_two_phones_in_a_storm_lose_double_and_disorder_nothing(tmp_path: Path) -> None:
    """`make bench ARGS=storm` makes it 500 reports from three phones."""
    field = a_windy_field(tmp_path / "data")
    try:
        walks = Storm(field, HOUSES, phones=2, reports=24).run(tmp_path)
    finally:
        field.end()
    store = field.store()
    assert set(counts(store, walks).values()) == {0}
    assert differences(store) == []
    store.close()
