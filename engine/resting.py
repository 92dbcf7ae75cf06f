"""What a diagnosis rests on: the answers that alone, and in pairs, would change the level or the first remedy if given otherwise.

Every other answer to every answered question is tried, and every pair of such changes neither of which changes anything alone,
all in one reading of the rails.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..kb.conditions import Disputed
from ..kb.model import KnowledgeBase
from .completing import distinct_answers
from .outcomes import Prescribed, still_possible
from .packing import pack
from .rails import Rails, Reading, rails
from .voices import Voices

MOST_PAIRS = 100_000


@dataclass(frozen=True)
class Change:
    """An answer given otherwise: everybody who answered the question gives `code` instead."""

    question: str
    code: str


@dataclass(frozen=True)
class Outcome:
    """What a diagnosis comes down to here: the values of the first ladder still possible, and the remedy that comes first."""

    possible: tuple[str, ...]
    first: str | None


@dataclass(frozen=True)
class Flip:
    """Changes that together lead to another outcome."""

    changes: tuple[Change, ...]
    outcome: Outcome


@dataclass(frozen=True)
class RestingOn:
    """The outcome as it is, the changes that alone would lead to another, and the pairs of others that would.

    `pairs_tried` is False when there were too many pairs to try.
    """

    outcome: Outcome
    alone: tuple[Flip, ...]
    pairs: tuple[Flip, ...]
    pairs_tried: bool


def resting_on(voices: Voices, known: KnowledgeBase) -> RestingOn:
    """What the diagnosis of a case rests on."""
    changes = [Change(question, code) for question in voices.answered for code in distinct_answers(known)[question]
               if voices.heard(question) != (code,)]
    now, *singly = _outcomes(voices, [(), *((change,) for change in changes)], known)
    alone = [Flip((change,), outcome) for change, outcome in zip(changes, singly, strict=True) if outcome != now]
    idle = [change for change, outcome in zip(changes, singly, strict=True) if outcome == now]
    pairs = [pair for pair in combinations(idle, 2) if pair[0].question != pair[1].question]
    if len(pairs) > MOST_PAIRS:
        return RestingOn(now, tuple(alone), (), False)
    flips = [Flip(pair, outcome) for pair, outcome in zip(pairs, _outcomes(voices, pairs, known), strict=True) if outcome != now]
    return RestingOn(now, tuple(alone), tuple(flips), True)


def _outcomes(voices: Voices, variants: Sequence[tuple[Change, ...]], known: KnowledgeBase) -> list[Outcome]:
    """The outcome of each variant of a case."""
    if not variants:
        return []
    reading = _read(voices, variants, rails(known))
    ladder = next(iter(known.ladders.values()))
    possible = {value: _bits(mask, reading.size) for value, mask in still_possible(ladder, reading).items()}
    first = {name: _bits(mask, reading.size) for name, mask in Prescribed(known, reading).first().items() if mask}
    return [Outcome(tuple(value for value, bits in possible.items() if bits[at] == "1"),
                    next((name for name, bits in first.items() if bits[at] == "1"), None)) for at in range(reading.size)]


def _bits(mask: int, size: int) -> str:
    """A digit for each case, the first case first."""
    return f"{mask:0{size}b}"[::-1]


def _read(voices: Voices, variants: Sequence[tuple[Change, ...]], compiled: Rails) -> Reading:
    size = len(variants)
    full = (1 << size) - 1
    inputs = [full * bit for bit in pack([voices], compiled)]
    where: dict[Change, list[int]] = {}
    for number, changes in enumerate(variants):
        for change in changes:
            where.setdefault(change, []).append(number)
    for change, numbers in where.items():
        mask = _mask(numbers, size)
        for code, at in compiled.inputs.indices(compiled.known, change.question).items():
            inputs[at] = inputs[at] | mask if code == change.code else inputs[at] & ~mask
        if change.question in compiled.inputs.disputes:
            _set_dispute(inputs, mask, voices, change, compiled)
    return compiled.read(inputs, size)


def _mask(numbers: Iterable[int], size: int) -> int:
    bits = bytearray(size // 8 + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def _set_dispute(inputs: list[int], mask: int, voices: Voices, change: Change, compiled: Rails) -> None:
    at = compiled.inputs.disputes[change.question]
    truth = voices.agreeing(change.question, change.code).disputed(Disputed(change.question), compiled.known)
    inputs[at] = inputs[at] & ~mask | mask * truth.known_true
    inputs[at + 1] = inputs[at + 1] & ~mask | mask * truth.known_false
