"""What the demo declares surveyed came in as a real project's does."""

from datetime import date

from clearance import demo
from clearance.rules.corridor.surveys import KINDS


def test_every_kind_is_declared_surveyed_along_every_road() -> None:
    changes = [change for change, _, _ in demo.demo_changes("sample", 74, date(2026, 11, 23))]
    made = [change for change in changes if change.fact == "registered"]
    roads = {c.subject_uid: c.patch["length_m"] for c in made if c.subject == "alignment"}
    told = [c.patch for c in made if c.subject == "survey"]
    assert [bool(c.patch["surveys_from"]) for c in made if c.subject == "project"] == [True]
    places = {(t["alignment_uid"], t["kind"]): t["chainage_to_m"] for t in told}
    assert places == {(uid, kind): end for uid, end in roads.items() for kind in KINDS}
    assert {t["result"] for t in told} == {"brought_in"}
