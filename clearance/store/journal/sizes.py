"""How much memory a value takes, with everything it holds."""

import gc
import sys
from collections.abc import Iterator
from itertools import islice
from types import FunctionType, MethodType, ModuleType
from typing import Any

#: Of a longer collection so many items are measured, evenly spread; they count for all.
SAMPLE = 64
#: What a value refers to but does not own.
_SHARED = (type, ModuleType, FunctionType, MethodType)


def size_of(value: Any) -> int:
    """Bytes, each object once; an estimate for long collections of unlike items."""
    seen: set[int] = set()
    total, waiting = 0.0, [(value, 1.0)]
    while waiting:
        found, times = waiting.pop()
        if id(found) in seen or isinstance(found, _SHARED):
            continue
        seen.add(id(found))
        total += times * sys.getsizeof(found)
        waiting.extend(_within(found, times))
    return int(total)


def _within(value: Any, times: float) -> Iterator[tuple[Any, float]]:
    """What an object refers to, each with how many of its like it counts for."""
    if isinstance(value, str | bytes | int | float):
        return
    if isinstance(value, dict):
        pairs, share = _sample(value.items(), len(value))
        yield from ((part, times * share) for pair in pairs for part in pair)
    elif isinstance(value, list | tuple | set | frozenset):
        items, share = _sample(value, len(value))
        yield from ((item, times * share) for item in items)
    else:
        yield from ((part, times) for part in gc.get_referents(value))


def _sample(items: Any, count: int) -> tuple[Any, float]:
    step = max(1, count // SAMPLE)
    found = list(islice(items, 0, None, step))
    return found, count / (len(found) or 1)
