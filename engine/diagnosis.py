"""What follows from a case: every conclusion with its truth, the axes, the plan, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..kb.model import KnowledgeBase
from .axes import ChoiceReading, LadderReading, Unevenness, read_choice, read_ladder, read_unevenness
from .inference import Run, infer
from .packing import read_case
from .planning import Plan, make_plan
from .proof import Proof, prove
from .relevance import open_questions
from .truth import Truth
from .voices import Voices


@dataclass(frozen=True)
class Likeness:
    """How a case compares with one published organisation: themes alike, unlike and not known."""

    organisation: str
    alike: tuple[str, ...]
    unlike: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True)
class Diagnosis:
    """All that follows from the voices. `truths` is what the engine found, `settled` what stands without contradictions."""

    known: KnowledgeBase
    voices: Voices
    run: Run
    truths: Mapping[str, Truth]
    settled: Mapping[str, Truth]
    ladders: Mapping[str, LadderReading]
    choice: ChoiceReading | None
    uneven: Mapping[str, Unevenness]
    plan: Plan
    likeness: tuple[Likeness, ...]
    open: Mapping[str, tuple[str, ...]]

    def proof(self, finding: str) -> Proof:
        """Why a finding holds, fails or is open."""
        return prove(finding, self.truths, self.voices, self.known)

    def of_kind(self, kind: str, truth: Truth = Truth.TRUE) -> list[str]:
        """The findings of a kind with a truth, by id."""
        return sorted(name for name, f in self.known.findings.items() if f.kind == kind and self.truths[name] is truth)


def diagnose(known: KnowledgeBase, voices: Voices, matcher: str = "counting", watched: bool = False) -> Diagnosis:
    """The diagnosis of a case. `matcher`: counting, or rete for the library's own. `watched`: with the agenda of each firing."""
    run = infer(known, voices, matcher, watched)
    truths = {name: run.truth(name) for name in sorted(known.findings)}
    settled = read_case(voices, known).settled_truths()
    ladders = {name: read_ladder(ladder, settled) for name, ladder in known.ladders.items()}
    choice = read_choice(known.choice, ladders[known.choice.over], settled) if known.choice else None
    uneven = {name: found for name, ladder in known.ladders.items() if (found := read_unevenness(ladder, settled, known))}
    plan = make_plan(run.remedies("wanted"), truths, settled, known)
    goals = _goals(known, ladders, plan)
    return Diagnosis(known, voices, run, truths, settled, ladders, choice, uneven, plan, _likeness(known, truths),
                     open_questions(goals, settled, voices, known))


def _goals(known: KnowledgeBase, ladders: Mapping[str, LadderReading], plan: Plan) -> dict[str, list[str]]:
    """What open answers could still decide: every axis, and what each prescribed remedy waits for."""
    goals = {name: [rung.finding for rung in ladder.rungs if rung.finding] for name, ladder in known.ladders.items()}
    if known.choice:
        possible = ladders[known.choice.over].possible
        goals[known.choice.id] = [finding for choice in known.choice.choices if choice.value in possible
                                  for finding in choice.outcomes.values()]
    for prescription in (*plan.now, *plan.later):
        goals[prescription.remedy] = [*prescription.check_first, *(p.need.finding for p in prescription.preconditions)]
    for remedy in known.remedies.values():
        goals.setdefault(remedy.id, [ground.finding for ground in remedy.reasons])
    return goals


def _likeness(known: KnowledgeBase, truths: Mapping[str, Truth]) -> tuple[Likeness, ...]:
    """The published organisations, most alike first; equal ones in the order of the table."""
    if known.comparison is None:
        return ()
    found = [Likeness(organisation, *(tuple(theme.id for theme in known.comparison.themes
                                            if truths[theme.cells[organisation]] in wanted) for wanted in
                                      ((Truth.TRUE,), (Truth.FALSE,), (Truth.UNKNOWN, Truth.CONTESTED))))
             for organisation in known.comparison.organisations]
    return tuple(sorted(found, key=lambda one: (-len(one.alike), len(one.unlike))))
