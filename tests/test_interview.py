"""Interviews as people hold them: scripted sittings on a terminal, in both languages, and the pure steps beneath."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from drawing import draw_answers, one_voice, partly, rng_of
from rapport.cases.hearing import hear
from rapport.cases.interview import begin
from rapport.cases.model import LATER, Case, Given
from rapport.cases.reading import read_case
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.engine.truth import Truth
from rapport.reports.outlook_section import so_far
from rapport.reports.telling import Teller


def sit(case, *lines, options=(), lang="en"):
    return CliRunner().invoke(main, ["interview", str(case), "--lang", lang, *options], input="".join(f"{line}\n" for line in lines))


def given(case, known, respondent="observer"):
    return {q: g.value for q, g in read_case(case, known).respondent(respondent).answers.items()}


def first_page(known):
    """The page that comes first when nothing has been answered."""
    return begin(known, Case(""), "observer", "observer").pages_left()[0]


def test_a_whole_interview_ends_with_the_diagnosis(tmp_path, known):
    case = tmp_path / "case.yaml"
    done = sit(case, *["1"] * len(known.questions), options=["--all"])
    assert done.exit_code == 0
    assert len(given(case, known)) == len(known.questions)
    assert "Nothing is left to ask" in done.stdout
    assert "Level 1 of 4" in done.stdout


def test_answers_by_number_code_label_and_dont_know(tmp_path, known):
    case = tmp_path / "case.yaml"
    chosen = {}
    for kind in ("number", "code", "label", "unknown"):
        now = begin(known, read_case(case, known) if case.exists() else Case(""), "observer", "observer")
        question = known.questions[now.to_ask(now.pages_left()[0])[0]]
        code = "unknown" if kind == "unknown" else list(question.answers)[-1]
        sit(case, {"number": str(len(question.answers)), "code": code, "unknown": "?",
                   "label": question.answers[code].label["en"] if code in question.answers else ""}[kind], "quit")
        chosen[question.id] = code
        assert given(case, known) == chosen


def test_it_goes_on_where_it_stopped_and_back_changes_an_answer(tmp_path, known):
    case = tmp_path / "case.yaml"
    sit(case, "1", "2", "quit")
    before = given(case, known)
    done = sit(case, "1", "back", "2", "quit")
    (third,) = set(given(case, known)) - set(before)
    assert len(before) == 2
    assert given(case, known)[third] == list(known.questions[third].answers)[1]
    assert "Stopped. Saved in" in done.stdout


def test_back_at_the_first_question_says_so(tmp_path):
    assert "first question of this sitting" in sit(tmp_path / "case.yaml", "back", "quit").stdout


def test_skip_leaves_the_page_and_later_comes_once_more(tmp_path, known):
    case = tmp_path / "case.yaml"
    question = first_page(known).questions[0]
    sit(case, "skip", "quit")
    assert not case.exists()
    rest = len(known.questions) - 1
    done = sit(case, "later", *["1"] * rest, "1", options=["--all"])
    assert given(case, known)[question] == list(known.questions[question].answers)[0]
    assert "Nothing is left to ask" in done.stdout


def test_put_off_twice_ends_the_sitting(tmp_path, known):
    case = tmp_path / "case.yaml"
    done = sit(case, *["later"] * (2 * len(known.questions)))
    assert "Nothing is left to ask" in done.stdout
    assert set(given(case, known).values()) == {LATER}


def test_why_help_note_and_nonsense(tmp_path, known):
    case = tmp_path / "case.yaml"
    done = sit(case, "why", "help", "save", "note = seen : in 'a' file #1", "99", "1", "quit")
    first = known.questions[first_page(known).questions[0]]
    assert "Why it is asked:" in done.stdout
    assert "It can still decide: the level" in done.stdout
    assert "'99' is no answer here" in done.stdout
    answer = read_case(case, known).respondent("observer").answers[first.id]
    assert answer == Given(list(first.answers)[0], "= seen : in 'a' file #1")


@pytest.mark.parametrize("words", [("why", "later", "skip", "back", "quit"), ("зачем", "позже", "пропустить", "назад", "выход")])
def test_words_of_both_languages(tmp_path, words):
    why, later, skip, back, leave = words
    done = sit(tmp_path / "case.yaml", why, later, back, skip, leave, lang="ru")
    assert done.exit_code == 0
    assert "здесь нет" not in done.stdout
    assert "Остановились" in done.stdout


def test_a_side_is_asked_its_own_questions_only(tmp_path, known):
    case = tmp_path / "case.yaml"
    sit(case, *["1"] * len(known.questions), options=["--side", "hr", "--respondent", "anna", "--all"])
    respondent = read_case(case, known).respondent("anna")
    assert respondent.side == "hr"
    assert set(respondent.answers) == {q.id for q in known.questions.values() if "hr" in q.sides}


@pytest.mark.parametrize(("lang", "own", "general"), [
    ("en", "In our company, which word fits best", "Which word fits best"), ("ru", "у нас в компании ведут себя", "два отдела ведут себя")])
def test_staff_are_asked_in_their_own_words(tmp_path, known, lang, own, general):
    lines = ["?"] * len(known.questions)
    staff = " ".join(sit(tmp_path / "staff.yaml", *lines, options=["--side", "staff"], lang=lang).stdout.split())
    assert own in staff
    assert general not in staff
    marketing = " ".join(sit(tmp_path / "marketing.yaml", *lines, options=["--side", "marketing"], lang=lang).stdout.split())
    assert general in marketing
    assert own not in marketing


def test_every_wording_for_staff_speaks_of_the_company_they_work_in(known):
    worded = [question for question in known.questions.values() if question.staff]
    assert {question.id for question in worded} == {question.id for question in known.questions.values() if "staff" in question.sides}
    for question in worded:
        assert re.search(r"\bour\b", question.staff["en"], re.I), question.id
        assert re.search(r"\b(у нас|наш)", question.staff["ru"], re.I), question.id


def test_a_respondent_keeps_the_side(tmp_path):
    case = tmp_path / "case.yaml"
    sit(case, "1", "quit", options=["--side", "hr", "--respondent", "anna"])
    wrong = sit(case, options=["--side", "sales", "--respondent", "anna"])
    assert wrong.exit_code == 2
    assert "anna speaks for hr" in wrong.stderr
    new = sit(case, options=["--respondent", "boris"])
    assert new.exit_code == 2
    assert "--side" in new.stderr


def test_minutes_limit_the_questions(tmp_path, known):
    case = tmp_path / "case.yaml"
    done = sit(case, *["1"] * 50, options=["--minutes", "2"])
    assert len(given(case, known)) == 8
    assert "2 minutes are used up" in done.stdout


def test_input_that_ends_loses_nothing(tmp_path, known):
    case = tmp_path / "case.yaml"
    done = sit(case, "1", "1", "1")
    assert done.exit_code == 0
    assert len(given(case, known)) == 3


def test_a_broken_file_is_left_as_it_is(tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("answers: {terms: comon}\n")
    done = sit(case, "1")
    assert done.exit_code == 3
    assert case.read_text() == "answers: {terms: comon}\n"


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path):
    done = sit(tmp_path / "missing" / "case.yaml", "1")
    assert done.exit_code == 1
    assert "could not be saved" in done.stderr
    assert "Traceback" not in done.stderr


def test_killed_after_an_answer_the_answer_is_there(tmp_path, known):
    case = tmp_path / "case.yaml"
    process = subprocess.Popen([sys.executable, "-m", "rapport", "interview", str(case)], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert process.stdin is not None
    process.stdin.write(b"1\n1\n")
    process.stdin.flush()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not (case.exists() and len(given(case, known)) == 2):
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    assert len(given(case, known)) == 2
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".yaml"] == ["case.yaml"]


def test_the_steps_are_values(known):
    start = begin(known, Case("x"), "sales", "s")
    question = known.questions[start.to_ask(start.pages_left()[0])[0]]
    after = start.answered(question.id, Given(next(iter(question.answers))))
    assert start.person.answers == {}
    assert after.taken_back(question.id).case == start.case
    assert start.left()[0] >= after.left()[0]


def test_it_says_how_sure_it_is_after_each_answer(tmp_path):
    done = sit(tmp_path / "case.yaml", "1", "1", "1", "quit")
    assert done.stdout.count("So far: the level is open; most likely level") >= 2
    assert "an estimate" in done.stdout


def test_it_says_once_when_the_level_is_settled_and_what_is_still_open(tmp_path, known):
    case = tmp_path / "case.yaml"
    text = " ".join(sit(case, *["1"] * 60, "quit").stdout.split())
    assert text.count("That settles the level. What is still asked can decide: ") == 1
    before, after = text.split("That settles the level.")
    assert "most likely level" in before
    assert "most likely level" not in after.split("In short")[0]
    assert "So far: level 1; conflict: severe." in before + after
    assert len(diagnose(known, hear(read_case(case, known))).ladders["level"].possible) == 1


def test_once_the_level_is_settled_the_line_tells_of_the_conflict(known):
    open_yet = 0
    for seed in range(12):
        rng = rng_of(f"so far {seed}")
        found = diagnose(known, one_voice(partly(draw_answers(known, rng), rng, 0.6)))
        if found.ladders["level"].concluded:
            line, possible = so_far(Teller(Case("x"), found, "en")), found.ladders["conflict"].possible
            assert ("an estimate" in line) == (len(possible) > 1)
            assert "conflict: " in line
            open_yet += len(possible) > 1
    assert open_yet


def test_it_stops_by_itself_when_nothing_open_can_change_the_diagnosis(tmp_path, known):
    case = tmp_path / "case.yaml"
    done = sit(case, *["1"] * len(known.questions))
    text = " ".join(done.stdout.split())
    assert "Nothing that is still open for this respondent can change the diagnosis" in text
    assert "No longer asked, since no answer there can change level, conflict, move or plan:" in text
    assert len(given(case, known)) < len(known.questions)
    everything = set(known.questions) - set(given(case, known))
    short = diagnose(known, hear(read_case(case, known)))
    assert short.open == {}
    for question in sorted(everything)[:12]:
        for code in known.questions[question].answers:
            longer = diagnose(known, hear(read_case(case, known)).with_answer(question, code, "observer"))
            if contested(longer) <= contested(short):
                assert longer.ladders == short.ladders
                assert [one.remedy for one in longer.plan.now] == [one.remedy for one in short.plan.now]


def contested(diagnosis):
    return {name for name, truth in diagnosis.truths.items() if truth is Truth.CONTESTED}


def test_on_asks_the_pages_left_out(tmp_path, known):
    case = tmp_path / "case.yaml"
    short = sit(case, *["1"] * len(known.questions))
    before = len(given(case, known))
    assert "Press Enter to finish" in " ".join(short.stdout.split())
    sit(case, "on", *["1"] * len(known.questions))
    assert before < len(given(case, known)) == len(known.questions)


def test_a_second_side_is_asked_what_the_first_has_answered(known):
    first = begin(known, Case("x"), "sales", "s")
    page = first.pages_left()[0]
    question = next(q for q in first.to_ask(page) if "marketing" in known.questions[q].sides)
    answered = first.answered(question, Given(list(known.questions[question].answers)[0]))
    second = begin(known, answered.case, "marketing", "m")
    assert second.matters(question)
    assert not begin(known, answered.case, "observer", "o").matters(question)


def answers_for_check(known, **chosen):
    """Input lines for the quick look: a code for each of its questions in order."""
    return [chosen.get(name, "?") for name in known.check.questions]


def check(*lines, lang="en"):
    return CliRunner().invoke(main, ["check", "--lang", lang], input="".join(f"{line}\n" for line in lines))


HEALTHY = {"duplication": "none_doubled", "heads_words": "never", "joint_projects_result": "most_with_result",
           "communication_failures": "not_named", "stagnation_sales": "few", "stagnation_marketing": "few", "dept_culture": "supportive",
           "blame_culture": "absent", "harmful_conflict": "rare", "resource_rivalry": "rare", "heads_dialogue": "open_dialogue",
           "heads_joint_projects": "taken_willingly", "heads_meetings": "both_attend", "mutual_respect": "respect"}


def test_check_healthy(known):
    assert "Nothing unhealthy shows" in check(*answers_for_check(known, **HEALTHY)).stdout


def test_check_with_one_symptom_is_still_healthy_and_with_two_is_watched(known):
    one = {**HEALTHY, "communication_failures": "main_problem"}
    two = {**one, "duplication": "several_functions"}
    assert "Nothing unhealthy shows" in check(*answers_for_check(known, **one)).stdout
    assert "worth watching" in check(*answers_for_check(known, **two)).stdout


def test_check_acts_on_three_symptoms_or_an_open_conflict(known):
    three = {**HEALTHY, "communication_failures": "main_problem", "duplication": "several_functions", "joint_projects_result": "most_without_result"}
    assert "time to act" in check(*answers_for_check(known, **three)).stdout
    assert "time to act" in check(*answers_for_check(known, **{**HEALTHY, "blame_culture": "marked"})).stdout


def test_check_with_an_open_question_is_never_healthy(known):
    done = check(*answers_for_check(known, **{**HEALTHY, "mutual_respect": "?"}))
    assert "worth watching" in done.stdout
    assert "Not answered:" in done.stdout


def test_back_in_the_check_returns_to_the_last_answer(known):
    names = known.check.questions
    lines = [HEALTHY[names[0]], "back", "several_functions", *(HEALTHY[name] for name in names[1:])]
    done = check(*lines)
    assert "several of the same functions" in " ".join(done.stdout.split())
    assert "Not answered" not in done.stdout


def test_a_check_without_answers_is_exit_4():
    assert check().exit_code == 4


def test_two_interviews_held_apart_can_be_merged(tmp_path):
    for name, side in (("a.yaml", "sales"), ("b.yaml", "marketing")):
        sit(tmp_path / name, "1", "quit", options=["--side", side])
    done = CliRunner().invoke(main, ["merge", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), "-o", str(tmp_path / "c.yaml")])
    assert done.exit_code == 0


def test_check_needs_eight_answers(known):
    few = dict(list(HEALTHY.items())[:7])
    assert "Too few answers for a verdict: 7 of at least 8" in check(*answers_for_check(known, **few)).stdout


def test_check_in_russian_on_a_case(examples):
    done = CliRunner().invoke(main, ["check", str(examples / "invented-agency.yaml"), "--lang", "ru"])
    assert "Пора действовать" in done.stdout
    assert "Что дальше" in done.stdout
