"""One's own account: sessions, password, letter size."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from clearance.i18n import gettext as _
from clearance.rules.basics.devices import device_words
from clearance.store.people import accounts, secrets
from clearance.web.accounts.account_form import ChangePassword
from clearance.web.accounts.auth import begin
from clearance.web.accounts.sign_in_limits import begin_try
from clearance.web.frame.access import opens
from clearance.web.frame.context import desk, now_stamp, store, who

blueprint = Blueprint("account", __name__)
_BIG, _YEAR = "big", 365 * 86400


@blueprint.app_context_processor
def _letters() -> dict[str, bool]:
    """Whether this device asked for big letters."""
    return {"big_text": request.cookies.get(_BIG) == "1"}


@blueprint.get("/account")
@opens("home")
def show() -> Any:
    """My sessions, my password, the size of letters."""
    return _page(ChangePassword())


def _page(form: ChangePassword) -> str:
    me = who().uid
    rows = [
        s | {"words": device_words(s["device"])}
        for s in accounts.list_sessions(store(), me)
        if s["expires_at"] > now_stamp()
    ]
    has_password = (accounts.find_login(store(), me) or {}).get("password_hash")
    return render_template(
        "accounts/account.html",
        form=form,
        sessions=rows,
        here_uid=current_user.get_id(),
        has_password=has_password,
    )


@blueprint.post("/account/sessions/<uid>/end")
@opens("home")
def end(uid: str) -> Any:
    """End one of my sessions; nobody else's."""
    if not accounts.revoke_session(store(), uid, who().uid, now_stamp()):
        abort(404)
    flash(_("Đã kết thúc phiên đăng nhập."), "success")
    return redirect(url_for("account.show"), 303)


@blueprint.post("/account/letters")
@opens("home")
def letters() -> Any:
    """Big letters on this device, or the usual ones."""
    answer = redirect(url_for("account.show"), 303)
    answer.set_cookie(
        _BIG,
        "1" if request.form.get("big") == "1" else "0",
        max_age=_YEAR,
        httponly=True,
        samesite="Lax",
        secure=desk().settings.secure,
    )
    return answer


@blueprint.post("/account/password")
@opens("home")
def password() -> Any:
    """A new password ends every other browser session."""
    form = ChangePassword()
    if not form.validate() or _complaint(form):
        return _page(form), 422
    accounts.write_login(
        store(),
        who().uid,
        password_hash=secrets.hash_password(form.password.data),
        link_hash=None,
        link_until=None,
    )
    person = who().uid
    accounts.revoke_all(store(), person, now_stamp(), "browser")
    begin(person)
    flash(_("Đã đổi mật khẩu; các thiết bị khác phải đăng nhập lại."), "success")
    return redirect(url_for("account.show"), 303)


def _complaint(form: ChangePassword) -> bool:
    """Put what is wrong with a password beside its field."""
    if told := _guess(form.present.data or ""):
        form.present.errors = [told]
        return True
    words = {
        "short": lambda: _("Mật khẩu cần ít nhất %(n)s ký tự.", n=secrets.LEAST),
        "guessed": lambda: _("Mật khẩu dễ đoán quá, hãy chọn một câu dài hơn."),
    }
    reason = secrets.weakness(form.password.data or "")
    form.password.errors = [words[reason]()] if reason else []
    return bool(reason)


def _guess(present: str) -> str:
    """What is wrong with the present password, ''; a session left open is no place to guess it."""
    tried = begin_try(who().name, current_user.get_id())
    stored = (accounts.find_login(store(), who().uid) or {}).get("password_hash")
    if tried.wait:
        return tried.told()
    if not secrets.is_password(stored, present):
        return _("Mật khẩu hiện tại không đúng.")
    tried.was_right()
    return ""
