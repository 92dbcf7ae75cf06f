"""Which open questions can still matter: those under a conclusion that is not settled yet, dead branches left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ..kb.conditions import Asked, Concluded, leaves, parts_of
from ..kb.model import KnowledgeBase
from .rails import Reading, rails
from .voices import Voices

Goals = Mapping[str, Iterable[str]]


def open_questions(goals: Goals, now: Reading, voices: Voices, known: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """For each question that is open and can still matter: the goals it can matter to, in their order.

    `goals`: name of a goal -> the findings that decide it. `now`: the rails' reading of this one case. A sound superset: a
    question left out cannot matter as long as no answer contradicts one before it.
    """
    names = list(goals)
    wanted = dict.fromkeys(known.findings, 0)
    for number, findings in enumerate(goals.values()):
        for finding in findings:
            wanted[finding] |= 1 << number
    touched = _Descent(_web(known), now, wanted).questions
    return {question: tuple(name for number, name in enumerate(names) if touched[question] >> number & 1)
            for question in sorted(touched) if not voices.heard(question)}


class _Web:
    """The parts of all conditions by number, what is directly under each, and the conditions of each finding's rules."""

    def __init__(self, known: KnowledgeBase) -> None:
        compiled = rails(known)
        numbers = {part: number for number, part in enumerate(compiled.parts)}
        self.parts = compiled.parts
        self.under = [tuple(numbers[part] for part in parts_of(one)) for one in compiled.parts]
        self.roots = {finding: tuple(numbers[rule.when] for rule in known.rules_of[finding]) for finding in compiled.order}
        self.downwards = tuple(reversed(compiled.order))


@lru_cache(maxsize=8)
def _web(known: KnowledgeBase) -> _Web:
    return _Web(known)


@lru_cache(maxsize=8)
def resting_on(known: KnowledgeBase) -> Mapping[str, frozenset[str]]:
    """Question -> the findings that rest on it, by whatever number of steps."""
    under: dict[str, set[str]] = {}
    for finding in rails(known).order:
        found: set[str] = set()
        for rule in known.rules_of[finding]:
            for leaf in leaves(rule.when):
                found |= under[leaf.finding] if isinstance(leaf, Concluded) else {leaf.question}
        under[finding] = found
    above: dict[str, set[str]] = {question: set() for question in known.questions}
    for finding, questions in under.items():
        for question in questions:
            above[question].add(finding)
    return {question: frozenset(findings) for question, findings in above.items()}


class _Descent:
    """One pass from the highest findings down. `wanted` and `seen` hold a bit for each goal."""

    def __init__(self, web: _Web, now: Reading, wanted: dict[str, int]) -> None:
        self.web, self.wanted = web, wanted
        self.settled: Sequence[int] = now.rails.known_parts(now)
        self.seen = [0] * len(web.parts)
        self.questions: dict[str, int] = {}
        for finding in web.downwards:
            if wanted[finding] and not (now.true(finding) or now.false(finding)):
                for root in web.roots[finding]:
                    self._visit(root, wanted[finding])

    def _visit(self, number: int, goals: int) -> None:
        fresh = goals & ~self.seen[number]
        if self.settled[number] or not fresh:
            return
        self.seen[number] |= fresh
        part = self.web.parts[number]
        if isinstance(part, Asked):
            self.questions[part.question] = self.questions.get(part.question, 0) | fresh
        elif isinstance(part, Concluded):
            self.wanted[part.finding] |= fresh
        for under in self.web.under[number]:
            self._visit(under, fresh)
