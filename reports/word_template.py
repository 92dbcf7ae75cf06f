"""The plain Word template, and what a template of one's own may hold: four names in braces, and nothing that runs."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

LANGUAGES = {"en": "en-GB", "ru": "ru-RU"}
ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)
FONT, INK = "Calibri", "1D3C55"


class Placeholders(SandboxedEnvironment):
    """A sandbox that knows some names and refuses all else before anything is run: no loops, calls, attributes or inclusions."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.names = frozenset(names)
        self.globals.clear()

    def from_string(self, source: Any, *rest: Any, **named: Any) -> Any:
        """The template, if it holds nothing but names that are known."""
        for node in self.parse(source).find_all(nodes.Node):
            if isinstance(node, nodes.Name) and node.name not in self.names:
                raise SecurityError(f"'{node.name}' is not known here.")
            if not isinstance(node, ALLOWED):
                what = type(node).__name__.lower()
                raise SecurityError(f"Line {node.lineno} holds more than a name in braces ({what}), which is not run.")
        return super().from_string(source, *rest, **named)


def placeholders(values: Iterable[str]) -> Placeholders:
    """The sandbox for these values and the body."""
    return Placeholders([*values, "body"])


def default_template(language: str) -> bytes:
    """A plain A4 template with the organisation at the head and page numbers at the foot."""
    import docx as python_docx
    from docx.shared import Mm, Pt, RGBColor

    document = python_docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(20)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = FONT, Pt(10.5)
    for level in range(1, 5):
        document.styles[f"Heading {level}"].font.color.rgb = RGBColor.from_string(INK)
    _speaking(document, LANGUAGES.get(language, language))
    page.header.paragraphs[0].text = "{{ organisation }}"
    _numbered(page.footer.paragraphs[0])
    document.add_paragraph("{{ body }}")
    document.core_properties.author = document.core_properties.comments = ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _speaking(document: Any, code: str) -> None:
    """Sets the language of the document, by which Word checks spelling and screen readers read."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for properties in document.styles.element.iter(qn("w:rPrDefault")):
        look = properties.find(qn("w:rPr"))
        for old in look.findall(qn("w:lang")):
            look.remove(old)
        spoken = OxmlElement("w:lang")
        for part in ("w:val", "w:eastAsia"):
            spoken.set(qn(part), code)
        look.append(spoken)


def _numbered(paragraph: Any) -> None:
    """Fills a paragraph with the number of the page and of all pages, which Word counts."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for field, text in (("PAGE", ""), ("", " / "), ("NUMPAGES", "")):
        run = paragraph.add_run(text)
        if field:
            counted = OxmlElement("w:fldSimple")
            counted.set(qn("w:instr"), field)
            run._r.addprevious(counted)
            run.text = "1"
            counted.append(run._r)
