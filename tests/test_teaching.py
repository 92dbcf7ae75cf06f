"""Lessons: the same seed gives the same case in any process; scripted sittings in both languages; the debrief agrees with the diagnosis."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from rapport.cases.drawn_case import drawn_case
from rapport.cases.hearing import hear
from rapport.cases.model import UNKNOWN
from rapport.cases.reading import read_case
from rapport.cases.teaching import Lesson, Said, first_remedies, missed_rules, verdicts
from rapport.cases.writing import as_yaml
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.kb import BrokenFile
from rapport.reports.debrief import debrief


def run(*arguments, lines=()):
    return CliRunner().invoke(main, [str(one) for one in arguments], input="".join(line + "\n" for line in lines), env={"LC_ALL": "C.UTF-8"})


@pytest.mark.parametrize("level", ["1", "2", "3", "4"])
@pytest.mark.parametrize("difficulty", [1, 3, 5])
def test_a_drawn_case_has_the_level_wanted(known, level, difficulty):
    case = drawn_case(known, level, difficulty, 11)
    assert diagnose(known, hear(case)).ladders["level"].established == level


def test_more_difficult_cases_are_thinner_and_seeds_differ(known):
    def thin(difficulty):
        return sum(given.value == UNKNOWN for one in drawn_case(known, "2", difficulty, 3).respondents for given in one.answers.values())

    assert thin(1) == 0 < thin(3) < thin(5)
    assert drawn_case(known, "2", 2, 1) != drawn_case(known, "2", 2, 2)
    with pytest.raises(BrokenFile, match="there is no level '7'"):
        drawn_case(known, "7", 2, 1)


def test_the_same_seed_gives_the_same_case_in_another_process(known, tmp_path):
    path = tmp_path / "class.yaml"
    command = [sys.executable, "-m", "rapport", "teach", "--level", "3", "--difficulty", "4", "--seed", "5", "--save", str(path)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "77"}, cwd=tmp_path)
    assert path.read_text() == as_yaml(drawn_case(known, "3", 4, 5))
    assert hear(read_case(path, known)) == hear(drawn_case(known, "3", 4, 5))
    sheet = run("handout", path)
    assert sheet.exit_code == 0
    assert "3" in run("handout", path, "--solution").stdout


@pytest.mark.parametrize(("lang", "on", "right", "unsupported"), [
    ("en", "on", "The same as in the diagnosis.", "do not support what you said"),
    ("ru", "дальше", "Так же и в диагнозе.", "не подтверждают того, что вы назвали")])
def test_a_sitting(lang, on, right, unsupported):
    arguments = ("teach", "--level", "3", "--seed", "7", "--lang", lang)
    done = run(*arguments, lines=["abc", "999", "3 8", "1", on, on, "3", "2", "1 4"])
    assert done.exit_code == 0
    told = " ".join(done.stdout.split())
    assert right in told
    assert "None" not in told
    assert " {" not in done.stdout
    wrong = run(*arguments, lines=["3", on, "1", "4", on])
    assert unsupported in " ".join(wrong.stdout.split())
    assert told.count("rules_against_clashes") and "rules_against_clashes" not in told.partition(right)[0]


@pytest.mark.parametrize(("lang", "word"), [("en", "quit"), ("ru", "выход")])
def test_a_sitting_can_be_stopped(lang, word):
    done = run("teach", "--level", "2", "--lang", lang, lines=["1", word])
    assert done.exit_code == 0
    assert ("Nothing was kept" if lang == "en" else "Ничего не сохранено") in done.stdout


def test_names_of_a_case_file_are_not_shown(examples, tmp_path):
    path, text = tmp_path / "named.yaml", (examples / "invented-agency.yaml").read_text()
    for plain, named in (("organisation: ", "organisation: Zyx "), ("- id: head_of_sales", "- id: zyx_petrov"), ("note: '", "note: 'Zyx, "),
                         ("blame_culture: in_part", "blame_culture: {value: in_part, note: Zyx said so}")):
        assert plain in text
        text = text.replace(plain, named, 1)
    path.write_text(text)
    done = run("teach", path, lines=[" ".join(map(str, range(1, 41))), "on", "2", "1", "on"])
    assert done.exit_code == 0
    assert "at times put the blame on each other" in " ".join(done.stdout.split())  # the answer that had the note
    assert "zyx" not in done.stdout.lower()


def test_the_arguments_have_to_fit(examples):
    assert run("teach").exit_code == 2
    assert run("teach", examples / "organisation-2.yaml", "--save", "x").exit_code == 2
    assert run("teach", examples / "organisation-2.yaml", "--level", "2").exit_code == 2


def test_whoever_sees_everything_misses_no_rule(known, examples):
    lesson = Lesson(known, read_case(examples / "organisation-2.yaml", known))
    whole = lesson.whole()
    assert missed_rules(lesson, whole)
    for page in lesson.pages:
        lesson = lesson.looked_at(page.id)
    assert missed_rules(lesson, whole) == ()
    assert lesson.looked_at(lesson.pages[0].id) == lesson
    assert all(0 <= look.share <= 100 and look.gain <= look.most for look in lesson.looks)


def test_the_best_page_is_best(known, examples):
    lesson = Lesson(known, read_case(examples / "organisation-3.yaml", known))
    first = lesson.looked_at(lesson.pages[0].id).looks[0]
    again = lesson.looked_at(first.best).looks[0]
    assert (again.share, again.gain) == (100, first.most)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("name", ["organisation-2", "invented-agency", "invented-workshop", "organisation-1"])
def test_every_verdict_can_be_told(known, examples, name, lang):
    lesson = Lesson(known, read_case(examples / f"{name}.yaml", known))
    whole = lesson.whole()
    for level in ("1", "2", "3", "4"):
        for grade in ("none", "severe"):
            said = Said({"level": level, "conflict": grade}, ())
            states = {one.axis: one.state for one in verdicts(lesson, said, whole)}
            assert (states["level"] == "right") == (level == whole.ladders["level"].established)
            assert (states["level"] == "unsupported") == (level not in whole.ladders["level"].possible and states["level"] != "right")
            assert "None" not in debrief(lesson, said, lang)
    remedies = list(known.remedies)
    for start in range(0, len(remedies), 3):
        told = debrief(lesson, Said({}, tuple(remedies[start:start + 3])), lang)
        assert all(known.remedies[one].name[lang].split()[0] in told for one in first_remedies(whole))
