"""Kinds of obstacle."""

from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS
from clearance.rules.records.subjects import SUBJECTS


def test_every_kind_has_words_in_both_languages_that_no_other_has() -> None:
    rows = OBSTACLE_KINDS.values()
    for words in ([k.vi for k in rows], [k.en for k in rows], [k.code for k in rows]):
        assert all(words)
        assert len(set(words)) == len(words)


def test_an_obstacle_is_of_a_known_kind() -> None:
    kind = SUBJECTS["obstacle"].field("kind")
    assert kind
    assert kind.options == tuple(OBSTACLE_KINDS)
