"""The level of a certificate: what may be promised, and what may not."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from clearance.rules.records.certificate import (
    CLEAR,
    CONDITIONAL,
    EXCEPTED,
    Item,
    as_text,
    digest,
    level,
    read,
)

ON = "2026-11-20"


def an_item(date: str | None = "2026-12-01", basis: str = "promised") -> Item:
    return Item("parcel", "T-1", 0, 100, "left", "paid", "unit", date, basis)


def test_the_three_levels() -> None:
    assert level([], 0, ON) == CLEAR
    assert level([an_item(), an_item(ON, "due")], 0, ON) == EXCEPTED
    assert level([an_item(), an_item(None, "")], 0, ON) == CONDITIONAL
    assert level([an_item("2026-11-19")], 0, ON) == CONDITIONAL
    assert level([], 1, ON) == CONDITIONAL


items = st.lists(
    st.builds(
        an_item,
        st.sampled_from([None, "2026-11-01", "2026-12-01"]),
        st.sampled_from(["", "due", "promised"]),
    ),
    max_size=5,
)


@given(items, st.integers(0, 3))
def test_one_more_item_or_bare_metre_never_betters_the_level(listed: list[Item], bare: int) -> None:
    assert level(listed, bare + 1, ON) >= level(listed, bare, ON)
    assert level([*listed, an_item()], bare, ON) >= level(listed, bare, ON)


@given(items, st.integers(0, 3))
def test_a_kept_copy_says_the_same_with_the_same_digest(listed: list[Item], bare: int) -> None:
    content = {"package": "XL1", "as_of": ON, "items": listed, "unknown": [[0, bare]]}
    text = as_text(content)
    assert read(text) == content | {"digest": digest(content)}
    assert hashlib.sha256(text).hexdigest() == digest(content)
    assert as_text(read(text)) == text


def test_the_digest_changes_with_every_word_and_with_nothing_else() -> None:
    content = {"package": "XL1", "items": [{"code": "T-1", "date": ON}]}
    same = {"items": [{"date": ON, "code": "T-1"}], "package": "XL1"}
    assert digest(content) == digest(same)
    assert digest({**content, "package": "XL2"}) != digest(content)
