"""Cases written from the sources (tests/kb/*.yaml): which findings hold, fail or stay open for which answers."""

from pathlib import Path

import pytest
import yaml
from drawing import one_voice
from rapport.engine.diagnosis import diagnose
from rapport.engine.truth import Truth
from rapport.engine.voices import Voices
from rapport.reports.background import explanations_told, tensions_told

FILES = sorted((Path(__file__).parent / "kb").glob("*.yaml"))
CASES = [(path.stem, number, case) for path in FILES for number, case in enumerate(yaml.safe_load(path.read_text()))]
STATES = {"holds": Truth.TRUE, "fails": Truth.FALSE, "open": Truth.UNKNOWN, "contested": Truth.CONTESTED}
KEYS = {"case", "statement", "place", "answers", "sides", "level", "conflict", "fit", "remedies", "not_remedies", "explains", "tensions", "not_tensions", "missing",
        *STATES}
TESTED_KINDS = ("sign", "conflict_signal", "symptom", "driver", "barrier", "antipattern")


def voices_of(case):
    if "sides" in case:
        return Voices({q: {side: (code,) for side, code in by_side.items()} for q, by_side in case["sides"].items()})
    return one_voice(case["answers"])


@pytest.mark.parametrize(("file", "number", "case"), CASES, ids=[f"{f}-{n}-{c['case']}" for f, n, c in CASES])
def test_case(known, file, number, case):
    assert set(case) <= KEYS
    assert case["statement"] in known.statements
    assert case["place"]
    for question, code in case.get("answers", {}).items():
        assert code in known.questions[question].answers
    diagnosis = diagnose(known, voices_of(case))
    for state, truth in STATES.items():
        for finding in case.get(state, []):
            assert diagnosis.truths[finding] is truth, finding
    if "level" in case:
        assert [int(value) for value in diagnosis.ladders["level"].possible] == case["level"]
    if "conflict" in case:
        assert list(diagnosis.ladders["conflict"].possible) == case["conflict"]
    if "fit" in case:
        assert diagnosis.choice.chosen == case["fit"]
    assert set(case.get("explains", [])) <= {one.id for one in explanations_told(diagnosis)}
    told = {one.id for one in tensions_told(diagnosis)}
    assert set(case.get("tensions", [])) <= told
    assert not set(case.get("not_tensions", [])) & told
    assert set(case.get("missing", [])) <= set(diagnosis.open)
    planned = [one.remedy for one in (*diagnosis.plan.now, *diagnosis.plan.later)]
    assert set(case.get("remedies", [])) <= set(planned)
    assert not set(case.get("not_remedies", [])) & set(planned)


def test_every_finding_of_these_kinds_has_a_case_in_which_it_holds_and_one_in_which_it_does_not(known):
    held = {finding for _, _, case in CASES for finding in case.get("holds", [])}
    failed = {finding for _, _, case in CASES for finding in case.get("fails", [])}
    wanted = {f.id for f in known.findings.values() if f.kind in TESTED_KINDS}
    assert wanted - held == set()
    assert wanted - failed == set()


def test_the_runner_can_fail(known):
    with pytest.raises(AssertionError):
        test_case(known, "x", 0, {"case": "wrong", "statement": "sig-2-common-terms", "place": "row 2", "answers": {"terms": "common"},
                                  "fails": ["common_terms"]})
