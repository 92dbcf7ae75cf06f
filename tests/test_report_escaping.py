"""What strangers wrote - markup, quotes, formulas, control characters, ten thousand letters - is shown and does nothing."""

import html
import io
import json
import re
from html.parser import HTMLParser

import pytest
from rapport.cases.hearing import hear
from rapport.cases.model import Case, Given, Override, Respondent
from rapport.engine.diagnosis import diagnose
from rapport.reports.laying_out import markdown_safe, one_line
from rapport.reports.voices import VOICES, told_to

NASTY = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>", "closing": "</style></title></main><b>bold</b>",
    "quotes": "\"double\" 'single' `tick` «so»", "formula": "=HYPERLINK(\"http://x\") +1 @sum -2",
    "template": "{{ 7 * 7 }} {% for a in b %} ${x} {{ say.__globals__ }}", "marks": "# head * star _under_ [link](http://x) | cell | ~~no~~ \\",
    "control": "a\x00b\x07c\x1b[31md\te\r\nf\u2028g", "direction": "abc\u202egnp.exe\u202c \u200fx\u2066y\u2069", "long": "w" * 10_000}


def case_with(text):
    """A case in which a stranger wrote the text wherever one can write."""
    answers = {"joint_meetings": Given("never", text), "harmful_conflict": Given("often", text)}
    respondents = (Respondent("sales", "sales", "", answers), Respondent("marketing", "marketing", "", {"joint_meetings": Given("to_clarify", text)}))
    return Case(text, text, text, respondents, {"joint_meetings": Given("never", text)}, (Override("culture_of_blame", "add", text),))


class Page(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.words = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("kind", NASTY)
def test_a_page_shows_it_and_does_nothing(known, kind, voice):
    case = case_with(NASTY[kind])
    page = Page(told_to(voice, case, diagnose(known, hear(case)), "en", "html"))
    assert not {"script", "img", "b", "iframe", "object"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on") or name == "style"]
    assert page.tags.count("style") == page.tags.count("main") == 1
    words = " ".join("".join(page.words).split())
    assert (one_line(NASTY[kind]) in words) or voice == "trainee"
    assert all(ch.isprintable() for ch in words)


@pytest.mark.parametrize("kind", NASTY)
def test_a_text_keeps_its_width_and_its_lines(known, kind):
    case = case_with(NASTY[kind])
    text = told_to("consultant", case, diagnose(known, hear(case)), "en", "text")
    assert all(len(line) <= 78 for line in text.split("\n"))
    assert all(ch.isprintable() or ch == "\n" for ch in text)
    assert "".join(one_line(NASTY[kind]).split()) in "".join(text.split())
    assert "\n\n\n" not in text


def shown_by_markdown(text):
    """What a reader of Markdown shows of one line: escapes undone."""
    return html.unescape(re.sub(r"\\([^A-Za-z0-9\s])", r"\1", text))


@pytest.mark.parametrize("kind", NASTY)
def test_markdown_shows_it_and_does_nothing(known, kind):
    case = case_with(NASTY[kind])
    text = told_to("consultant", case, diagnose(known, hear(case)), "en", "md")
    assert "<" not in text
    assert one_line(NASTY[kind]) in shown_by_markdown(text)
    assert all(ch.isprintable() or ch == "\n" for ch in text)
    rows = [line for line in text.split("\n") if line.startswith("| ") and "joint" not in line]
    assert all(len(re.findall(r"(?<!\\)\|", line)) >= 3 for line in rows)


def test_markdown_marks_are_escaped_at_the_beginning_of_a_line():
    assert [markdown_safe(text) for text in ("# x", "- x", "> x", "1. x", "---", "#tag", "1.5 x", "2026-05")] == \
        ["\\# x", "\\- x", "\\&gt; x", "1\\. x", "\\---", "#tag", "1.5 x", "2026-05"]


@pytest.mark.parametrize("kind", NASTY)
def test_json_carries_it_whole(known, kind):
    case = case_with(NASTY[kind])
    assert json.loads(told_to("management", case, diagnose(known, hear(case)), "en", "json"))["organisation"] == NASTY[kind]


@pytest.mark.parametrize("kind", ["markup", "formula", "template", "control", "direction", "long"])
def test_paper_and_word_show_it_and_do_nothing(known, kind):
    pytest.importorskip("docxtpl")
    import docx
    from rapport.reports.word import docx as as_word

    case = case_with(NASTY[kind])
    page = told_to("management", case, diagnose(known, hear(case)), "en", "html", paper=True)
    words = "".join("".join(one.text for one in docx.Document(io.BytesIO(as_word(page, "en"))).paragraphs).split())
    assert "".join(one_line(NASTY[kind]).split()) in words
