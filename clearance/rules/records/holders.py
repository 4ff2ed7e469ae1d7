"""Holder of a case: one at every instant, stand-ins, passing to and fro."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from clearance.rules.basics.days import VIETNAM, local_day

#: What waits on somebody, from its registration to its last step.
CASES = ("household", "grave")
#: Where the named holder of a thing comes from, the first that is given: itself, its household.
#: A grave is a case of its own; parcels and structures are part of their household's case.
HOLDER_SOURCES: dict[str, tuple[str, ...]] = {
    "household": ("own",),
    "grave": ("own", "household"),
    "parcel": ("household",),
    "structure": ("household",),
    "utility": (),
}
#: Who may be named as the one who holds or follows up a case.
HOLDING_ROLES = ("cadre", "leader", "office", "admin")


@dataclass(frozen=True, slots=True)
class Holder:
    """One kind of holder: a named person, or a party whom a named person follows up."""

    code: str
    vi: str
    en: str


_ROWS = (
    Holder("person", "cán bộ phụ trách", "the officer named"),
    Holder("household", "hộ, gia đình", "the household or family"),
    Holder("land_office", "cơ quan đất đai", "the land office"),
    Holder("superior", "cấp trên", "a superior authority"),
    Holder("investor", "chủ đầu tư", "the investor"),
)
HOLDERS: dict[str, Holder] = {row.code: row for row in _ROWS}
#: Hand-overs to and fro, with nothing new in them, that count as passing the ball (đùn đẩy).
_TO_AND_FRO = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of time in which one holder has the case; `person_uid` holds or follows it up."""

    kind: str
    person_uid: str
    since: datetime
    until: datetime | None = None
    has_document: bool = False

    @property
    def key(self) -> str:
        """Whom the time counts for: the person, or the party that is waited on."""
        return self.person_uid if self.kind == "person" else self.kind


@dataclass(frozen=True, slots=True)
class Absence:
    """Days, both ends included, on which somebody else answers for a person's cases."""

    person_uid: str
    replacement_uid: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class PingPong:
    """The ball passed to and fro between two holders with no new document (đùn đẩy)."""

    between: tuple[str, str]
    since: datetime
    last: datetime
    times: int


def stand_in(person_uid: str, day: str, absences: Sequence[Absence]) -> str:
    """Who answers for a person on a day: the replacement, or the replacement's own, if away."""
    at, seen = person_uid, {person_uid}
    while away := next((a for a in absences if a.person_uid == at and _on(a, day)), None):
        if away.replacement_uid in seen:
            return person_uid
        at = away.replacement_uid
        seen.add(at)
    return at


def closes_a_ring(new: Absence, absences: Sequence[Absence]) -> bool:
    """Whether the new absence would, on some day, make somebody their own stand-in."""
    rows = [*absences, new]
    return any(_comes_back(new, day, rows) for day in _first_days(new, absences))


def overlaps(one: Absence, other: Absence) -> bool:
    """Whether the same person is said to be away twice on some day."""
    is_same = one.person_uid == other.person_uid
    return is_same and one.valid_from <= other.valid_to and other.valid_from <= one.valid_to


def effective(turns: Iterable[Turn], absences: Sequence[Absence]) -> tuple[Turn, ...]:
    """The turns as they were really held: cut at the days of absences, replacements named."""
    return tuple(piece for turn in turns for piece in _pieces(turn, absences))


def held_time(turns: Iterable[Turn], upto: datetime) -> dict[str, timedelta]:
    """How long each holder had the case up to an instant; unbroken turns sum to all elapsed."""
    held: dict[str, timedelta] = {}
    for turn in turns:
        end = min(turn.until or upto, upto)
        if end > turn.since:
            held[turn.key] = held.get(turn.key, timedelta()) + (end - turn.since)
    return held


def ping_pong(turns: Iterable[Turn]) -> tuple[PingPong, ...]:
    """Every longest run of hand-overs A→B→A→B in which nobody brought a new document."""
    runs: list[list[_Pass]] = [[]]
    for handed in _passes(turns):
        if not (runs[-1] and handed.gives_back(runs[-1][-1])):
            runs.append([])
        if not handed.is_new:
            runs[-1].append(handed)
    return tuple(
        PingPong((run[0].giver, run[0].taker), run[0].at, run[-1].at, len(run))
        for run in runs
        if len(run) >= _TO_AND_FRO
    )


@dataclass(frozen=True, slots=True)
class _Pass:
    """One hand-over between two different holders; new when a document came before or with it."""

    giver: str
    taker: str
    at: datetime
    is_new: bool

    def gives_back(self, other: "_Pass") -> bool:
        return not self.is_new and (self.giver, self.taker) == (other.taker, other.giver)


def _passes(turns: Iterable[Turn]) -> Iterator[_Pass]:
    before: Turn | None = None
    has_news = False
    for turn in turns:
        if before and turn.key != before.key:
            yield _Pass(before.key, turn.key, turn.since, has_news or turn.has_document)
            has_news = False
        elif before:
            has_news = has_news or turn.has_document
        before = turn


def _on(absence: Absence, day: str) -> bool:
    return absence.valid_from <= day <= absence.valid_to


def _first_days(new: Absence, absences: Sequence[Absence]) -> Iterator[str]:
    """Days on which what holds may differ: the first of the new absence and of those within."""
    yield new.valid_from
    yield from (a.valid_from for a in absences if _on(new, a.valid_from))


def _comes_back(new: Absence, day: str, rows: Sequence[Absence]) -> bool:
    at, seen = new.person_uid, set[str]()
    while away := next((a for a in rows if a.person_uid == at and _on(a, day)), None):
        seen.add(at)
        at = away.replacement_uid
        if at in seen:
            return True
    return False


def _pieces(turn: Turn, absences: Sequence[Absence]) -> Iterator[Turn]:
    cuts = sorted(cut for cut in _edges(absences) if _is_inside(turn, cut))
    for start, end in zip([turn.since, *cuts], [*cuts, turn.until], strict=True):
        person = stand_in(turn.person_uid, local_day(start), absences)
        fresh = turn.has_document and start == turn.since
        yield replace(turn, person_uid=person, since=start, until=end, has_document=fresh)


def _is_inside(turn: Turn, cut: datetime) -> bool:
    return turn.since < cut and (turn.until is None or cut < turn.until)


def _edges(absences: Sequence[Absence]) -> set[datetime]:
    """Midnights at which an absence begins or is over."""
    firsts = {date.fromisoformat(a.valid_from) for a in absences}
    afters = {date.fromisoformat(a.valid_to) + timedelta(days=1) for a in absences}
    return {datetime.combine(day, time(0), VIETNAM) for day in firsts | afters}
