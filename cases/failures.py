"""What can stand in the way of a stored case, told in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from .anonymity import ANONYMOUS
from .entries import Change
from .model import Case


class Refused(Exception):
    """Something that was asked for cannot be done as things stand; the message says why and what to do."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the same entry since it was read. Nothing was written. `case` is what holds now."""

    def __init__(self, changes: Sequence[tuple[Change, str]], case: Case) -> None:
        self.case = case
        self.changes = tuple(changes)
        hidden = {one.id for one in case.respondents if one.side == ANONYMOUS}
        lines = [f"An answer of {ANONYMOUS} was changed meanwhile by {who}." if change.key.respondent in hidden else
                 f"{' '.join(filter(None, change.key))} was changed meanwhile by {who}: it is now {_told(change)}."
                 for change, who in changes]
        super().__init__("\n".join([*lines, "Nothing was written. Look at what is there now, then give the command again."]))


def _told(change: Change) -> str:
    return "not there any more" if change.old is None else " / ".join(text for text in change.old.values() if text) or "empty"
