"""Files of answers: each row as a diagnosis of its own would have it, groups as cases, bad rows told and left out."""

import csv
import json

import pytest
from click.testing import CliRunner
from drawing import draw_answers, one_voice, partly, rng_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapport.cases import survey_rows
from rapport.cases.batch import FEWEST_STAFF
from rapport.cases.batch_files import rejects_beside, run_batch
from rapport.cases.hearing import hear
from rapport.cases.model import Case, Given, Respondent
from rapport.cases.survey_rows import BLOCK
from rapport.cli import main
from rapport.engine.axes import read_choice, read_ladder
from rapport.engine.diagnosis import diagnose
from rapport.kb.problems import BrokenFile


def write(path, rows, delimiter=","):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def read(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def some_answers(known, count):
    return [partly(draw_answers(known, rng_of(f"row {n}")), rng_of(n), 0.7) for n in range(count)]


def row_of(known, answers, *before):
    return [*before, *(answers.get(question, "") for question in known.questions)]


def expected(known, voices):
    """The columns as a diagnosis gives them."""
    diagnosis = diagnose(known, voices)
    ladders = {name: read_ladder(ladder, diagnosis.settled) for name, ladder in known.ladders.items()}
    plan = [one.remedy for one in (*diagnosis.plan.now, *diagnosis.plan.later)]
    return {**{name: reading.established for name, reading in ladders.items()},
            **{f"{name}_possible": "|".join(reading.possible) for name, reading in ladders.items()},
            "fit": "|".join(read_choice(known.choice, ladders[known.choice.over], diagnosis.settled).possible),
            "first_remedy": plan[0] if plan else "", "remedies": set(plan), "answered": str(len(voices.answered))}


def told(result):
    return {**result, "remedies": set(filter(None, result["remedies"].split("|")))}


GOOD = st.sampled_from(["marketing", "sales", "together", "each_apart", "not_needed", "", "unknown"])
NEARLY = st.sampled_from(["marketinx", "marketinga", "togethes", "togetherx", "togethe", " sales", "s\u00e4les", '"sales"', "sales\0", "a,b"])
ROWS = st.lists(st.tuples(GOOD, GOOD, GOOD), min_size=1, max_size=4)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, odd=NEARLY | GOOD, end=st.sampled_from(["\n", "\r\n", "\r", "\n\n", ",\n"]), ends=st.sampled_from(["\n", "\r\n"]), closed=st.booleans())
def test_whole_columns_are_read_as_row_by_row(known, tmp_path, rows, odd, end, ends, closed):
    questions = [name for name, question in known.questions.items() if {"sales", "together"} <= {*question.answers}][:2]
    text = f"id,{','.join(questions)}\n" + ends.join(map(",".join, rows)) + end + f"r,{odd},sales{end}"
    source = tmp_path / "drawn.csv"
    source.write_bytes((text if closed else text.removesuffix(end)).encode())
    assert everything_of(source, known, True) == everything_of(source, known, False)


