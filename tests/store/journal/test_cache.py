"""The cache: one computation for many askers, separate shelves, bounded in bytes."""

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Condition
from typing import Any

import pytest

from clearance.store import Store
from clearance.store.journal import cache, shelves
from clearance.store.journal.cache import FOREVER, NEXT_CHANGE, cached, frozen
from clearance.store.journal.shelves import limit, shelves_of
from clearance.store.journal.sizes import size_of
from tests.given import CADRE, CADRE_B, LEADER, a_case_at, a_change, a_project, a_store, by

ROW = {"uid": "al", "version": 3, "length_m": 4000}


@pytest.fixture(autouse=True)
def _registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Functions of these tests stay out of the registry."""
    monkeypatch.setattr(cache, "FUNCTIONS", [])


def counting(until: cache.Until = FOREVER) -> tuple[list[Any], Callable[..., Any]]:
    """A cached function, and the arguments of each time it was computed."""
    calls: list[Any] = []

    @cached(until)
    def compute(store: Store, *arguments: Any) -> Any:
        calls.append(arguments)
        return bytes(1000), arguments

    return calls, compute


def test_the_arguments_are_the_key() -> None:
    calls, compute = counting()
    store = a_store()
    for arguments in (("a", 1), ("a", 2), ("a", 1), (["a"], {"b": [1]}), (["a"], {"b": [1]})):
        assert compute(store, *arguments)[1] == arguments
    assert calls == [("a", 1), ("a", 2), (["a"], {"b": [1]})]


def test_a_row_is_known_by_uid_and_version() -> None:
    assert frozen(ROW) == frozen(ROW | {"kind_words": "Tuyến chính"})
    assert frozen(ROW) != frozen(ROW | {"version": 4})


def test_an_argument_without_a_value_to_compare_is_refused() -> None:
    _calls, compute = counting()
    with pytest.raises(TypeError):
        compute(a_store(), bytearray(b"x"))


def test_a_value_holds_until_the_next_change_or_until_its_facts() -> None:
    store = a_project(a_store())
    a_case_at(store, "notified")
    each, facts = counting(NEXT_CHANGE), counting(frozenset(("opened",)))
    for _ in range(2):
        each[1](store), facts[1](store)
    assert by(LEADER, store, a_change("household", "h", "visited", why="Gặp")).is_accepted
    each[1](store), facts[1](store)
    assert (len(each[0]), len(facts[0])) == (2, 1)


def test_eight_threads_asking_at_once_compute_it_once() -> None:
    store, arrived, waiting = a_store(), [], Condition()

    def stamp(_store: Store) -> int:
        """Each asker looks at the stamp before anything else."""
        with waiting:
            arrived.append(1)
            waiting.notify_all()
        return 1

    computed = []

    @cached(stamp)
    def compute(_store: Store) -> object:
        with waiting:  # the other seven have asked, and found nothing
            assert waiting.wait_for(lambda: len(arrived) >= 9, timeout=30)
        computed.append(1)
        return object()

    with ThreadPoolExecutor(8) as pool:
        found = {id(value) for value in pool.map(lambda _: compute(store), range(8))}
    assert (len(computed), len(found)) == (1, 1)


def test_threads_asking_for_different_things_do_not_wait_for_each_other() -> None:
    store, begun, waiting = a_store(), [], Condition()

    @cached(FOREVER)
    def compute(_store: Store, name: int) -> int:
        with waiting:
            begun.append(name)
            waiting.notify_all()
            assert waiting.wait_for(lambda: len(begun) == 4, timeout=30)
        return name

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda n: compute(store, n), range(4))) == [0, 1, 2, 3]


def test_what_failed_is_computed_again() -> None:
    store, given = a_store(), [0, 2]

    @cached(FOREVER)
    def compute(_store: Store) -> float:
        return 4 / given.pop(0)

    with pytest.raises(ZeroDivisionError):
        compute(store)
    assert not shelves_of(store).road.slots
    assert compute(store) == 2


def test_people_and_road_lie_apart() -> None:
    calls, compute = counting()
    store = a_store()
    limit(store, 20_000)
    compute(store, ROW)
    for n in range(64):
        compute(store, (CADRE, CADRE_B, LEADER)[n % 3], n)
    both = shelves_of(store)
    compute(store, ROW)
    assert [arguments for arguments in calls if arguments == (ROW,)] == [(ROW,)]
    assert 5_000 < both.people.size <= 10_000
    assert len(both.people.slots) < 10


def test_what_was_used_least_recently_gives_way() -> None:
    calls, compute = counting()
    store = a_store()
    limit(store, 10_000)
    for name in ("a", "b", "a", "c", "a", "d", "a", "e", "a"):
        compute(store, name)
    assert [name for (name,) in calls] == ["a", "b", "c", "d", "e"]
    compute(store, "b")
    assert calls[-1] == ("b",)


def test_a_value_larger_than_its_shelf_is_kept_alone() -> None:
    calls, compute = counting()
    store = a_store()
    limit(store, 0)
    for name in ("a", "a", "b", "b"):
        compute(store, name)
    assert (len(calls), len(shelves_of(store).road.slots)) == (2, 1)


def test_a_value_computed_again_counts_once() -> None:
    _calls, compute = counting(NEXT_CHANGE)
    store = a_project(a_store())
    a_case_at(store, "notified")
    compute(store)
    before = shelves_of(store).road.size
    assert by(LEADER, store, a_change("household", "h", "visited", why="Gặp")).is_accepted
    compute(store)
    assert abs(shelves_of(store).road.size - before) < 100


def test_the_shelves_go_with_their_store() -> None:
    _calls, compute = counting()
    store = a_store()
    compute(store)
    count = len(shelves._shelves)
    store.close()
    del store
    gc.collect()
    assert len(shelves._shelves) < count


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ([bytes(1000)] * 3, 1_100),
        ([bytes([n % 256]) * 1000 for n in range(10_000)], 10_400_000),
        ({str(n): {"uid": f"h-{n}", "days": [n]} for n in range(1000)}, 500_000),
        ({"road": tuple((n, str(n)) for n in range(5000))}, 800_000),
    ],
)
def test_sizes_are_about_what_the_memory_is(value: Any, size: int) -> None:
    assert size_of(value) == pytest.approx(size, rel=0.3)


def test_a_row_of_slots_is_measured_with_what_it_holds() -> None:
    assert size_of(CADRE) > sum(map(size_of, (CADRE.uid, CADRE.name))) - 60
    assert size_of(Store) < 5_000
