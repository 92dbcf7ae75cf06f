"""A side that is asked in words of its own has them in every question it may answer."""

from __future__ import annotations

from .model import KnowledgeBase
from .problems import Problems


def check_wording(known: KnowledgeBase, problems: Problems) -> None:
    """Notes a question that lacks the wording for staff, and a wording that nobody would ever read."""
    own = {side.id for side in known.sides.values() if side.own_wording}
    for question in known.questions.values():
        asked = ", ".join(side for side in question.sides if side in own)
        if asked and question.staff is None:
            problems.add(question.place, f"question {question.id} may be answered by {asked}, but has no wording for staff.",
                         "Write it under 'staff:' after the text, or take the side out of 'sides'.")
        elif question.staff is not None and not asked:
            problems.add(question.place, f"question {question.id} has a wording for staff, but none of its sides is asked in it.",
                         "Add the side to 'sides', or take the wording out.")
