"""Every refusal as a page for people and as JSON of one shape for programs."""

from typing import Any
from urllib.parse import urlencode

from flask import (
    Flask,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.exceptions import HTTPException, ServiceUnavailable
from werkzeug.wrappers import Response

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.changes import Outcome
from clearance.rules.basics.faults import Refused
from clearance.rules.basics.refusals import REFUSALS
from clearance.store import Unreachable, is_full
from clearance.web.frame.context import BadDay
from clearance.web.frame.report_rate import TooMany

_TITLES = {
    400: lambda: _("Yêu cầu không đúng"),
    401: lambda: _("Cần đăng nhập"),
    403: lambda: _("Không có quyền xem trang này"),
    404: lambda: _("Không tìm thấy"),
    405: lambda: _("Cách gửi không được hỗ trợ"),
    409: lambda: _("Có thay đổi trùng nhau"),
    410: lambda: _("Hồ sơ đã rút"),
    413: lambda: _("Tệp quá lớn"),
    429: lambda: _("Quá nhiều lần, hãy chờ một lát"),
    500: lambda: _("Hệ thống gặp lỗi"),
    503: lambda: _("Máy chủ dữ liệu chưa trả lời"),
    507: lambda: _("Máy chủ hết chỗ trên ổ đĩa"),
}


#: Statuses whose description is written for the person who asked.
_TOLD = (400, 409, 410, 413, 429, 503, 507)


def wants_json() -> bool:
    """Whether the asker is a program."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.args.get("format") == "json" or request.is_json or best == "application/json"


def problem(code: str, message: str, status: int, fields: Any = None) -> tuple[dict[str, Any], int]:
    """The one shape of an error for programs."""
    return {"code": code, "message": message, "fields": fields or {}}, status


def words_of(outcome: Outcome) -> str:
    """Why a change was refused or held, in the language in use."""
    row = REFUSALS.get(outcome.reason or "")
    return label(row) + (f" ({outcome.detail})" if outcome.detail else "") if row else ""


def _http(error: HTTPException) -> Any:
    status = error.code or 500
    title = _TITLES.get(status, lambda: error.name)()
    if isinstance(error.response, Response):
        return error.response
    if status == 401 and request.method == "GET" and not wants_json():
        return redirect(url_for("auth.login", next=request.full_path.rstrip("?")))
    own = error.description if status in _TOLD else ""
    if wants_json():
        return problem(f"http_{status}", own or title, status)
    return render_template("frame/error.html", title=title, detail=own, status=status), status


def _bad_day(error: BadDay) -> Any:
    """A day nobody can be shown: said in the page's own frame, with the way back to today."""
    g.code = "bad_day"
    if wants_json():
        return problem("http_400", str(error.description), 400, {error.name_asked: error.words})
    left = {k: v for k, v in request.args.items(multi=True) if k != error.name_asked}
    here = request.path + (f"?{urlencode(left)}" if left else "")
    return render_template(
        "frame/error.html", title=_TITLES[400](), detail=error.description, again=here, status=400
    ), 400


def _refused(error: Refused) -> Any:
    g.code = (error.cause[1].reason if error.cause else None) or "refused"
    lines = [fault.text() for fault in error.faults]
    if wants_json():
        return problem("refused", lines[0], 422, [f.as_dict() for f in error.faults])
    return render_template(
        "frame/error.html", title=_("Không nhận được"), lines=lines, status=422
    ), 422


def _unreachable(error: Unreachable) -> Any:
    """The database is away: nothing more is asked of it, not even who is signed in."""
    g.code, g.fault = "unreachable", error
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]
    words = _("Hãy thử lại sau ít phút. Những gì đã được xác nhận vẫn còn nguyên.")
    answer = make_response(_http(ServiceUnavailable(words)))
    answer.headers["Retry-After"] = "5"
    return answer


def _too_many(error: TooMany) -> Any:
    """Reports that were not looked at, and when they may come again."""
    g.code = "too_many"
    answer = make_response(_http(error))
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


class NoRoom(HTTPException):
    """No room on the server's disk, or none left for this person: with what to do."""

    code = 507


def _fault(error: Exception) -> Any:
    """A full disk is told in words; any other fault goes on to be logged and told as ours."""
    if not is_full(error):
        raise error
    g.code = "disk_full"
    if "_login_user" not in g:  # nothing more may be written to find out who asks
        g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]
    return _http(
        NoRoom(
            _(
                "Lần gửi này chưa được ghi; những gì đã được xác nhận vẫn còn nguyên. Hãy báo"
                " quản trị giải phóng chỗ trên máy chủ, rồi gửi lại."
            )
        )
    )


def init_app(app: Flask) -> None:
    """Answer errors in our own words."""
    app.register_error_handler(Unreachable, _unreachable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(BadDay, _bad_day)
    app.register_error_handler(TooMany, _too_many)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Exception, _fault)
