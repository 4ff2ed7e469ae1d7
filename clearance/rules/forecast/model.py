"""Duration model behind a day's forecasts: step curves, obstacles, correlations."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clearance.rules.forecast.correlation import UNCORRELATED, Correlations, correlations
from clearance.rules.forecast.obstacle_rates import (
    NONE,
    ObstacleModel,
    ObstacleSpell,
    learn_obstacles,
)
from clearance.rules.forecast.survival import FEWEST, SLOWEST, Spell, StepKey, SurvivalCurve, curve


@dataclass(frozen=True, slots=True)
class DurationModel:
    """Survival curves by step and commune and by step alone, with what else a simulation needs.

    `early`: hazard a day of ground handed over before its turn; `finished`: finished steps by kind.
    """

    by_place: dict[tuple[StepKey, str], SurvivalCurve]
    pooled: dict[StepKey, SurvivalCurve]
    finished: dict[StepKey, int]
    early: float = 0.0
    obstacles: ObstacleModel = NONE
    correlations: Correlations = UNCORRELATED

    def curve(self, step: StepKey, place: str) -> SurvivalCurve | None:
        """The curve of the commune, else of all communes; None with too few cases."""
        return self.by_place.get((step, place)) or self.pooled.get(step)


NOTHING = DurationModel({}, {}, {})


def learn(
    spells: Sequence[Spell],
    early: float = 0.0,
    fewest: int = FEWEST,
    stays: Iterable[ObstacleSpell] = (),
) -> DurationModel:
    """The model of all step and obstacle spells known; fewer than `fewest` give no curve."""
    by_step: dict[StepKey, list[Spell]] = defaultdict(list)
    finished: dict[StepKey, int] = defaultdict(int)
    for spell in spells:
        by_step[spell.step].append(spell)
        finished[spell.step] += spell.is_over
    own: dict[tuple[StepKey, str], SurvivalCurve] = {}
    every: dict[StepKey, SurvivalCurve] = {}
    latest: list[Spell] = []
    for step, found in by_step.items():
        newest = _newest(found, fewest)
        latest += newest
        if made := curve(_pairs(newest), fewest):
            every[step] = made
        own |= {
            (step, place): made
            for place in {s.place for s in newest}
            if (made := curve(_pairs(s for s in newest if s.place == place), fewest))
        }
    model = DurationModel(own, every, dict(finished), early, learn_obstacles(spells, stays, fewest))
    return replace(model, correlations=correlations(latest, model.curve))


def _newest(spells: Sequence[Spell], fewest: int) -> Sequence[Spell]:
    """Spells under the newest law, with older ones while the newest has too few.

    A change of law is a break known in advance; durations under the old one mislead. Enough means
    that four fifths of the steps were seen to end.
    """
    for law in sorted({s.law for s in spells}, reverse=True):
        since = [s for s in spells if s.law >= law]
        made = curve(_pairs(since), fewest)
        if made and made.left[-1] <= SLOWEST:
            return since
    return spells


def _pairs(spells: Iterable[Spell]) -> list[tuple[int, bool]]:
    return [(s.days, s.is_over) for s in spells]
