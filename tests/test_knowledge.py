"""Cases written from the sources (tests/kb/*.yaml): which findings hold, fail or stay open for which answers."""

from pathlib import Path

import pytest
from rapport.cases.expectations import read_knowledge_cases, run
from rapport.engine.without import TruthsWithout, depends_on
from rapport.kb import BrokenFile, shipped
from rapport.reports.knowledge_report import untested

FOLDER = Path(__file__).parent / "kb"
CASES = read_knowledge_cases(FOLDER, shipped())
TESTED_KINDS = ("sign", "conflict_signal", "symptom", "driver", "barrier", "antipattern")
WRONG = """
- case: wrong
  statement: sig-2-common-terms
  place: row 2
  answers: {terms: common}
  fails: [common_terms]
  level: ['4']
  remedies: [cross_kpi]
  conflict: [severe]
"""


@pytest.fixture(scope="module")
def outcomes(known):
    return [run(case, known) for case in CASES]


def test_every_case_comes_out_as_its_source_says(outcomes):
    assert [(one.case.name, one.failures) for one in outcomes if one.failures] == []


def test_every_finding_of_these_kinds_has_a_case_in_which_it_holds_and_one_in_which_it_does_not(known):
    held = {finding for case in CASES for finding in case.truths["holds"]}
    failed = {finding for case in CASES for finding in case.truths["fails"]}
    wanted = {f.id for f in known.findings.values() if f.kind in TESTED_KINDS}
    assert wanted - held == set()
    assert wanted - failed == set()


def test_the_runner_can_fail(known, tmp_path):
    (tmp_path / "wrong.yaml").write_text(WRONG)
    failures = run(read_knowledge_cases(tmp_path, known)[0], known).failures
    assert len(failures) == 4
    assert failures[0] == "common_terms: expected 'fails', but it holds"


def test_a_malformed_case_is_told_with_file_and_line(known, tmp_path):
    (tmp_path / "bad.yaml").write_text(WRONG.replace("common}", "comon}").replace("fails", "fales"))
    with pytest.raises(BrokenFile) as broken:
        read_knowledge_cases(tmp_path, known)
    told = str(broken.value)
    assert "bad.yaml:2: there is no answer of terms 'comon'. Did you mean 'common'" in told
    assert "'fales'" in told


def test_a_rule_counts_as_tested_only_if_an_expected_finding_depends_on_it(known, outcomes):
    assert "rules_written" in depends_on("relations_formalised", CASES[0].voices().__class__({"rules": {"observer": ("written",)}}), known)
    assert set(untested(known, outcomes)) < set(known.rules)


def test_truths_without_nothing_left_out_are_those_of_the_engine(known):
    from rapport.engine.diagnosis import diagnose

    for case in CASES[::10]:
        assert dict(TruthsWithout(case.voices(), known)) == dict(diagnose(known, case.voices()).truths)
