"""The state as it was recorded by the end of an earlier day: the journal folded so far.

Two days are kept; a later day goes on from the nearest kept one. What was erased since is in none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from weakref import WeakKeyDictionary

from clearance.record.replay import fold_onto
from clearance.rules.basics.days import day_ends
from clearance.store import Store
from clearance.store.engine.lent import LentStore
from clearance.store.journal import changes, known_then, shelves
from clearance.store.upgrade.schema import migrate

#: Days kept of one database.
MOST = 2
_ERASED = frozenset({"erased"})
Tick = Callable[[int], None]


class TooLong(Exception):
    """More journal rows than may be folded while somebody waits."""

    def __init__(self, rows: int) -> None:
        super().__init__(str(rows))
        self.rows = rows


class Busy(Exception):
    """Another reader's day is being folded."""


class _Folded:
    """One state with the instant up to which it is folded, and the live journal it follows."""

    def __init__(self) -> None:
        self.store, self.until, self.head = LentStore(), "", (-1, "")
        migrate(self.store)

    def reach(self, live: Store, until: str, tick: Tick) -> None:
        """Go on to a later instant."""
        known_then.uncover(self.store)
        self.head, since, self.until = (-1, ""), self.until, until
        fold_onto(self.store, live, tick, since, until)
        with self.store.atomic():
            known_then.take_past(self.store, live, until)
        shelves.forget(self.store)

    def refresh(self, live: Store) -> None:
        """Take today's names, areas and files when anything was recorded since."""
        if self.head != (head := changes.head(live)):
            with self.store.atomic():
                known_then.take_today(self.store, live)
            self.head = head
            shelves.forget(self.store)


class _Shelf:
    """The states kept of one database, the most recently used last."""

    def __init__(self) -> None:
        self.lock, self.kept, self.erased = Lock(), list[_Folded](), (0, "")

    def take(self, live: Store, until: str, most: int, tick: Tick) -> _Folded:
        """The state at an instant, folded where it is not kept."""
        if self.erased != (erased := changes.last_of(live, _ERASED)):
            self.kept, self.erased = [], erased
        earlier = [one for one in self.kept if one.until <= until]
        found = max(earlier, key=lambda one: one.until, default=None)
        if found is None or found.until != until:
            if most and (rows := known_then.count_rows(live, until)) > most:
                raise TooLong(rows)
            found = self._made(live, found, until, tick)
        self.kept = [*(one for one in self.kept if one is not found), found][-MOST:]
        return found

    def _made(self, live: Store, nearest: _Folded | None, until: str, tick: Tick) -> _Folded:
        """The nearest earlier one led on; a new one where there is none."""
        found = nearest or _Folded()
        self.kept = [one for one in self.kept if one is not found]  # lost when folding fails
        with found.store.turn:
            found.reach(live, until, tick)
        return found


_lock = Lock()
_shelves: WeakKeyDictionary[Store, _Shelf] = WeakKeyDictionary()


@contextmanager
def known_on(
    live: Store, day: str, most: int = 0, wait_s: float = -1, tick: Tick = lambda _: None
) -> Iterator[Store]:
    """The state by what was recorded by the end of a day, for one reader at a time.

    Raises TooLong when more than `most` journal rows would be folded (0: no limit), Busy when
    its turn does not come within `wait_s` seconds (below 0: never).
    """
    until = day_ends(day)
    if known_then.newest(live) < until:
        yield live
        return
    with _lock:
        shelf = _shelves.setdefault(live, _Shelf())
    if not shelf.lock.acquire(timeout=wait_s):
        raise Busy
    try:
        found = shelf.take(live, until, most, tick)
        found.refresh(live)
        yield found.store
    finally:
        shelf.lock.release()
