"""The joining phrases: the same keys and blanks in both languages, none unused, none missing."""

import re
from pathlib import Path

import pytest
import rapport
from rapport.kb import BrokenFile
from rapport.reports.phrasing import Speaker, phrases

ROOT = Path(rapport.__file__).parent
BLANK = re.compile(r"{(\w+)}")
COMPOSED = re.compile(r"^(functional|fact|goal|grade|kind|finding|read|label|tension_kind|carrier|output|about|opinion|why|how|if|basis|table|likely|likelier|outlook|move|step_column|step_place|step_status|replay_cause|replay_how|teach|picture_level|picture_area)_")


def test_both_languages_have_the_same_phrases_with_the_same_blanks():
    english, russian = phrases("en"), phrases("ru")
    assert list(english) == list(russian)
    for key, text in english.items():
        assert set(BLANK.findall(text)) == set(BLANK.findall(russian[key])), key


def test_every_phrase_is_used():
    sources = "".join(path.read_text() for folder in ("reports", "cases") for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".j2"))
    sources += "".join(path.read_text() for path in ROOT.glob("*.py"))
    words = set(re.findall(r"[a-z_]+", sources))
    codes = {"days", "weeks", "months", "in_place", "barred", "need_unmet", "set_aside", "add", "holds", "fails", "absent", "contested", "open"}
    unused = [key for key in phrases("en") if key not in words and not COMPOSED.match(key) and key not in codes]
    assert unused == []


def test_russian_phrases_are_russian():
    for key, text in phrases("ru").items():
        assert re.search("[а-я]", BLANK.sub("", text)) or not re.search("[a-z]{3}", BLANK.sub("", text)), key


def test_a_missing_phrase_is_an_error_and_never_a_hole():
    with pytest.raises(BrokenFile, match="phrase 'nonsense'"):
        Speaker("en").say("nonsense")
    with pytest.raises(BrokenFile, match="'title'"):
        Speaker("en").say("title", company="X")
