"""What remedies are said to bring about: answers that there are, to questions whose answer a company can change."""

from __future__ import annotations

from .model import KnowledgeBase
from .problems import Problems
from .remedy import Remedy


def check_brings(remedy: Remedy, known: KnowledgeBase, problems: Problems) -> None:
    """Notes every question and answer that is none, and every question that is marked as never changing."""
    for one in remedy.brings:
        question = known.questions.get(one.question)
        if question is None:
            problems.unknown(one.place, f"question (in remedy {remedy.id}, brings)", one.question, known.questions)
            continue
        for code in one.answers:
            if code not in question.answers:
                problems.unknown(one.place, f"answer of {one.question}", code, question.answers)
        if question.fixed:
            problems.add(one.place, f"remedy {remedy.id} brings about {one.question}, which no company can change.",
                         "Take it out of 'brings', or 'changes: never' out of the question.")
