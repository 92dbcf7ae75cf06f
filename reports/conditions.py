"""Conditions as one line of text, in the words of their language."""

from __future__ import annotations

from ..kb.conditions import All, Any, Asked, AtLeast, Concluded, Disputed, Not


def condition_text(condition: object) -> str | None:
    """A condition as text; None for what is no condition."""
    if isinstance(condition, Asked):
        return f"{condition.question} in ({', '.join(sorted(condition.answers))})"
    if isinstance(condition, Concluded):
        return condition.finding
    if isinstance(condition, Disputed):
        return f"disputed {condition.question}"
    if isinstance(condition, Not):
        return f"not {condition_text(condition.part)}"
    if isinstance(condition, (All, Any, AtLeast)):
        parts = ", ".join(str(condition_text(part)) for part in condition.parts)
        words = f"at least {condition.count}" if isinstance(condition, AtLeast) else type(condition).__name__.lower()
        return f"{words} of ({parts})"
    return None
