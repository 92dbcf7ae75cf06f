"""Interviews held apart, joined into one case: respondents side by side, nothing overwritten."""

from __future__ import annotations

from dataclasses import replace

from ..kb.problems import BrokenFile, Place, Problem, Problems
from .anonymity import ANONYMOUS
from .model import Case, Respondent
from .survey import Survey


def merge(first: Case, second: Case, names: tuple[str, str]) -> Case:
    """Both cases as one. The same respondent may stand in both if no answer differs.

    Raises `BrokenFile` when organisations, dates or a respondent's answers contradict each other.
    """
    problems = Problems()
    for field in ("organisation", "date"):
        values = {getattr(case, field) for case in (first, second)} - {""}
        if len(values) > 1:
            problems.add(Place(names[1]), f"the {field} differs: {' / '.join(sorted(values))}.",
                         "Merge interviews of one organisation at one time; mend the line in one of the files.")
    survey = _survey(first.survey, second.survey, names, problems)
    respondents = _respondents(first, second, names, problems)
    settled = dict(first.settled)
    for question, given in second.settled.items():
        if settled.setdefault(question, given) != given:
            problems.add(Place(names[1]), f"{question} is settled differently in the two files.", "Keep one of them.")
    problems.stop_if_any()
    notes = " ".join(dict.fromkeys(note for note in (first.note, second.note) if note))
    return Case(first.organisation or second.organisation, first.date or second.date, notes, respondents, settled,
                tuple(dict.fromkeys((*first.overrides, *second.overrides))), {**second.retired, **first.retired}, survey)


def _survey(first: Survey | None, second: Survey | None, names: tuple[str, str], problems: Problems) -> Survey | None:
    """Both surveys as one: the same file counts once, and the larger promise holds. What may be another export is refused."""
    if first is None or second is None:
        return first or second
    known = {one.sha256 for one in first.files}
    new = tuple(one for one in second.files if one.sha256 not in known)
    for one in new:
        if any(one.may_hold(other) or other.may_hold(one) for other in first.files):
            problems.add(Place(names[1]), f"the survey file {one.name} may hold sheets that {names[0]} counts already.",
                         "Leave the survey out of one of the cases, or import the export itself with --replace or --add.")
    meanings = {question: {**second.values.get(question, {}), **first.values.get(question, {})}
                for question in (*first.values, *second.values)}
    return Survey(max(first.smallest, second.smallest), {**second.columns, **first.columns}, meanings, (*first.files, *new))


def _respondents(first: Case, second: Case, names: tuple[str, str], problems: Problems) -> tuple[Respondent, ...]:
    merged = {one.id: one for one in first.respondents}
    for other in second.respondents:
        one = merged.get(other.id)
        merged[other.id] = _one(one, other, names, problems) if one else other
    return tuple(merged.values())


def _one(one: Respondent, other: Respondent, names: tuple[str, str], problems: Problems) -> Respondent:
    if (one.side, one.department) != (other.side, other.department):
        problems.found.append(Problem(Place(names[1]), f"respondent '{one.id}' speaks for {one.side} in {names[0]} and for "
                                      f"{other.side} here.", "Two people need two ids."))
    differing = [name for name, given in other.answers.items() if name in one.answers and one.answers[name] != given]
    for name in differing:
        values = ("otherwise", "") if ANONYMOUS in (one.side, other.side) else \
            (f"with '{other.answers[name].value}'", f"with '{one.answers[name].value}' ")
        problems.add(Place(names[1]), f"respondent '{one.id}' answers {name} {values[0]} here and {values[1]}in {names[0]}.",
                     "Two people need two ids; one person needs one answer.")
    for item, code in other.instrument.items():
        if one.instrument.get(item, code) != code:
            problems.add(Place(names[1]), f"respondent '{one.id}' rates {item} with {code} here and with {one.instrument[item]} "
                         f"in {names[0]}.", "Two people need two ids; one person needs one rating.")
    return replace(one, answers={**one.answers, **other.answers}, instrument={**one.instrument, **other.instrument})


__all__ = ["BrokenFile", "merge"]
