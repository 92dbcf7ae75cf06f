"""The questionnaire of 2006: the case file, the scores, the sitting on a terminal, and the second opinion beside the level."""

import json
from dataclasses import replace

import pytest
import yaml
from click.testing import CliRunner
from drawing import draw_answers, rng_of
from hypothesis import given, settings
from hypothesis import strategies as st
from rapport.cases.hearing import hear
from rapport.cases.merging import merge
from rapport.cases.model import Case, Given, Respondent
from rapport.cases.reading import read_case
from rapport.cases.scoring import band_of, score
from rapport.cases.writing import as_yaml, save_case
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.kb import BrokenFile, shipped
from rapport.reports.instrument_section import DIRECTED, scores_told, second_opinion
from rapport.reports.phrasing import Speaker
from rapport.reports.second_opinion import compare
from rapport.reports.telling import Teller

ITEMS = tuple(shipped().instrument.items)
LEVEL_1 = {"rules": "ad_hoc", "terms": "each_own", "joint_meetings": "never", "goal_setting": "separately", "large_deals": "never",
           "cross_learning": "low", "missed_result": "each_own_numbers", "rewards": "separate", "marketing_tools_in_sales": "own_materials",
           "boundaries": "unclear", "joint_systems": "separate"}
COUNTED = [name for name, item in shipped().instrument.items.items() if item.signs and item.about == "practice"]
ATTITUDES = [name for name, item in shipped().instrument.items.items() if item.about == "attitude"]
ratings = st.lists(st.integers(1, 5), min_size=20, max_size=20)


def rates(points, name="s", side="sales", answers=None):
    """A respondent with a list of points in the order of the items, or the same points everywhere."""
    points = [points] * 20 if isinstance(points, int) else points
    return Respondent(name, side, "", {q: Given(code) for q, code in (answers or {}).items()},
                      {item: str(value) for item, value in zip(ITEMS, points, strict=True)})


def summing(total):
    """Twenty points with a sum."""
    base, more = divmod(total, 20)
    return [base + (number < more) for number in range(20)]


def scored(*respondents):
    return score(Case("x", respondents=respondents), shipped())


def run(*arguments, lines=None):
    return CliRunner().invoke(main, [str(one) for one in arguments], input="".join(f"{line}\n" for line in lines or []))


def words(text):
    return " ".join(text.split())


# the knowledge


def test_twenty_items_on_a_scale_of_five_with_bands_from_20_to_100(known):
    instrument = known.instrument
    assert (len(instrument.items), instrument.codes, instrument.lowest, instrument.highest) == (20, ("1", "2", "3", "4", "5"), 20, 100)
    assert [(band.least, band.most, band.value) for band in instrument.bands] == [(20, 39, "1"), (40, 59, "2"), (60, 79, "3"), (80, 100, "4")]


def test_every_item_has_a_statement_of_its_own_from_the_article(known):
    cited = [name for item in known.instrument.items.values() for name in item.statements]
    assert len(set(cited)) == 20
    assert {known.statements[name].source for name in cited} == {"kotler_2006"}
    for item in known.instrument.items.values():
        for language in ("en", "ru"):
            assert item.text[language] not in {known.statements[name].text[language] for name in item.statements}


def test_no_rule_asks_after_an_item(known):
    from rapport.kb.conditions import Asked, leaves

    assert not set(ITEMS) & set(known.questions)
    assert not {leaf.question for rule in known.rules.values() for leaf in leaves(rule.when) if isinstance(leaf, Asked)} & set(ITEMS)


# the case file


def test_ratings_are_written_as_numbers_and_read_back(tmp_path, known):
    case = Case("x", respondents=(replace(rates(4), instrument={"one_head": "5", "people_move": "unknown", "no_culprits": "later"}),))
    path = tmp_path / "case.yaml"
    save_case(case, path)
    assert yaml.safe_load(path.read_text())["respondents"][0]["instrument"] == {"one_head": 5, "people_move": "unknown", "no_culprits": "later"}
    assert read_case(path, known) == case


