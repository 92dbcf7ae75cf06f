"""The three published organisations, from what their table states and no more (Le Meunier-FitzHugh and Piercy 2010, in the seminar slides)."""

import pytest
from drawing import one_voice
from rapport.cases.hearing import hear
from rapport.cases.reading import read_case
from rapport.engine.diagnosis import diagnose
from rapport.engine.truth import Truth

GRADES = ["none", "latent", "open", "severe"]
CELLS = [("goal_setting", "coordination_attitude", "goal_alignment"), ("dept_culture", "blame_culture"), ("location",), ("orientation",),
         ("formal_communication", "informal_communication", "communication_timing"), ("harmful_conflict", "useful_disputes"),
         ("information_sharing", "information_analysis", "information_systems"), ("cross_learning", "learning_supported"),
         ("collaboration", "profits")]


@pytest.fixture(scope="module")
def table(known, examples):
    """The answers of each organisation."""
    cases = {n: read_case(examples / f"organisation-{n}.yaml", known) for n in (1, 2, 3)}
    return {n: {q: given.value for q, given in case.respondents[0].answers.items()} for n, case in cases.items()}


def read(known, examples, number):
    return diagnose(known, hear(read_case(examples / f"organisation-{number}.yaml", known)))


def test_every_cell_of_the_table_is_in_the_examples(table):
    asked = {question for cell in CELLS for question in cell}
    assert all(set(answers) <= asked for answers in table.values())
    assert all(any(question in answers for question in cell) for answers in table.values() for cell in CELLS)


def test_organisation_2(known, examples):
    diagnosis = read(known, examples, 2)
    assert diagnosis.ladders["level"].possible == ("1", "2")
    assert diagnosis.ladders["conflict"].possible == ("open", "severe")
    assert diagnosis.truths["culture_of_blame"] is Truth.TRUE
    assert diagnosis.truths["functional_conflict"] is Truth.TRUE
    plan = diagnosis.plan.now
    assert plan[0].remedy == "management_mandate"
    for one in plan:
        assert one.reasons or one.needed_for
        assert all(diagnosis.settled[g.finding] is not Truth.UNKNOWN for g in one.reasons)
    assert "chief_revenue_officer" not in [one.remedy for one in plan]
    assert "cross_kpi" not in [one.remedy for one in plan]


def test_organisation_1(known, examples):
    diagnosis = read(known, examples, 1)
    assert diagnosis.ladders["level"].possible == ("3", "4")
    assert diagnosis.ladders["conflict"].concluded == "none"
    assert diagnosis.truths["functional_conflict"] is Truth.TRUE
    assert diagnosis.plan.now == ()


def test_organisation_3(known, examples):
    diagnosis = read(known, examples, 3)
    assert diagnosis.ladders["level"].possible == ("2", "3", "4")
    assert diagnosis.ladders["conflict"].concluded == "none"
    assert diagnosis.truths["functional_conflict"] is Truth.FALSE
    assert diagnosis.truths["goals_misaligned"] is Truth.TRUE


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_is_most_like_itself_in_all_nine_themes(known, examples, number):
    first, second, _ = read(known, examples, number).likeness
    assert first.organisation == f"organisation_{number}"
    assert len(first.alike) == 9
    assert len(second.alike) <= 1


@pytest.mark.parametrize("number", [1, 2, 3])
def test_location_and_orientation_alone_change_no_level_conflict_or_fit(known, table, number):
    before = diagnose(known, one_voice(table[number]))
    for question in ("location", "orientation"):
        for code in known.questions[question].answers:
            after = diagnose(known, one_voice({**table[number], question: code}))
            assert after.ladders == before.ladders
            assert (after.choice.chosen, after.choice.possible) == (before.choice.chosen, before.choice.possible)


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell not in (("location",), ("orientation",))], ids=lambda cell: cell[0])
def test_a_cell_of_organisation_2_in_organisation_1_improves_nothing(known, table, cell):
    before = diagnose(known, one_voice(table[1]))
    mixed = {q: code for q, code in table[1].items() if q not in cell} | {q: table[2][q] for q in cell if q in table[2]}
    after = diagnose(known, one_voice(mixed))
    assert int(after.ladders["level"].established) <= int(before.ladders["level"].established)
    assert int(after.ladders["level"].possible[-1]) <= int(before.ladders["level"].possible[-1])
    for end in (0, -1):
        worst = [GRADES.index(d.ladders["conflict"].possible[end]) for d in (before, after)]
        assert worst[1] >= worst[0]
    held = [{n for n, t in d.truths.items() if t is Truth.TRUE and known.findings[n].kind == "sign"} for d in (before, after)]
    assert held[1] <= held[0]


@pytest.mark.parametrize(("name", "level"), [("invented-workshop", "1"), ("invented-agency", "2"), ("invented-platform", "4")])
def test_the_invented_companies_are_at_their_levels(known, examples, name, level):
    case = read_case(examples / f"{name}.yaml", known)
    assert "invented" in case.note.lower()
    assert diagnose(known, hear(case)).ladders["level"].concluded == level
