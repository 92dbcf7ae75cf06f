"""A survey form written as XLSForm, CSV or DOCX: the same bytes each time."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..kb.model import KnowledgeBase, Question
from ..kb.text import LANGUAGES, Text
from .sheets import harmless
from .survey import DONT_KNOW, REFUSED
from .survey_form import ANONYMOUS, MESSAGES, Form, wording
from .survey_words import words

COLUMNS = {"en": "English (en)", "ru": "Русский (ru)"}
LIKERT_MOST = 5
CONSENTS = "${consent} = 'yes'"
NO_TIME = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
Line = dict[str, str]


def xlsform(known: KnowledgeBase, form: Form) -> bytes:
    """The form as an XLSForm workbook in both languages."""
    import openpyxl

    book = openpyxl.Workbook()
    del book["Sheet"]
    texts = [f"{column}::{name}" for column in ("label", "hint") for name in COLUMNS.values()]
    _sheet(book, "survey", ["type", "name", *texts, "required", "relevant", "appearance"], list(_survey(known, form)))
    _sheet(book, "choices", ["list_name", "name", *texts[:len(COLUMNS)]], list(_choices(known, form)))
    title = words()["title"]
    settings = {"form_title": title["en"], "form_id": "rapport_survey", "version": known.hash, "default_language": COLUMNS["en"]}
    _sheet(book, "settings", list(settings), [settings])
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _sheet(book: Any, name: str, columns: Sequence[str], lines: Sequence[Line]) -> None:
    sheet = book.create_sheet(name)
    sheet.append(list(columns))
    for line in lines:
        sheet.append([harmless(line.get(column, "")) or None for column in columns])


def _texts(column: str, text: Text) -> Line:
    return {f"{column}::{COLUMNS[language]}": text[language] for language in LANGUAGES}


def _survey(known: KnowledgeBase, form: Form) -> Iterator[Line]:
    for key in MESSAGES:
        yield {"type": "note", "name": key, **_texts("label", form.message(key))}
    yield {"type": "select_one consents", "name": "consent", **_texts("label", words()["consent"]), "required": "yes"}
    yield {"type": "note", "name": "declined", **_texts("label", words()["declined"]), "relevant": "${consent} = 'no'"}
    yield {"type": "begin_group", "name": "questions", "relevant": CONSENTS, **_texts("label", words()["title"])}
    if len(form.sides) > 1:
        yield {"type": "select_one sides", "name": "side", **_texts("label", words()["side"]), "required": "yes"}
    if form.departments:
        relevant = {"relevant": f"${{side}} = '{ANONYMOUS}'"} if len(form.sides) > 1 else {}
        yield {"type": "select_one departments", "name": "department", **_texts("label", words()["department"]), **relevant}
    for one in form.pages:
        yield {"type": "begin_group", "name": f"page_{one.page.id}", **_texts("label", one.page.title), "appearance": "field-list"}
        for question in one.questions:
            yield _question(known, form, question)
        yield {"type": "end_group"}
    yield {"type": "end_group"}


def _question(known: KnowledgeBase, form: Form, question: Question) -> Line:
    line = {"type": f"select_one {question.id}_answers", "name": question.id, **_texts("label", wording(known, question)),
            **_texts("hint", question.help)}
    asked = [side for side in form.sides if side in question.sides]
    if len(asked) < len(form.sides):
        line["relevant"] = " or ".join(f"${{side}} = '{side}'" for side in asked)
    if question.order and len(question.answers) <= LIKERT_MOST and set(question.order) == set(question.answers):
        line["appearance"] = "likert"
    return line


def _choices(known: KnowledgeBase, form: Form) -> Iterator[Line]:
    for code in ("yes", "no"):
        yield {"list_name": "consents", "name": code, **_texts("label", words()[f"consent_{code}"])}
    for name, sides in (("sides", form.sides if len(form.sides) > 1 else ()), ("departments", form.departments)):
        for side in sides:
            yield {"list_name": name, "name": side, **_texts("label", known.sides[side].name)}
    for question in (question for one in form.pages for question in one.questions):
        for code, label in _labels(question):
            yield {"list_name": f"{question.id}_answers", "name": code, **_texts("label", label)}


def _labels(question: Question) -> Iterator[tuple[str, Text]]:
    """The answers in order, then the two ways to give none."""
    ordered = [*question.order, *(code for code in question.answers if code not in question.order)]
    yield from ((code, question.answers[code].label) for code in ordered)
    yield DONT_KNOW, words()["dont_know"]
    yield REFUSED, words()["refused"]


def as_csv(known: KnowledgeBase, form: Form) -> bytes:
    """The form as a table in both languages, to be typed into a tool that takes text only: a line each message and question."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(["part", *(f"{what}_{language}" for language in LANGUAGES for what in ("text", "answers"))])
    for part, text, answers in _lines(known, form):
        cells = [cell for language in LANGUAGES for cell in (text[language], " | ".join(label[language] for label in answers))]
        table.writerow([part, *map(harmless, cells)])
    return out.getvalue().encode("utf-8-sig")


def _lines(known: KnowledgeBase, form: Form) -> Iterator[tuple[str, Text, list[Text]]]:
    for key in MESSAGES:
        yield key, form.message(key), []
    yield "consent", _coded("consent", words()["consent"]), [words()["consent_yes"], words()["consent_no"]]
    if len(form.sides) > 1:
        yield "side", _coded("side", words()["side"]), [known.sides[side].name for side in form.sides]
    if form.departments:
        yield "department", _coded("department", words()["department"]), [known.sides[side].name for side in form.departments]
    for one in form.pages:
        for question in one.questions:
            yield one.page.id, _coded(question.id, wording(known, question)), [label for _, label in _labels(question)]


def _coded(code: str, text: Text) -> Text:
    """`[code] text`: the code comes back in the heading of the column."""
    return {language: f"[{code}] {told}" for language, told in text.items()}


def docx(known: KnowledgeBase, form: Form, language: str) -> bytes:
    """The form as a Word document in one language, to be printed or copied from. Raises ImportError without python-docx."""
    import docx as word

    document = word.Document()
    document.add_heading(words()["title"][language], 0)
    for part, text, answers in _lines(known, form):
        if part in MESSAGES:
            document.add_paragraph(text[language])
            continue
        document.add_paragraph().add_run(text[language]).bold = True
        for label in answers:
            document.add_paragraph(f"\u2610 {label[language]}")
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def timeless(packed: bytes) -> bytes:
    """The same Office file without the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, NO_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


Writer = Callable[[KnowledgeBase, Form], bytes]
