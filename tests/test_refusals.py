"""Refusals are told in the language of the command, each text is used, and both languages have the same blanks."""

import re
from pathlib import Path

import pytest
import rapport
from click.testing import CliRunner
from rapport.cases.refusals import refusals, say
from rapport.cli import main
from rapport.kb.said import Said, lines, told

ROOT = Path(rapport.__file__).parent
BLANK = re.compile(r"{(\w+)}")


def test_both_languages_have_the_same_blanks_and_every_text_is_used():
    sources = "".join(path.read_text() for path in (*ROOT.glob("*.py"), *(ROOT / "cases").rglob("*.py")))
    for key, text in refusals().items():
        assert set(BLANK.findall(text["en"])) == set(BLANK.findall(text["ru"])), key
        assert f'say("{key}"' in sources, key


def test_a_text_is_english_until_another_language_is_asked_for():
    text = say("no_case", name="x", place="y", hint=say("see_list"))
    assert str(text).startswith("There is no case 'x' in y. `rapport cases list` shows")
    assert told(text, "ru") == "Случая «x» в y нет. `rapport cases list` покажет, что есть."
    assert told("plain", "ru") == "plain"
    assert lines([text, say("changed_end")]).told("ru").count("\n") == 1
    assert isinstance(text, Said)


@pytest.mark.parametrize("command", [["cases", "show", "x"], ["cases", "new", "F", "--date", "soon"], ["cases", "note", "x", "y"],
                                     ["cases", "export", "x"], ["plan", "x"], ["compare", "x", "x"], ["replay", "x"],
                                     ["survey", "summary", "x"], ["diagnose", "x"], ["cases", "keep", "x", "3"]])
def test_a_user_of_the_store_is_told_in_his_language(command, tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_STORE", str(tmp_path / "cases.db"))
    CliRunner().invoke(main, ["cases", "new", "Firm"])
    for lang, said in (("en", "[A-Za-z]{3}"), ("ru", "[а-я]{3}")):
        done = CliRunner().invoke(main, [*command, "--lang", lang])
        assert done.exit_code in (1, 3), done.output
        assert re.search(said, done.stderr), done.stderr
        assert bool(re.search("[а-я]", done.stderr)) == (lang == "ru"), done.stderr


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_damaged_store_is_told_in_both(lang, tmp_path):
    path = tmp_path / "cases.db"
    path.write_text("no store")
    done = CliRunner().invoke(main, ["cases", "list", "--store", str(path), "--lang", lang])
    assert done.exit_code == 3
    assert {"en": "damaged", "ru": "повреждено"}[lang] in done.stderr
