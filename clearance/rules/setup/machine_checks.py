"""Checks of keeping and of the server: backup, journal check, clock, disk, certificate, HTTPS."""

from clearance.rules.basics.days import days_between, from_stamp, local_day
from clearance.rules.setup.facts import Facts
from clearance.rules.setup.finding import Finding, Said, judged, said, shown_day

#: Days after which a backup or a check is asked for again, and after which facts are at risk.
ASKED_AFTER, RISKED_AFTER = 2, 7
#: Days before its end at which a certificate should have been renewed.
CERTIFICATE_DAYS = 14
HTTPS = Said(
    "CLEARANCE_SECURE=0: điện thoại cần HTTPS để làm việc.",
    "CLEARANCE_SECURE=0: phones need HTTPS to work.",
)
RIGHTS = Said(
    "Thư mục dữ liệu: người khác đọc được; chạy `chmod 700` cho thư mục ấy.",
    "Others can read the data folder; run `chmod 700` on it.",
)
DEMO = Said("Đây là dữ liệu dùng thử.", "These are demo data.")
NOBODY = Said(
    "Chưa có ai đặt mật khẩu: chạy `flask init`.", "Nobody has a password yet: run `flask init`."
)


def backup(facts: Facts) -> Finding:
    """The last backup and the facts recorded since."""
    kept, last = facts.keeping, facts.keeping.backed_up_at
    since = _age(last or kept.first_at, facts.today)
    if not last:
        line = said("Chưa sao lưu lần nào.", "No backup was ever made.")
        return Finding("fault" if since > RISKED_AFTER else "missing", "", (line,))
    if kept.newest_at <= last or since <= ASKED_AFTER:
        line = said("Cách đây {days} ngày.", "{days} days ago.", days=since)
        return Finding("has", _day(last), (line,) if since else ())
    line = said(
        "Bản sao lưu cuối đã {days} ngày; điều ghi sau đó chưa có bản sao nào.",
        "The last backup is {days} days old; what was recorded since is in no copy.",
        days=since,
    )
    return Finding("fault" if since > RISKED_AFTER else "confirm", _day(last), (line,))


def checked(facts: Facts) -> Finding:
    """The last time `flask check` found the state equal to the journal."""
    kept, last = facts.keeping, facts.keeping.checked_at
    if kept.check_failed_at > last:
        line = said(
            "Lần `flask check` cuối ({day}) thấy sai lệch: chạy lại và đọc từng dòng.",
            "The last `flask check` ({day}) found differences: run it again and read each line.",
            day=_day(kept.check_failed_at),
        )
        return Finding("fault", _day(last), (line,))
    if not last:
        line = said("Chưa chạy `flask check` lần nào.", "`flask check` was never run.")
        return Finding("confirm", "", (line,))
    since = _age(last, facts.today)
    line = said(
        "Lần kiểm tra cuối đã {days} ngày.", "The last check is {days} days old.", days=since
    )
    return judged("confirm", _day(last), line if since > RISKED_AFTER else None)


def clock(facts: Facts) -> Finding:
    """The server's clock, which may not run behind the newest row of the journal."""
    newest = facts.keeping.newest_at
    line = said(
        "Đồng hồ máy chủ ({now}) chậm hơn dòng nhật ký mới nhất ({newest}): chỉnh lại giờ.",
        "The server's clock ({now}) is behind the newest row of the journal ({newest}): set it.",
        now=facts.now_at,
        newest=newest,
    )
    return judged("fault", _day(facts.now_at), line if facts.now_at < newest else None)


def disk(facts: Facts) -> Finding:
    """Free room on the disk of the data folder."""
    machine = facts.machine
    line = said(
        "Ổ đĩa chỉ còn trống {free} MB, dưới mức để dành {kept} MB (CLEARANCE_RESERVE_MB).",
        "Only {free} MB are free, less than the reserve of {kept} MB (CLEARANCE_RESERVE_MB).",
        free=machine.free_mb,
        kept=machine.reserve_mb,
    )
    is_short = machine.free_mb < machine.reserve_mb
    shown = f"{machine.free_mb // 1024} GB" if machine.free_mb >= 10240 else f"{machine.free_mb} MB"
    return judged("fault", shown, line if is_short else None)


def certificate(facts: Facts) -> Finding:
    """The last day of the HTTPS certificate, where its path is given."""
    until = facts.machine.certificate_until
    if until is None:
        none = said(
            "Không theo dõi: đặt CLEARANCE_CERTIFICATE là tệp chứng thư (PEM).",
            "Not watched: set CLEARANCE_CERTIFICATE to the certificate's PEM file.",
        )
        return Finding("has", "", (none,))
    if not until:
        line = said("Không đọc được tệp chứng thư.", "The certificate's file cannot be read.")
        return Finding("fault", "", (line,))
    left = days_between(facts.today, until)
    line = said(
        "Chứng thư HTTPS hết hạn ngày {day} (còn {days} ngày): gia hạn ngay.",
        "The HTTPS certificate ends on {day} ({days} days left): renew it now.",
        day=shown_day(until),
        days=max(left, 0),
    )
    return judged("fault", shown_day(until), line if left <= CERTIFICATE_DAYS else None)


def engine(facts: Facts) -> Finding:
    """Version and settings of the database engine."""
    lines = (
        said("Có thể mất dữ liệu: {risk}.", "Data may be lost: {risk}.", risk=risk)
        for risk in facts.machine.risks or ()
    )
    return judged("fault", "", *lines)


def https(facts: Facts) -> Finding:
    """Cookies over HTTPS alone."""
    return judged("fault", "", None if facts.machine.is_secure else HTTPS)


def rights(facts: Facts) -> Finding:
    """The data folder is its owner's alone."""
    return judged("fault", "", None if facts.machine.is_private else RIGHTS)


def no_demo(facts: Facts) -> Finding:
    """The data are a project's, not the demo's."""
    return judged("fault", "", DEMO if facts.machine.is_demo else None)


def sign_in(facts: Facts) -> Finding:
    """Somebody can sign in."""
    return judged("fault", "", None if facts.people.can_sign_in else NOBODY)


def shapes(facts: Facts) -> Finding:
    """Shapes that can be drawn."""
    lines = (
        said(
            "Không vẽ được {subject} {code}: hình rỗng hoặc hỏng, bản đồ bỏ qua; nhập lại bản vẽ"
            " của {code}.",
            "{subject} {code} cannot be drawn: its shape is empty or broken and left out of the"
            " map; import the drawing of {code} again.",
            subject=subject,
            code=code,
        )
        for subject, code in facts.machine.unsound or ()
    )
    return judged("fault", "", *lines)


def pieces(facts: Facts) -> Finding:
    """Things in several pieces that an earlier version kept as one interval."""
    count = facts.machine.undivided
    line = said(
        "{count} thửa, công trình, mộ gồm nhiều phần còn ghi là một khoảng liền, chặn cả quãng"
        " giữa: chạy `flask pieces`.",
        "{count} parcels, structures or graves in several pieces are kept as one interval and"
        " block the gap between: run `flask pieces`.",
        count=count,
    )
    return judged("fault", "", line if count else None)


def _age(instant: str, today: str) -> int:
    """Whole days from the day of an instant to today; 0 for no instant."""
    return days_between(local_day(from_stamp(instant)), today) if instant else 0


def _day(instant: str) -> str:
    return shown_day(local_day(from_stamp(instant))) if instant else ""
