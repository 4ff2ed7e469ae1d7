"""Matching of rows to known units, households and parcels; codes of things that bring none."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from clearance.exchange.lists.rows import Row
from clearance.exchange.plans.plan import Known, Snapshot, short_mark
from clearance.geo import crs as systems
from clearance.rules.basics.names import fold, slug
from clearance.rules.procedure.unit_kinds import LOCAL as LOCAL

PREFIX = re.compile(r"^(xa|thi tran|tt|phuong|dac khu|p|x)[ .:]+")
_HIGHER = r"(?:huyện|huyen|tỉnh|tinh|thành phố|thanh pho|tp|thị xã|thi xa|quận)"
#: Between the parts of an address; words beside a name; what begins a part of another level.
PARTS = re.compile(rf"[,;()\[\]/–-]+|\s(?={_HIGHER}[ .])")
NOW = re.compile(r"\b(?:nay là|nay thuộc)\b")
NO_LONGER = re.compile(r"\b(?:cũ|cu|trước đây|nay là|nay thuộc)\b")
OTHER_LEVEL = re.compile(rf"(?:{_HIGHER}|thôn|bản|xóm|tổ|tdp)[ .]")


def unit_name(text: str) -> str:
    """A unit's folded name without “xã” or “thị trấn”."""
    return PREFIX.sub("", fold(text).strip(" .:"))


class Units:
    """Communes and townlets by name or code; of two with one name the one still existing."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._crs = snapshot.ground.crs
        local = [unit for unit in snapshot.units if unit.get("kind") in (None, *LOCAL)]
        self._local = sorted(local, key=lambda u: str(u.get("valid_to") or "9999"))
        self._by_word: dict[str, Known] = {}
        for unit in self._local:
            self._by_word |= {fold(unit["code"]): unit, unit_name(unit["name"]): unit}
        self._by_uid = {unit["uid"]: unit for unit in snapshot.units}

    def find(self, written: str) -> Known | None:
        """The unit written in a cell: its name with or without “xã”, or its code.

        “Xã A, huyện B”, “xã A cũ” and “Xã A (cũ: B)” mean A, the first part that is a known unit;
        “A cũ, nay là B” means B.
        """
        return self._known(written) or self._now_named(written) or self._first_named(written)

    def stated_in(self, address: str) -> Known | None:
        """The unit that an address names as “xã …”; a bare name may be a village's."""
        parts = (part.strip(" .:") for part in PARTS.split(address.lower()))
        named = (self._known(part) for part in parts if PREFIX.match(fold(part)))
        return next(filter(None, named), None)

    def _now_named(self, written: str) -> Known | None:
        """The unit of “nay là …”, “nay thuộc …”."""
        parts = (p for p in PARTS.split(written.lower()) if NOW.search(p))
        named = (self._known(NOW.split(part)[-1].strip(" .:")) for part in parts)
        return next(filter(None, named), None)

    def _known(self, text: str) -> Known | None:
        return self._by_word.get(unit_name(text)) or self._by_word.get(fold(text))

    def _first_named(self, written: str) -> Known | None:
        """The first known unit of an address; a commune unknown before it ends the search."""
        for part in PARTS.split(written.lower()):
            bare = NO_LONGER.sub("", part).strip(" .:")
            if found := self._known(bare):
                return found
            if bare and not OTHER_LEVEL.match(bare):
                return None
        return None

    def in_text(self, *texts: str) -> Known | None:
        """The only unit named in titles above a list or on its sheet's tab."""
        for text in texts:
            folded = f" {re.sub(r'[^a-z0-9]+', ' ', fold(text))} "
            named = {
                u["code"]: u
                for word, u in self._by_word.items()
                if f" xa {word} " in folded
                or f" thi tran {word} " in folded
                or unit_name(text) == word
            }
            if len(named) == 1:
                return next(iter(named.values()))
        return None

    def key(self, uid: str | None) -> str:
        """What stays the same of a unit over its mergers and renamings: its code."""
        return str(self._by_uid.get(uid or "", {}).get("code") or uid or "")

    def of(self, known: Mapping[str, Any]) -> Known | None:
        """The unit of a known case: of those with its unit's code the one still existing."""
        return self.find(self.key(known.get("unit_uid")))

    def names(self) -> str:
        """Names to choose from, for a remedy."""
        return ", ".join(dict.fromkeys(str(unit["name"]) for unit in self._local))[:160]

    def at_points(self, points: np.ndarray) -> list[Known | None]:
        """For each point (ground's system) the unit whose outline holds it."""
        drawn = [u for u in self._local if u.get("shape")]
        found: list[Known | None] = [None] * len(points)
        for unit in drawn:
            outline = systems.convert_shapes(
                shapely.from_wkb(unit["shape"]), unit.get("crs") or self._crs, self._crs
            )
            shapely.prepare(outline)
            for place in np.flatnonzero(shapely.intersects(outline, points)):
                found[place] = unit
        return found

    def holding(self, texts: Sequence[str]) -> list[Known | None]:
        """For each shape (hex WKB, ground's system) the unit whose outline holds a point of it."""
        if not texts:
            return []
        shapes = shapely.from_wkb(np.array(texts, dtype=object))
        return self.at_points(shapely.point_on_surface(shapes))

    def at_chainage(self, metres: int | None) -> Known | None:
        """The only current unit whose stretch of the road holds a chainage."""
        if metres is None:
            return None
        open_units = [u for u in self._local if not u.get("valid_to")] or self._local
        holding = [
            u
            for u in open_units
            if u.get("chainage_from_m") is not None
            and u["chainage_from_m"] <= metres < u["chainage_to_m"]
        ]
        return holding[0] if len(holding) == 1 else None


