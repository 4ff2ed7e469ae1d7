"""What the law looks at in one case: its dated steps, its traits, the visits paid to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: Land-use codes of agricultural land, Circular 25/2014/TT-BTNMT art. 8 (codes of 2024 alike).
AGRICULTURAL = frozenset(
    ("LUC", "LUK", "LUN", "BHK", "NHK", "HNK", "CLN", "RSX", "RPH", "RDD", "NTS", "NKH", "LMU")
)
LAND_TRAITS = frozenset(("agricultural", "non_agricultural"))
#: Traits that come from `household.kind`; a plain household has none of them.
KIND_TRAITS = ("organisation", "utility_owner", "asset_owner")
TRAITS = (*sorted(LAND_TRAITS), "relocating", *KIND_TRAITS, "residual", "searching", "unclaimed")
#: Steps that by themselves show a trait.
IMPLIED = {("parcel", "residual_requested"): "residual"}
#: Steps that give a household notice, the first notice and a public one in its stead.
NOTICES = ("notified", "notified_publicly")


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case as guards, deadlines and task lists see it; days are YYYY-MM-DD.

    `dates`: step → day taken. `visits`: days of recorded visits. `fields`: other columns of the
    case that a guard needs (`buried_year`, `burial` of a grave).
    """

    subject: str
    dates: Mapping[str, str]
    traits: frozenset[str] = frozenset()
    visits: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def latest(self) -> str | None:
        """The day of the latest step taken, None before the first."""
        return max(self.dates.values(), default=None)

    def latest_of(self, steps: Iterable[str]) -> str | None:
        """The latest day on which one of these steps was taken."""
        return max((self.dates[s] for s in steps if s in self.dates), default=None)

    def has(self, trait: str) -> bool:
        """Whether a rule meant for `trait` ('' = all) is meant for this case.

        While nothing is known of the land, a rule for any kind of land is meant: the longest
        wait then governs, because what is unknown must not shorten a household's time.
        """
        if trait in LAND_TRAITS and not self.traits & LAND_TRAITS:
            return True
        return not trait or trait in self.traits


def land_traits(codes: Iterable[str | None]) -> frozenset[str]:
    """agricultural and/or non_agricultural, from the land-use codes of a case's parcels.

    A code that is not in the list of agricultural land counts as non-agricultural: the longer
    notice protects the household. No code at all: nothing is known, the set is empty.
    """
    known = [code.strip().upper() for code in codes if code and code.strip()]
    return frozenset("agricultural" if c in AGRICULTURAL else "non_agricultural" for c in known)


def traits_of(
    subject: str, row: Mapping[str, Any], land_use_codes: Iterable[str | None] = ()
) -> frozenset[str]:
    """All traits of a case from its row and the land-use codes of its parcels."""
    found = set(land_traits(land_use_codes))
    if subject == "household":
        found |= {row.get("kind") or ""} & set(KIND_TRAITS)
        found |= {"relocating"} if row.get("is_relocating") else set()
    if subject == "grave":
        found |= {row.get("family") or ""} & {"searching", "unclaimed"}
    return frozenset(found)
