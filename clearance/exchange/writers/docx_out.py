"""Word documents out: a template the office may edit, filled with plain values."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write_docx(template: Path, values: Mapping[str, Any]) -> bytes:
    """The template (a .docx with Jinja marks) filled with values; texts are escaped for Word.

    A template is the administrator's own file and still runs in Jinja's sandbox: it reads the
    values and nothing else. OSError when the file is missing, jinja2.TemplateError when a mark
    in it is wrong.
    """
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    document = DocxTemplate(template)
    document.render(dict(values), SandboxedEnvironment(), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
