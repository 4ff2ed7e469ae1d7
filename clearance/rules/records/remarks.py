"""Free text that people type: kept where it can be erased, while the journal keeps its seal."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from clearance.rules.records.subjects import SUBJECTS

#: Free text of each subject; '' stands in its place once it is gone.
REMARKS: dict[str, frozenset[str]] = {
    row.name: frozenset(f.name for f in row.fields if f.is_remark) for row in SUBJECTS.values()
}
#: The part of a patch that tells the seal of each text.
SEALED = "sealed"
_SEAL = re.compile(r"hmac:[0-9a-f]{64}", re.ASCII)
_EMPTY = ("", "[]")


def seal(salt: str, text: str) -> str:
    """Seal of a text for the journal, useless without the salt.

    `salt` is hexadecimal, random for every text and erased with it (HMAC-SHA256, RFC 2104).
    """
    return "hmac:" + hmac.new(bytes.fromhex(salt), text.encode(), hashlib.sha256).hexdigest()


def is_seal(value: object) -> bool:
    """Whether a value is a seal: nobody can read a word in it."""
    return isinstance(value, str) and _SEAL.fullmatch(value) is not None


def parted(subject: str, patch: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """A patch without its free text, and that text by field."""
    names = REMARKS.get(subject, ())
    texts = {k: v for k, v in patch.items() if k in names and v and v not in _EMPTY}
    return {k: v for k, v in patch.items() if k not in texts}, texts


def joined(patch: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """A patch of the journal with its text put back, '' where it is gone."""
    back = {name: texts.get(name, "") for name in patch.get(SEALED, ())}
    return {name: value for name, value in patch.items() if name != SEALED} | back


def unsealed(subject: str, why: str, patch: Mapping[str, Any]) -> str:
    """The first part of a journal row with text that should be sealed, '' for none."""
    if why and not is_seal(why):
        return "why"
    return next(iter(parted(subject, patch)[1]), "")


def wrong_seals(subject: str, seals: Any) -> bool:
    """Whether that is anything but seals of the subject's own free text."""
    own = REMARKS.get(subject, ())
    if not isinstance(seals, dict):
        return True
    return not all(name in own and is_seal(value) for name, value in seals.items())


def same_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """What two databases say alike of one journal row, each with seals of its own."""
    own = ("seq", "previous_hash", "hash")
    shared = {name: value for name, value in row.items() if name not in own}
    return shared | {"why": bool(row["why"]), **{k: _bare(row[k]) for k in ("patch", "before")}}


def _bare(text: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(text)
    return values | {SEALED: sorted(values.get(SEALED, ()))}


def names_in(patch: Mapping[str, Any]) -> Iterable[str]:
    """Every field a patch of the journal speaks of: open, personal or sealed."""
    return (*patch, *patch.get("personal", ()), *patch.get(SEALED, ()))
