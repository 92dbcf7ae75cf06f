"""Which page to ask next: the one whose answers are expected to settle most of what level, grade, choice and plan depend on.

Over drawn completions it is worked out for each page how often its answers, on top of what is known, would settle each of the
findings that a goal rests on, and how much that finding tells of the goal (mutual information, Shannon 1948). The draw decides
the order only: whether a question can still matter is decided on the rails (`relevance.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..kb.conditions import Concluded, leaves
from ..kb.model import KnowledgeBase
from .chance import FULL, SIZE
from .drawing import completions_drawn
from .information import information
from .outcomes import Prescribed, choice_possible, established
from .packing import pack
from .rails import Reading, rails
from .relevance import resting_on
from .voices import Voices

SLICE = 256
SLOTS = SIZE // SLICE
FIRST_LADDER, OTHER_LADDERS, THE_REST = 40, 2, 1
OF_ONE_TOPIC = 9, 10


@dataclass(frozen=True)
class Offer:
    """A page that can be asked next, its open questions that matter, and what it is expected to settle (no unit, for comparing)."""

    page: str
    questions: tuple[str, ...]
    gain: int


def ranked_pages(known: KnowledgeBase, voices: Voices, live: Mapping[str, Collection[str]], askable: Mapping[str, Sequence[str]],
                 last_topic: str | None = None) -> list[Offer]:
    """The pages with open questions that matter, the most telling first.

    `live`: question -> the goals it can still matter to. `askable`: page -> its open questions that may be put to who is in the
    room. A page of the topic asked last counts a tenth less, so that the talk does not dwell. Pages that settle nothing on
    their own come last, those that tell most of the goals first.
    """
    pages = {page: here for page, questions in askable.items() if (here := tuple(q for q in questions if q in live))}
    gains = expected_gains(known, voices, live, pages)
    part, whole = OF_ONE_TOPIC
    offers = [Offer(page, pages[page], gains[page] * (part if known.pages[page].topic == last_topic else whole) // whole)
              for page in pages]
    return sorted(offers, key=lambda offer: -offer.gain)


def expected_gains(known: KnowledgeBase, voices: Voices, live: Mapping[str, Collection[str]],
                   together: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """For each set of questions, all in `live`: what its answers together are expected to settle of the goals named in `live`.

    Where none settles anything on its own: what the answers, each alone, tell of them.
    """
    drawn = completions_drawn(voices, known)
    goals = {goal for questions in together.values() for question in questions for goal in live[question]}
    aims = [aim for aim in _aims(known, drawn) if aim.goals & goals]
    gains = _settling_gains(known, voices, drawn, aims, together)
    if not any(gains.values()):
        gains = {name: _telling_gain(known, drawn, aims, live, questions) for name, questions in together.items()}
    return gains


@dataclass(frozen=True)
class _Aim:
    """Something to learn: how it comes out in each case, what it counts, the goals it stands for, the findings it rests on."""

    outcomes: tuple[int, ...]
    counts: int
    goals: frozenset[str]
    rests_on: tuple[str, ...]


def _aims(known: KnowledgeBase, drawn: Reading) -> Iterator[_Aim]:
    for at, (name, ladder) in enumerate(known.ladders.items()):
        yield _Aim(tuple(established(ladder, drawn).values()), FIRST_LADDER if at == 0 else OTHER_LADDERS, frozenset({name}),
                   _rests_on(known)[name])
    if known.choice:
        yield _Aim(tuple(choice_possible(known, drawn).values()), THE_REST, frozenset({known.choice.id}),
                   _rests_on(known)[known.choice.id])
    first = Prescribed(known, drawn).first().values()
    yield _Aim(tuple(mask for mask in first if mask), THE_REST, frozenset(known.remedies), _rests_on(known)[""])


@lru_cache(maxsize=4)
def _rests_on(known: KnowledgeBase) -> Mapping[str, tuple[str, ...]]:
    """Axis -> the findings directly under the findings that decide it; '' -> those that call for remedies."""
    deciding = {name: [rung.finding for rung in ladder.rungs if rung.finding] for name, ladder in known.ladders.items()}
    if known.choice:
        deciding[known.choice.id] = [finding for choice in known.choice.choices for finding in choice.outcomes.values()]
    found = {}
    for name, findings in deciding.items():
        under = {leaf.finding for finding in findings for rule in known.rules_of[finding] for leaf in leaves(rule.when)
                 if isinstance(leaf, Concluded)}
        found[name] = tuple(sorted(under - set(findings)))
    found[""] = tuple(sorted({ground.finding for remedy in known.remedies.values() for ground in remedy.reasons}))
    return found


def _settling_gains(known: KnowledgeBase, voices: Voices, drawn: Reading, aims: Sequence[_Aim],
                    pages: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """For each page: over the findings the aims rest on, how much each tells times how often the page settles it."""
    worth: dict[str, int] = {}
    for aim in aims:
        for finding in aim.rests_on:
            holds = drawn.true(finding)
            worth[finding] = worth.get(finding, 0) + aim.counts * information((holds, FULL & ~holds), aim.outcomes)
    before = rails(known).read(pack([voices], rails(known)), 1)
    open_worth = {finding: value for finding, value in worth.items()
                  if value and not (before.true(finding) or before.false(finding))}
    reached = {page: _reached(known, questions, open_worth) for page, questions in pages.items()}
    gains = dict.fromkeys(pages, 0)
    for together in readings_shared(reached):
        for page, settled in _settled_together(drawn, before, together, pages, reached):
            gains[page] = sum(open_worth[finding] * often for finding, often in settled.items())
    return gains


def _reached(known: KnowledgeBase, questions: Sequence[str], wanted: Collection[str]) -> frozenset[str]:
    """Those of the findings wanted that rest on some of the questions."""
    above = resting_on(known)
    return frozenset(finding for question in questions for finding in above[question] if finding in wanted)


def readings_shared(reached: Mapping[str, Collection[str]]) -> list[dict[str, int]]:
    """Pages gathered into readings: page -> its slot. `reached`: page -> the findings that its answers bear on.

    A page's slot follows from its place alone, so its gain is the same whoever shares the reading. Pages that bear on no finding
    in common share even a slot: what each settles is read off its own findings. So the number of readings grows with how many
    pages bear on the same findings and not with how many pages there are.
    """
    readings: list[dict[str, int]] = []
    taken: list[list[set[str]]] = [[] for _ in range(SLOTS)]
    for at, (page, findings) in enumerate(reached.items()):
        slot = at % SLOTS
        if not findings:
            continue
        number = next((n for n, others in enumerate(taken[slot]) if others.isdisjoint(findings)), len(taken[slot]))
        if number == len(taken[slot]):
            taken[slot].append(set())
        if number == len(readings):
            readings.append({})
        taken[slot][number].update(findings)
        readings[number][page] = slot
    return readings


def _settled_together(drawn: Reading, before: Reading, together: Mapping[str, int], pages: Mapping[str, Sequence[str]],
                      reached: Mapping[str, Collection[str]]) -> Iterator[tuple[str, dict[str, int]]]:
    """One reading in which each page is answered as drawn in the 256 cases of its slot, all else as it is known.

    Gives for each page how often its answers settle each finding that it reaches.
    """
    compiled = drawn.rails
    inputs = [FULL * bit for bit in before.inputs]
    for page, slot in together.items():
        cases = _slice(slot)
        for question in pages[page]:
            for at in compiled.inputs.indices(compiled.known, question).values():
                inputs[at] |= drawn.inputs[at] & cases
    tried = compiled.read(inputs, SIZE)
    for page, slot in together.items():
        cases = _slice(slot)
        yield page, {finding: ((tried.true(finding) | tried.false(finding)) & cases).bit_count() for finding in reached[page]}


def _slice(slot: int) -> int:
    """The 256 cases of a slot."""
    return ((1 << SLICE) - 1) << SLICE * slot


def _telling_gain(known: KnowledgeBase, drawn: Reading, aims: Sequence[_Aim], live: Mapping[str, Collection[str]],
                  questions: Sequence[str]) -> int:
    """How much the answers to a page's questions, each alone, tell of the aims they can matter to."""
    gain = 0
    for question in questions:
        cells = [drawn.inputs[at] for at in drawn.rails.inputs.indices(known, question).values()]
        gain += sum(aim.counts * information(cells, aim.outcomes) for aim in aims if aim.goals & set(live[question]))
    return gain
