"""Photos from phones, piece by piece under the hash of what the phone sends."""

import re
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, request

from clearance.i18n import gettext as _
from clearance.store.journal import evidence, upload_chunks
from clearance.web.frame import disk_space
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, desk, now, store, who
from clearance.web.frame.errors import problem
from clearance.web.recording.uploads import BadFile, take

blueprint = Blueprint("photos", __name__)


@blueprint.put("/photo/<sha256>")
@opens("record")
def put(sha256: str) -> Any:
    """A piece from ?offset= of a photo of ?size= bytes; answers how much is there, and if all is.

    Sending a piece twice, or a whole photo twice, changes nothing; an empty piece only asks.
    """
    if not re.fullmatch("[0-9a-f]{64}", sha256):
        abort(404)
    if evidence.was_sent_by(store(), sha256, who().uid):
        return {"have": _number("size"), "done": True}
    size, most = _number("size"), desk().settings.upload_mb * 2**20
    if not 0 < size <= most:
        abort(413)
    offset, piece = _number("offset"), request.get_data()
    if offset + len(piece) > size:
        abort(413)
    disk_space.check_piece(len(piece))
    have = upload_chunks.add(*_place(sha256), offset, piece, now().timestamp())
    return _finish(sha256) if have >= size else {"have": have, "done": False}


def _finish(sha256: str) -> Any:
    """All bytes are there: check them against their name, keep them as evidence."""
    content = upload_chunks.whole(*_place(sha256))
    try:
        if content is None:
            return problem("broken_photo", _("Ảnh bị hỏng trên đường gửi; máy sẽ gửi lại."), 409)
        take(sha256, content)
    except BadFile as fault:
        return problem("bad_photo", str(fault), 422)
    finally:
        upload_chunks.drop(*_place(sha256))
    return {"have": len(content), "done": True}


def _place(sha256: str) -> tuple[Path, str, str]:
    return disk_space.parts_folder(), who().uid, sha256


def _number(name: str) -> int:
    text = asked(name, "0")
    return int(text) if re.fullmatch("[0-9]{1,12}", text) else abort(400)
