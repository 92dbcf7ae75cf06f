"""Gaps between the sides on what no rule of its own compares: each group of topics becomes a finding, with one rule a topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .conditions import Any, Disputed, leaves
from .model import Finding, Page, Question, Rule, Side
from .nodes import Node
from .problems import Problems
from .reading import Record
from .text import Text


@dataclass(frozen=True)
class _Gap:
    """A gap as written: the finding, the topics whose questions make it (None: all that no other gap names), its wording."""

    finding: Finding
    topics: tuple[str, ...] | None
    because: Text
    misleads_when: Text


def read_gaps(node: Node, problems: Problems, pages: Mapping[str, Page], questions: Mapping[str, Question],
              sides: Mapping[str, Side], findings: dict[str, Finding], rules: dict[str, Rule]) -> None:
    """Adds a gap finding for each entry, and a rule for each topic with questions that two sides answer and no rule compares."""
    gaps = [_read(Record(item, problems, "gap")) for item in node]
    named = {topic for gap in gaps for topic in gap.topics or ()}
    if sum(gap.topics is None for gap in gaps) != 1:
        problems.add(node.place, "one gap, and only one, has to be without 'topics': it takes all that the others do not name.")
    for gap in gaps:
        findings[gap.finding.id] = gap.finding
    comparing = [rule for rule in rules.values() if rule.concludes in findings and findings[rule.concludes].kind == "gap"]
    for topic, left in _left_over(pages, questions, sides, comparing).items():
        for gap in gaps:
            if topic in gap.topics if gap.topics is not None else topic not in named:
                rule = _rule(gap, topic, left)
                rules[rule.id] = rule


def _read(record: Record) -> _Gap:
    name = record.word("id")
    record.kind = f"gap {name}"
    statements = record.words("statements")
    finding = Finding(name, "gap", None, None, statements, record.text("holds"), record.text("fails"), record.place)
    topics = record.words("topics") if record.node.get("topics") else None
    gap = _Gap(finding, topics, record.text("because"), record.text("misleads_when"))
    record.done()
    return gap


def _left_over(pages: Mapping[str, Page], questions: Mapping[str, Question], sides: Mapping[str, Side],
               comparing: Iterable[Rule]) -> dict[str, list[str]]:
    """Topic -> its questions that two sides or more may answer and whose answers no rule for a gap compares, sorted."""
    compared = {leaf.question for rule in comparing for leaf in leaves(rule.when) if isinstance(leaf, Disputed)}
    found: dict[str, list[str]] = {}
    for name, question in sorted(questions.items()):
        parties = [side for side in question.sides if side in sides and sides[side].party]
        if len(parties) > 1 and name not in compared and question.page in pages:
            found.setdefault(pages[question.page].topic, []).append(name)
    return dict(sorted(found.items()))


def _rule(gap: _Gap, topic: str, questions: list[str]) -> Rule:
    finding = gap.finding
    told_differently = Any(tuple(map(Disputed, questions)))
    return Rule(f"{topic}_told_differently", finding.id, "when", told_differently, gap.because, gap.misleads_when,
                finding.statements, "reviewed", finding.place)
