"""Where cached values lie: for each store one shelf for the road and one for people, in bytes."""

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock, RLock
from typing import Any
from weakref import WeakKeyDictionary

from clearance.rules.basics.actors import Who
from clearance.store.engine.connection import Store
from clearance.store.journal.sizes import size_of

#: Bytes that the values of one store may take in all, unless `limit` says otherwise.
LIMIT = 512 * 2**20


class Slot:
    """One value with its stamp and its size in bytes; `lock` is held while it is computed."""

    def __init__(self) -> None:
        self.lock, self.size = RLock(), 0
        self._kept: tuple[Any, Any] | None = None

    def holds(self, stamp: Any) -> bool:
        """Whether there is a value with this stamp."""
        kept = self._kept
        return kept is not None and bool(kept[0] == stamp)

    def keep(self, stamp: Any, value: Any) -> None:
        """Replace stamp and value together."""
        self._kept = (stamp, value)

    @property
    def value(self) -> Any:
        """The value kept last."""
        return self._kept and self._kept[1]


class Shelf:
    """Values of one kind, least recently used first, up to `limit` bytes.

    The newest value stays even when it alone is larger, or every reader would compute it.
    """

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.slots: dict[Hashable, Slot] = {}
        self._lock = Lock()

    def slot(self, key: Hashable) -> Slot:
        """The slot of a key, from now on the most recently used."""
        with self._lock:
            found = self.slots.pop(key, None) or Slot()
            self.slots[key] = found
            return found

    def put(self, key: Hashable, slot: Slot, stamp: Any, value: Any) -> None:
        """Keep a value; the least recently used give way to it."""
        size = size_of((key, stamp, value))
        with self._lock:
            self._drop(key)
            slot.keep(stamp, value)
            slot.size = size
            self.slots[key] = slot
            self.size += size
            while self.size > self.limit and len(self.slots) > 1:
                self._drop(next(iter(self.slots)))

    @contextmanager
    def dropping(self, key: Hashable) -> Iterator[None]:
        """Drop a key whose value cannot be computed."""
        try:
            yield
        except BaseException:
            with self._lock:
                self._drop(key)
            raise

    def _drop(self, key: Hashable) -> None:
        gone = self.slots.pop(key, None)
        self.size -= gone.size if gone else 0


class Shelves:
    """The two shelves of a store."""

    def __init__(self) -> None:
        self.road, self.people = Shelf(LIMIT // 2), Shelf(LIMIT // 2)


_lock = Lock()
_shelves: WeakKeyDictionary[Store, Shelves] = WeakKeyDictionary()


def shelves_of(store: Store) -> Shelves:
    """The shelves of a store; they go when the store goes."""
    with _lock:
        return _shelves.setdefault(store, Shelves())


def shelf_of(store: Store, arguments: Iterable[Any]) -> Shelf:
    """The shelf for people when somebody is among the arguments, else the road's."""
    own = shelves_of(store)
    return own.people if any(isinstance(value, Who) for value in arguments) else own.road


def limit(store: Store, size: int) -> None:
    """Keep at most so many bytes of a store: half for the road, half for people."""
    own = shelves_of(store)
    own.road.limit = own.people.limit = size // 2


def forget(store: Store) -> None:
    """Drop every value kept of a store."""
    with _lock:
        _shelves.pop(store, None)
