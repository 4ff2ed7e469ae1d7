"""Which line of steps a case follows."""

import pytest

from clearance.rules.procedure.main_lines import line_of
from clearance.rules.procedure.steps import next_step


@pytest.mark.parametrize(
    ("subject", "traits", "regime", "code"),
    [
        ("household", "", "R26", "household"),
        ("household", "agricultural", "R13", "household.R13"),
        ("household", "relocating", "R24", "relocating"),
        ("household", "relocating", "R13", "relocating.R13"),
        ("household", "organisation agricultural", "R26", "organisation"),
        ("household", "organisation", "R13", "organisation.R13"),
        ("household", "asset_owner", "R13", "asset_owner"),
        ("household", "utility_owner", "R26", "utility_owner"),
        ("grave", "unclaimed", "R26", "unclaimed"),
        ("grave", "searching", "", "searching"),
        ("grave", "", "", "grave"),
        ("parcel", "residual", "", "residual"),
        ("segment", "", "", "segment"),
    ],
)
def test_a_case_follows_the_line_of_its_kind(
    subject: str, traits: str, regime: str, code: str
) -> None:
    found = line_of(subject, frozenset(traits.split()), regime)
    assert found
    assert found.code == code


def test_what_has_no_steps_has_no_line() -> None:
    assert line_of("member") is None


def test_a_company_is_asked_for_its_lease_or_its_origin_never_for_both() -> None:
    line = line_of("household", frozenset(("organisation",)), "R26")
    for taken in (
        {"notified", "inventoried", "origin_confirmed"},
        {"notified", "inventoried", "tenure_checked"},
    ):
        following = next_step("household", taken, line=line)
        assert following
        assert following.code == "plan_drafted"
