"""Settings are read once and checked at the start."""

from pathlib import Path

import pytest

from clearance.settings import BadSetting, read_settings


def test_without_an_environment_everything_lies_in_the_instance_folder() -> None:
    found = read_settings({})
    assert found.data == Path("instance").resolve()
    assert found.database == found.data / "clearance.sqlite"
    assert (found.evidence, found.backups) == (found.data / "evidence", found.data / "backups")


def test_a_number_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(BadSetting, match="CLEARANCE_UPLOAD_MB='nhiều'"):
        read_settings({"CLEARANCE_UPLOAD_MB": "nhiều"})
    with pytest.raises(BadSetting, match="không được âm"):
        read_settings({"CLEARANCE_PROXIES": "-1"})


def test_a_database_may_lie_elsewhere(tmp_path: Path) -> None:
    found = read_settings({"CLEARANCE_DATABASE": f"sqlite:///{tmp_path}/x.sqlite"})
    assert found.database == tmp_path / "x.sqlite"


def test_a_server_is_kept_as_its_address_and_told_without_name_and_password() -> None:
    address = "postgresql://app:secret@db.local:5432/clearance?sslmode=require"
    found = read_settings({"CLEARANCE_DATABASE": address})
    assert found.database == address
    assert found.place == "postgresql://db.local:5432/clearance"


def test_another_engine_is_refused_without_telling_its_password() -> None:
    with pytest.raises(BadSetting, match="mysql") as refused:
        read_settings({"CLEARANCE_DATABASE": "mysql://app:secret@db.local/clearance"})
    assert "secret" not in str(refused.value)
