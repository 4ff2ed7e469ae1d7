"""Offerings: batches of parcels handed to the investor together, under the two keys."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

#: Parcels one offering may hold: the list of its minutes must stay readable.
MOST_PARCELS = 500


def as_text(uids: Iterable[str]) -> str:
    """A list of parcels as the journal keeps it, each once."""
    return json.dumps(list(dict.fromkeys(uids)))


def parcels_in(text: Any) -> tuple[str, ...]:
    """The uids a list of parcels names; none when it is no such list."""
    try:
        listed = json.loads(text) if isinstance(text, str) else []
    except (ValueError, RecursionError):
        return ()
    is_list = isinstance(listed, list) and all(isinstance(uid, str) for uid in listed)
    return tuple(listed) if is_list else ()


def wrong_offering(patch: Mapping[str, Any]) -> tuple[str, str] | None:
    """Why a list says nothing: no parcel, one twice, too many; None when it is well formed."""
    uids = parcels_in(patch["parcels"])
    is_fit = 0 < len(uids) == len(set(uids)) <= MOST_PARCELS
    return None if is_fit else ("bad_value", "parcels")
