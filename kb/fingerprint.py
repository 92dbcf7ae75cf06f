"""What draws the conclusions, entry by entry, as text: two knowledge bases can be compared without keeping either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .conditions import Asked, AtLeast, Concluded, Condition, Disputed, parts_of
from .model import KnowledgeBase
from .remedy import Ground, Remedy

Fingerprint = Mapping[str, Mapping[str, str]]


def fingerprint(known: KnowledgeBase) -> dict[str, dict[str, str]]:
    """`rules`, `remedies`, `axes`: id -> the parts that decide, as one line of text. Wordings and sources leave no trace."""
    rules = {rule.id: f"{rule.mode} {rule.concludes} if {condition_line(rule.when)}"
             for rule in known.rules.values() if rule.status != "retired"}
    axes = {ladder.id: " < ".join(f"{rung.value}={rung.finding or '-'}" for rung in ladder.rungs)
            for ladder in known.ladders.values()}
    return {"rules": rules, "remedies": {one.id: _remedy(one) for one in known.remedies.values()}, "axes": axes}


def condition_line(condition: Condition) -> str:
    """A condition as one line, always the same for the same condition."""
    if isinstance(condition, Asked):
        return f"{condition.question}:{'|'.join(sorted(condition.answers))}"
    if isinstance(condition, Concluded):
        return condition.finding
    if isinstance(condition, Disputed):
        return f"disputed:{condition.question}"
    word = f"at_least_{condition.count}" if isinstance(condition, AtLeast) else type(condition).__name__.lower()
    return f"{word}({', '.join(map(condition_line, parts_of(condition)))})"


def _remedy(remedy: Remedy) -> str:
    needs = ", ".join(f"{need.finding}<-{need.brought_by or '-'}" for need in remedy.needs)
    return (f"{remedy.stage}: {_grounds(remedy.reasons)}; not when {_grounds(remedy.not_when)}; "
            f"in place {', '.join(remedy.in_place)}; needs {needs}")


def _grounds(grounds: Iterable[Ground]) -> str:
    return ", ".join(f"{'not ' if ground.excluded else ''}{ground.finding}" for ground in grounds)
