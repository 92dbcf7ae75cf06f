"""The whole proof under a finding: rules, conditions and the findings they rest on, down to the answers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..kb.conditions import All, Any, Asked, AtLeast, Concluded, Disputed, Not
from .diagnosis import Diagnosis
from .proof import RuleProof, Weighed
from .truth import Truth

KINDS = {All: "all", Any: "any", AtLeast: "at_least", Not: "not", Asked: "answer", Disputed: "disputed", Concluded: "finding"}


@dataclass(frozen=True)
class Node:
    """A place in the proof. `kind`: finding, rule, all, any, at_least, not, answer or disputed; `name`: finding, rule or question.

    `settled`: the truth with contradictions put aside. `told_above`: a finding that was unfolded earlier in the same tree.
    `count`: of an at_least. `carries`: False for what the conclusion above does not rest on.
    """

    kind: str
    name: str
    truth: Truth
    settled: Truth
    parts: tuple[Node, ...] = ()
    answers: frozenset[str] = frozenset()
    count: int = 0
    told_above: bool = False
    carries: bool = True


def unfold(diagnosis: Diagnosis, finding: str, deep: bool = True, met: bool = True) -> Node:
    """The proof of a finding. `deep`: through the findings it rests on, each unfolded once; else only its own rules.

    `met`: also what stands without doubt is unfolded; without it only what stands in the way.
    """
    return _Unfolding(diagnosis, deep, met).finding(finding)


class _Unfolding:
    def __init__(self, diagnosis: Diagnosis, deep: bool, met: bool) -> None:
        self.diagnosis, self.deep, self.met = diagnosis, deep, met
        self.seen: set[str] = set()

    def finding(self, name: str) -> Node:
        truth, settled = self.diagnosis.truths[name], self.diagnosis.settled[name]
        if name in self.seen or (self.seen and not self.deep) or (not self.met and settled is Truth.TRUE):
            return Node("finding", name, truth, settled, told_above=name in self.seen)
        self.seen.add(name)
        rules = tuple(self._rule(proof, truth) for proof in self.diagnosis.proof(name).rules)
        return Node("finding", name, truth, settled, rules)

    def _rule(self, proof: RuleProof, above: Truth) -> Node:
        node = self._condition(proof.weighed)
        truth = node.truth if proof.rule.mode == "when" else node.truth.turned()
        carries = (truth.known_true and above.known_true) or (truth.known_false and above.known_false) or above is Truth.UNKNOWN
        if proof.rule.mode == "unless":
            carries = node.truth.known_true or (above is Truth.UNKNOWN and not node.truth.known_false)
        return Node("rule", proof.rule.id, node.truth, node.settled, (node,), carries=carries)

    def _condition(self, weighed: Weighed) -> Node:
        condition, settled = weighed.condition, weighed.truth.settled()
        if isinstance(condition, Concluded):
            return self.finding(condition.finding)
        if isinstance(condition, Asked):
            return Node("answer", condition.question, weighed.truth, settled, answers=condition.answers)
        if isinstance(condition, Disputed):
            return Node("disputed", condition.question, weighed.truth, settled)
        parts = tuple(self._part(part, weighed) for part in weighed.parts)
        count = condition.count if isinstance(condition, AtLeast) else 0
        return Node(KINDS[type(condition)], "", weighed.truth, settled, parts, count=count)

    def _part(self, part: Weighed, above: Weighed) -> Node:
        node = self._condition(part)
        turned = isinstance(above.condition, Not)
        want_true, want_false = above.truth.known_true, above.truth.known_false
        if turned:
            want_true, want_false = want_false, want_true
        carries = (part.truth.known_true and want_true) or (part.truth.known_false and want_false)
        return replace(node, carries=carries or above.truth is Truth.UNKNOWN)