def test_the_flat_form_holds_the_observers_ratings(tmp_path, known):
    path = tmp_path / "case.yaml"
    path.write_text("instrument:\n  one_head: 2\n  people_move:\n")
    assert read_case(path, known).respondents == (Respondent("observer", "observer", "", {}, {"one_head": "2"}),)
    path.write_text("answers: {terms: common}\ninstrument: {one_head: 2}\n")
    assert read_case(path, known).respondents == (Respondent("observer", "observer", "", {"terms": Given("common")}, {"one_head": "2"}),)


def test_a_case_without_ratings_is_written_without_the_field():
    assert "instrument" not in as_yaml(Case("x", respondents=(Respondent("s", "sales"),)))


def test_all_mistakes_are_told_with_their_lines(tmp_path, known):
    path = tmp_path / "case.yaml"
    path.write_text("respondents:\n  - id: a\n    side: management\n    instrument:\n      one_hed: 4\n      people_move: 0\n")
    with pytest.raises(BrokenFile) as broken:
        read_case(path, known)
    assert [problem.place.line for problem in broken.value.problems] == [5, 5, 6]


def test_a_knowledge_base_without_questionnaire_says_so(tmp_path, toy):
    path = tmp_path / "case.yaml"
    path.write_text("instrument: {liked: 3}\n")
    assert read_case(path, toy).rated
    with pytest.raises(BrokenFile, match="has no questionnaire"):
        read_case(path, replace(toy, instrument=None))


def test_merging_joins_ratings_and_refuses_contradictions():
    one, two = (Case("x", respondents=(Respondent("s", "sales", instrument=ratings),))
                for ratings in ({"one_head": "4", "people_move": "2"}, {"one_head": "4", "no_culprits": "3"}))
    assert merge(one, two, ("a", "b")).respondents[0].instrument == {"one_head": "4", "people_move": "2", "no_culprits": "3"}
    other = Case("x", respondents=(Respondent("s", "sales", instrument={"one_head": "5"}),))
    with pytest.raises(BrokenFile, match="rates one_head with 5 here and with 4 in a"):
        merge(one, other, ("a", "b"))


# the scores


@pytest.mark.parametrize(("total", "value"), [(20, "1"), (39, "1"), (40, "2"), (59, "2"), (60, "3"), (79, "3"), (80, "4"), (100, "4")])
def test_the_edges_of_the_bands(total, value):
    side = scored(rates(summing(total))).sides[0]
    assert (side.tenths, side.band.value) == (10 * total, value)


def test_neutral_throughout_scores_60():
    side = scored(rates(3)).sides[0]
    assert (side.tenths, side.band.value, side.neutral) == (600, "3", 20)


def test_a_mean_is_rounded_down_and_never_shown_in_a_band_it_does_not_reach():
    side = scored(rates(summing(39), "a"), rates(summing(40), "b"), rates(summing(40), "c")).sides[0]
    assert (side.tenths, side.band.value) == (396, "1")


def test_only_complete_sheets_count_and_the_others_say_what_is_missing():
    part = replace(rates(5, "b"), instrument={**rates(5).instrument, "one_head": "unknown", "people_move": "later"})
    found = scored(rates(2, "a"), part)
    assert [(sheet.respondent, sheet.score, sheet.missing) for sheet in found.sheets] == [("a", 40, 0), ("b", None, 2)]
    assert found.sides[0].tenths == 400


def test_nobody_rated_means_no_scores(known):
    assert scored() is None
    assert scored(Respondent("s", "sales", instrument={"one_head": "unknown"})) is None
    assert score(Case("x", respondents=(rates(3),)), replace(known, instrument=None)) is None


def test_gaps_are_between_parties_only():
    found = scored(rates(4), rates(summing(61), "m", "marketing"), rates(1, "o", "observer"))
    assert [(gap.higher, gap.lower, gap.tenths) for gap in found.gaps] == [("sales", "marketing", 190)]
    assert [side.side for side in found.sides] == ["sales", "marketing", "observer"]


