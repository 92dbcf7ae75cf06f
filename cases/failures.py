"""What can stand in the way of a stored case, told in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from ..kb.said import lines
from .anonymity import ANONYMOUS
from .entries import Change
from .model import Case
from .refusals import say


class Refused(Exception):
    """Something that was asked for cannot be done as things stand; the message says why and what to do."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the same entry since it was read. Nothing was written. `case` is what holds now."""

    def __init__(self, changes: Sequence[tuple[Change, str]], case: Case) -> None:
        self.case = case
        self.changes = tuple(changes)
        hidden = {one.id for one in case.respondents if one.side == ANONYMOUS}
        told = [say("changed_staff", who=who) if change.key.respondent in hidden else
                say("changed", entry=" ".join(filter(None, change.key)), who=who, now=_told(change)) for change, who in changes]
        super().__init__(lines([*told, say("changed_end")]))


def _told(change: Change) -> str:
    if change.old is None:
        return say("changed_gone")
    return " / ".join(text for text in change.old.values() if text) or say("changed_empty")
