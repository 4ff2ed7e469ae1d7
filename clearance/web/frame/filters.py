"""Filters of a short list: which rows the address lets through, and how many each value leaves."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from clearance.web.frame.context import asked

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sieve:
    """One filter: its name in the address, its title, a row's value ('' = none) and its words."""

    name: str
    title: Callable[[], str]
    value: Callable[[Row], str]
    words: Callable[[Row], str]


def sifted(rows: list[Row], sieves: Sequence[Sieve], but: str = "") -> list[Row]:
    """The rows every filter of the address lets through, one of them left out."""
    for sieve in sieves:
        if sieve.name != but and asked(sieve.name):
            rows = [row for row in rows if sieve.value(row) == asked(sieve.name)]
    return rows


def chips(rows: list[Row], sieves: Sequence[Sieve]) -> list[tuple[str, str, list[Any]]]:
    """Each filter with its values, their words, and how many rows each would leave."""
    told = []
    for sieve in sieves:
        left = Counter(map(sieve.value, sifted(rows, sieves, sieve.name)))
        words = {sieve.value(row): sieve.words(row) for row in rows}
        options = [(value, said, left[value]) for value, said in words.items() if value]
        told.append((sieve.title(), sieve.name, sorted(options, key=lambda option: option[1])))
    return told
