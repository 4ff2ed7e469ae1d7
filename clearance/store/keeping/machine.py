"""The server as it is: free disk, rights of the data folder, the certificate, backups at hand."""

import re
import shutil
import ssl
from datetime import datetime
from pathlib import Path

from clearance.rules.basics.days import VIETNAM, local_day, stamp
from clearance.rules.setup.facts import MachineFacts
from clearance.store.engine.connection import Store
from clearance.store.journal import meta

_MB = 2**20
#: The name `flask backup` gives a file: the Vietnamese day and time of its making.
_ARCHIVE = re.compile(r"clearance-(\d{8}-\d{6})\.tar")
_PEM = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
#: Tags of DER: a sequence, its explicit version, two kinds of time.
_SEQUENCE, _VERSION, _UTC_TIME, _GENERAL_TIME = 0x30, 0xA0, 0x17, 0x18
_TIMES = {_UTC_TIME: "%y%m%d%H%M%SZ", _GENERAL_TIME: "%Y%m%d%H%M%SZ"}


def machine_facts(
    store: Store, data: Path, reserve_mb: int, certificate: str, is_secure: bool
) -> MachineFacts:
    """The state of the server whose data folder that is; engine and shapes are not looked at."""
    return MachineFacts(
        is_secure=is_secure,
        is_private=data.stat().st_mode & 0o077 == 0,
        is_demo=meta.read(store, "demo") == "1",
        free_mb=shutil.disk_usage(data).free // _MB,
        reserve_mb=reserve_mb,
        certificate_until=certificate_until(Path(certificate)) if certificate else None,
    )


def newest_archive(folder: Path) -> str:
    """The stamp of the newest backup of a folder by its name, "" without any."""
    names = (_ARCHIVE.fullmatch(path.name) for path in folder.glob("clearance-*.tar"))
    newest = max((found[1] for found in names if found), default="")
    if not newest:
        return ""
    return stamp(datetime.strptime(newest, "%Y%m%d-%H%M%S").replace(tzinfo=VIETNAM))


def certificate_until(path: Path) -> str:
    """The last day (YYYY-MM-DD, Viet Nam) of the first certificate of a PEM file; "" unreadable."""
    try:
        found = _PEM.search(path.read_text("ascii"))
        der = ssl.PEM_cert_to_DER_cert(found[0]) if found else b""
        return local_day(_not_after(der))
    except (OSError, ValueError, IndexError):
        return ""


def _not_after(der: bytes) -> datetime:
    """The end of validity of a certificate (RFC 5280, 4.1): ValueError where there is none."""
    body = _content(_content(der, _SEQUENCE)[0], _SEQUENCE)[0]
    if body[0] == _VERSION:
        body = _content(body, _VERSION)[1]
    for _before in range(3):  # serial number, signature algorithm, issuer
        body = _content(body, body[0])[1]
    validity = _content(body, _SEQUENCE)[0]
    ends = _content(validity, validity[0])[1]
    text = _content(ends, ends[0])[0].decode("ascii")
    return datetime.strptime(f"{text}+0000", f"{_TIMES[ends[0]]}%z")


def _content(der: bytes, tag: int) -> tuple[bytes, bytes]:
    """The content of the first DER value, which has that tag, and what follows it."""
    if der[0] != tag:
        raise ValueError(f"DER tag {der[0]:#x} instead of {tag:#x}")
    size, start = der[1], 2
    if size > 0x7F:
        start += size & 0x7F
        size = int.from_bytes(der[2:start])
    return der[start : start + size], der[start + size :]
