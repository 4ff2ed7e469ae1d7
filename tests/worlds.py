"""Demo corridors cut down for tests and browsers, beside the scales everybody has."""

from dataclasses import replace

from clearance.demo import SCALES

#: The smallest corridor whose every kind of trouble still occurs (seed 74), for browsers.
SMALL = replace(SCALES["sample"], name="small", unsurveyed=2, crossings=2)
#: As small with fewer houses and more land, for any seed.
HAMLET = replace(
    SMALL, households=300, parcels=650, graves=30, structures=80, utilities=15, forestry_plots=30,
    crossings=4,
)  # fmt: skip
