"""Either side's view beside the whole, what the views share, and whose answer would settle most."""

import json
import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from rapport.cases.hearing import hear
from rapport.cases.model import Case, Given, Respondent
from rapport.cases.reading import read_case
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.engine.truth import Truth
from rapport.engine.voices import Voices
from rapport.engine.without import TruthsWithout
from rapport.kb import BrokenFile, load
from rapport.kb.conditions import Disputed
from rapport.reports.rendering import render
from rapport.reports.sides import settles_most, views_of


def people(**answers):
    return Case("Firm", respondents=tuple(Respondent(side, side, "", {q: Given(code) for q, code in given.items()})
                                          for side, given in answers.items()))


def test_a_view_is_the_same_run_on_one_sides_voices_and_what_nobody_disputes(known):
    case = people(sales={"joint_meetings": "never", "terms": "common"}, marketing={"joint_meetings": "problems_and_opportunities", "terms": "common"})
    found = views_of(diagnose(known, hear(case)))
    assert list(found) == ["sales", "marketing"]
    alone = diagnose(known, Voices({"joint_meetings": {"sales": ("never",)}, "terms": {"sales": ("common",), "marketing": ("common",)}}))
    assert found["sales"].truths == alone.truths
    assert found["sales"].truths["meets_to_clarify"] is not found["marketing"].truths["meets_to_clarify"]


def test_where_nobody_disputes_there_are_no_views(known, examples):
    case = read_case(examples / "organisation-2.yaml", known)
    assert views_of(diagnose(known, hear(case))) == {}


def test_only_sides_that_contradict_another_get_a_view(known, examples):
    case = read_case(examples / "invented-agency.yaml", known)
    diagnosis = diagnose(known, hear(case))
    gaps = [q for q in diagnosis.voices.said if diagnosis.voices.disputed(Disputed(q), known).known_true]
    assert gaps
    assert list(views_of(diagnosis)) == ["sales", "marketing"]


def test_a_few_staff_get_no_view_of_their_own(known):
    def staff(count):
        others = tuple(Respondent(f"s{n}", "staff", "", {"joint_meetings": Given("never")}) for n in range(count))
        lead = Respondent("m", "marketing", "", {"joint_meetings": Given("problems_and_opportunities")})
        case = Case("Firm", respondents=(lead, *others))
        return views_of(diagnose(known, hear(case)))

    assert staff(4) == {}
    assert list(staff(5)) == ["marketing", "staff"]


def could_settle(diagnosis, known):
    """Side -> the open questions of level and conflict that it could answer."""
    return {side.id: [q for q, goals in diagnosis.open.items() if {"level", "conflict"} & set(goals) and side.id in known.questions[q].sides]
            for side in known.sides.values() if side.party}


def test_whose_answer_would_settle_most_is_weighed_and_not_counted(known):
    rng = random.Random(0)
    drawn = {q.id: rng.choice(list(q.answers)) for q in known.questions.values() if rng.random() < 0.7}
    diagnosis = diagnose(known, hear(people(observer=drawn)))
    could = could_settle(diagnosis, known)
    found = settles_most(diagnosis)
    assert list(found.questions) == could[found.side]
    assert len(could["hr"]) > len(could["management"]), "hr could answer more questions"
    assert found.side == "management", "and management's answers tell more"


def test_where_nothing_is_open_nobody_is_named(known):
    complete = people(observer={q.id: next(iter(q.answers)) for q in known.questions.values()})
    assert settles_most(diagnose(known, hear(complete))) is None


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("layout", ["text", "md", "html"])
def test_the_report_shows_the_table_the_views_and_what_they_share(known, examples, lang, layout):
    case = read_case(examples / "invented-agency.yaml", known)
    report = render(case, diagnose(known, hear(case)), lang, layout)
    joined = " ".join(report.split())
    for words in {"en": ("Where the sides see it differently", "What would follow from either side", "The views share:", "Only as Marketing sees it"),
                  "ru": ("Где ответы сторон расходятся", "Что следует из ответов каждой стороны", "Одинаково при любом взгляде",
                         "Только если судить по стороне «Маркетинг»")}[lang]:
        assert words in joined.replace("&#39;", "'"), words
    if layout == "md":
        rows = [line for line in report.splitlines() if line.startswith("| ")]
        assert len({line.count("|") for line in rows[:3]}) == 1


def test_the_report_names_the_side_to_ask(examples):
    done = CliRunner().invoke(main, ["diagnose", str(examples / "organisation-2.yaml"), "--lang", "en"])
    assert "would settle most" in " ".join(done.stdout.split())
    told = json.loads(CliRunner().invoke(main, ["diagnose", str(examples / "organisation-2.yaml"), "--format", "json"]).stdout)
    assert told["settles_most"]["questions"]
    assert told["views"] == []


def test_wherever_two_sides_can_contradict_each_other_that_is_a_finding_with_a_remedy(known):
    """Law P8, question by question."""
    gaps = [f.id for f in known.findings.values() if f.kind == "gap"]
    answered = {ground.finding for remedy in known.remedies.values() for ground in remedy.reasons}
    assert set(gaps) <= answered
    for question in known.questions.values():
        parties = [side for side in question.sides if known.sides[side].party]
        codes = question.order or tuple(question.answers)
        if len(parties) > 1:
            voices = Voices({question.id: {parties[0]: (codes[0],), parties[1]: (codes[-1],)}})
            truths = TruthsWithout(voices, known)
            assert any(truths[gap] is Truth.TRUE for gap in gaps), question.id


def test_a_list_of_gaps_has_one_place_for_the_rest(tmp_path):
    folder = tmp_path / "kb"
    shutil.copytree(Path(__file__).parent / "toy_kb", folder)
    text = "- {id: gap_x, topics: [kitchen], holds: {en: a, ru: а}, fails: {en: b, ru: б}, because: {en: c, ru: в}, misleads_when: {en: d, ru: г},\n   statements: [toy-claim]}\n"
    (folder / "gaps.yaml").write_text(text)
    with pytest.raises(BrokenFile, match="one gap, and only one"):
        load(folder)
    (folder / "gaps.yaml").write_text(text.replace("topics: [kitchen], ", ""))
    found = load(folder)
    assert found.rules["kitchen_told_differently"].concludes == "gap_x"
