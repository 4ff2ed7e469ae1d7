"""Evidence: photos and PDFs taken in (re-encoded, place and device removed) and given out.

Texts are made here and never taken in: certificates as they were kept.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort
from werkzeug.datastructures import FileStorage

from clearance.exchange.files.pictures import BadPicture, TooLarge, cleaned
from clearance.i18n import gettext as _
from clearance.store.cases import case_page
from clearance.store.journal import evidence
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, desk, now_stamp, store, today, who
from clearance.web.frame.disk_space import check_files

blueprint = Blueprint("evidence", __name__)
_TEXT = "application/json"
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


class BadFile(ValueError):
    """A file that cannot be taken as evidence, with what to do."""


def receive(files: Iterable[FileStorage]) -> tuple[str, ...]:
    """Keep every file sent and give their sha256; BadFile names the first that is unfit."""
    ready = [_clean(f.read(), f.filename) for f in files or () if f and f.filename]
    if ready:
        check_files(sum(len(content) for content, _kind in ready))
    return tuple(
        dict.fromkeys(
            evidence.keep(store(), desk().settings.evidence, content, kind, who().uid, now_stamp())
            for content, kind in ready
        )
    )


def keep_text(content: bytes) -> str:
    """Keep a text (JSON) that was made here; gives its sha256."""
    return evidence.keep(store(), desk().settings.evidence, content, _TEXT, who().uid, now_stamp())


def is_text(sha256: str) -> bool:
    """Whether that file is a text made here."""
    row = evidence.find_evidence(store(), sha256)
    return bool(row and row["media_type"] == _TEXT)


def text_of(sha256: str) -> bytes:
    """A text kept here; 404 where its file is not (files stay at the office that made them)."""
    path = evidence.path_of(desk().settings.evidence, sha256)
    return path.read_bytes() if path.is_file() else abort(404)


def _clean(content: bytes, name: str | None) -> tuple[bytes, str]:
    try:
        return cleaned(content)
    except BadPicture as error:
        fault = (
            _("ảnh lớn quá 25 triệu điểm")
            if isinstance(error, TooLarge)
            else _("không phải ảnh JPEG, PNG hay PDF")
        )
        words = _(
            "Tệp %(name)s: %(fault)s. Hãy chụp lại hoặc chọn tệp khác.", name=name, fault=fault
        )
        raise BadFile(words) from error


def take(sha256: str, content: bytes) -> None:
    """Keep one file that a phone sent under its hash; BadFile when it is unfit."""
    clean, kind = _clean(content, sha256[:8])
    check_files(len(clean))
    stored = evidence.keep(store(), desk().settings.evidence, clean, kind, who().uid, now_stamp())
    evidence.name_also(store(), sha256, stored, who().uid)


def _path(row: dict[str, Any]) -> Path:
    return evidence.path_of(desk().settings.evidence, evidence.file_of(row))


@blueprint.get("/evidence/<sha256>")
@opens("households")
def show(sha256: str) -> Any:
    """One file, if it belongs to something in the asker's area; pictures open, PDFs download."""
    row = evidence.find_evidence(store(), sha256) or abort(404)
    if not case_page.is_evidence_in_area(store(), who(), today(), sha256, asked("of")):
        abort(404)
    path, kind = _path(row), row["media_type"]
    answer = Response(path.read_bytes() if path.is_file() else abort(404), mimetype=kind)
    turn = "inline" if kind.startswith("image/") else "attachment"
    name = f"{sha256[:12]}.{_ENDINGS.get(kind, 'bin')}"
    answer.headers["Content-Disposition"] = f'{turn}; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer
