"""The register: what forms ask for, the next code, what a revision changes, what bars retiring."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_NUMBER = re.compile(r"(.*?)(\d+)", re.ASCII)
_PLACE = ("chainage_from_m", "chainage_to_m", "side")
_PEOPLE = ("full_name", "spouse_name", "phone", "phone_2", "representative", "heirs", "address")
#: Fields of each form, in the order in which they are asked for.
FORMS: dict[str, tuple[str, ...]] = {
    "package": ("code", "name", "contractor", "alignment_uid", *_PLACE[:2]),
    "segment": ("code", "package_uid", *_PLACE[:2], "need_by_on"),
    "structure": ("code", "kind", "unit_uid", "household_uid", "parcel_uid", "area_m2",
                  "alignment_uid", *_PLACE, "scope"),
    "utility": ("code", "kind", "owner", "unit_uid", "alignment_uid", *_PLACE, "scope"),
    "parcel": ("code", "unit_uid", "household_uid", "map_sheet_no", "parcel_no", "area_total_m2",
               "area_recovered_m2", "land_use_code", "is_public", "origin", "encumbrance",
               "alignment_uid", *_PLACE, "scope"),
    "household": ("code", "kind", *_PEOPLE, "id_number", "unit_uid", "village", "chainage_m",
                  "is_relocating", "holder_uid", "approved_vnd", "paid_vnd", "note"),
    "grave": ("code", "deceased_name", "full_name", "phone", "phone_2", "representative", "heirs",
              "unit_uid", "household_uid", "parcel_uid", "cemetery", "kind", "burial", "family",
              "buried_year", "holder_uid", "alignment_uid", *_PLACE, "scope", "note"),
}  # fmt: skip
#: Fields a form does not take empty.
NEEDED: dict[str, tuple[str, ...]] = {
    "package": ("code", *_PLACE[:2]),
    "segment": ("code", "package_uid", *_PLACE[:2]),
    "structure": ("code", "kind", "unit_uid"),
    "utility": ("code", "kind", "unit_uid"),
    "parcel": ("code", "unit_uid"),
    "household": ("code", "unit_uid"),
    "grave": ("code", "unit_uid"),
}
#: What a cadre may find at the place and register at once.
FINDABLE = ("grave", "parcel", "structure")
#: How the code of what the office has not confirmed begins.
PROVISIONAL = "CXN-"
#: Fields never shown again once written: left empty they stay as they are.
UNSEEN = ("id_number",)
#: Fields that are ticked or not.
FLAGS = ("is_public", "is_relocating")
#: Things along the road that hold metres there: their side is asked with their chainage.
SIDED = ("structure", "utility", "parcel", "grave")
#: What can be retired and brought back.
RETIRABLE = ("household", "parcel", "grave", "structure", "utility", "package", "segment")
#: Tables and columns in which other things name one; while any does, it is not retired.
BARRED_BY: dict[str, tuple[tuple[str, str], ...]] = {
    "household": tuple((name, "household_uid") for name in ("parcel", "structure", "grave")),
    "parcel": tuple((name, "parcel_uid") for name in ("structure", "grave")),
    "package": (("segment", "package_uid"),),
}
#: Steps after which nobody can say that the thing never was: they are withdrawn first.
SETTLED: dict[str, tuple[str, ...]] = {
    "household": ("paid", "deposited"),
    "grave": ("paid", "exhumed", "reburied", "accepted"),
    "segment": ("offered", "accepted"),
}
#: Codes named in a refusal at most.
MOST_NAMED = 5


def next_code(codes: Iterable[str]) -> str:
    """The code after the highest number of the first code's series; '' before there is any.

    `codes`: the newest first. `HY-0009` is followed by `HY-0010`, whatever other series there are.
    """
    known = list(codes)
    prefix = _part(known[0])[0] if known else ""
    numbers = [digits for own, digits in map(_part, known) if digits and own == prefix]
    if not numbers:
        return ""
    highest = max(numbers, key=int)
    return prefix + str(int(highest) + 1).zfill(len(highest))


def provisional_code(codes: Iterable[str]) -> str:
    """The code of the next thing found: `CXN-0001`, one above the highest of these."""
    own = [code for code in codes if code.removeprefix(PROVISIONAL).isdecimal()]
    return next_code(sorted(own, reverse=True)) or f"{PROVISIONAL}0001"


def _part(code: str) -> tuple[str, str]:
    """A code as its series and the number at its end."""
    found = _NUMBER.fullmatch(code)
    return (found[1], found[2]) if found else (code, "")


def changed(row: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a patch that differ from what is recorded: an empty text, a flag not set and
    nothing recorded are the same."""
    return {
        name: value
        for name, value in patch.items()
        if _plain(name, row.get(name)) != _plain(name, value)
    }


def _plain(name: str, value: Any) -> Any:
    is_empty = value in ("", None) or (name in FLAGS and not value)
    return None if is_empty else value


def overlapping(
    place: tuple[int, int], others: Iterable[tuple[str, int, int]]
) -> tuple[str, int, int] | None:
    """The first of others (code, from, to) that shares a metre with a place [from, to)."""
    return next((o for o in others if o[1] < place[1] and o[2] > place[0]), None)


def named(codes: list[str]) -> str:
    """Codes for a refusal: `T-1, T-2 (+3)`."""
    more = len(codes) - MOST_NAMED
    return ", ".join(codes[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")
