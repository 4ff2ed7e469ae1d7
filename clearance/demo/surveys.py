"""What the demo office declares surveyed: every kind along every road, with its lists."""

from clearance.demo.site import Site
from clearance.rules.corridor.surveys import BROUGHT_IN, KINDS


def declare(site: Site, day: int, alignment_uid: str, length_m: int, about: str = "") -> None:
    """Declare every kind surveyed over the whole of an alignment that begins at Km0."""
    for kind in KINDS:
        patch = {
            "alignment_uid": alignment_uid,
            "kind": kind,
            "chainage_from_m": 0,
            "chainage_to_m": length_m,
            "result": BROUGHT_IN,
        }
        uid = site.log.uid("survey", alignment_uid, kind)
        site.log.add(
            day, site.staff.office, "survey", uid, "registered", patch, about=about or None
        )
