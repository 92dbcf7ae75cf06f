"""The ledger: all 503 statements of the five documents are there, each carried as its kind asks, each shown by a case."""

from pathlib import Path

import pytest
from rapport.cases.expectations import read_knowledge_cases
from rapport.cases.reading import read_case
from rapport.kb.carriers import MOST_STATEMENTS, carried, carriers
from rapport.reports.coverage import cover

HERE = Path(__file__).parent
INVENTORY = (HERE / "statement_ids.txt").read_text().split()
CARRIED_BY = {  # what a statement of a kind has to feed, by the first word of its id
    **{key: {"finding", "rule"} for key in ("sig", "drv", "con", "sym", "anti", "fac", "dim")},
    **{key: {"remedy", "document"} for key in ("rem", "msr", "chk", "sla", "pre", "side")},
    **{key: {"question"} for key in ("role", "flow")},
    **{key: {"explanation", "remedy", "tension", "document", "rule", "finding"} for key in ("kpi", "clm", "case")}}


def test_no_statement_of_the_sources_is_lost(known):
    assert len(INVENTORY) == 503
    assert set(INVENTORY) - set(known.statements) == set()
    assert len(set(INVENTORY) & set(known.left_out)) < 25


def test_each_statement_is_carried_as_its_kind_asks(known):
    found = carried(known)
    wrong = [name for name in INVENTORY if name not in known.left_out
             and not {one.kind for one in found[name]} & CARRIED_BY[name.split("-")[0]]]
    assert wrong == []


def test_no_carrier_holds_more_than_can_be_read_together(known):
    assert max(len(one.statements) for one in carriers(known)) <= MOST_STATEMENTS


def test_for_every_statement_some_case_prints_its_id(known):
    cases = [(path.name, read_case(path, known)) for path in sorted((HERE.parent / "examples").glob("*.yaml"))]
    cases += [(one.name, one.as_case()) for one in read_knowledge_cases(HERE / "kb", known)]
    assert cover(known, cases).missing == ()


def test_coverage_finds_what_is_missing(known):
    found = cover(known, [])
    assert set(found.missing) == set(known.statements) - set(known.left_out)


@pytest.mark.parametrize("name", ["T01", "T03", "T05", "T09", "T13", "T16", "T17", "T18"])
def test_a_hard_tension_has_a_case_for_each_side(known, name):
    """A case written from a statement of each side, in which the tension is named or is expected to be told or not told."""
    about = [one for one in read_knowledge_cases(HERE / "kb", known)
             if one.name.startswith(name) or name in (*one.lists["tensions"], *one.lists["not_tensions"])]
    for side in known.tensions[name].sides:
        assert [one.name for one in about if one.statement in side.statements], side.says["en"]


def test_every_tension_is_decided_or_says_that_it_stays_open(known):
    assert [f"T{number:02d}" for number in range(1, 33) if f"T{number:02d}" not in known.tensions] == []
    for tension in known.tensions.values():
        assert tension.decision["en"] and tension.decision["ru"]
