"""A case taken apart into entries, each under a key of its own, and put together again: so changes can be kept one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from .model import Case, Given, Override, Respondent

CASE, RESPONDENT, ANSWER, RATING, SETTLED, OVERRIDE = "case", "respondent", "answer", "rating", "settled", "override"
FIELDS = ("organisation", "date", "note")
Content = Mapping[str, str]


class Key(NamedTuple):
    """What an entry is about: a line of the case, a respondent, an answer, a rating, a settled dispute, an override."""

    kind: str
    respondent: str
    name: str


Entries = Mapping[Key, Content]


@dataclass(frozen=True)
class Change:
    """One entry before and after; None where there was none, or is none any more."""

    key: Key
    old: Content | None
    new: Content | None


def entries_of(case: Case) -> dict[Key, Content]:
    """The entries of a case, in the order of the case."""
    found: dict[Key, Content] = {Key(CASE, "", name): {"text": getattr(case, name)} for name in FIELDS if getattr(case, name)}
    for one in case.respondents:
        found[Key(RESPONDENT, one.id, "")] = {"side": one.side, "department": one.department}
        found.update({Key(ANSWER, one.id, question): _content(given) for question, given in one.answers.items()})
        found.update({Key(RATING, one.id, item): {"value": code} for item, code in one.instrument.items()})
    found.update({Key(SETTLED, "", question): _content(given) for question, given in case.settled.items()})
    found.update({Key(ANSWER if who else SETTLED, who, question): _content(given)
                  for (who, question), given in case.retired.items()})
    found.update({Key(OVERRIDE, "", f"{one.action} {one.finding}"): {"reason": one.reason} for one in case.overrides})
    return found


def case_of(entries: Entries) -> Case:
    """The case that entries make up."""
    lines = {key.name: content["text"] for key, content in _of(entries, CASE)}
    people = {key.respondent: Respondent(key.respondent, content["side"], content["department"])
              for key, content in _of(entries, RESPONDENT)}
    answers: dict[str, dict[str, Given]] = {name: {} for name in people}
    ratings: dict[str, dict[str, str]] = {name: {} for name in people}
    for key, content in _of(entries, ANSWER):
        answers[key.respondent][key.name] = given_of(content)
    for key, content in _of(entries, RATING):
        ratings[key.respondent][key.name] = content["value"]
    overrides = tuple(_override(key.name, content["reason"]) for key, content in _of(entries, OVERRIDE))
    return Case(lines.get("organisation", ""), lines.get("date", ""), lines.get("note", ""),
                tuple(replace(one, answers=answers[name], instrument=ratings[name]) for name, one in people.items()),
                {key.name: given_of(content) for key, content in _of(entries, SETTLED)}, overrides)


def differences(before: Entries, after: Entries) -> tuple[Change, ...]:
    """What has to change for one to become the other: what is new or other first, then what is gone."""
    changed = [Change(key, before.get(key), content) for key, content in after.items() if before.get(key) != content]
    return (*changed, *(Change(key, content, None) for key, content in before.items() if key not in after))


def changed(entries: Entries, changes: Iterable[Change]) -> dict[Key, Content]:
    """The entries after some changes."""
    found = dict(entries)
    for one in changes:
        if one.new is None:
            found.pop(one.key, None)
        else:
            found[one.key] = one.new
    return found


def undone(entries: Entries, changes: Iterable[Change]) -> dict[Key, Content]:
    """The entries before some changes, the latest of which is undone first."""
    return changed(entries, [Change(one.key, one.new, one.old) for one in reversed(list(changes))])


def given_of(content: Content) -> Given:
    """An answer from its entry."""
    return Given(content["value"], content["note"], content["basis"])


def _content(given: Given) -> Content:
    return {"value": given.value, "note": given.note, "basis": given.basis}


def _override(name: str, reason: str) -> Override:
    action, _, finding = name.partition(" ")
    return Override(finding, action, reason)


def _of(entries: Entries, kind: str) -> Iterator[tuple[Key, Content]]:
    return ((key, content) for key, content in entries.items() if key.kind == kind)
