"""Voices packed for the rails: for each answer an integer with a bit for each case in which it is heard."""

from __future__ import annotations

from collections.abc import Sequence

from ..kb.conditions import Disputed
from ..kb.model import KnowledgeBase
from .rails import Rails, Reading, rails
from .voices import Voices


def pack(voices: Sequence[Voices], compiled: Rails) -> list[int]:
    """The inputs of the rails for several cases, the first in the lowest bit."""
    inputs = [0] * compiled.inputs.count
    for case, one in enumerate(voices):
        bit = 1 << case
        for question in {*one.said, *one.settled}:
            for code in one.heard(question):
                inputs[compiled.inputs.answers[question, code]] |= bit
        for question, at in compiled.inputs.disputes.items():
            if len(one.said.get(question, ())) < 2:
                continue  # nobody to differ from
            truth = one.disputed(Disputed(question), compiled.known)
            inputs[at] |= bit * truth.known_true
            inputs[at + 1] |= bit * truth.known_false
    return inputs


def spread(voices: Voices, size: int, compiled: Rails) -> list[int]:
    """The inputs for `size` copies of one case: a start for asking what if."""
    full = (1 << size) - 1
    return [full if single else 0 for single in pack([voices], compiled)]


def read_cases(voices: Sequence[Voices], known: KnowledgeBase) -> Reading:
    """The rails' reading of several cases."""
    compiled = rails(known)
    return compiled.read(pack(voices, compiled), len(voices))


def read_case(voices: Voices, known: KnowledgeBase) -> Reading:
    """The rails' reading of one case."""
    return read_cases([voices], known)



