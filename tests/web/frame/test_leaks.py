"""What each role must never read, looked for in the whole body of every address it can open."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from clearance.rules.records.permissions import sees
from clearance.rules.records.subjects import ROLES
from tests.given import FAMILY_A, FAMILY_B, personal
from tests.web.town import Town, a_town

Said = Callable[[str | None], dict[str, str]]
#: Kinds of value of rules/records/permissions.py, with the personal values each of them stands for.
KINDS = {
    "full_name": (
        "full_name",
        "spouse_name",
        "deceased_name",
        "address",
        "heirs",
        "representative",
    ),
    "phone": ("phone", "phone_2"),
    "id_number": ("id_number",),
    "note": ("note",),
}
AMOUNT = ("987654321", "987.654.321", "987,654,321")
PLAIN = ("", "format=json", "format=csv", "format=xlsx", "as_of=2026-11-19")
FOUND = ("q=huong", "q=nong", "q=T-p", "q=0900", "q=8/17", "q=Km0+100")
DRAWN = ("bbox=104,21,106,23", "bbox=104,21,106,23&as_of=2026-11-19")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """One town, only read."""
    return a_town(tmp_path_factory.mktemp("town"))


def text_of(answer: TestResponse) -> str:
    """What can be read in an answer, also inside a workbook."""
    if not is_zipfile(BytesIO(answer.data)):
        return answer.get_data(as_text=False).decode("utf-8", "replace")
    with ZipFile(BytesIO(answer.data)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def ways(rule: Rule, role: str | None) -> tuple[str, ...]:
    """What to ask an address for; the investor asks everything everywhere."""
    if role == "liaison":
        return (*PLAIN, *FOUND, *DRAWN, "lang=en", "page=2")
    more = {"search": FOUND, "maps": DRAWN}.get(rule.endpoint.split(".")[0], ())
    return (*PLAIN[: 2 if "code" in rule.arguments else None], *more)


def bodies(town: Town, role: str | None) -> Iterator[tuple[str, str]]:
    """Every address in every way of asking, with what it says."""
    client = town.people[role].client if role else town.app.test_client()
    for rule in town.rules():
        for url in dict.fromkeys(town.url(rule, commune) for commune in "ab"):
            for way in ways(rule, role):
                answer = client.get(f"{url}?{way}", buffered=True)
                if answer.status_code == 403:
                    break
                yield f"{url}?{way}", text_of(answer)


@pytest.fixture(scope="module")
def said(town: Town) -> Callable[[str | None], dict[str, str]]:
    """What the application says to a role; asked once."""
    return cache(lambda role: dict(bodies(town, role)))


def hidden(role: str | None) -> list[str]:
    """Values that the role may not read in full."""
    names = [n for kind, own in KINDS.items() if sees(role or "", kind) != "full" for n in own]
    return [v for family in (FAMILY_A, FAMILY_B) for v in personal(family, *names).values()]


@pytest.mark.parametrize("role", [*ROLES, None])
def test_no_answer_holds_a_value_that_the_role_may_not_read(said: Said, role: str | None) -> None:
    secrets = hidden(role)
    found = {url: v for url, text in said(role).items() for v in secrets if v in text}
    assert found == {}


@pytest.mark.parametrize("role", [r for r in ROLES if sees(r, "amounts") == "never"])
def test_no_answer_holds_a_sum_of_money_for_who_may_not_know_it(said: Said, role: str) -> None:
    found = {url for url, text in said(role).items() if any(money in text for money in AMOUNT)}
    assert found == set()


def test_the_families_are_really_there_to_be_read_by_who_may(said: Said) -> None:
    seen = "\n".join(said("office").values())
    assert FAMILY_A.full_name in seen
    assert FAMILY_B.phone in seen
    assert any(money in seen for money in AMOUNT)


def test_a_cadre_reads_nothing_of_a_family_of_the_other_commune(said: Said) -> None:
    secrets = [*personal(FAMILY_B).values(), "HY-k", "T-q", "M-m", "N-t", "D-v"]
    told = said("cadre").items()
    assert {url: v for url, text in told for v in secrets if names(text, v) and v not in url} == {}


def names(text: str, value: str) -> bool:
    """Whether a text says a value as a word of its own, not by chance inside a random token."""
    return re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", text) is not None


def test_a_code_is_told_from_letters_that_chance_put_together() -> None:
    assert names('<a href="/structures/N-t">N-t</a>', "N-t")
    assert not names('value="ImYxN-tQz"', "N-t")
