"""The certificate of the ground of a package before works start, in three levels.

After the right-of-way statement of US highway practice, 23 CFR 635.309(c): (1) all cleared;
(2) all but listed items, each with a date somebody answers for; (3) conditional: some item has no
such date, or one already gone by, or part of the ground is recorded by nobody. The levels'
wording is ours; Vietnamese law knows no such paper (docs/decisions/0036).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

CLEAR, EXCEPTED, CONDITIONAL = 1, 2, 3
LEVELS = (CLEAR, EXCEPTED, CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Item:
    """Something still in the way: what, where, who must act, the day answered for and its kind.

    `basis` says what the day rests on: `promised` (a handover promised), `due` (the due date of
    the next step), '' when nobody answers for a day.
    """

    subject: str
    code: str
    from_m: int
    to_m: int
    side: str
    step: str = ""
    body: str = ""
    date: str | None = None
    basis: str = ""

    def is_substantiated(self, on: str) -> bool:
        """Whether somebody answers for a day that has not gone by."""
        return bool(self.basis) and self.date is not None and self.date >= on


def level(items: Iterable[Item], unknown_m: int, on: str) -> int:
    """The level on a day: 1 clear, 2 clear but for dated items, 3 conditional."""
    listed = list(items)
    if unknown_m or not all(item.is_substantiated(on) for item in listed):
        return CONDITIONAL
    return EXCEPTED if listed else CLEAR


def as_text(content: Mapping[str, Any]) -> bytes:
    """What a certificate says as the UTF-8 JSON of which its digest is the sha256."""
    said = {name: value for name, value in content.items() if name != "digest"}
    return json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=asdict
    ).encode()


def digest(content: Mapping[str, Any]) -> str:
    """Fingerprint (sha256) of what a certificate says: the same facts give the same digest."""
    return hashlib.sha256(as_text(content)).hexdigest()


def read(text: bytes) -> dict[str, Any]:
    """Content of a kept copy (`as_text`) with its digest; nothing is recalculated."""
    content: dict[str, Any] = json.loads(text)
    content["items"] = [Item(**item) for item in content["items"]]
    return content | {"digest": digest(content)}
