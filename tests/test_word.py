"""DOCX: native headings, lists and tables, opened by LibreOffice; a template of one's own fills names and runs nothing."""

import io
import shutil
import subprocess

import pytest
from click.testing import CliRunner
from rapport.cases.failures import Refused
from rapport.cases.hearing import hear
from rapport.cases.reading import read_case
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.reports.rendering import render

python_docx = pytest.importorskip("docx", reason="a Word document needs python-docx and docxtpl")
pytest.importorskip("docxtpl")
from rapport.reports.word import docx  # noqa: E402
from rapport.reports.word_runs import PLAIN, stretches  # noqa: E402

PAGE = """<!doctype html><html lang="en"><head><title>Report on {{ 7*7 }}</title><meta name="organisation" content="A &amp; B &lt;b&gt;">
<meta name="date" content="2026-11"></head><body><main><h1>One</h1><p>plain <strong>bold</strong>
 text<br>next {{ ''.__class__ }} {% include 'x' %}</p><h2>Two</h2><ol><li>first<ul><li>inner</li></ul></li><li>second</li></ol><ol><li>anew</li></ol>
<ul class="boxes"><li>tick</li></ul><dl><dt>term</dt><dd>meaning</dd></dl><details><summary>Why</summary><p>because</p></details>
<table><caption>Numbers</caption><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>
<tbody><tr><th scope="row">r</th><td data-shade="3">7</td></tr></tbody></table><figure><figcaption>gone</figcaption><svg><title>gone</title></svg><table><tr><td>8</td></tr></table></figure></main></body></html>"""


def template(*paragraphs):
    made = python_docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def opened(packed):
    return python_docx.Document(io.BytesIO(packed))


def test_headings_lists_and_tables_are_words_own():
    made = opened(docx(PAGE, "en"))
    styles = {one.text: one.style.name for one in made.paragraphs}
    assert (styles["One"], styles["Two"]) == ("Heading 1", "Heading 2")
    numbers = {one.text: one._p.pPr.numPr.numId.val for one in made.paragraphs if one._p.pPr is not None and one._p.pPr.numPr is not None}
    assert numbers["first"] == numbers["second"] != numbers["anew"], "every list is counted anew"
    assert {"inner", "tick"} <= set(numbers)
    table, drawn = made.tables
    assert drawn.rows[0].cells[0].text == "8"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["r", "7"]]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert 'w:fill="8DBAD9"' in table.rows[1]._tr.xml
    assert "gone" not in "".join(one.text for one in made.paragraphs)


def test_what_strangers_wrote_is_text_and_nothing_else():
    made = opened(docx(PAGE, "en"))
    assert made.sections[0].header.paragraphs[0].text == "A & B <b>"
    assert any("{{ ''.__class__ }} {% include 'x' %}" in one.text for one in made.paragraphs)
    assert made.core_properties.title == "Report on {{ 7*7 }}"
    assert opened(docx("<html><body><p>a\x00\x01\x0bb\ufffe</p></body></html>", "en")).paragraphs[0].text == "ab"
    long = "=cmd|' /C calc'!A0 <b>" + "x" * 10_000
    assert opened(docx(f"<html><body><p>{long.replace('<', '&lt;')}</p></body></html>", "en")).paragraphs[0].text == long


def test_the_same_bytes_twice():
    assert docx(PAGE, "ru") == docx(PAGE, "ru")


def test_space_is_joined_as_a_browser_joins_it():
    from lxml import html

    body = html.fragment_fromstring("<p> a \n <b> b </b> c<br> d </p>")
    assert [one.text for one in stretches([body], PLAIN)] == ["a ", "b ", "c", "\n", "d"]


def test_a_template_of_ones_own(tmp_path):
    path = tmp_path / "own.docx"
    path.write_bytes(template("For {{ organisation }}, {{ date }}", "{{ body }}", "Our address"))
    texts = [one.text for one in opened(docx(PAGE, "en", path)).paragraphs]
    assert texts[0] == "For A & B <b>, 2026-11"
    assert (texts[1], texts[-1]) == ("One", "Our address")


