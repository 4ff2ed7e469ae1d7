"""The gates after the tests see what they should see."""

import json
from pathlib import Path

import pytest

from tests.house import gates

JUNIT = """<testsuites><testsuite><testcase classname="tests.browser.test_cadre" name="test_a">
{inside}</testcase></testsuite></testsuites>"""


def a_coverage(rules: tuple[int, int], web: tuple[int, int]) -> str:
    def file(lines: tuple[int, int]) -> dict[str, dict[str, int]]:
        run, there = lines
        return {
            "summary": {
                "num_statements": there,
                "covered_lines": run,
                "num_branches": 0,
                "covered_branches": 0,
            }
        }

    return json.dumps(
        {"files": {"clearance/rules/a.py": file(rules), "clearance/web/a.py": file(web)}}
    )


@pytest.mark.parametrize(
    ("inside", "rules", "web", "status", "words"),
    [
        ("", (10, 10), (9, 10), 0, "rules"),
        ("<skipped message='no browser'/>", (10, 10), (9, 10), 1, "skipped: tests.browser"),
        ("", (9, 10), (9, 10), 1, "too little covered: rules"),
        ("", (10, 10), (8, 10), 1, "too little covered: web"),
    ],
)
def test_a_skipped_test_or_a_thin_room_closes_the_gate(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    inside: str,
    rules: tuple[int, int],
    web: tuple[int, int],
    status: int,
    words: str,
) -> None:
    (tmp_path / "junit.xml").write_text(JUNIT.format(inside=inside), "utf-8")
    (tmp_path / "cov.json").write_text(a_coverage(rules, web), "utf-8")
    assert gates.main(str(tmp_path / "junit.xml"), str(tmp_path / "cov.json")) == status
    assert words in capsys.readouterr().out
