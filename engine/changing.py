"""The answers that could be given otherwise on the way to a finding: for each question the alternatives worth trying."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..kb.conditions import Asked, Concluded, Condition, Disputed, Not, parts_of
from ..kb.model import KnowledgeBase
from .truth import Truth
from .voices import Voices
from .without import rules_under

Polar = tuple[Asked | Disputed, bool]
WORST, OPEN, BEST = 0, 1, 2


def alternatives(finding: str, voices: Voices, known: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Question -> the answers that could bring a finding nearer; sorted. What cannot be changed and what cannot help is left out.

    An answer is left out when today's, or another answer, is at least as good at every place under the finding. So no smallest
    set of changes needs an answer that is not here.
    """
    found = {}
    for question, places in sorted(_places(finding, known).items()):
        if not _lasts(question, voices, known):
            today = _rank(places, voices, known)
            ranks = {code: _rank(places, changed(voices, question, code), known) for code in known.questions[question].answers}
            useful = {code: rank for code, rank in ranks.items() if not _as_good(today, rank)}
            codes = tuple(code for code in useful if not _beaten(code, useful))
            if codes:
                found[question] = codes
    return found


def _lasts(question: str, voices: Voices, known: KnowledgeBase) -> bool:
    """True for what a company cannot change, at all or as long as today's answer is true."""
    asked = known.questions[question]
    return asked.fixed or any(asked.answers[code].lasting for code in voices.heard(question))


def changed(voices: Voices, question: str, code: str) -> Voices:
    """Everybody who answered a question gives one answer instead; an onlooker, where nobody did."""
    if voices.heard(question):
        return voices.agreeing(question, code)
    return Voices(voices.said, {**voices.settled, question: code})


def _places(finding: str, known: KnowledgeBase) -> Mapping[str, tuple[Polar, ...]]:
    """For each question under a finding, the leaves that look at it, and whether being met helps the finding."""
    wanted: dict[tuple[str, bool], None] = {(finding, True): None}
    found: dict[str, dict[Polar, None]] = {}
    todo = [(finding, True)]
    while todo:
        name, helps = todo.pop()
        for rule in known.rules_of[name]:
            for leaf, want in _leaves(rule.when, helps == (rule.mode == "when")):
                if not isinstance(leaf, Concluded):
                    found.setdefault(leaf.question, {})[leaf, want] = None
                elif (leaf.finding, want) not in wanted:
                    wanted[leaf.finding, want] = None
                    todo.append((leaf.finding, want))
    return {question: tuple(places) for question, places in found.items()}


def _leaves(condition: Condition, want: bool) -> Iterator[tuple[Asked | Disputed | Concluded, bool]]:
    if isinstance(condition, (Asked, Disputed, Concluded)):
        yield condition, want
    for part in parts_of(condition):
        yield from _leaves(part, want != isinstance(condition, Not))


def _rank(places: tuple[Polar, ...], voices: Voices, known: KnowledgeBase) -> tuple[int, ...]:
    """How good the answers are at each place: contradicted counts as failing, since it excludes and settles nothing."""
    ranks = []
    for leaf, want in places:
        truth = voices.truth(leaf) if isinstance(leaf, Asked) else voices.disputed(leaf, known)
        met = truth if want else truth.turned()
        ranks.append(WORST if met.known_false else BEST if met is Truth.TRUE else OPEN)
    return tuple(ranks)


def _as_good(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(a >= b for a, b in zip(one, other, strict=True))


def _beaten(code: str, ranks: Mapping[str, tuple[int, ...]]) -> bool:
    """True when another answer is as good everywhere: better somewhere, or named before it."""
    before = True
    for other, rank in ranks.items():
        if other == code:
            before = False
        elif _as_good(rank, ranks[code]) and (before or rank != ranks[code]):
            return True
    return False


def under(finding: str, known: KnowledgeBase) -> frozenset[str]:
    """The findings that a finding can rest on, itself among them."""
    return frozenset({finding, *(rule.concludes for rule in rules_under(finding, known))})