def test_another_scale_and_other_bands(toy):
    cooks = Case("x", respondents=(Respondent("a", "cook", instrument={"has_salt": "3", "liked": "3"}),
                                   Respondent("b", "cook", instrument={"has_salt": "3", "liked": "2"})))
    side = score(cooks, toy).sides[0]
    assert (side.tenths, side.band.value, side.neutral) == (55, "good", 1)


@given(ratings, st.integers(0, 19), st.integers(1, 5))
def test_a_higher_answer_never_lowers_score_or_band(points, position, higher):
    raised = [max(value, higher) if number == position else value for number, value in enumerate(points)]
    before, after = scored(rates(points)).sides[0], scored(rates(raised)).sides[0]
    assert after.tenths >= before.tenths
    assert int(after.band.value) >= int(before.band.value)


@given(st.lists(ratings, min_size=1, max_size=7))
def test_a_sides_mean_lies_between_its_scores_and_in_its_band(sheets):
    side = scored(*(rates(points, f"s{number}") for number, points in enumerate(sheets))).sides[0]
    sums = [sum(points) for points in sheets]
    assert 10 * min(sums) <= side.tenths <= 10 * max(sums)
    assert side.band.least * len(sums) <= sum(sums) < (side.band.most + 1) * len(sums)


@given(st.integers(200, 1000))
def test_every_score_has_exactly_one_band(tenths):
    instrument = shipped().instrument
    fitting = [band for band in instrument.bands if 10 * band.least <= tenths < 10 * (band.most + 1)]
    assert [band_of(tenths, instrument)] == fitting


@given(st.permutations(range(3)))
def test_the_order_of_respondents_changes_no_score(order):
    people = [rates(2, "a"), rates(summing(71), "b"), rates(4, "c", "marketing")]
    found = scored(*(people[number] for number in order))
    assert [(side.side, side.tenths) for side in found.sides] == [("sales", 555), ("marketing", 800)]
    assert found.gaps == scored(*people).gaps


# staff stay anonymous


def staff(count, first=2):
    return [rates(first if number == 0 else 4, f"w{number}", "staff") for number in range(count)]


@pytest.mark.parametrize("count", [1, 4])
def test_small_groups_of_staff_are_not_scored(tmp_path, count):
    path = tmp_path / "case.yaml"
    save_case(Case("x", respondents=tuple(staff(count))), path)
    text, found = run("instrument", path, "--show", "--lang", "en").stdout, json.loads(run("instrument", path, "--format", "json").stdout)
    assert "Staff: fewer than 5 complete sheets" in text
    assert "of 100" not in text
    assert found["instrument"] == {"respondents": [], "sides": [], "too_small": ["staff"], "gaps": []}


def test_five_staff_are_scored_together_and_never_one_by_one(tmp_path):
    path = tmp_path / "case.yaml"
    unfinished = Respondent("w9", "staff", instrument={"one_head": "4"})
    save_case(Case("x", respondents=(*staff(5), unfinished, rates(5))), path)
    for done in (run("instrument", path, "--show", "--lang", "en"), run("instrument", path, "--format", "json")):
        assert "w0" not in done.stdout
        assert "w9" not in done.stdout
    text = words(run("instrument", path, "--show", "--lang", "en").stdout)
    assert "Staff: 72 of 100" in text
    assert "sheets that are not complete" not in text


# the sitting


def sit(path, *lines, lang="en", options=("--side", "sales")):
    return run("instrument", path, "--lang", lang, *options, lines=lines)


def rated(path, known, name="sales"):
    return read_case(path, known).respondent(name).instrument


def test_a_whole_sitting_ends_with_the_scores(tmp_path, known):
    path = tmp_path / "case.yaml"
    done = sit(path, *["4"] * 20)
    assert done.exit_code == 0
    assert rated(path, known) == dict.fromkeys(ITEMS, "4")
    assert "Nothing is left to rate" in done.stdout
    assert "Sales: 80 of 100, in the band 80-100 (integrated)" in words(done.stdout)
    again = sit(path)
    assert "> " not in again.stdout
    assert "Sales: 80 of 100" in again.stdout


