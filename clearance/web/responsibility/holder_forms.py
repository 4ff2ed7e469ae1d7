"""The forms by which the responsibility for a case moves: pass on, explain, ask, answer."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from flask import Blueprint, abort, render_template

from clearance.i18n import gettext as _
from clearance.rules.basics.changes import Change
from clearance.rules.records.holders import CASES
from clearance.rules.records.permissions import may_record
from clearance.store.responsibility import turns, waiting
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, who
from clearance.web.recording.report_form import CaseReport
from clearance.web.recording.submit import address, find, fresh, submit
from clearance.web.responsibility.holder_form import Asking, Explaining, Passing, Replying
from clearance.web.responsibility.holder_labels import ASKS
from clearance.web.responsibility.holder_panel import panel
from clearance.web.responsibility.letter import letter

Row = dict[str, Any]


def pass_on(subject: str, code: str) -> Any:
    """Let the case wait on another: the ball passed, with the reason and a document."""
    row, form = find(subject, code), Passing()
    last = turns.find_last(store(), row["uid"]) or abort(404)
    start = {"holder_kind": last["holder_kind"], "holder": last["holder_uid"]}
    names = {"holder_kind": "holder_kind", "holder_uid": "holder"}
    words = _("Chuyển hồ sơ"), _("Đã chuyển hồ sơ.")
    return _form_page(subject, row, form, "passed", names, words, start)


def explain(subject: str, code: str) -> Any:
    """Why the open step is late, in which category, and the new day."""
    row, form = find(subject, code), Explaining()
    names = {"category": "category", "new_due_on": "new_due_on"}
    words = _("Giải trình"), _("Đã ghi giải trình.")
    return _form_page(
        subject, row, form, "explained", names, words, more={"step": row["next_step"]}
    )


def ask(subject: str, code: str) -> Any:
    """A leader asks the holder of the case for an explanation, or gives an order."""
    row, form = find(subject, code), Asking()
    form.ask.choices = [(kind, words()) for kind, words in ASKS.items()]
    names = {"ask": "ask", "due_on": "due_on"}
    words = _("Hỏi hoặc chỉ đạo"), _("Đã gửi cho người đang giữ hồ sơ.")
    return _form_page(subject, row, form, "asked", names, words, {"ask": "instruction"})


def reply(subject: str, code: str, uid: str) -> Any:
    """Answer one order or question."""
    row, form = find(subject, code), Replying()
    rows = waiting.list_asks_of(store(), row["uid"], "9999")
    asked = next((a for a in rows if a["uid"] == uid), None) or abort(404)
    words = _("Trả lời: %(what)s", what=ASKS[asked["kind"]]()), _("Đã ghi câu trả lời.")
    return _form_page(subject, row, form, "answered", {}, words, about=uid, hint=asked["why"])


def _form_page(
    subject: str,
    row: Row,
    form: CaseReport,
    fact: str,
    names: dict[str, str],
    words: tuple[str, str],
    start: Row | None = None,
    more: Row | None = None,
    about: str | None = None,
    hint: str = "",
) -> Any:
    """Show one of the forms above, or report what it says; `more`: fields no input brings."""
    back = address(subject, "show", row["code"])
    return submit(
        form,
        partial(_page, subject, row, form, fact, words[0], hint, back),
        lambda: Change(subject, row["uid"], fact, form.patch(**names) | (more or {}), about=about),
        back,
        words[1],
        fresh(row, **start or {}),
    )


def _page(
    subject: str, row: Row, form: CaseReport, fact: str, title: str, hint: str, back: str
) -> str:
    plain = [f for f in form if f.name not in ("uid", "based_on", "photo", "note")]
    return render_template(
        "cases/turn.html",
        case=row,
        form=form,
        title=title,
        hint=hint,
        back=back,
        fields=plain,
        show_as_of=False,
        is_mine=may_record(who().role, subject, fact),
    )


_PAGES: dict[str, tuple[str, Callable[..., Any]]] = {
    "pass_on": ("/holder", pass_on),
    "explain": ("/explanation", explain),
    "ask": ("/ask", ask),
    "reply": ("/asks/<uid>", reply),
}


def offer_turns(blueprint: Blueprint, subject: str, group: str) -> None:
    """Add the pages on which the responsibility for a kind of case is moved."""
    for name, (tail, view) in _PAGES.items():
        marked = opens(group)(update_wrapper(partial(view, subject), view))
        blueprint.add_url_rule(f"/<code>{tail}", name, marked, methods=["GET", "POST"])
    printed = opens(group)(update_wrapper(partial(letter, subject), letter))
    blueprint.add_url_rule("/<code>/letter", "letter", printed)
    if subject == CASES[0]:
        blueprint.add_app_template_global(panel, "holder_of")