BAD = ["{{ ''.__class__.__mro__ }}", "{% for x in 'ab' %}{{ x }}{% endfor %}", "{% include '/etc/passwd' %}", "{{ organisation.__class__ }}",
       "{{ range(10) }}", "{% set x = 1 %}", "{{ 'a' * 1000000000 }}", "{{ self }}", "{{ password }}", "{{ organisation", "{% if date %}x{% endif %}"]


@pytest.mark.parametrize("planted", BAD)
def test_a_template_runs_nothing(tmp_path, planted):
    path = tmp_path / "bad.docx"
    path.write_bytes(template(planted, "{{ body }}"))
    with pytest.raises(Refused, match=r"bad\.docx: .*\{\{ body \}\}"):
        docx(PAGE, "en", path)


@pytest.mark.parametrize("paragraphs", [("no place",), ("{{ body }} beside",), ("{{ body }}", "{{ body }}")])
def test_a_template_without_a_place_for_the_body(tmp_path, paragraphs):
    path = tmp_path / "bad.docx"
    path.write_bytes(template(*paragraphs))
    with pytest.raises(Refused, match="once, in a paragraph of its own"):
        docx(PAGE, "en", path)


def test_a_broken_template_is_told_in_a_sentence(tmp_path, examples):
    path = tmp_path / "bad.docx"
    path.write_bytes(b"PK not a document")
    case = str(examples / "organisation-2.yaml")
    done = CliRunner().invoke(main, ["diagnose", case, "--format", "docx", "--template", str(path)])
    assert (done.exit_code, done.stderr.count("\n"), "not a Word document" in done.stderr) == (1, 1, True)
    done = CliRunner().invoke(main, ["diagnose", case, "--format", "pdf", "--template", str(path)])
    assert (done.exit_code, "--format docx alone" in done.stderr) == (1, True)


def test_the_plan_is_a_table_to_fill_in(known, examples):
    case = read_case(examples / "invented-agency.yaml", known)
    diagnosis = diagnose(known, hear(case))
    tables = opened(docx(render(case, diagnosis, "en", "html"), "en")).tables
    (sheet,) = (one for one in tables if [cell.text for cell in one.rows[0].cells] == ["what", "owner", "start", "status", "measure"])
    steps = [known.remedies[one.remedy].name["en"] for one in diagnosis.plan.now]
    assert [row.cells[0].text for row in sheet.rows[1:]] == [f"{number}. {name}" for number, name in enumerate(steps, 1)]
    assert all(row.cells[2].text == "" and row.cells[4].text for row in sheet.rows[1:])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_the_report(tmp_path, known, examples):
    case = read_case(examples / "invented-pump-maker.yaml", known)
    (tmp_path / "r.docx").write_bytes(docx(render(case, diagnose(known, hear(case)), "ru", "html"), "ru"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path),
                    str(tmp_path / "r.docx")], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "r.txt").read_text()
    assert "Признаки уровней" in text
    assert "Источники" in text


def test_a_template_that_lacks_lists_and_styles(tmp_path):
    made = python_docx.Document()
    for name in ("Heading 2", "Table Grid"):
        made.styles[name].delete()
    numbering = next(key for key, one in made.part.rels.items() if one.reltype.endswith("/numbering"))
    made.part.drop_rel(numbering)
    made.add_paragraph("{{ body }}")
    made.save(path := tmp_path / "bare.docx")
    found = opened(docx(PAGE, "en", path))
    assert "Heading 2" in [one.style.name for one in found.paragraphs]
    assert {one.style.name for one in found.tables} == {"Table Grid"}
    assert len(found.part.numbering_part.element.findall(f"{{{found.element.nsmap['w']}}}num")) == 4