def test_it_goes_on_where_it_stopped_and_back_changes_a_rating(tmp_path, known):
    path = tmp_path / "case.yaml"
    sit(path, "1", "2", "quit")
    done = sit(path, "5", "back", "4", "quit")
    assert rated(path, known) == {ITEMS[0]: "1", ITEMS[1]: "2", ITEMS[2]: "4"}
    assert "Stopped. Saved in" in done.stdout
    assert "first question of this sitting" in sit(path, "back", "quit").stdout


def test_later_comes_once_more_at_the_end_and_skip_leaves_an_item_open(tmp_path, known):
    path = tmp_path / "case.yaml"
    done = sit(path, "later", "skip", *["3"] * 18, "later")
    assert "Nothing is left to rate" in done.stdout
    assert rated(path, known) == {ITEMS[0]: "later", **dict.fromkeys(ITEMS[2:], "3")}
    assert "no score, because items without points remain (2 of 20)" in words(done.stdout)
    sit(path, "5", "?")
    assert rated(path, known)[ITEMS[0]] == "unknown"
    assert rated(path, known)[ITEMS[1]] == "5"


def test_back_returns_to_what_was_put_off_twice(tmp_path, known):
    path = tmp_path / "case.yaml"
    sit(path, "later", "later", *["3"] * 18, "later", "back", "2", "2")
    assert rated(path, known) == {ITEMS[0]: "2", ITEMS[1]: "2", **dict.fromkeys(ITEMS[2:], "3")}


def test_why_help_save_and_nonsense(tmp_path):
    path = tmp_path / "case.yaml"
    done = words(sit(path, "why", "help", "save", "6", "note x", "quit").stdout)
    assert "(lit-inst-shared-words) It counts for the score and changes nothing in the diagnosis." in done
    assert done.count("How far do you agree?") == 2
    assert "Saved:" in done
    assert "'6' is no answer here. Use 1 to 5" in done
    assert "'note x' is no answer here" in done
    assert path.exists()


def test_a_sitting_in_russian(tmp_path, known):
    path = tmp_path / "case.yaml"
    done = sit(path, "зачем", "помощь", "позже", "назад", "4", "?", "пропустить", "сохранить", "7", "выход", lang="ru")
    assert done.exit_code == 0
    told = words(done.stdout)
    assert "1 из 20. Продавцы и маркетологи у нас говорят на одном языке" in told
    assert "1 совсем не так; 2 скорее не так; 3 ни да ни нет; 4 скорее так; 5 именно так" in told
    assert "в диагнозе ничего не меняет" in told
    assert "Ответа «7» здесь нет" in told
    assert "пунктов без оценки осталось 19 из 20" in told
    assert rated(path, known) == {ITEMS[0]: "4", ITEMS[1]: "unknown"}


def test_the_observer_is_told_whom_it_is_meant_for(tmp_path):
    done = words(sit(tmp_path / "case.yaml", "quit", options=()).stdout)
    assert "It is meant for sales, marketing and staff" in done


def test_sides_are_kept_and_others_are_not_asked(tmp_path):
    path = tmp_path / "case.yaml"
    sit(path, "1", "quit", options=("--side", "sales", "--respondent", "anna"))
    wrong = sit(path, options=("--side", "marketing", "--respondent", "anna"))
    assert (wrong.exit_code, "anna speaks for sales" in wrong.stderr) == (2, True)
    refused = sit(path, options=("--side", "hr"))
    assert (refused.exit_code, "not put to hr" in refused.stderr) == (2, True)
    assert sit(path, options=("--respondent", "boris")).exit_code == 2


def test_what_cannot_be_saved_is_a_clear_error(tmp_path):
    done = sit(tmp_path / "missing" / "case.yaml", "1")
    assert done.exit_code == 1
    assert "could not be saved" in done.stderr


