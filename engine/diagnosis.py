"""What follows from a case: every conclusion with its truth, the axes, the plan, and what is still open."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..kb.model import KnowledgeBase
from .axes import ChoiceReading, LadderReading, Unevenness, read_choice, read_ladder, read_unevenness
from .drawing import completions_drawn
from .inference import Run, infer
from .likely import likely
from .packing import read_case
from .planning import Plan, make_plan
from .possible import RemedyOutlook, choice_values, narrowed, remedy_outlook
from .proof import Proof, prove
from .rails import Reading
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
    """All that follows from the voices. `truths` is what the engine found, `settled` what stands without contradictions.

    `likely` is an estimate, per mille, apart from what is concluded; `outlook` what the plan can still become.
    """

    known: KnowledgeBase
    voices: Voices
    run: Run
    truths: Mapping[str, Truth]
    settled: Mapping[str, Truth]
    ladders: Mapping[str, LadderReading]
    choice: ChoiceReading | None
    uneven: Mapping[str, Unevenness]
    plan: Plan
    outlook: RemedyOutlook
    likeness: tuple[Likeness, ...]
    open: Mapping[str, tuple[str, ...]]

    @cached_property
    def likely(self) -> dict[str, dict[str, int]]:
        """Ladder -> value -> per mille, where there is a table of assumptions to estimate from; drawn when asked for."""
        if self.known.assumptions is None:
            return {}
        drawn = completions_drawn(self.voices, self.known)
        return {name: likely(ladder, self.ladders[name], drawn) for name, ladder in self.known.ladders.items()}

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
    now = read_case(voices, known)
    settled = now.settled_truths()
    ladders, open_to_ladders = _ladders(known, voices, settled, now)
    choice, open_to_choice = _choice(known, ladders, voices, settled, now)
    uneven = {name: found for name, ladder in known.ladders.items() if (found := read_unevenness(ladder, settled, known))}
    plan = make_plan(run.remedies("wanted"), truths, settled, known)
    outlook = remedy_outlook(_outlook_questions(known, now, voices), voices, now)
    open_to_plan = open_questions(_remedy_goals(known, plan, outlook, settled), now, voices, known)
    return Diagnosis(known, voices, run, truths, settled, ladders, choice, uneven, plan,
                     outlook, _likeness(known, truths),
                     _together(open_to_ladders, open_to_choice, open_to_plan))


Open = dict[str, tuple[str, ...]]


def _ladders(known: KnowledgeBase, voices: Voices, settled: Mapping[str, Truth],
             now: Reading) -> tuple[dict[str, LadderReading], Open]:
    """Every ladder read, and which open questions can still change which."""
    goals = {name: [rung.finding for rung in ladder.rungs if rung.finding] for name, ladder in known.ladders.items()}
    live = open_questions(goals, now, voices, known)
    read = {name: narrowed(read_ladder(ladder, settled), [question for question, axes in live.items() if name in axes], voices, now)
            for name, ladder in known.ladders.items()}
    return read, _without(live, {name for name, reading in read.items() if reading.concluded})


def _choice(known: KnowledgeBase, ladders: Mapping[str, LadderReading], voices: Voices, settled: Mapping[str, Truth],
            now: Reading) -> tuple[ChoiceReading | None, Open]:
    """The choice read, and which open questions can still change it at the values that are possible."""
    axis = known.choice
    if axis is None:
        return None, {}
    over = ladders[axis.over]
    findings = [finding for choice in axis.choices if choice.value in over.possible for finding in choice.outcomes.values()]
    live = open_questions({axis.id: findings}, now, voices, known)
    deciding = open_questions({axis.id: [*findings, *(rung.finding for rung in known.ladders[axis.over].rungs if rung.finding)]},
                              now, voices, known)
    among = choice_values(read_choice(axis, over, settled), deciding, voices, now)
    reading = read_choice(axis, over, settled, among)
    return reading, live if len(reading.possible) > 1 else {}


def _without(live: Open, decided: Container[str]) -> Open:
    """What is decided needs no answer."""
    kept = {question: tuple(goal for goal in goals if goal not in decided) for question, goals in live.items()}
    return {question: goals for question, goals in kept.items() if goals}


def _together(*parts: Open) -> Open:
    """Question -> all its goals, in the order of the parts."""
    questions = sorted({question for part in parts for question in part})
    return {question: tuple(goal for part in parts for goal in part.get(question, ())) for question in questions}


def _remedy_goals(known: KnowledgeBase, plan: Plan, outlook: RemedyOutlook, settled: Mapping[str, Truth]) -> dict[str, list[str]]:
    """What open answers could still decide of the plan: what calls for, hinders or comes before a remedy that may be in it."""
    goals: dict[str, list[str]] = {}
    check_first = {one.remedy: one.check_first for one in (*plan.now, *plan.later)}
    for name in (*outlook.certain, *outlook.possible):
        remedy = known.remedies[name]
        goals[name] = [*check_first.get(name, ()), *(need.finding for need in remedy.needs)]
        if name in outlook.possible:
            goals[name] += [*remedy.in_place, *(ground.finding for ground in remedy.not_when)]
            if not any(settled[g.finding] is (Truth.FALSE if g.excluded else Truth.TRUE) for g in remedy.reasons):
                goals[name] += [ground.finding for ground in remedy.reasons]
    return goals


def _outlook_questions(known: KnowledgeBase, now: Reading, voices: Voices) -> list[str]:
    """The open questions that anything about any remedy rests on."""
    findings = [finding for remedy in known.remedies.values() for finding in
                (*(ground.finding for ground in (*remedy.reasons, *remedy.not_when)), *remedy.in_place,
                 *(need.finding for need in remedy.needs))]
    return list(open_questions({"remedies": findings}, now, voices, known))


def _likeness(known: KnowledgeBase, truths: Mapping[str, Truth]) -> tuple[Likeness, ...]:
    """The published organisations, most alike first; equal ones in the order of the table."""
    if known.comparison is None:
        return ()
    found = [Likeness(organisation, *(tuple(theme.id for theme in known.comparison.themes
                                            if truths[theme.cells[organisation]] in wanted) for wanted in
                                      ((Truth.TRUE,), (Truth.FALSE,), (Truth.UNKNOWN, Truth.CONTESTED))))
             for organisation in known.comparison.organisations]
    return tuple(sorted(found, key=lambda one: (-len(one.alike), len(one.unlike))))
