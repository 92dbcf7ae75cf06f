"""A case drawn for a class: a company of a wanted level, told by several sides, the more noisy and thin the more difficult."""

from __future__ import annotations

from random import Random

from ..engine.axes import read_ladder
from ..engine.drawing import completions_drawn
from ..engine.outcomes import established
from ..engine.packing import read_case
from ..engine.rails import Reading
from ..engine.voices import Voices
from ..kb.model import KnowledgeBase, Ladder
from ..kb.problems import BrokenFile, Place, Problem, nearest
from .hearing import hear
from .model import UNKNOWN, Case, Given, Respondent

TRIES = 400
PER_MILLE = 1000
OFF_LEVEL, NOT_KNOWN, DISPUTED = 15, 60, 25


def drawn_case(known: KnowledgeBase, value: str, difficulty: int, seed: int) -> Case:
    """The case of a seed: the same in any process, and its established level is the one wanted.

    `difficulty` 1 to 5: each step adds answers that do not fit the level, don't-knows and disputes. Raises `BrokenFile` if there
    is no such level, or no such case.
    """
    ladder = next(iter(known.ladders.values()))
    values = [rung.value for rung in ladder.rungs]
    if value not in values:
        raise BrokenFile([Problem(Place("--level"), f"there is no level '{value}'.", nearest(value, values))])
    drawn = completions_drawn(Voices({}), known)
    fitting = [number for number, bit in enumerate(f"{established(ladder, drawn)[value]:b}"[::-1]) if bit == "1"]
    random = Random(f"rapport class {value} {difficulty} {seed}")
    for _ in range(TRIES if fitting else 0):
        case = _told(known, drawn, random.choice(fitting), difficulty - 1, random)
        if _level(known, ladder, case) == value:
            return case
    told = f"no case of level {value} came up with difficulty {difficulty}."
    raise BrokenFile([Problem(Place("--seed"), told, "Try another seed.")])


def _level(known: KnowledgeBase, ladder: Ladder, case: Case) -> str:
    return read_ladder(ladder, read_case(hear(case), known).settled_truths()).established


def _told(known: KnowledgeBase, drawn: Reading, number: int, noise: int, random: Random) -> Case:
    answers: dict[str, dict[str, Given]] = {}
    for question in known.questions.values():
        codes = list(question.answers)
        indices = drawn.rails.inputs.indices(known, question.id)
        true = next(code for code, at in indices.items() if drawn.inputs[at] >> number & 1)
        sides = [side for side in question.sides if known.sides[side].party and not known.sides[side].own_wording] or ["observer"]
        first = random.choice(sides)
        chance = random.randrange(PER_MILLE)
        off, thin = noise * OFF_LEVEL, noise * (OFF_LEVEL + NOT_KNOWN)
        code = random.choice(codes) if chance < off else UNKNOWN if chance < thin else true
        answers.setdefault(first, {})[question.id] = Given(code)
        if len(sides) > 1 and random.randrange(PER_MILLE) < noise * DISPUTED:
            other = random.choice([side for side in sides if side != first])
            answers.setdefault(other, {})[question.id] = Given(random.choice(codes))
    return Case("", respondents=tuple(Respondent(side, side, answers=answers[side]) for side in known.sides if side in answers))
