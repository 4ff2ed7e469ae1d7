"""Every link from one page of the documents to another leads somewhere."""

import re
from pathlib import Path

from tests.house.plan import ROOT

_LINK = re.compile(r"\]\(([^)\s#]*)(?:#([^)\s]+))?\)")


def pages() -> list[Path]:
    """The pages of the repository, those of the tools' caches left out."""
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")]


def anchors(page: Path) -> set[str]:
    """The headings of a page as its links name them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def dead(page: Path) -> list[str]:
    """Links of a page to a file or a heading that is not there."""
    found = []
    for path, anchor in _LINK.findall(page.read_text("utf-8")):
        aim = (page.parent / path) if path else page
        is_dead = not aim.exists() or (anchor and anchor not in anchors(aim))
        if ":" not in path and is_dead:
            found.append(f"{page.relative_to(ROOT)}: {path}#{anchor}")
    return found


def test_no_link_of_the_documents_is_dead() -> None:
    assert [link for page in pages() for link in dead(page)] == []


def test_the_page_of_operations_names_every_subject() -> None:
    index = (ROOT / "docs/operations.md").read_text("utf-8")
    named = re.findall(r"\(operations/([\w-]+\.md)\)", index)
    assert sorted(named) == sorted(p.name for p in (ROOT / "docs/operations").iterdir())
