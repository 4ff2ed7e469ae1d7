"""Room on the disk: what uploads may take of it, and when the server says that it is short."""

import shutil
from datetime import timedelta
from pathlib import Path

from clearance.i18n import gettext as _
from clearance.rules.basics.days import stamp
from clearance.store.journal import evidence, upload_chunks
from clearance.web.frame.context import desk, now, store, who
from clearance.web.frame.errors import NoRoom

#: Photos begun are thrown away after this long; whoever is short of room loses his own sooner.
_KEPT = timedelta(days=7)
_LEFT_LYING = timedelta(hours=1)
_DAY = timedelta(days=1)
_MB = 2**20


def parts_folder() -> Path:
    """Where photos lie that have not arrived whole."""
    return desk().settings.data / "parts"


def shortage() -> str:
    """What is wrong with the room on the disk, in words; "" when there is enough."""
    settings = desk().settings
    free = shutil.disk_usage(settings.data).free // _MB
    if free >= settings.reserve_mb:
        return ""
    return _(
        "Ổ đĩa của máy chủ chỉ còn trống %(free)s MB, dưới mức để dành %(kept)s MB"
        " (CLEARANCE_RESERVE_MB).",
        free=free,
        kept=settings.reserve_mb,
    )


def check_room() -> None:
    """NoRoom when the room left is kept for the journal: no file is taken."""
    if told := shortage():
        todo = _("Tệp chưa được nhận; việc không kèm tệp vẫn ghi được. Hãy báo quản trị dọn ổ đĩa.")
        raise NoRoom(f"{told} {todo}")


def check_piece(size: int) -> None:
    """NoRoom when a piece of a photo, bytes, is too much for its sender or for the disk."""
    check_room()
    settings, mine = desk().settings, who().uid
    at = now()
    photos = upload_chunks.sweep(upload_chunks.begun(parts_folder()), (at - _KEPT).timestamp())
    if _sum(photos, mine) + size > settings.unfinished_mb * _MB:
        own = upload_chunks.sweep(
            (p for p in photos if p.person == mine), (at - _LEFT_LYING).timestamp()
        )
        if _sum(own, mine) + size > settings.unfinished_mb * _MB:
            raise NoRoom(
                _(
                    "Tài khoản này có quá %(most)s MB ảnh gửi dở. Ảnh vẫn ở trên máy"
                    " gửi; hãy thử lại sau một giờ.",
                    most=settings.unfinished_mb,
                )
            )
    if sum(photo.counts for photo in photos) + size > settings.unfinished_all_mb * _MB:
        raise NoRoom(
            _(
                "Máy chủ đang giữ quá nhiều ảnh gửi dở. Ảnh vẫn ở trên máy gửi; hãy thử"
                " lại sau, hoặc báo quản trị."
            )
        )


def check_files(size: int) -> None:
    """NoRoom when files of so many bytes are too much for the disk, or for one person's day."""
    check_room()
    most = desk().settings.day_mb
    sent = evidence.sent_since(store(), who().uid, stamp(now() - _DAY))
    if sent + size > most * _MB:
        raise NoRoom(
            _(
                "Trong 24 giờ qua tài khoản này đã gửi gần %(most)s MB ảnh và tệp. Hãy gửi"
                " tiếp vào ngày mai, hoặc nhờ quản trị nâng CLEARANCE_DAY_MB.",
                most=most,
            )
        )


def _sum(photos: list[upload_chunks.Begun], person: str) -> int:
    return sum(photo.counts for photo in photos if photo.person == person)
