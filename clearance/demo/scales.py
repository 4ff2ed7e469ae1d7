"""How big a demo is: one row a scale."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Corridors and what lies on each; `is_brief` keeps only the last facts of a case."""

    name: str
    corridors: int = 1
    households: int = 1_650
    parcels: int = 3_000
    graves: int = 337
    structures: int = 600
    utilities: int = 120
    forestry_plots: int = 176
    unsurveyed: int = 6
    crossings: int = 14
    is_brief: bool = False


_ROWS = (
    Scale(
        "sample",
        households=330,
        parcels=600,
        graves=67,
        structures=120,
        utilities=24,
        forestry_plots=35,
    ),
    Scale("district"),
    Scale("province", corridors=7, households=1_430, parcels=2_860),
    Scale(
        "national",
        corridors=200,
        households=2_500,
        parcels=5_000,
        graves=150,
        structures=500,
        utilities=60,
        is_brief=True,
    ),
)

SCALES: dict[str, Scale] = {row.name: row for row in _ROWS}
