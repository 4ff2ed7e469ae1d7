"""The people at work in the demo: cadres by unit, a leader, the office, the investor, one admin."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from clearance.demo import names
from clearance.demo.log import Log
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.names import fold

#: Units so big that two cadres share them.
_SHARED = 3


@dataclass(frozen=True, slots=True)
class Staff:
    """Who records what; `cadres[unit]` are one or two people."""

    cadres: tuple[tuple[Who, ...], ...]
    leader: Who
    office: Who
    liaison: Who
    admin: Who

    def all(self) -> Iterator[Who]:
        """Everyone once."""
        for team in self.cadres:
            yield from team
        yield from (self.leader, self.office, self.liaison, self.admin)


def appoint(log: Log, unit_names: list[str], prefix: str = "") -> Staff:
    """Give every unit its cadres and the project its office; login names are plain letters."""

    def who(login: str, role: str) -> Who:
        return Who(log.uid("person", login), f"{prefix}{login}", role)

    cadres = []
    for number, unit in enumerate(unit_names):
        login = "canbo." + fold(unit).replace(" ", "")
        pair = [login, f"{login}2"] if number % 4 == 1 and number < 4 * _SHARED else [login]
        cadres.append(tuple(who(name, "cadre") for name in pair))
    return Staff(
        tuple(cadres),
        who("lanhdao", "leader"),
        who("vanphong", "office"),
        who("chudautu", "liaison"),
        who("quantri", "admin"),
    )


def hire(log: Log, rng: np.random.Generator, day: int, staff: Staff) -> None:
    """Register everybody."""
    for person in staff.all():
        full_name = names.person(rng, "mf"[int(rng.integers(2))])
        patch = {"name": person.name, "role": person.role, "is_active": 1, "full_name": full_name}
        log.add(day, TERMINAL, "person", person.uid, "registered", patch)


def grant(log: Log, day: int, person: Who, unit_uid: str, valid_from: str) -> None:
    """Make a unit (and what lies in it) a person's business from a day on."""
    uid = log.uid("scope", person.name, unit_uid)
    patch = {"person_uid": person.uid, "unit_uid": unit_uid, "valid_from": valid_from}
    log.add(day, TERMINAL, "scope", uid, "registered", patch)
