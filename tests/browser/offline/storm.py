"""A storm: several phones in real browsers report without a stop while everything dies.

Browsers and the server are killed (-9), the line goes, reports come twice, replies are cut off.
"""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Barrier, BrokenBarrierError, Event

from playwright.sync_api import Error, sync_playwright

from clearance.store import Store
from clearance.store.journal import meta
from clearance.store.journal.remarks import WHY
from tests import given
from tests.browser.field import Field, until
from tests.browser.offline.conftest import Phone
from tests.browser.visitor import photo
from tests.web.town import a_town

#: Chances that a browser dies once a report is on the phone, at the tap itself; of a photo; of
#: not waiting the ten seconds in which a report can be taken back.
DIES, DIES_AT_TAP, SHOWS, HURRIES = 0.05, 0.02, 0.05, 0.3
#: Seconds between two blows to the server or the line, and for which the line is away.
PAUSE, AWAY = (2.0, 6.0), (1.0, 6.0)
HOUSES = [f"/households/HY-{uid}" for uid in ("h", "h2", "h3", "h4")]


def a_windy_field(folder: Path) -> Field:
    """A town with four houses to report of, behind a careless line."""
    town = a_town(folder)
    meta.write(town.store, "demo", "1")
    for uid in ("h2", "h3", "h4"):
        given.a_household(town.store, uid, chainage_m=100)
        given.step(town.store, uid, "notified")
    town.store.close()
    return Field(folder, given.NOW.isoformat(), is_careless=True)


@dataclass(slots=True)
class Walk:
    """What one phone was told, in order: case and words; those cut off at the tap; its deaths."""

    kept: list[tuple[str, str]] = field(default_factory=list)
    cut: set[str] = field(default_factory=set)
    deaths: int = 0
    late_s: float = 0.0


@dataclass(slots=True)
class Storm:
    """Phones at the houses of one commune."""

    town: Field
    cases: Sequence[str]
    phones: int
    reports: int
    blows: Counter[str] = field(default_factory=Counter)

    def run(self, folder: Path) -> list[Walk]:
        """Let it rage until every report is made, then wait for the last to arrive."""
        made = [
            self.reports // self.phones + (n < self.reports % self.phones)
            for n in range(self.phones)
        ]
        signed_in, through = (Barrier(self.phones + 1) for _ in range(2))
        with ThreadPoolExecutor(self.phones) as pool:
            walks = [
                pool.submit(self._walk, folder / f"phone{n}", n, count, signed_in, through)
                for n, count in enumerate(made)
            ]
            with suppress(BrokenBarrierError):  # whoever broke it tells why by its result
                signed_in.wait()
                self._rage(through, self.phones)
                through.wait()
            return [walk.result() for walk in walks]

    def _rage(self, through: Barrier, seed: int) -> None:
        chance, pause = Random(seed), Event()
        while through.n_waiting < self.phones and not through.broken:
            pause.wait(chance.uniform(*PAUSE))
            if chance.random() < 0.6:
                self.town.kill()
                self.town.start()
                self.blows["server"] += 1
            else:
                self.town.line("down")
                pause.wait(chance.uniform(*AWAY))
                self.town.line("up")
                self.blows["line"] += 1

    def _walk(
        self, profile: Path, number: int, count: int, signed_in: Barrier, through: Barrier
    ) -> Walk:
        told = Walk()
        try:
            with sync_playwright() as tools:
                phone = Phone(self.town, tools, profile)
                phone.begin()
                signed_in.wait()
                chance = Random(number)
                for at in range(count):
                    self._report(phone, chance, f"{number}: {at}", told)
                through.wait()
                told.late_s = delivered(phone)
        except BaseException:
            signed_in.abort()
            through.abort()
            raise
        return told

    def _report(self, phone: Phone, chance: Random, words: str, told: Walk) -> None:
        case = chance.choice(self.cases)
        luck = chance.random()
        reach(phone, f"{case}/notes", "textarea[name=note]")
        phone.page.locator("textarea[name=note]").fill(words)
        if chance.random() < SHOWS:
            phone.page.locator("input[type=file]").set_input_files([photo()])
            phone.page.locator(".photo-shown").wait_for()
        if luck < DIES_AT_TAP:
            phone.page.locator("button.primary").click(no_wait_after=True)
            told.cut.add(words)
        else:
            phone.page.locator("button.primary").click()
            phone.page.wait_for_url(f"**{case}")
            if chance.random() < HURRIES:
                phone.rested()
        told.kept.append((case, words))
        if luck < DIES_AT_TAP + DIES:
            phone.kill()
            phone.open()
            told.deaths += 1


def delivered(phone: Phone) -> float:
    """Seconds until all that waits on a phone has been sent."""
    reach(phone, "/", "#outbox-saved")
    phone.rested()
    spent = until(lambda: set(phone.states()) == {"sent"}, "not all sent", 300)
    phone.kill()
    return spent


def reach(phone: Phone, address: str, part: str) -> None:
    """Open a page; torn off in the middle it is opened again, as anybody would."""
    for _ in range(5):
        try:
            phone.page.goto(address)
            phone.page.locator(part).wait_for(state="attached", timeout=10_000)
        except Error:
            continue
        return
    raise AssertionError(f"{address} does not open: {phone.page.content()[:500]}")


def counts(store: Store, walks: list[Walk]) -> dict[str, int]:
    """Reports lost, doubled and out of order; one cut off at the tap may or may not be there."""
    rows = store.query(
        f"SELECT subject_uid, {WHY} FROM change c WHERE fact = 'visited'"
        " AND standing = 'accepted' ORDER BY seq"
    )
    there = Counter(row["why"] for row in rows)
    told = [words for walk in walks for _, words in walk.kept]
    lost = [w for walk in walks for _, w in walk.kept if w not in there and w not in walk.cut]
    torn = sum(
        [row["why"] for row in rows if row["why"] in mine] != [w for w in mine if w in there]
        for walk in walks
        for mine in by_case(walk)
    )
    return {
        "lost": len(lost),
        "doubled": sum(n - 1 for n in there.values()),
        "strange": len(there.keys() - set(told)),
        "out of order": torn,
    }


def by_case(walk: Walk) -> list[list[str]]:
    """What one phone was told of each case, in order."""
    cases = dict.fromkeys(case for case, _ in walk.kept)
    return [[words for at, words in walk.kept if at == case] for case in cases]
