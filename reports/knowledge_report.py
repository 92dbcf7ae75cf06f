"""What came of the cases of knowledge: those that failed, and the rules that no expected finding depends on."""

from __future__ import annotations

from collections.abc import Sequence

from ..cases.expectations import Outcome
from ..kb.model import KnowledgeBase
from .json_export import dumps
from .phrasing import Speaker
from .rendering import wrap


def untested(known: KnowledgeBase, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """The rules that no expected finding of any case depends on."""
    tested = {rule for one in outcomes for rule in one.rules}
    return tuple(sorted(rule.id for rule in known.rules.values() if rule.status != "retired" and rule.id not in tested))


def outcomes_text(known: KnowledgeBase, outcomes: Sequence[Outcome], language: str) -> str:
    """Failures with file and line, then the counts, then the rules that are not tested."""
    say, lines = Speaker(language).say, []
    for one in outcomes:
        for failure in one.failures:
            lines.append(wrap(f"{one.case.place}: {one.case.name} ({one.case.statement}): {failure}", "", "    "))
    failed, idle = sum(bool(one.failures) for one in outcomes), untested(known, outcomes)
    lines.append(wrap(say("test_counts", cases=len(outcomes), failed=failed)))
    lines.append(wrap(say("test_rules", tested=len(known.rules) - len(idle), all=len(known.rules))))
    lines += [wrap(say("test_idle", rules=", ".join(idle)))] if idle else []
    return "\n".join(lines) + "\n"


def outcomes_json(known: KnowledgeBase, outcomes: Sequence[Outcome]) -> str:
    """The same as JSON."""
    return dumps({"cases": len(outcomes), "failed": [
        {"case": one.case.name, "place": str(one.case.place), "statement": one.case.statement, "failures": list(one.failures)}
        for one in outcomes if one.failures], "untested_rules": list(untested(known, outcomes))})
