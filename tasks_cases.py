"""What each command on the case store does: options in, text out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .cases.anonymity import ANONYMOUS
from .cases.failures import Refused
from .cases.giving import read_words, settled, speaking, with_answers
from .cases.merging import merge
from .cases.model import Case
from .cases.opening import opened_stored
from .cases.reading import read_case
from .cases.refusals import say
from .cases.store import clock, diagnoses, erasing, sessions
from .cases.store.opening import open_store
from .cases.writing import as_yaml
from .kb import shipped
from .reports import case_list
from .reports.axis_words import Namer
from .reports.json_export import dumps
from .reports.phrasing import Speaker
from .tasks import beside


def new(place: str | None, organisation: str, name: str | None, date: str, note: str, keep_days: int | None) -> str:
    """Puts a new case into the store; gives its id."""
    _check_date(date)
    until = clock.day_after(keep_days) if keep_days else None
    with open_store(place) as store:
        return sessions.make(store, Case(organisation, date, note), name, until)


def _check_date(date: str) -> None:
    from .cases.steps import read_day

    if date and not (date.isdigit() and len(date) == 4) and read_day(date) != date:
        raise Refused(say("bad_date", date=date))


def list_cases(place: str | None, language: str, layout: str) -> str:
    """The cases of the store."""
    with open_store(place) as store:
        kept = sessions.kept(store)
    return dumps(case_list.list_plain(kept)) if layout == "json" else case_list.list_text(kept, language)


def show(place: str | None, name: str, language: str, layout: str, history: bool) -> str:
    """One case: who answered how much, what it was diagnosed with, and its history."""
    known = shipped()
    with open_store(place) as store:
        case, revision = sessions.read(store, name, known)
        noted = erasing.noted(store, name) if history else None
        told = case_list.show_plain(name, revision, case, diagnoses.told_of(store, name), noted)
    return dumps(told) if layout == "json" else case_list.show_text(told, case, Namer(known, language), noted)


def answer(place: str | None, name: str, words: tuple[str, ...], side: str | None, respondent: str | None, note: str, basis: str,
           settle: bool) -> None:
    """Keeps answers of a respondent, or the observer's settling of disputes."""
    known = shipped()
    given = read_words(words, known, note, basis)
    with open_store(place) as store:
        before, _ = sessions.read(store, name, known)
        after = settled(before, given) if settle else with_answers(before, speaking(before, side, respondent), given, known)
        sessions.save(store, name, before, after, known)


def note(place: str | None, name: str, text: str, question: str | None, respondent: str | None) -> None:
    """Keeps a note on the case, or on an answer that was given."""
    known = shipped()
    with open_store(place) as store:
        before, _ = sessions.read(store, name, known)
        after = replace(before, note=text) if question is None else _with_note(before, name, text, question, respondent)
        sessions.save(store, name, before, after, known)


def _with_note(case: Case, name: str, text: str, question: str, respondent: str | None) -> Case:
    person = speaking(case, None, respondent)
    given = person.answers.get(question)
    if given is None:
        raise Refused(say("no_answer_to_note", who=person.id, question=question, name=name))
    return case.with_respondent(person.with_answer(question, replace(given, note=text)))


def export(place: str | None, name: str, output: Path | None, everything: bool, language: str) -> tuple[str, str]:
    """A case as the text of a case file, its survey written beside it; and what was left out of it, told.

    Single answers of an anonymous side are left out unless `everything` is asked for.
    """
    with open_store(place) as store:
        case = sessions.read(store, name, shipped())[0]
    open_one = case if everything else without_anonymous(case)
    beside(open_one, output)
    return as_yaml(open_one), "" if open_one == case else Speaker(language).say("cases_left_out") + "\n"


def without_anonymous(case: Case) -> Case:
    """The case without the single respondents of an anonymous side; what a survey counts stays."""
    gone = {one.id for one in case.respondents if one.side == ANONYMOUS}
    return replace(case, respondents=tuple(one for one in case.respondents if one.id not in gone),
                   retired={key: given for key, given in case.retired.items() if key[0] not in gone})


def bring_in(place: str | None, path: Path, name: str | None, into: str | None, keep_days: int | None) -> str:
    """Puts a case file into the store as a new case, or adds it to one; gives the id."""
    known = shipped()
    case = read_case(path, known)
    with open_store(place) as store:
        if into is None:
            return sessions.make(store, case, name, clock.day_after(keep_days) if keep_days else None)
        before, _ = sessions.read(store, into, known)
        sessions.save(store, into, before, merge(before, case, (into, str(path))), known)
        return into


def erase(place: str | None, names: tuple[str, ...], language: str) -> tuple[str, bool]:
    """Erases cases; tells it, and whether nothing of them is left in the file."""
    with open_store(place) as store:
        clean = erasing.erase(store, list(names))
    return _erased(names, clean, language), clean


def _erased(names: tuple[str, ...], clean: bool, language: str) -> str:
    return Speaker(language).say("cases_erased" if clean else "cases_erased_held", names=", ".join(names)) + "\n"


def expired(place: str | None) -> list[tuple[str, str]]:
    """The cases whose retention period is over, with their last day."""
    with open_store(place) as store:
        return erasing.expired(store)


def expired_text(cases: list[tuple[str, str]], language: str) -> str:
    """The same, told."""
    say = Speaker(language).say
    return "".join(say("cases_expired", id=name, day=day) + "\n" for name, day in cases) or say("cases_expired_none") + "\n"


def purge(place: str | None, names: tuple[str, ...], language: str) -> tuple[str, bool]:
    """Erases what is past its last day and wipes what earlier erasing had to leave."""
    with open_store(place) as store:
        clean = erasing.erase(store, list(names)) if names else erasing.wipe(store)
    return (_erased(names, clean, language) if names else ""), clean


def keep(place: str | None, name: str, days: int | None) -> None:
    """Sets how long a case is kept from today on; None: without end."""
    with open_store(place) as store:
        erasing.keep_until(store, name, clock.day_after(days) if days else None)


def back_up(place: str | None, target: Path) -> None:
    """Copies the store into a new file."""
    with open_store(place) as store:
        erasing.back_up(store, target)


def interview(place: str | None, name: str, language: str, side: str | None, respondent: str | None, minutes: int | None,
              everything: bool) -> None:
    """Asks the open questions of a stored case; each answer is committed before the next is asked."""
    from .terminal import hold_interview

    known = shipped()
    with opened_stored(name, known, place) as found:
        hold_interview(known, found, language, side, respondent, minutes, everything)
