"""The fixed sample: as many faults of every room, the kinds in turn, chosen by their names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from pathlib import Path

from tests.mutants.mutations import Mutation, list_mutations

ROOMS = ("rules", "record", "reports", "exchange", "maps", "web")
SAMPLE = 600


def sample(root: Path, rooms: Iterable[str] = ROOMS, most: int = SAMPLE) -> list[Mutation]:
    """The first `most` faults of these rooms: a shorter sample is the beginning of a longer one."""
    rows = [_in_turn(_of_room(root, room)) for room in rooms]
    found = chain.from_iterable(zip_longest(*rows))
    return [mutation for mutation in found if mutation][:most]


def _of_room(root: Path, room: str) -> list[Mutation]:
    """Every fault of a room, in an order that only the fault's own name decides."""
    files = sorted((root / "clearance" / room).rglob("*.py"))
    found = (list_mutations(f.relative_to(root).as_posix(), f.read_bytes()) for f in files)
    return sorted(chain.from_iterable(found), key=lambda mutation: mutation.key)


def _in_turn(mutations: Iterable[Mutation]) -> Iterator[Mutation]:
    """One of each kind after another, so that numbers of layouts do not crowd out the rest."""
    kinds: dict[str, list[Mutation]] = defaultdict(list)
    for mutation in mutations:
        kinds[mutation.kind].append(mutation)
    rows = zip_longest(*(kinds[kind] for kind in sorted(kinds)))
    return (mutation for mutation in chain.from_iterable(rows) if mutation)
