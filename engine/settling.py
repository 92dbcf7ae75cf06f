"""What stands once contradictions are put aside: a contested finding counts as unknown for everything above it.

The engine keeps both truths of a contested finding for ever (nothing is taken back), so a rung could stand on
signs that the sides contradict. Grades and remedies are therefore read off settled truths, which the rails work out
(docs/decisions/0004); here a condition is weighed with them, for telling what is still open.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..kb.conditions import Condition
from ..kb.model import KnowledgeBase
from .proof import Weighed, joined, weigh
from .truth import Truth
from .voices import Voices


def weigh_settled(condition: Condition, settled: Mapping[str, Truth], voices: Voices, known: KnowledgeBase) -> Weighed:
    """`weigh`, with every contested answer read as unknown."""
    weighed = weigh(condition, settled, voices, known)
    return _calm(weighed)


def _calm(weighed: Weighed) -> Weighed:
    if not weighed.parts:
        return Weighed(weighed.condition, weighed.truth.settled())
    parts = tuple(_calm(part) for part in weighed.parts)
    return Weighed(weighed.condition, joined(weighed.condition, [part.truth for part in parts]), parts)
