import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "static" / "vendor"


def test_third_party_files_are_exactly_those_listed() -> None:
    listed = dict(
        re.findall(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", (VENDOR / "README.md").read_text(), re.M)
    )
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "README.md"
    }
    assert found == listed


def test_each_package_names_its_version_and_brings_its_licence() -> None:
    told = (VENDOR / "README.md").read_text()
    for folder in filter(Path.is_dir, VENDOR.iterdir()):
        assert f"## {folder.name}" in told
        assert re.search(r"-\d+\.\d+", folder.name)
        assert (folder / "LICENSE").stat().st_size > 500