def test_ratings_and_interview_share_a_file(tmp_path, known):
    path = tmp_path / "case.yaml"
    sit(path, "4", "quit")
    run("interview", path, "--side", "sales", lines=["1", "quit"])
    respondent = read_case(path, known).respondent("sales")
    assert (len(respondent.answers), respondent.instrument) == (1, {ITEMS[0]: "4"})


def test_show_asks_nothing_and_says_when_there_is_nothing(tmp_path, examples):
    path = tmp_path / "case.yaml"
    path.write_text("answers: {terms: common}\n")
    for arguments in (["--show"], ["--format", "json"], ["-o", tmp_path / "out.txt"]):
        done = run("instrument", path, "--lang", "en", *arguments)
        assert (done.exit_code, "Nobody has given points yet" in done.stderr, done.stdout) == (4, True, "")
    assert run("instrument", path, "--show", "--side", "sales").exit_code == 2
    path.write_text("instrument: {one_head: 4}\n")
    done = run("diagnose", path)
    assert (done.exit_code, "--show" in done.stderr) == (4, True)


# the second opinion


def opinion(known, answers, *respondents):
    """The comparison where an observer gave the answers of the diagnosis."""
    case = Case("x", respondents=(Respondent("observer", "observer", "", {q: Given(code) for q, code in answers.items()}), *respondents))
    return compare(diagnose(known, hear(case)), score(case, known))


def codes(comparison):
    return [reason.code for reason in comparison.reasons]


def test_ratings_change_nothing_in_the_diagnosis(known):
    for seed in range(5):
        answers = {q: Given(code) for q, code in draw_answers(known, rng_of(seed)).items()}
        plain, with_ratings = (diagnose(known, hear(Case("x", respondents=(Respondent("o", "observer", "", answers, given),))))
                               for given in ({}, rates(5).instrument))
        assert plain.truths == with_ratings.truths
        assert plain.plan == with_ratings.plan


def test_a_band_within_the_possible_levels_is_no_contradiction(known):
    assert [(one.relation, one.reasons) for one in opinion(known, {"terms": "common"}, rates(2), rates(4, "m", "marketing"))] == \
        [("within", ()), ("within", ())]


def test_a_band_at_the_level_agrees(known):
    assert opinion(known, LEVEL_1, rates(summing(30)))[0].relation == "agrees"


def test_neutral_throughout_at_level_1_is_told_as_such(known):
    one = opinion(known, LEVEL_1, rates(3))[0]
    assert one.relation == "above"
    assert codes(one) == ["neutral", "same_throughout", "not_heard"]
    assert one.reasons[0].numbers == {"count": 20, "of": 20, "points": 3, "shifted_tenths": 400}
    assert one.reasons[2].sides == ("observer",)


def test_neutral_answers_that_decide_no_band_are_no_reason(known):
    deciding, idle = [3] * 18 + [4] * 2, [3] * 2 + [4] * 18
    assert "neutral" in codes(opinion(known, LEVEL_1, rates(deciding))[0])
    assert "neutral" not in codes(opinion(known, LEVEL_1, rates(idle))[0])


def by_group(attitudes, counted, rest):
    return [attitudes if item in ATTITUDES else counted if item in COUNTED else rest for item in ITEMS]


@pytest.mark.parametrize(("points", "told"), [
    (by_group(5, 2, 1), {"attitudes": {"theirs_tenths": 50, "others_tenths": 20, "shifted_tenths": 310}}),
    (by_group(1, 2, 4), {"uncounted": {"theirs_tenths": 40, "others_tenths": 20, "shifted_tenths": 360}}),
    (by_group(5, 2, 2), {}), (by_group(2, 2, 2), {})])
def test_a_group_of_items_is_a_reason_only_when_it_lifts_the_score_into_its_band(known, points, told):
    one = opinion(known, LEVEL_1, rates(points))[0]
    assert (one.relation, one.value) == ("above", "2")
    assert {reason.code: reason.numbers for reason in one.reasons if reason.code in ("attitudes", "uncounted")} == told


