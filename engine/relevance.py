"""Which open questions can still matter: those under a conclusion that is not settled yet, dead branches left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..kb.conditions import Asked, Concluded
from ..kb.model import KnowledgeBase
from .proof import Weighed
from .settling import weigh_settled
from .truth import Truth
from .voices import Voices


def open_questions(goals: Mapping[str, Iterable[str]], settled: Mapping[str, Truth], voices: Voices,
                   known: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """For each question that is open and can still matter: the goals it can matter to.

    `goals`: name of a goal -> the findings that decide it. A sound superset: a question left out cannot matter.
    """
    touched: dict[str, list[str]] = {}
    for goal, findings in goals.items():
        for question in _under(findings, settled, voices, known):
            touched.setdefault(question, []).append(goal)
    return {question: tuple(names) for question, names in sorted(touched.items())}


def _under(findings: Iterable[str], settled: Mapping[str, Truth], voices: Voices, known: KnowledgeBase) -> set[str]:
    questions: set[str] = set()
    seen: set[str] = set()
    todo = list(findings)
    while todo:
        finding = todo.pop()
        if finding in seen or settled[finding] is not Truth.UNKNOWN:
            continue
        seen.add(finding)
        for rule in known.rules_of[finding]:
            for leaf in _live_leaves(weigh_settled(rule.when, settled, voices, known)):
                if isinstance(leaf, Concluded):
                    todo.append(leaf.finding)
                elif not voices.heard(leaf.question):
                    questions.add(leaf.question)
    return questions


def _live_leaves(weighed: Weighed) -> Iterator[Asked | Concluded]:
    if weighed.truth is not Truth.UNKNOWN:
        return
    if isinstance(weighed.condition, (Asked, Concluded)):
        yield weighed.condition
    for part in weighed.parts:
        yield from _live_leaves(part)
