"""Signing in and out: a cookie names a row of our session table, which can be revoked."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    abort,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Request

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import new_uid
from clearance.rules.basics.days import stamp
from clearance.rules.records.subjects import ROLES
from clearance.store.people import accounts, secrets
from clearance.web.accounts.known_device import known_device, remember_device
from clearance.web.accounts.sign_in_form import NewPassword, SignIn
from clearance.web.accounts.sign_in_limits import begin_try
from clearance.web.frame.access import OPEN, opens
from clearance.web.frame.context import desk, now, now_stamp, store

blueprint = Blueprint("auth", __name__)
csrf = CSRFProtect()


class Session(UserMixin):
    """One signed-in session with its person."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.uid = row["uid"]
        self.who = accounts.as_who(row)
        self.name = row["full_name"] or row["name"]
        self.is_program = row["kind"] in ("token", "feed")

    def get_id(self) -> str:
        """Flask-Login keeps the session's id, not the person's."""
        return str(self.uid)

    @property
    def role_label(self) -> str:
        """The role in words."""
        from clearance.web.frame.layout import ROLE_WORDS

        return ROLE_WORDS[self.who.role]()


def init_auth(app: Flask) -> None:
    """Sessions, bearer tokens, CSRF."""
    manager = LoginManager(app)
    manager.user_loader(_by_session)
    manager.request_loader(_by_token)
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    csrf.init_app(app)
    app.before_request(_check_origin)


def _by_session(uid: str) -> Session | None:
    row = accounts.find_session(store(), uid, now_stamp())
    return Session(row) if row else None


def _by_token(asked: Request) -> Session | None:
    scheme, _sep, token = asked.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return None
    kinds = ("feed", "token") if asked.path == "/feed" else ("token",)
    found = (accounts.find_token(store(), secrets.token_hash(token), k, now_stamp()) for k in kinds)
    row = next(filter(None, found), None)
    return Session(row) if row else None


def _check_origin() -> None:
    """A form needs its token; a program with a bearer token has no cookie to steal."""
    if request.method in ("GET", "HEAD", "OPTIONS") or request.endpoint is None:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    if not (current_user.is_authenticated and current_user.is_program):
        csrf.protect()


def begin(person_uid: str) -> None:
    """Open a browser session for the person; the old one is left behind."""
    _empty_cookie()
    uid = new_uid()
    until = now() + timedelta(days=desk().settings.session_days)
    accounts.open_session(
        store(),
        uid=uid,
        token_hash=uid,
        person_uid=person_uid,
        kind="browser",
        device=request.user_agent.string[:200],
        created_at=now_stamp(),
        expires_at=stamp(until),
    )
    session.permanent = True
    remember_device(person_uid)
    row = accounts.find_session(store(), uid, now_stamp())
    login_user(Session(row or abort(401)))


def _empty_cookie() -> None:
    """Keep nothing of the session before but the language somebody chose."""
    chosen = session.get("lang")
    session.clear()
    if chosen:
        session["lang"] = chosen


def _onward(target: str) -> Any:
    """Back to the page asked for, never to another host."""
    parts = urlsplit(target)
    is_ours = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return redirect(target if is_ours and not parts.netloc else url_for("home.index"))


@blueprint.route("/login", methods=["GET", "POST"])
@opens(OPEN)
def login() -> Any:
    """Name and password; in the demo, role buttons."""
    form = SignIn(data={"next": request.args.get("next", "")})
    if not form.validate_on_submit():
        return _door(form)
    person = accounts.find_person(store(), form.name.data) or {}
    tried = begin_try(form.name.data, known_device(person.get("uid", "")))
    if tried.wait:
        return _door(form, tried.told(), 429)
    if not _is_right(person, form.password.data):
        return _door(form, _("Tên hoặc mật khẩu không đúng."))
    tried.was_right()
    begin(person["uid"])
    return _onward(form.next.data or "")


def _door(form: SignIn, told: str = "", status: int = 200) -> Any:
    if told:
        flash(told, "error")
    return render_template("accounts/login.html", form=form, roles=ROLES), status


def _is_right(person: dict[str, Any], password: str) -> bool:
    """Whether that opens the account; takes the same time when there is none."""
    login = accounts.find_login(store(), person.get("uid", "")) or {}
    is_right = secrets.is_password(login.get("password_hash"), password)
    return is_right and bool(person.get("is_active"))


@blueprint.post("/login/demo")
@opens(OPEN)
def demo() -> Any:
    """Sign in as a role of the demo; nowhere else does this door exist."""
    if not desk().is_demo:
        abort(404)
    role = request.form.get("role", "")
    rows = [p for p in accounts.list_people(store()) if p["role"] == role and p["is_active"]]
    begin((rows or abort(404))[0]["uid"])
    return redirect(url_for("home.index"))


@blueprint.route("/welcome/<token>", methods=["GET", "POST"])
@opens(OPEN)
def welcome(token: str) -> Any:
    """Choose a password at a one-time link."""
    person = accounts.person_of_link(store(), secrets.token_hash(token), now_stamp()) or abort(404)
    form = NewPassword()
    if form.validate_on_submit() and not _complaint(form):
        accounts.write_login(
            store(),
            person["uid"],
            password_hash=secrets.hash_password(form.password.data),
            link_hash=None,
            link_until=None,
        )
        accounts.revoke_all(store(), person["uid"], now_stamp(), "browser")
        begin(person["uid"])
        return redirect(url_for("home.index"))
    return render_template("accounts/welcome.html", form=form, person=person)


def _complaint(form: NewPassword) -> bool:
    """Put a bad password's reason beside its field."""
    words = {
        "short": _("Mật khẩu cần ít nhất %(n)s ký tự.", n=secrets.LEAST),
        "guessed": _("Mật khẩu dễ đoán quá, hãy chọn một câu dài hơn."),
    }
    reason = words.get(secrets.weakness(form.password.data or ""))
    if form.password.data != form.again.data:
        reason = _("Hai lần nhập không giống nhau.")
    form.password.errors = [*form.password.errors, reason] if reason else form.password.errors
    return bool(reason)


@blueprint.post("/logout")
@opens(OPEN)
def logout() -> Any:
    """End this session for good."""
    if current_user.is_authenticated:
        accounts.revoke_session(store(), current_user.uid, current_user.who.uid, now_stamp())
    logout_user()
    _empty_cookie()
    return redirect(url_for("auth.login"))