def test_the_same_matter_told_differently_is_named(known):
    found = {one.code: one for one in opinion(known, LEVEL_1, rates(5))[0].reasons}
    assert set(found["same_matter"].items) >= {"shared_words", "customers_met", "plan_drafted", "shared_fate"}
    assert "one_head" not in found["same_matter"].items


def at_level_4(known, examples, *respondents):
    """An invented company at level 4 with further respondents."""
    case = read_case(examples / "invented-platform.yaml", known)
    assert diagnose(known, hear(case)).ladders["level"].concluded == "4"
    return replace(case, respondents=(*case.respondents, *respondents))


def test_below_the_level(known, examples):
    case = at_level_4(known, examples, rates(2, "extra", "marketing"))
    one = compare(diagnose(known, hear(case)), score(case, known))[0]
    assert one.relation == "below"
    assert "same_matter" in codes(one)
    assert "neutral" not in codes(one)


def test_sides_in_other_bands_and_disputes_are_told(known):
    apart = (rates(4, "s", "sales", {**LEVEL_1, "joint_meetings": "problems_and_opportunities"}), rates(2, "m", "marketing", {"joint_meetings": "never"}))
    case = Case("x", respondents=apart)
    sales, _ = compare(diagnose(known, hear(case)), score(case, known))
    found = {one.code: one for one in sales.reasons}
    assert found["bands_differ"].sides == ("marketing",)
    assert found["disputed"].numbers == {"count": 1}
    assert "not_heard" not in found


@settings(max_examples=40, deadline=None)
@given(ratings, st.integers(0, 30))
def test_a_reason_tried_out_really_leads_out_of_the_band_towards_the_level(points, seed):
    known = shipped()
    answers = draw_answers(known, rng_of(seed))
    one = opinion(known, answers, rates(points))[0]
    assert one.differs or one.reasons == ()
    for reason in one.reasons:
        if "shifted_tenths" in reason.numbers:
            moved = int(band_of(reason.numbers["shifted_tenths"], known.instrument).value)
            assert moved < int(one.value) if one.relation == "above" else moved > int(one.value)


# the reports


@pytest.mark.parametrize(("lang", "heading", "told"), [
    ("en", "Second opinion", ["Sales: 66 of 100, in the band 60-79 (aligned), which stands for level 3.", "Answers \"neither\": 7 of 20.",
                              "regional_manager (sales): no score, because items without points remain (3 of 20).",
                              "Between the sides, in points: 16", "Marketing: band and diagnosis both say level 2.",
                              "the diagnosis says level 2. The questionnaire is the higher", "the score would be 59, in a lower band",
                              "were rated 3.4 on average, those on counted practices 2.5", "scores 60 and lands in the third band"]),
    ("ru", "Второе мнение", ["Продажи: 66 из 100, диапазон 60–79 (отношения согласованы), ему соответствует уровень 3.",
                             "Ответов «ни да ни нет»: 7 из 20.", "Разница между сторонами в баллах: 16 (выше — продажи, ниже — маркетинг).",
                             "Маркетинг: и анкета, и диагноз указывают на уровень 2.", "Анкета оценивает выше.", "3,4", "наберет 60"])])
def test_the_section_in_a_report(examples, lang, heading, told):
    case = examples / "invented-pump-maker.yaml"
    text = words(run("diagnose", case, "--lang", lang).stdout)
    assert heading in text
    for part in told:
        assert part in text
    for layout in ("md", "html"):
        assert heading in run("diagnose", case, "--lang", lang, "--format", layout).stdout
    for layout in ("text", "md", "html"):
        assert heading not in run("diagnose", examples / "organisation-2.yaml", "--lang", lang, "--format", layout).stdout