class Parcels:
    """Known parcels by code and by (unit code, sheet, number)."""

    def __init__(self, snapshot: Snapshot, units: Units) -> None:
        self.by_code = {row["code"]: row for row in snapshot.parcels}
        self._by_number: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._units = units
        for row in snapshot.parcels:
            self._by_number[str(row.get("map_sheet_no")), str(row.get("parcel_no"))].append(row)

    def find(self, unit: Known | None, sheet: object, number: object) -> Known | None:
        """The parcel of that sheet and number in the unit; without a unit the only one of all."""
        rows = self._by_number.get((str(sheet), str(number)), [])
        if unit is not None:
            rows = [r for r in rows if self._units.key(r.get("unit_uid")) == unit["code"]]
        return rows[0] if len(rows) == 1 else None


class Households:
    """Known households by code, personal number, parcel, or name and village."""

    def __init__(self, snapshot: Snapshot, units: Units, parcels: Parcels) -> None:
        self._units, self._parcels = units, parcels
        self.by_code = {row["code"]: row for row in snapshot.households}
        self.by_uid = {row["uid"]: row for row in snapshot.households}
        self._by_id = {row["id_number"]: row for row in snapshot.households if row.get("id_number")}
        self._by_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for row in snapshot.households:
            key = units.key(row.get("unit_uid")), fold(row.get("full_name") or "")
            self._by_name[key].append(row)

    def find(
        self, values: Mapping[str, Any], unit: Known | None, parcels: Sequence[Mapping[str, Any]]
    ) -> Known | None:
        """The household meant; one with a code is only known by that code."""
        if code := values.get("household_code"):
            return self.by_code.get(code)
        if found := self._by_id.get(values.get("id_number") or ""):
            return found
        name = fold(values.get("full_name") or "")
        if found := self._by_parcel(unit, parcels, name):
            return found
        key = str(unit["code"]) if unit else "", name
        return _only(self._of_village(self._by_name.get(key, []), values))

    def _by_parcel(
        self, unit: Known | None, parcels: Sequence[Mapping[str, Any]], name: str
    ) -> Known | None:
        """The holder of one of these parcels, when the name agrees."""
        for parcel in parcels:
            known = self._parcels.find(unit, parcel.get("map_sheet_no"), parcel.get("parcel_no"))
            holder = self.by_uid.get(known.get("household_uid") or "") if known else None
            if holder and fold(holder.get("full_name") or "") == name:
                return holder
        return None

    def _of_village(self, rows: Iterable[Known], values: Mapping[str, Any]) -> list[Known]:
        village, number = fold(values.get("village") or ""), values.get("id_number")
        return [
            row
            for row in rows
            if fold(row.get("village") or "") == village
            and not (number and row.get("id_number") and row["id_number"] != number)
        ]


def _only(rows: Sequence[Known]) -> Known | None:
    return rows[0] if len(rows) == 1 else None


class ContentCodes:
    """Codes of things without one, hashed from their content; those quite alike are numbered."""

    def __init__(self, project_uid: str, letters: str) -> None:
        self._project_uid, self._letters = project_uid, letters
        self._given: Counter[str] = Counter()

    def next(self, unit_code: str, row: Row, fields: Sequence[str]) -> str:
        """The code of one more thing of a unit, from the values of those fields."""
        words = (row.values.get(name) for name in fields)
        mark = short_mark(self._project_uid, unit_code, *words)
        self._given[mark] += 1
        count = self._given[mark]
        return slug(self._letters, unit_code, mark, *([count] if count > 1 else []))
