"""One proof object, many tellings: the condition tree of a conclusion, each node with its truth and the answers behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..kb.conditions import All, Any, Asked, AtLeast, Concluded, Condition, Disputed, Not, parts_of
from ..kb.model import KnowledgeBase, Rule
from .truth import Truth, at_least, both, either
from .voices import Voices


@dataclass(frozen=True)
class Weighed:
    """A condition, its truth, and its parts weighed likewise."""

    condition: Condition
    truth: Truth
    parts: tuple[Weighed, ...] = ()

    def leaves(self) -> Iterator[Weighed]:
        """The questions and findings at the ends of the tree, left to right."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True)
class RuleProof:
    """A rule with its condition weighed."""

    rule: Rule
    weighed: Weighed


@dataclass(frozen=True)
class Proof:
    """Everything that was weighed for one finding: its truth and each of its rules."""

    finding: str
    truth: Truth
    rules: tuple[RuleProof, ...]

    def speaking(self, want: bool) -> tuple[RuleProof, ...]:
        """The rules that establish the finding (`want`) or exclude it."""
        return tuple(proof for proof in self.rules
                     if proof.weighed.truth.known_true and (proof.rule.mode == "when") == want)


def weigh(condition: Condition, truths: Mapping[str, Truth], voices: Voices, known: KnowledgeBase) -> Weighed:
    """The condition with the truth of every node, given the truths of findings and the answers."""
    if isinstance(condition, Asked):
        return Weighed(condition, voices.truth(condition))
    if isinstance(condition, Concluded):
        return Weighed(condition, truths[condition.finding])
    if isinstance(condition, Disputed):
        return Weighed(condition, voices.disputed(condition, known))
    parts = tuple(weigh(part, truths, voices, known) for part in parts_of(condition))
    return Weighed(condition, joined(condition, [part.truth for part in parts]), parts)


def joined(condition: Condition, truths: list[Truth]) -> Truth:
    """The truth of a joining condition, given those of its parts."""
    if isinstance(condition, Not):
        return truths[0].turned()
    if isinstance(condition, AtLeast):
        return at_least(condition.count, truths)
    if isinstance(condition, All):
        return both(truths)
    assert isinstance(condition, Any)
    return either(truths)


def prove(finding: str, truths: Mapping[str, Truth], voices: Voices, known: KnowledgeBase) -> Proof:
    """The proof object of a finding, true, false or open."""
    rules = tuple(RuleProof(rule, weigh(rule.when, truths, voices, known)) for rule in known.rules_of[finding])
    return Proof(finding, truths[finding], rules)
