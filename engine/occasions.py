"""What a diagnosis gives occasion to tell: explanations from the sources, and tensions between them."""

from __future__ import annotations

from ..kb.background import Explanation, Occasion, Tension
from .diagnosis import Diagnosis
from .truth import Truth


def arises(occasion: Occasion, diagnosis: Diagnosis) -> bool:
    """True when the finding is settled that way, or the remedy is in the plan or was declined."""
    if occasion.finding is not None:
        return diagnosis.settled[occasion.finding] is (Truth.FALSE if occasion.excluded else Truth.TRUE)
    plan = diagnosis.plan
    planned = {one.remedy for one in (*plan.now, *plan.later)}
    return occasion.remedy in planned | {one.remedy for one in plan.declined}


def explanations_told(diagnosis: Diagnosis) -> list[Explanation]:
    """The explanations that some occasion calls for, by id."""
    return [one for one in diagnosis.known.explanations.values() if any(arises(o, diagnosis) for o in one.occasions)]


def tensions_told(diagnosis: Diagnosis) -> list[Tension]:
    """The tensions that some occasion calls for, by id."""
    return [one for one in diagnosis.known.tensions.values() if any(arises(o, diagnosis) for o in one.occasions)]
