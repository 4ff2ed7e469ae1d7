"""The server as the doctor sees it: its certificate, its disk, the rights of its folder."""

import shutil
import subprocess
from pathlib import Path

import pytest

from clearance.store import Store
from clearance.store.keeping.machine import certificate_until, machine_facts


def a_certificate(path: Path, days: int) -> Path:
    """A certificate of this machine's own making that ends after so many days."""
    openssl = shutil.which("openssl")
    assert openssl, "openssl is missing: apt-get install openssl"
    words = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days {days}"
    names = ["-subj", "/CN=clearance.example", "-keyout", str(path.with_suffix(".key"))]
    subprocess.run([openssl, *words.split(), *names, "-out", str(path)], check=True)
    return path


@pytest.mark.parametrize("days", [30, 40000])
def test_the_last_day_of_a_certificate_is_read_from_its_file(tmp_path: Path, days: int) -> None:
    path = a_certificate(tmp_path / "site.pem", days)
    openssl = shutil.which("openssl") or ""
    words = [openssl, "x509", "-enddate", "-noout", "-dateopt", "iso_8601", "-in", str(path)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    ours = certificate_until(path)
    assert ours[:7] == told.removeprefix("notAfter=")[:7]
    assert len(ours) == 10


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\nMAAwAA==\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
    ],
)
def test_a_file_that_is_no_certificate_has_no_last_day(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "site.pem"
    path.write_bytes(content)
    assert certificate_until(path) == ""


def test_a_certificate_that_is_not_there_has_no_last_day(tmp_path: Path) -> None:
    assert certificate_until(tmp_path / "none.pem") == ""


def test_the_folder_others_can_read_and_the_free_disk_are_seen(
    store: Store, tmp_path: Path
) -> None:
    tmp_path.chmod(0o755)
    seen = machine_facts(store, tmp_path, 512, "", is_secure=True)
    assert (seen.is_private, seen.certificate_until, seen.is_demo) == (False, None, False)
    assert seen.free_mb > 0
    tmp_path.chmod(0o700)
    assert machine_facts(store, tmp_path, 512, "", is_secure=True).is_private
