"""The invented office that is moved holds what its own journal gives."""

from pathlib import Path

from clearance.record.replay import differences
from tests.bench import synthetic


def test_an_invented_office_is_what_its_journal_gives(tmp_path: Path) -> None:
    store = synthetic.build(tmp_path / "a.sqlite", 40, commune=15)
    assert differences(store) == []
    counts = [store.value(f"SELECT COUNT(*) FROM {t}") for t in ("household", "parcel", "shape")]
    assert counts == [40, 80, 80]
    assert store.value("SELECT MAX(seq) FROM change") == 1 + 3 + 30 * 40
