"""What stands once contradictions are put aside: a contested finding counts as unknown for everything above it.

The engine keeps both truths of a contested finding for ever (nothing is taken back), so a rung could stand on
signs that the sides contradict. Grades and remedies are therefore read off these settled truths
(docs/decisions/0004): settled true implies true, and without a new contradiction nothing settled is withdrawn.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..kb.conditions import Condition
from ..kb.model import KnowledgeBase
from .lowering import strata
from .proof import Weighed, joined, weigh
from .truth import Truth
from .voices import Voices


def settle(truths: Mapping[str, Truth], voices: Voices, known: KnowledgeBase) -> dict[str, Truth]:
    """Settled truth of every finding, given the truths the engine found: true, false or unknown, never contested."""
    depth = strata(known)
    settled: dict[str, Truth] = {}
    for finding in sorted(known.findings, key=lambda name: (depth[name], name)):
        settled[finding] = _settled_finding(finding, truths, settled, voices, known)
    return settled


def _settled_finding(finding: str, truths: Mapping[str, Truth], settled: Mapping[str, Truth], voices: Voices,
                     known: KnowledgeBase) -> Truth:
    if truths[finding] is Truth.CONTESTED:
        return Truth.UNKNOWN
    weighed = [(rule.mode, weigh_settled(rule.when, settled, voices, known).truth) for rule in known.rules_of[finding]]
    whens = [truth for mode, truth in weighed if mode == "when"]
    unless = [truth for mode, truth in weighed if mode == "unless"]
    holds = any(truth.known_true for truth in whens)
    fails = any(truth.known_true for truth in unless) or (bool(whens) and all(truth.known_false for truth in whens))
    return Truth((holds, fails)).settled()


def weigh_settled(condition: Condition, settled: Mapping[str, Truth], voices: Voices, known: KnowledgeBase) -> Weighed:
    """`weigh`, with every contested answer read as unknown."""
    weighed = weigh(condition, settled, voices, known)
    return _calm(weighed)


def _calm(weighed: Weighed) -> Weighed:
    if not weighed.parts:
        return Weighed(weighed.condition, weighed.truth.settled())
    parts = tuple(_calm(part) for part in weighed.parts)
    return Weighed(weighed.condition, joined(weighed.condition, [part.truth for part in parts]), parts)