def everything_of(source, known, whole):
    """Lines, letters, ids and rejects of a file, or the message that it cannot be read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(survey_rows, "_WHOLE_COLUMNS", whole)
        try:
            blocks = [block for _, block in survey_rows.read_blocks(source, known)]
        except BrokenFile as broken:
            return [str(problem) for problem in broken.problems]
    lines, rejected, ids = ([one for block in blocks for one in part(block)] for part in (
        lambda block: block.lines, lambda block: block.rejected, lambda block: block.about["id"]))
    return lines, ids, ["".join(column) for column in zip(*(block.letters for block in blocks), strict=True)], rejected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_row_is_as_its_own_diagnosis(known, tmp_path, delimiter):
    answers = some_answers(known, 25)
    source = write(tmp_path / "in.csv", [["id", *known.questions], *(row_of(known, one, f"r{n}") for n, one in enumerate(answers))], delimiter)
    done = run_batch(source, tmp_path / "out.csv", known, None)
    assert (done.written, done.rejected) == (25, 0)
    assert not rejects_beside(tmp_path / "out.csv").exists()
    for number, (one, result) in enumerate(zip(answers, read(tmp_path / "out.csv"), strict=True)):
        assert (result["id"], result["line"]) == (f"r{number}", str(number + 2))
        assert expected(known, one_voice(one)).items() <= told(result).items()


def test_groups_are_cases_with_several_voices(known, tmp_path):
    rows, people = [["company", "side", *known.questions]], {}
    for number, one in enumerate(some_answers(known, 40)):
        side = ("sales", "marketing", "observer")[number % 3]
        allowed = {q: c for q, c in one.items() if side == "observer" or side in known.questions[q].sides}
        rows.append(row_of(known, allowed, f"c{number % 7}", side))
        people.setdefault(f"c{number % 7}", []).append(Respondent(str(number), side, "", {q: Given(c) for q, c in allowed.items()}))
    run_batch(write(tmp_path / "in.csv", rows), tmp_path / "out.jsonl", known, "company")
    results = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [result["company"] for result in results] == sorted(people)
    for result in results:
        case = Case("", respondents=tuple(people[result["company"]]))
        assert result["rows"] == str(len(case.respondents))
        assert expected(known, hear(case)).items() <= told(result).items()
        assert any(result["contested"] for result in results)


def test_bad_rows_are_told_with_line_and_reason_and_the_rest_is_done(known, tmp_path):
    good = row_of(known, some_answers(known, 1)[0], "a", "")
    wrong_code, wrong_side = list(good), list(good)
    wrong_code[2 + list(known.questions).index("terms")] = "comon"
    wrong_side[1] = "directors"
    rows = [["id", "side", *known.questions], good, wrong_code, good[:-1], wrong_side, [*good[:1], "staff", *[""] * len(known.questions)], good]
    done = run_batch(write(tmp_path / "in.csv", rows), tmp_path / "out.csv", known, None)
    assert (done.written, done.rejected) == (2, 4)
    assert [result["line"] for result in read(tmp_path / "out.csv")] == ["2", "7"]
    reasons = {one["line"]: one["reason"] for one in read(done.rejects)}
    assert "terms has no answer 'comon'. Did you mean 'common'?" in reasons["3"]
    assert "cells, but" in reasons["4"]
    assert "there is no side 'directors'" in reasons["5"]
    assert "not told alone" in reasons["6"]


def test_a_bad_row_far_down_is_found_at_its_line(known, tmp_path):
    rows = [["terms"], *[["common"]] * (BLOCK + 10), ['com"mon'], *[["each_own"]] * 5]
    done = run_batch(write(tmp_path / "in.csv", rows), tmp_path / "out.csv", known, None)
    assert (done.written, done.rejected) == (BLOCK + 15, 1)
    assert read(done.rejects)[0]["line"] == str(BLOCK + 12)
    assert read(tmp_path / "out.csv")[-1]["line"] == str(BLOCK + 17)


def test_few_answers_of_staff_are_left_out_of_a_group(known, tmp_path):
    rows = [["department", "side", "own_work"]]
    rows += [["large", "staff", "only_own"]] * FEWEST_STAFF + [["small", "staff", "only_own"]] * (FEWEST_STAFF - 1)
    done = run_batch(write(tmp_path / "in.csv", rows), tmp_path / "out.csv", known, "department")
    assert {result["department"]: result["answered"] for result in read(tmp_path / "out.csv")} == {"large": "1", "small": "0"}
    assert "fewer than five" in read(done.rejects)[0]["reason"]


def test_names_cannot_become_formulas(known, tmp_path):
    run_batch(write(tmp_path / "in.csv", [["id", "terms"], ["=1+1", "common"]]), tmp_path / "out.csv", known, None)
    assert read(tmp_path / "out.csv")[0]["id"] == "'=1+1"


@pytest.mark.parametrize(("head", "message"), [
    (["term"], "column 'term' is no question. Did you mean 'terms'?"), (["id"], "no column is a question"),
    (["terms", "terms"], "two columns 'terms'")])
def test_a_header_that_cannot_be_used_is_refused_and_nothing_is_written(tmp_path, head, message):
    source = write(tmp_path / "in.csv", [head, ["common"] * len(head)])
    done = CliRunner().invoke(main, ["batch", str(source), "-o", str(tmp_path / "out.csv")])
    assert done.exit_code == 3
    assert message in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]


def test_the_command_says_what_it_did(known, tmp_path):
    source = write(tmp_path / "in.csv", [["terms"], ["common"], ["nonsense"]])
    done = CliRunner().invoke(main, ["batch", str(source), "-o", str(tmp_path / "out.csv"), "--lang", "en"])
    assert done.exit_code == 0
    assert "1 results written" in done.stderr
    assert "out.rejected.csv says which and why" in " ".join(done.stderr.split())
    missing = CliRunner().invoke(main, ["batch", str(source), "-o", str(tmp_path / "out.csv"), "--by", "team"])
    assert "no column 'team' to group by" in missing.stderr
