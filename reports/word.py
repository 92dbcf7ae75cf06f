"""A page of HTML as a Word document, plain or in a consultant's own template."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from ..cases.failures import Refused
from ..cases.survey_writing import timeless
from .word_runs import SPACE, legal
from .word_template import default_template, placeholders

BODY_GOES_HERE = "\ue000rapport\ue000"
LARGEST = 200_000_000


def docx(html: str, language: str, template: Path | None = None) -> bytes:
    """The page as a Word document, the same bytes each time. Raises `Refused` for a template that cannot be used.

    A template is a .docx with `{{ body }}` in a paragraph of its own; `{{ title }}`, `{{ organisation }}` and `{{ date }}` may
    stand anywhere. Only these names are filled in; nothing in a template is run.
    """
    _installed()
    from lxml import html as markup

    page = markup.document_fromstring(legal(html))
    values = {"title": _text(page.findtext(".//title")), **{name: _meta(page, name) for name in ("organisation", "date")}}
    document = _filled(_opened(template, language), values, str(template or ""))
    _write_body(page.find("body"), document, str(template or ""))
    document.core_properties.title = values["title"][:255]
    document.core_properties.language = language
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def _installed() -> None:
    try:
        import docx  # noqa: F401
        import docxtpl  # noqa: F401
    except ImportError:
        raise Refused("A Word document needs docxtpl and python-docx, which are not installed: "
                      "pip install 'rapport-diagnosis[docx]'.") from None


def _text(text: str | None) -> str:
    return SPACE.sub(" ", text or "").strip()


def _meta(page: Any, name: str) -> str:
    return next((_text(one.get("content")) for one in page.iter("meta") if one.get("name") == name), "")


def _opened(template: Path | None, language: str) -> bytes:
    """The bytes of the template, which are those of a Word document."""
    if template is None:
        return default_template(language)
    packed = template.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as parts:
            whole = "word/document.xml" in parts.namelist() and sum(part.file_size for part in parts.infolist()) <= LARGEST
    except (zipfile.BadZipFile, NotImplementedError):
        whole = False
    if not whole:
        raise Refused(f"{template}: this is not a Word document (.docx), or a damaged one. "
                      "Save the template from Word or LibreOffice as .docx.")
    return packed


def _filled(packed: bytes, values: dict[str, str], place: str) -> Any:
    """The document with the placeholders filled; the body is marked by a paragraph that holds a mark alone."""
    import docx as python_docx
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError
    from lxml.etree import LxmlError

    made = DocxTemplate(io.BytesIO(packed))
    try:
        made.render({**values, "body": BODY_GOES_HERE}, placeholders(values), autoescape=True)
        out = io.BytesIO()
        made.save(out)
        return python_docx.Document(out)
    except TemplateError as error:
        raise Refused(f"{place}: {legal(str(error.message or error))} A template holds {{{{ body }}}}, {{{{ title }}}}, "
                      "{{ organisation }} and {{ date }}, and nothing else in braces.") from None
    except (KeyError, ValueError, AttributeError, LxmlError) as error:
        raise Refused(f"{place}: this Word document cannot be read ({type(error).__name__}: {legal(str(error))[:120]}). "
                      "Open it in Word or LibreOffice and save it as .docx again.") from None


def _write_body(body: Any, document: Any, place: str) -> None:
    from .word_body import write
    from .word_lists import Lists
    from .word_place import Place

    marked = [one for one in document.element.body.iter(f"{{{document.element.nsmap['w']}}}p") if BODY_GOES_HERE in _own_text(one)]
    if len(marked) != 1 or _own_text(marked[0]).strip() != BODY_GOES_HERE:
        raise Refused(f"{place}: the template needs {{{{ body }}}} once, in a paragraph of its own in the text "
                      "(not in a header or a text box): that is where the report goes.")
    write(body, Place(document, Lists(document), marked[0], document._body))
    marked[0].getparent().remove(marked[0])


def _own_text(paragraph: Any) -> str:
    return "".join(run.text or "" for run in paragraph.r_lst)
