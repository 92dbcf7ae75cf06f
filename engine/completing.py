"""Every way in which a few open questions can still be answered, as cases for the rails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import prod

from ..kb.conditions import Asked, leaves
from ..kb.model import KnowledgeBase
from .packing import pack
from .rails import Reading, rails
from .voices import Voices

CHEAP = 4096


@lru_cache(maxsize=8)
def distinct_answers(known: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """For each question one answer of every kind that some rule tells apart from the others."""
    sets: dict[str, list[frozenset[str]]] = {name: [] for name in known.questions}
    for rules in known.rules_of.values():
        for rule in rules:
            for leaf in leaves(rule.when):
                if isinstance(leaf, Asked):
                    sets[leaf.question].append(leaf.answers)
    found: dict[str, tuple[str, ...]] = {}
    for name, question in known.questions.items():
        kinds = {tuple(code in among for among in sets[name]): code for code in reversed(list(question.answers))}
        found[name] = tuple(code for code in question.answers if code in kinds.values())
    return found


def completions(voices: Voices, questions: Iterable[str], known: KnowledgeBase, most: int = CHEAP) -> Reading | None:
    """The reading of all ways to answer the questions, or None when there are more than `most`."""
    asked = sorted(questions)
    answers = [distinct_answers(known)[question] for question in asked]
    size = prod(map(len, answers))
    if size > most:
        return None
    compiled = rails(known)
    inputs = [((1 << size) - 1) * bit for bit in pack([voices], compiled)]
    stride = 1
    for question, codes in zip(asked, answers, strict=True):
        for number, code in enumerate(codes):
            inputs[compiled.inputs.answers[question, code]] = _every(size, stride, len(codes), number)
        stride *= len(codes)
    return compiled.read(inputs, size)


def _every(size: int, stride: int, kinds: int, number: int) -> int:
    """The cases in which the digit of weight `stride`, to the base `kinds`, is `number`."""
    period = stride * kinds
    return (((1 << stride) - 1) << stride * number) * (((1 << size) - 1) // ((1 << period) - 1))


def uncontradicted(reading: Reading, before: Sequence[int]) -> int:
    """The cases in which no finding is contested that was not contested in the one case `before` (raw rails)."""
    contested = 0
    raw = reading.raw
    for at in range(0, len(raw), 2):
        if not before[at] & before[at + 1]:
            contested |= raw[at] & raw[at + 1]
    return reading.full & ~contested
