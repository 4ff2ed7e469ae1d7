"""Pages report through `web/recording/submit.py` alone; what does not is listed here, with why."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.plan import ROOT, imports, python_files

WEB = ROOT / "clearance" / "web"
#: What hands a change to the journal, wherever it is imported from.
DOOR = {"record", "record_all", "record_history", "report", "record_outbox", "take_page",
        "carry_out", "undo"}  # fmt: skip
#: Module → why it hands changes over without a form.
EXCEPTIONS = {
    "phones/sync.py": "a list of changes, one outcome for each, no form to show again",
    "phones/outboxes.py": "a phone's file brought by hand, one outcome for each of its changes",
    "operations/pages.py": "a plan of many changes, its faults and questions in the preview",
    "data/imports.py": "a whole file, its faults named by cell in the preview",
}


def calls(path: Path) -> Iterator[str]:
    """Names of functions of the door that a module calls."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in DOOR:
                yield name


def handing_over(web: Path = WEB) -> dict[str, set[str]]:
    """Modules of pages outside recording/ that call the door themselves."""
    files = [p for p in python_files(web) if p.relative_to(web).parts[0] != "recording"]
    found = {str(path.relative_to(web)): set(calls(path)) for path in files}
    return {name: names for name, names in found.items() if names}


def test_only_the_modules_listed_report_without_a_form() -> None:
    assert handing_over().keys() == EXCEPTIONS.keys()


def test_a_page_that_calls_the_door_is_caught(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "page.py").write_text("outcome = context.report(change)\n", "utf-8")
    (tmp_path / "recording").mkdir()
    (tmp_path / "recording" / "submit.py").write_text("record(store, change)\n", "utf-8")
    assert handing_over(tmp_path) == {"cases/page.py": {"report"}}


def test_every_form_that_reports_has_the_one_base() -> None:
    own = {"accounts/sign_in_form.py", "accounts/account_form.py", "data/import_form.py"}
    forms = [p for p in python_files(WEB) if p.name.endswith(("_form.py", "_forms.py"))]
    names = {
        str(p.relative_to(WEB)) for p in forms if "flask_wtf.FlaskForm" in set(imports(p, WEB))
    }
    assert names == own | {"recording/report_form.py"}
