"""Retiring what was entered by mistake: which things, and what has to go before them."""

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


def named(codes: list[str]) -> str:
    """Codes for a refusal: `T-1, T-2 (+3)`."""
    more = len(codes) - MOST_NAMED
    return ", ".join(codes[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")
