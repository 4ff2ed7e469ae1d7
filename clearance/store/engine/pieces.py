"""Conditions on the pieces of a thing along the road, for SQL of both engines."""

from clearance.store.engine.connection import Store
from clearance.store.engine.dialect import pieces

#: The ends of a place [from, to) as the statement is bound with them.
PLACE = (":from_m", ":to_m")


def meets(store: Store, alias: str, place: tuple[str, str] = PLACE) -> str:
    """The condition that a piece of the row `alias` takes some metre of a place [from, to).

    A thing without `parts` is one piece; the columns are named as in the tables of things.
    """
    start, end = place
    return (
        f"{alias}.chainage_from_m < {end} AND {alias}.chainage_to_m > {start}"  # noqa: S608
        f" AND ({alias}.parts IS NULL OR EXISTS (SELECT 1 FROM {pieces(store, f'{alias}.parts')}"
        f" WHERE piece.from_m < {end} AND piece.to_m > {start}))"
    )


def away_m(store: Store, alias: str, metres: str = ":metres") -> str:
    """How far the nearest metre of the row `alias` is from one metre of the road, 0 on it."""
    whole = _away(f"{alias}.chainage_from_m", f"{alias}.chainage_to_m", metres)
    nearest = _away("piece.from_m", "piece.to_m", metres)
    parts = f"{alias}.parts"
    return (
        f"CASE WHEN {parts} IS NULL THEN {whole}"  # noqa: S608
        f" ELSE (SELECT MIN({nearest}) FROM {pieces(store, parts)}) END"
    )


def _away(start: str, end: str, metres: str) -> str:
    return (
        f"CASE WHEN {start} > {metres} THEN {start} - {metres}"
        f" WHEN {end} <= {metres} THEN {metres} + 1 - {end} ELSE 0 END"
    )
