"""Two people changed one thing: merge, note the clash, or hold it for a person.

Different fields merge; the same ordinary field: the last applied wins and the clash is
recorded; money and ownership are held.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.rules.records.fields import Subject


@dataclass(frozen=True, slots=True)
class Merged:
    """What of a patch applies, and which fields clashed or are held."""

    clashes: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


def merge(
    subject: Subject,
    patch: Mapping[str, Any],
    current: Mapping[str, Any],
    changed_since: Collection[str],
) -> Merged:
    """Compare a patch with fields others changed since the reporter last looked."""
    touched = [k for k in patch if k in changed_since and current.get(k) != patch[k]]
    guarded = {f.name for f in subject.fields if f.merge == "held"}
    held = tuple(k for k in touched if k in guarded)
    return Merged(clashes=tuple(touched), held=held)
