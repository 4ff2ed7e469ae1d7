"""Who holds which parcel part, and where the road is held: drawn by lot, then kept."""

from dataclasses import dataclass

import numpy as np

from clearance.demo import names
from clearance.demo.fates import HOLDING
from clearance.demo.ground import Ground
from clearance.demo.scales import Scale
from clearance.demo.trouble import segments, trouble

#: Shares of all households: houses to move, ground given early while the case still runs.
_RELOCATING, _EARLY = 321 / 1650, (("early_budget", 0.036), ("early_waiting", 0.075))
#: Shares: of houses to move, whose people wait for a plot; of a fresh segment, handed over lately.
_WAITING_FOR_PLOT, _JUST_DONE = 0.17, 0.45
HELD, GIVEN, PUBLIC, UNSURVEYED, FORESTRY = "held", "given", "public", "unsurveyed", "forestry"


@dataclass(slots=True)
class Case:
    """One land user: parcel parts (indices), where, how it ends, house and people."""

    parcels: list[int]
    unit: int
    village: str
    along_m: int
    kind: str = "household"
    fate: str = "done"
    has_house: bool = False
    is_relocating: bool = False
    head: str = ""
    spouse: str = ""


@dataclass(slots=True)
class Plan:
    """Cases, and for every parcel part: its case (-1: none) and how its ground stands."""

    cases: list[Case]
    case_of: np.ndarray
    ground_is: np.ndarray


def draw(rng: np.random.Generator, ground: Ground, unit_ends: list[int], scale: Scale) -> Plan:
    """Share the ground out and decide what holds where."""
    state = np.where(ground.row < 0, PUBLIC, GIVEN).astype(object)
    troubled, fresh = segments(rng, len(ground.segments_m))
    forestry, held, unsurveyed = trouble(rng, ground, scale, troubled)
    state[np.isin(ground.column, held)] = HELD
    state[forestry], state[unsurveyed] = FORESTRY, UNSURVEYED
    unit_of = np.searchsorted(unit_ends, ground.along_m, "right")
    cases = _organisations(ground, np.flatnonzero(state == FORESTRY), unit_of)
    cases += _households(rng, ground, state, unit_of, scale.households - len(cases))
    case_of = np.full(len(state), -1)
    for number, case in enumerate(cases):
        case_of[case.parcels] = number
    _houses(rng, cases, state, scale)
    _fates(rng, cases, state, np.isin(ground.segment, fresh))
    return Plan(cases, case_of, state)


def _organisations(ground: Ground, plots: np.ndarray, unit_of: np.ndarray) -> list[Case]:
    """One forestry organisation a unit, holding its plots there."""
    cases = []
    for number, unit in enumerate(np.unique(unit_of[plots])):
        mine = plots[unit_of[plots] == unit].tolist()
        name = names.FORESTRY[number % len(names.FORESTRY)]
        cases.append(
            Case(
                mine,
                int(unit),
                "",
                int(ground.along_m[mine[0]]),
                "organisation",
                "forestry",
                head=f"{name} {names.INVENTED}",
            )
        )
    return cases


def _households(
    rng: np.random.Generator, ground: Ground, state: np.ndarray, unit_of: np.ndarray, count: int
) -> list[Case]:
    """Neighbouring parts in one hand, going up one column and down the next."""
    free = np.flatnonzero((state == GIVEN) | (state == HELD))
    turn = np.where(ground.column % 2, -ground.row, ground.row)
    free = free[np.lexsort((turn[free], ground.column[free]))]
    count = min(count, len(free))
    sizes = 1 + rng.multinomial(len(free) - count, np.full(count, 1 / count))
    villages = [[names.village(rng) for _ in range(4)] for _ in range(int(unit_of.max()) + 1)]
    cases, at = [], 0
    for size in sizes:
        mine = free[at : at + size].tolist()
        at += size
        unit, along = int(unit_of[mine[0]]), int(ground.along_m[mine[0]])
        head, spouse = names.couple(rng)
        near = villages[unit][along // 1_100 % 4]
        cases.append(Case(mine, unit, near, along, head=head, spouse=spouse))
    return cases


def _houses(rng: np.random.Generator, cases: list[Case], state: np.ndarray, scale: Scale) -> None:
    """Houses where villages are thick; some of them must move."""
    at_home = [case for case in cases if case.kind == "household"]
    away = [case.along_m % 1_100 > 450 and HELD not in state[case.parcels] for case in at_home]
    near = rng.random(len(at_home)) + np.array(away)
    order = np.argsort(near)[: round(scale.structures * 0.72)]
    movers = set(rng.permutation(order)[: round(len(cases) * _RELOCATING)].tolist())
    for number in order.tolist():
        at_home[number].has_house = True
        at_home[number].is_relocating = number in movers


def _fates(
    rng: np.random.Generator, cases: list[Case], state: np.ndarray, is_fresh: np.ndarray
) -> None:
    codes, chances = zip(*HOLDING, strict=True)
    for case in cases:
        if case.kind == "organisation":
            continue
        if any(state[parcel] == HELD for parcel in case.parcels):
            case.fate = codes[_lot(rng, chances)]
            if case.fate == "resettle" and not case.is_relocating:
                case.fate = "price" if rng.random() < 0.5 else "budget"
        else:
            case.fate = _given(rng, case)
            if case.fate == "done" and is_fresh[case.parcels].all() and rng.random() < _JUST_DONE:
                case.fate = "just_done"


def _given(rng: np.random.Generator, case: Case) -> str:
    """How a case stands that has given its ground."""
    if case.is_relocating and rng.random() < _WAITING_FOR_PLOT:
        return "early_resettle"
    draw, reached = rng.random(), 0.0
    for code, share in _EARLY:
        reached += share
        if draw < reached:
            return code
    return "done"


def _lot(rng: np.random.Generator, chances: tuple[float, ...]) -> int:
    return int(rng.choice(len(chances), p=np.array(chances) / sum(chances)))
