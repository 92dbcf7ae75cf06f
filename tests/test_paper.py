"""PDF: tagged, in its language, with bookmarks, readable again, the same bytes twice, and nothing fetched."""

import io
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner
from rapport.cases.hearing import hear
from rapport.cases.reading import read_case
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.reports.rendering import render

weasyprint = pytest.importorskip("weasyprint", reason="a PDF needs WeasyPrint and Pango", exc_type=(ImportError, OSError))
pypdf = pytest.importorskip("pypdf")
from rapport.reports.paper import Refusing, pdf  # noqa: E402


@pytest.fixture(scope="module")
def russian(known, examples):
    case = read_case(examples / "invented-furniture-maker.yaml", known)
    html = render(case, diagnose(known, hear(case)), "ru", "html")
    return html, pdf(html)


def titles(outline):
    for one in outline:
        yield from titles(one) if isinstance(one, list) else [one.title]


def test_tagged_titled_and_in_its_language(russian):
    read = pypdf.PdfReader(io.BytesIO(russian[1]))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert root["/Lang"] == "ru"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert "Furniture maker" in read.metadata.title


def test_bookmarks_page_numbers_and_cyrillic(russian):
    read = pypdf.PdfReader(io.BytesIO(russian[1]))
    marks = list(titles(read.outline))
    assert {"Признаки уровней", "План", "Ограничения"} <= set(marks)
    texts = [page.extract_text() for page in read.pages]
    assert all(f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert "Источники" in "".join(texts)


def test_the_same_bytes_twice(russian):
    assert pdf(russian[0]) == russian[1]


def test_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET-WORD")
    page = (f'<!doctype html><html lang="en"><head><title>t</title><link rel="stylesheet" href="{secret.as_uri()}"></head><body><h1>t</h1>'
            f'<p>text</p><img alt="x" src="{secret.as_uri()}"><a rel="attachment" href="{secret.as_uri()}">a</a></body></html>')
    written = pdf(page)
    assert "SECRET-WORD" not in "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(written)).pages)
    assert pypdf.PdfReader(io.BytesIO(written)).attachments == {}
    with pytest.raises(ValueError, match="nothing is fetched"):
        Refusing()("https://example.org/a.png")


@pytest.mark.parametrize(("layout", "module", "told"), [("pdf", "weasyprint", "rapport-diagnosis[pdf]"), ("docx", "docxtpl", "rapport-diagnosis[docx]")])
def test_a_missing_extra_is_told_in_a_sentence(monkeypatch, examples, layout, module, told):
    monkeypatch.setitem(sys.modules, module, None)
    done = CliRunner().invoke(main, ["handout", str(examples / "organisation-2.yaml"), "--format", layout])
    assert (done.exit_code, done.stderr.count("\n"), told in done.stderr) == (1, 1, True)


def test_what_strangers_wrote_is_laid_out(known, examples):
    case = replace(read_case(examples / "organisation-2.yaml", known), organisation="<b>\"'&" + "x" * 10_000, note="=1+1 {{ 7*7 }} \u202eabc")
    written = pdf(render(case, diagnose(known, hear(case)), "en", "html"))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written)).pages[:6])
    assert "<b>\"'&xxx" in text
    assert "{{ 7*7 }}" in text
