"""What a day's forecasts go by: curves of the steps, obstacles, how alike the cases are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clearance.rules.forecast.correlation import APART, Likeness, likeness
from clearance.rules.forecast.obstacle_rates import NONE, Delays, Stay, learn_delays
from clearance.rules.forecast.survival import FEWEST, SLOWEST, Curve, Spell, StepKey, curve


@dataclass(frozen=True, slots=True)
class Pace:
    """What was learnt by a day: curves by step and commune, and by step over all communes.

    `early`: chance a day that ground is given before its turn.
    """

    by_place: dict[tuple[StepKey, str], Curve]
    pooled: dict[StepKey, Curve]
    finished: dict[StepKey, int]
    early: float = 0.0
    delays: Delays = NONE
    alike: Likeness = APART

    def curve(self, step: StepKey, place: str) -> Curve | None:
        """The curve of the commune itself, else of all communes, None with too few cases."""
        return self.by_place.get((step, place)) or self.pooled.get(step)


NOTHING = Pace({}, {}, {})


def learn(
    spells: Sequence[Spell], early: float = 0.0, fewest: int = FEWEST, stays: Iterable[Stay] = ()
) -> Pace:
    """Curves from every spell known, obstacles from every stay, and how alike the cases are."""
    by_step: dict[StepKey, list[Spell]] = defaultdict(list)
    finished: dict[StepKey, int] = defaultdict(int)
    for spell in spells:
        by_step[spell.step].append(spell)
        finished[spell.step] += spell.is_over
    own: dict[tuple[StepKey, str], Curve] = {}
    every: dict[StepKey, Curve] = {}
    told: list[Spell] = []
    for step, found in by_step.items():
        newest = _newest(found, fewest)
        told += newest
        if made := curve(_pairs(newest), fewest):
            every[step] = made
        own |= {
            (step, place): made
            for place in {s.place for s in newest}
            if (made := curve(_pairs(s for s in newest if s.place == place), fewest))
        }
    pace = Pace(own, every, dict(finished), early, learn_delays(spells, stays, fewest))
    return replace(pace, alike=likeness(told, pace.curve))


def _newest(spells: Sequence[Spell], fewest: int) -> Sequence[Spell]:
    """Those of the newest law, of older ones too as long as the new has too few to tell.

    A law that changes what a step waits for is a break known beforehand; what was learnt under
    the old one misleads. To tell, four fifths of the steps must have been seen to end.
    """
    for law in sorted({s.law for s in spells}, reverse=True):
        since = [s for s in spells if s.law >= law]
        made = curve(_pairs(since), fewest)
        if made and made.left[-1] <= SLOWEST:
            return since
    return spells


def _pairs(spells: Iterable[Spell]) -> list[tuple[int, bool]]:
    return [(s.days, s.is_over) for s in spells]