def test_the_field_in_json(examples):
    found = json.loads(run("diagnose", examples / "invented-pump-maker.yaml", "--format", "json").stdout)["instrument"]
    assert [(one["side"], one["relation"]) for one in found["compared"]] == [("sales", "above"), ("marketing", "agrees")]
    assert found["gaps"] == [{"higher": "sales", "lower": "marketing", "tenths": 160}]
    assert found["respondents"][2] == {"id": "regional_manager", "side": "sales", "score": None, "missing": 3}
    shown = json.loads(run("instrument", examples / "invented-pump-maker.yaml", "--format", "json").stdout)["instrument"]
    assert shown == {key: value for key, value in found.items() if key != "compared"}
    assert "instrument" not in json.loads(run("diagnose", examples / "organisation-2.yaml", "--format", "json").stdout)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_reason_can_be_told_above_and_below_the_level(known, examples, lang):
    at_1 = [Case("x", respondents=(rates(points, "s", "sales", LEVEL_1), rates(summing(30), "m", "marketing", {"joint_meetings": "review_of_relations"}),
                                   rates(points, "w", "observer"))) for points in (3, 5, by_group(5, 2, 1), by_group(1, 2, 4))]
    at_4 = [at_level_4(known, examples, rates(points, "extra", "staff"), *staff(4), rates(points, "s", "sales"))
            for points in (3, 2, by_group(1, 4, 4), by_group(4, 5, 3))]
    told = set()
    for case in at_1 + at_4:
        diagnosis = diagnose(known, hear(case))
        shown = second_opinion(Teller(case, diagnosis, lang))["compared"]
        for one, lines in zip(compare(diagnosis, score(case, known)), shown, strict=True):
            told |= {(reason.code, one.relation if reason.code in DIRECTED else "") for reason in one.reasons}
            assert len(lines["reasons"]) == max(len(one.reasons), one.differs)
            assert not any(set("{}_") & set(reason["text"]) for reason in lines["reasons"])
    assert told == {*((code, relation) for code in DIRECTED for relation in ("above", "below")),
                    ("same_throughout", ""), ("bands_differ", ""), ("disputed", ""), ("not_heard", "")}


@pytest.mark.parametrize(("lang", "told"), [("en", "Nothing in these answers accounts for it."), ("ru", "В самих ответах объяснения не видно.")])
def test_when_no_reason_shows_that_is_said(known, lang, told):
    """Two people who rate the opposite of each other: no item is agreed with by most, no group stands out, nothing is neutral."""
    alternating = [5 if number % 2 else 1 for number in range(20)]
    case = Case("x", respondents=(rates(alternating, "a", "sales", LEVEL_1), rates([6 - value for value in alternating], "b")))
    one = second_opinion(Teller(case, diagnose(known, hear(case)), lang))["compared"][0]
    assert [reason["text"].startswith(told) for reason in one["reasons"]] == [True]


def test_scores_with_tenths_are_told_as_each_language_writes_them(known):
    found = scored(rates(summing(55), "a"), rates(summing(56), "b"))
    assert "55.5 of 100" in scores_told(known, found, Speaker("en"))["sides"][0]["line"]
    assert "55,5 из 100" in scores_told(known, found, Speaker("ru"))["sides"][0]["line"]
    assert scores_told(known, found, Speaker("en"))["sides"][0]["persons"] == ["a: 55", "b: 56"]


def test_names_of_strangers_are_shown_and_do_nothing(tmp_path):
    evil = "<b>x</b> [y](http://e) `rm` {{ 7*7 }} " + "x" * 100
    path = tmp_path / "case.yaml"
    save_case(Case(evil, respondents=(rates(3, evil, "sales", LEVEL_1), rates(2, "b"))), path)
    assert "<b>" not in run("diagnose", path, "--format", "html").stdout
    assert "[y](" not in run("diagnose", path, "--format", "md").stdout
    for arguments in (["diagnose", path], ["instrument", path, "--show"]):
        text = run(*arguments, "--lang", "en").stdout
        assert "{{ 7*7 }}" in text
        assert max(map(len, text.splitlines())) <= 78


def test_an_item_can_be_shown():
    shown = words(run("kb", "show", "materials_help", "--lang", "ru").stdout)
    assert "пункт анкеты" in shown
    assert "признак о том же: sales_uses_marketing" in shown
