"""Survey forms: the XLSForm converts without a warning, codes and consent are in every format, and bytes do not change."""

import csv
import io
import re
import time
import xml.etree.ElementTree as ET

import docx as word
import openpyxl
import pytest
from click.testing import CliRunner
from pyxform.xls2xform import convert
from rapport.cases.sheets import harmless
from rapport.cases.survey import Survey
from rapport.cases.survey_form import MESSAGES, form_of, wording
from rapport.cases.survey_import import Defaults, read_export
from rapport.cases.survey_writing import as_csv, docx, xlsform
from rapport.cli import main
from rapport.kb import BrokenFile


def run(*arguments):
    return CliRunner().invoke(main, [str(one) for one in arguments])


def sheet(content, name):
    head, *rows = openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("pages", ["staff", "all", "terms", "terms,communication_failures"])
def test_the_xlsform_converts_without_a_warning(pages, known, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform(known, form_of(known, pages, 5)))
    made = convert(path)
    assert made.warnings == []
    root = ET.fromstring(made.xform)
    bound = {bind.attrib["nodeset"].rsplit("/", 1)[-1] for bind in root.iter() if bind.tag.endswith("}bind")}
    wanted = {question.id for one in form_of(known, pages, 5).pages for question in one.questions}
    assert wanted <= bound
    assert {"consent", "department"} <= bound
    assert set(re.findall(r'<translation[^>]* lang="([^"]+)"', made.xform)) == {"English (en)", "Русский (ru)"}


def test_staff_are_asked_in_their_words_with_ways_to_give_no_answer(known):
    content = xlsform(known, form_of(known, "staff", 5))
    lines = {line["name"]: line for line in sheet(content, "survey") if line["name"]}
    staff = [question for question in known.questions.values() if "staff" in question.sides]
    assert {question.id for question in staff} == set(lines) & set(known.questions)
    for question in staff:
        assert lines[question.id]["label::English (en)"] == question.staff["en"]
        assert lines[question.id]["label::Русский (ru)"] == question.staff["ru"]
        codes = [line["name"] for line in sheet(content, "choices") if line["list_name"] == f"{question.id}_answers"] if question is staff[0] else None
        assert codes is None or codes == [*question.order, *[c for c in question.answers if c not in question.order], "unknown", "would_not_say"]
    assert lines["terms"]["appearance"] == "likert"
    assert lines["questions"]["relevant"] == "${consent} = 'yes'"
    assert "side" not in lines


def test_with_several_sides_each_is_asked_its_own_questions(known):
    lines = {line["name"]: line for line in sheet(xlsform(known, form_of(known, "terms,communication_failures", 5)), "survey") if line["name"]}
    assert lines["communication_failures"]["relevant"] == "${side} = 'hr'"
    assert lines["department"]["relevant"] == "${side} = 'staff'"
    assert lines["side"]["required"] == "yes"


def test_csv_and_docx_print_the_code_before_each_question_and_say_what_happens_with_answers(known):
    form = form_of(known, "staff", 7)
    table = list(csv.DictReader(io.StringIO(as_csv(known, form).decode("utf-8-sig"))))
    documents = {lang: "\n".join(paragraph.text for paragraph in word.Document(io.BytesIO(docx(known, form, lang))).paragraphs) for lang in ("en", "ru")}
    for lang in ("en", "ru"):
        told = {row["part"]: row[f"text_{lang}"] for row in table if row["part"] in MESSAGES}
        assert set(told) == set(MESSAGES)
        assert "7" in told["who_sees"]
        assert all(text in documents[lang] for text in told.values())
        for one in form.pages:
            for question in one.questions:
                line = f"[{question.id}] {wording(known, question)[lang]}"
                assert line in documents[lang]
                assert any(row[f"text_{lang}"] == line for row in table)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_a_text_only_tool_would_give_back_is_understood(lang, known, tmp_path):
    rows = [row for row in csv.DictReader(io.StringIO(as_csv(known, form_of(known, "staff", 5)).decode("utf-8-sig"))) if row["part"] not in MESSAGES]
    path = tmp_path / "back.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow([row[f"text_{lang}"] for row in rows])
        table.writerows([[row[f"answers_{lang}"].split(" | ")[at] for row in rows] for at in (0, -1)])
    reading = read_export(path, known, Survey(), Defaults("staff", ""))
    assert len(reading.columns.questions) == len(rows) - 2
    assert (reading.imported.sheets, reading.imported.declined) == (1, 1)


@pytest.mark.parametrize("layout", ["xlsform", "csv", "docx"])
def test_the_same_form_is_the_same_bytes_at_any_time(layout, tmp_path):
    written = []
    for name in ("a", "b"):
        done = run("survey", "export", "--format", layout, "--lang", "en", "-o", tmp_path / name)
        assert done.exit_code == 0
        written.append((tmp_path / name).read_bytes())
        time.sleep(2.1 if name == "a" and layout == "xlsform" else 0)
    assert written[0] == written[1]


def test_a_page_that_is_not_there_is_told(known, tmp_path):
    with pytest.raises(BrokenFile, match="Did you mean 'terms'"):
        form_of(known, "term", 5)
    with pytest.raises(BrokenFile, match="no page is named"):
        form_of(known, ",", 5)
    assert run("survey", "export", "--smallest", "2", "-o", tmp_path / "x").exit_code == 2


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x"])
def test_no_cell_is_a_formula(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless("a=b") == "a=b"
