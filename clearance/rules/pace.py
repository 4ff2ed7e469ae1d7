"""What a day's forecasts go by: curves of the steps, obstacles, how alike the cases are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clearance.rules.delays import NONE, Delays, Stay, learn_delays
from clearance.rules.durations import FEWEST, Curve, Spell, StepKey, curve
from clearance.rules.likeness import APART, Likeness, likeness


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
    by_place, pooled = defaultdict(list), defaultdict(list)
    finished: dict[StepKey, int] = defaultdict(int)
    for spell in spells:
        pair = (spell.days, spell.is_over)
        by_place[spell.step, spell.place].append(pair)
        pooled[spell.step].append(pair)
        finished[spell.step] += spell.is_over
    own = {key: made for key, pairs in by_place.items() if (made := curve(pairs, fewest))}
    every = {key: made for key, pairs in pooled.items() if (made := curve(pairs, fewest))}
    pace = Pace(own, every, dict(finished), early, learn_delays(spells, stays, fewest))
    return replace(pace, alike=likeness(spells, pace.curve))
