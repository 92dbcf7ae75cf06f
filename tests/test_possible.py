"""Certain, possible, excluded: nothing that a completion gives is missing, and what is called exact is given by one."""

from drawing import draw_answers, one_voice, partly, rng_of
from rapport.cases.hearing import hear
from rapport.cases.model import Case
from rapport.cases.reading import read_case as read_case_file
from rapport.engine.axes import read_ladder
from rapport.engine.completing import CHEAP, completions, distinct_answers
from rapport.engine.diagnosis import diagnose
from rapport.engine.outcomes import still_possible
from rapport.engine.packing import read_case
from rapport.engine.truth import Truth
from rapport.engine.voices import Voices
from rapport.reports.outlook_section import outlook
from rapport.reports.telling import Teller


def contested(diagnosis):
    return any(truth is Truth.CONTESTED for truth in diagnosis.truths.values())


def test_what_a_completion_gives_was_possible_before(known):
    """Levels, grades, the choice and remedies of complete cases, against their halves, as far as nothing is contradicted."""
    seen, exact = 0, 0
    for seed in range(150):
        rng = rng_of(f"possible {seed}")
        answers = draw_answers(known, rng)
        whole = diagnose(known, one_voice(answers))
        if contested(whole):
            continue
        part = diagnose(known, one_voice(partly(answers, rng, rng.choice([0.3, 0.6, 0.9, 0.97]))))
        seen += 1
        for axis, ladder in part.ladders.items():
            assert whole.ladders[axis].concluded in ladder.possible
            exact += ladder.exact and len(ladder.possible) > 1
        assert set(whole.choice.possible) <= set(part.choice.possible)
        planned = {one.remedy for one in (*whole.plan.now, *whole.plan.later)}
        assert planned <= {*part.outlook.certain, *part.outlook.possible}, seed
        assert planned >= set(part.outlook.certain), seed
    assert seen > 30
    assert exact > 3


def test_a_complete_case_leaves_nothing_but_the_certain(known):
    for seed in range(20):
        diagnosis = diagnose(known, one_voice(draw_answers(known, rng_of(seed))))
        assert diagnosis.outlook.possible == ()
        assert diagnosis.outlook.exact
        assert set(diagnosis.outlook.certain) == {one.remedy for one in (*diagnosis.plan.now, *diagnosis.plan.later)}


def test_without_answers_nothing_is_certain_and_nearly_everything_possible(known):
    outlook = diagnose(known, Voices({})).outlook
    assert outlook.certain == ()
    assert len(outlook.possible) >= len(known.remedies) - 1
    assert not outlook.exact


def test_all_completions_of_few_questions_are_tried_each_once(known):
    voices, questions = one_voice({"terms": "common"}), ["joint_meetings", "boundaries"]
    reading = completions(voices, questions, known)
    kinds = {question: distinct_answers(known)[question] for question in questions}
    assert reading.size == len(kinds["joint_meetings"]) * len(kinds["boundaries"])
    one_by_one = {tuple(sorted(read_case(one_voice({"terms": "common", "joint_meetings": a, "boundaries": b}), known).truths().items(),
                               key=lambda pair: pair[0])) for a in kinds["joint_meetings"] for b in kinds["boundaries"]}
    assert {tuple(sorted(reading.truths(case).items(), key=lambda pair: pair[0])) for case in range(reading.size)} == one_by_one
    assert completions(voices, list(known.questions), known, CHEAP) is None


def test_answers_that_no_rule_tells_apart_count_once(known):
    for question, codes in distinct_answers(known).items():
        assert codes
        assert set(codes) <= set(known.questions[question].answers)
    for code in known.questions["terms"].answers:
        same = [kind for kind in distinct_answers(known)["terms"]
                if read_case(one_voice({"terms": kind}), known).truths() == read_case(one_voice({"terms": code}), known).truths()]
        assert same


def test_trying_all_completions_can_leave_out_what_the_superset_holds(toy):
    """Every level the narrowed ladder keeps is given by some completion, tried one by one."""
    for seed in range(60):
        rng = rng_of(f"toy {seed}")
        voices = one_voice({q.id: rng.choice(list(q.answers)) for q in toy.questions.values() if rng.random() < 0.6})
        diagnosis = diagnose(toy, voices)
        ladder = toy.ladders["tastiness"]
        wide, kept = read_ladder(ladder, diagnosis.settled), diagnosis.ladders["tastiness"]
        assert set(kept.possible) <= set(wide.possible)
        unheard = [name for name in toy.questions if not voices.heard(name)]
        given = still_possible(ladder, completions(voices, unheard, toy))
        assert kept.exact
        assert set(kept.possible) == {value for value, mask in given.items() if mask} & set(wide.possible)


def test_a_report_says_which_ranges_are_exact_and_which_are_bounds(known, examples):
    case = read_case_file(examples / "organisation-2.yaml", known)
    found = diagnose(known, hear(case))
    lines = {lang: outlook(Teller(case, found, lang)) for lang in ("en", "ru")}
    assert found.ladders["level"].exact
    assert not found.outlook.exact
    assert any(line.startswith("Every way of answering") and "the level" in line and "plan" not in line for line in lines["en"])
    assert any(line.startswith("There are too many ways") and "the plan" in line and "level" not in line for line in lines["en"])
    assert any(line.startswith("Для пунктов «уровень") for line in lines["ru"])
    assert any("план» перебрать все варианты нельзя" in line for line in lines["ru"])


def test_nothing_is_said_of_ranges_where_all_is_concluded(known):
    found = diagnose(known, one_voice(draw_answers(known, rng_of("complete"))))
    assert outlook(Teller(Case("x"), found, "en")) == []
