"""What the table of assumptions names has to exist, and its scales have to fit the ladders they speak of."""

from __future__ import annotations

from .assumptions import Assumptions
from .model import FINDING_KINDS, KnowledgeBase
from .problems import Place, Problems

_FILE = Place("kb/assumptions.yaml")


def check_assumptions(known: KnowledgeBase, problems: Problems) -> None:
    """Notes every name in the table that the knowledge base does not have."""
    table = known.assumptions
    if table is None:
        return
    _scales(known, table, problems)
    for kind in table.kinds:
        if kind not in FINDING_KINDS:
            problems.unknown(_FILE, "kind of finding", kind, FINDING_KINDS)
    for finding in table.findings:
        if finding not in known.findings:
            problems.unknown(_FILE, "finding", finding, known.findings)
    for question, answers in table.answers.items():
        if question not in known.questions:
            problems.unknown(_FILE, "question", question, known.questions)
            continue
        for value, rates in answers.rates.items():
            if set(rates) != set(known.questions[question].answers):
                problems.add(_FILE, f"{question}, {value}: shares are needed for {', '.join(known.questions[question].answers)}.")


def _scales(known: KnowledgeBase, table: Assumptions, problems: Problems) -> None:
    for scale in table.scales:
        if scale.axis is None:
            continue
        ladder = known.ladders.get(scale.axis)
        if ladder is None:
            problems.unknown(_FILE, "axis", scale.axis, known.ladders)
        elif scale.values != tuple(rung.value for rung in ladder.rungs):
            problems.add(_FILE, f"scale {scale.id}: its values have to be those of {ladder.id}, lowest first.")
    if not any(scale.id == table.signs.by and scale.axis for scale in table.scales):
        problems.add(_FILE, "signs: 'by' has to name a scale with an axis.")
