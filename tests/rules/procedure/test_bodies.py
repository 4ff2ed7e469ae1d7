"""Who decides under each regime."""

from clearance.rules.procedure.bodies import BODIES, DECIDERS, decider
from clearance.rules.procedure.law_shipped import SHIPPED_REGIMES


def test_every_body_has_words_and_every_regime_its_deciders() -> None:
    assert all(row.vi and row.en for row in BODIES.values())
    assert set(DECIDERS) == {row.code for row in SHIPPED_REGIMES}
    assert all(row.source for row in DECIDERS.values())


def test_who_decides_changes_with_the_law() -> None:
    assert decider("R13")[0] == "UBND huyện"
    assert decider("R13", is_organisation=True)[0] == "UBND tỉnh"
    assert decider("R24") == decider("R24", is_organisation=True)
    assert decider("R25")[1].startswith("Chairman of the commune")
    assert decider("R27") == (BODIES["authority"].vi, BODIES["authority"].en)
