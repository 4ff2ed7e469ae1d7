"""A folder of the version before declarations keeps its figures until its office says otherwise."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clearance.record.replay import differences, settle
from clearance.store import Store
from clearance.store.corridor import surveys
from clearance.store.journal import meta
from tests import given
from tests.record.files.build_folder import figures
from tests.record.folders import figures as figures_then
from tests.record.folders import opened, unpacked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return unpacked("before-surveys", tmp_path / "data")


@pytest.fixture
def office(folder: Path) -> Iterator[Store]:
    """Its database, brought up to date as a start of the program does."""
    store = opened(folder)
    settle(store)
    yield store
    store.close()


def test_it_is_taken_over_whole(folder: Path, office: Store) -> None:
    assert differences(office) == []
    assert figures(office) == figures_then(folder)
    assert office.query("SELECT * FROM survey") == []


def test_it_counts_no_survey_until_the_office_says_so(office: Store) -> None:
    project = meta.project_uid(office)
    assert surveys.counted_from(office, project) == ""
    row = office.first("SELECT uid, name FROM person WHERE role = 'office'") or {}
    who = given.Who(row["uid"], row["name"], "office")
    told = {"surveys_from": given.TODAY}
    change = given.Change("project", project, "revised", told, project_uid=project)
    assert given.by(who, office, change).is_accepted
    assert surveys.counted_from(office, project) == given.TODAY
    assert differences(office) == []
