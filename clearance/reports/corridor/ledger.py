"""What was known of everything on the road after each journal row: two times, never rewritten.

A thing's versions follow the journal, so a past figure can be made again as it stood then: what
was true on a day (`cleared_on`) as it was known on a day (`known_on`).
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from clearance.reports.corridor.versions import Entry as Entry
from clearance.reports.corridor.versions import Version as Version
from clearance.rules.basics.days import from_stamp, local_day
from clearance.rules.basics.operations import is_operation
from clearance.rules.procedure.steps import find_step, freed_on
from clearance.rules.records.invalidation import LISTING
from clearance.rules.records.subjects import BLOCKERS
from clearance.store import Store
from clearance.store.journal import changes, ledger

_FIELDS = {
    "alignment_uid": "alignment",
    "chainage_from_m": "from_m",
    "chainage_to_m": "to_m",
    "side": "side",
    "is_public": "is_public",
    "code": "code",
    "parts": "parts",
    "scope": "scope",
}
#: What is followed of a declaration and of a project beside that.
_OWN_FIELDS = {
    "survey": {"kind": "kind", "withdrawn_on": "withdrawn_on"},
    "project": {"surveys_from": "surveys_from"},
}


#: Steps of a thing: the day, and the number of the row that took it.
Taken = dict[str, tuple[str, int]]


@dataclass(slots=True)
class Ledger:
    """All versions of all things, folded from the journal as far as `seq`.

    `on_road` names what ever lay on an alignment, in the order it became known.
    """

    seq: int = 0
    entries: list[Entry] = field(default_factory=list)
    versions: dict[str, list[Version]] = field(default_factory=dict)
    on_road: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _roads: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _taken: dict[str, dict[str, tuple[str, int]]] = field(default_factory=lambda: defaultdict(dict))
    #: By operation and thing: the version and the steps before it.
    _before: dict[tuple[str, str], tuple[Version | None, Taken]] = field(default_factory=dict)

    def known(self, uid: str, known_on: str, upto: int | None = None) -> Version | None:
        """The newest version of a thing known by the end of a day (and of a row)."""
        for version in reversed(self.versions.get(uid, [])):
            if version.known_on <= known_on and (upto is None or version.seq <= upto):
                return version
        return None

    def take(self, row: dict[str, Any]) -> None:
        """Take the next journal row."""
        patch, day = json.loads(row["patch"]), local_day(from_stamp(row["recorded_at"]))
        if is_operation(row["about"]) and row["fact"] != "reverted":
            self._keep(row)
        if row["fact"] == "reverted":
            touched = self._revert(row, day)
        elif row["fact"] == "inherited":
            touched = self._inherit(row, patch, day)
        elif row["fact"] in LISTING or row["subject"] == "survey":
            touched = self._write(row, patch, day)
        else:
            touched = self._step(row, patch, day)
        if touched:
            self.entries.append(
                Entry(row["seq"], day, row["subject"], row["fact"], row["about"], touched)
            )

    def _write(self, row: dict[str, Any], patch: dict[str, Any], day: str) -> tuple[str, ...]:
        uid = row["subject_uid"]
        fields = _FIELDS | _OWN_FIELDS.get(row["subject"], {})
        values = {own: patch[name] for name, own in fields.items() if name in patch}
        if row["subject"] == "alignment":
            values["alignment"] = uid
            self._roads[row["project_uid"]].append(uid)
        if patch.get("shape"):
            values["shape_seq"] = row["seq"]
        if row["fact"] in ("retired", "replaced", "restored"):
            values["is_retired"] = row["fact"] != "restored"
        last = self.versions.get(uid, [Version(0, "", row["subject"], uid)])[-1]
        new = replace(last, **values)
        if new == last and row["fact"] == "revised" and row["subject"] in BLOCKERS:
            return ()
        self._add(replace(new, seq=row["seq"], known_on=day))
        if row["subject"] == "project":  # moves metres of its roads by what it counts, alone
            is_same = new.surveys_from == last.surveys_from
            return () if is_same else tuple(dict.fromkeys(self._roads[uid]))
        return (uid,)

    def _keep(self, row: dict[str, Any]) -> None:
        """What a thing was before an operation: the first time the operation changes it."""
        uid = row["subject_uid"]
        last = self.versions.get(uid, [None])[-1]
        self._before.setdefault((row["about"], uid), (last, dict(self._taken[uid])))

    def _revert(self, row: dict[str, Any], day: str) -> tuple[str, ...]:
        """A thing is what it was before an operation; one that the operation made is gone."""
        uid = row["subject_uid"]
        last, self._taken[uid] = self._before.pop((row["about"], uid), (None, {}))
        gone = replace(self.versions[uid][-1], is_retired=True) if uid in self.versions else None
        if now := last or gone:
            self._add(replace(now, seq=row["seq"], known_on=day))
        return (uid,) if now else ()

    def _inherit(self, row: dict[str, Any], patch: dict[str, Any], day: str) -> tuple[str, ...]:
        """Steps handed on from other things, with their days."""
        uid = row["subject_uid"]
        for code, source in json.loads(patch["steps"]):
            if code in self._taken[source]:
                self._taken[uid][code] = self._taken[source][code]
            elif not source:
                self._taken[uid].pop(code, None)
        return (uid,) if self._free(uid, row["seq"], day) else ()

    def _step(self, row: dict[str, Any], patch: dict[str, Any], day: str) -> tuple[str, ...]:
        taken, uid, fact = self._taken, row["subject_uid"], row["fact"]
        if fact == "withdrawn":
            gone = taken[uid].pop(patch["step"], None)
            targets = [uid]
            if gone and row["subject"] == "household":
                targets = self._drop_all(gone[1])
        else:
            step = find_step(row["subject"], fact)
            for code in step.clears if step else ():
                taken[uid].pop(code, None)
            targets = [uid, *(u for uids in patch.get("covers", {}).values() for u in uids)]
            for target in targets:
                taken[target][fact] = (row["happened_on"] or day, row["seq"])
        return tuple(target for target in targets if self._free(target, row["seq"], day))

    def _drop_all(self, seq: int) -> list[str]:
        """Everything one change had freed stands in the way again."""
        found = [
            (uid, code)
            for uid, steps in self._taken.items()
            for code, (_day, taken_at) in steps.items()
            if taken_at == seq
        ]
        for uid, code in found:
            del self._taken[uid][code]
        return [uid for uid, _code in found]

    def _free(self, uid: str, seq: int, day: str) -> bool:
        """Write down when a thing is out of the way; False when nothing changed."""
        if uid not in self.versions:
            return False
        last = self.versions[uid][-1]
        dates = {code: taken[0] for code, taken in self._taken[uid].items()}
        cleared_on = freed_on(last.subject, dates)
        if cleared_on == last.cleared_on:
            return False
        self._add(replace(last, seq=seq, known_on=day, cleared_on=cleared_on))
        return True

    def _add(self, version: Version) -> None:
        self.versions.setdefault(version.uid, []).append(version)
        self.on_road[version.alignment][version.uid] = None


_lock = Lock()
_kept: WeakKeyDictionary[Store, Ledger] = WeakKeyDictionary()


def ledger_of(store: Store) -> Ledger:
    """The ledger up to the newest journal row; only rows not seen yet are read."""
    with _lock:
        known = _kept.setdefault(store, Ledger())
        upto = changes.head(store)[0]
        if upto < known.seq:  # another journal: a store brought back from a backup
            known = _kept[store] = Ledger()
        for row in ledger.stream_rows(store, known.seq, upto):
            known.take(row)
        known.seq = upto
        return known
