"""Work kept until the journal tells something that makes it stale."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from clearance.store import Store
from clearance.store.journal import changes

Made = TypeVar("Made")
_MOST = 64
_lock = Lock()
_kept: WeakKeyDictionary[Store, dict[Hashable, tuple[Any, Any]]] = WeakKeyDictionary()


def until_next_change(store: Store, key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives, made once for each state of the journal."""
    return until(store, key, changes.head(store), make)


def until_facts(
    store: Store, facts: frozenset[str], key: Hashable, make: Callable[[], Made]
) -> Made:
    """What `make` gives, made anew when one of these facts was recorded (`rules.stale`)."""
    return until(store, key, changes.last_of(store, facts), make)


def until(store: Store, key: Hashable, stamp: Any, make: Callable[[], Made]) -> Made:
    """What `make` gives, made anew when the stamp differs."""
    with _lock:
        shelf = _kept.setdefault(store, {})
        known = shelf.pop(key, None)
    if known is None or known[0] != stamp:
        known = (stamp, make())
    with _lock:
        shelf[key] = known
        while len(shelf) > _MOST:
            del shelf[next(iter(shelf))]
    return cast(Made, known[1])
