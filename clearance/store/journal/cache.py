"""Values derived from the facts, kept until a fact that matters is recorded.

    @cached(GROUND)
    def on_day(store: Store, road: Row, as_of: str) -> Handover: ...

The key is the function and its arguments: a row of a table by uid and version, anything else by
value. When several threads ask for one value at once, one computes it and the others wait.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from clearance.store.engine.connection import Store
from clearance.store.journal import changes
from clearance.store.journal.shelves import shelf_of

Given = ParamSpec("Given")
Made = TypeVar("Made")
#: How long a value holds: until one of these facts, or while a function of the same arguments
#: gives the same stamp.
Until = frozenset[str] | Callable[..., Any]
#: Every cached function: a test compares what each keeps with what it computes.
FUNCTIONS: list[Callable[..., Any]] = []


def _newest(store: Store, *_arguments: Any) -> tuple[int, str]:
    return changes.head(store)


def _always(*_arguments: Any) -> tuple[()]:
    return ()


#: Until anything at all is recorded.
NEXT_CHANGE: Until = _newest
#: The arguments alone decide.
FOREVER: Until = _always


def cached(until: Until) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Keep what a function of a store (its first argument) returns, as long as `until` says."""
    stamp_of = _until_facts(until) if isinstance(until, frozenset) else until

    def decorate(make: Callable[Given, Made]) -> Callable[Given, Made]:
        @wraps(make)
        def ask(*given: Given.args, **named: Given.kwargs) -> Made:
            values = (*given, *named.values())
            shelf = shelf_of(cast(Store, values[0]), values[1:])
            key: Hashable = (make, tuple(named), *map(frozen, values[1:]))
            slot = shelf.slot(key)
            if slot.holds(stamp_of(*values)):
                return cast(Made, slot.value)
            with slot.lock:
                stamp = stamp_of(*values)  # another thread may have computed it meanwhile
                if not slot.holds(stamp):
                    with shelf.dropping(key):
                        shelf.put(key, slot, stamp, make(*given, **named))
                return cast(Made, slot.value)

        FUNCTIONS.append(ask)
        return ask

    return decorate


def _until_facts(facts: frozenset[str]) -> Callable[..., tuple[int, str]]:
    return lambda store, *_arguments: changes.last_of(store, facts)


def frozen(value: Any) -> Hashable:
    """An argument as a part of the key; TypeError for one that cannot be compared by value."""
    if isinstance(value, dict):
        if "uid" in value and "version" in value:
            return (value["uid"], value["version"])
        return tuple((name, frozen(own)) for name, own in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    hash(value)
    return cast(Hashable, value)
