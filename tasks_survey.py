"""What the survey commands do: files and options in, text out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from .cases.anonymity import ANONYMOUS
from .cases.model import Case
from .cases.opening import is_stored
from .cases.reading import read_case
from .cases.refusals import say
from .cases.survey import Survey
from .cases.survey_file import save_survey
from .cases.survey_import import ASK, Defaults, Reading, read_export, taught, with_file
from .cases.survey_matching import department_of
from .kb import KnowledgeBase, shipped
from .kb.problems import BrokenFile, Place, Problem
from .reports.phrasing import Speaker
from .reports.survey_import_told import import_told
from .reports.survey_summary import summary_html, summary_json, summary_text, summary_told


def import_file(path: Path, case: Path, language: str, *, side: str = ANONYMOUS, department: str = "", columns: Sequence[str] = (),
                values: Sequence[str] = (), smallest: int | None = None, how: str = ASK, dry: bool = False,
                place: str | None = None, read: Callable[[int], None] = lambda _size: None) -> str:
    """Counts an export into the survey of a case and tells what matched. With `dry` nothing is written."""
    known = shipped()
    before = _case(case, known, place).survey
    survey = taught(_promised(before, smallest, case), columns, values, known)
    reading = read_export(path, known, survey, Defaults(side, department), read)
    after = survey if _nothing(reading) else with_file(survey, reading.imported, how, str(path))
    if not dry and after != before and (after.files or before):
        _keep(case, before, after, known, place)
    return import_told(known, survey, after, reading, dry, language)


def _case(path: Path, known: KnowledgeBase, place: str | None) -> Case:
    """A case: the file, or the one with that id in the store."""
    if not is_stored(path, place):
        return read_case(path, known)
    from .cases.store import opening, sessions

    with opening.open_store(place) as store:
        return sessions.read(store, str(path), known)[0]


def _keep(path: Path, before: Survey | None, after: Survey, known: KnowledgeBase, place: str | None) -> None:
    """Keeps a survey where its case is: beside the file, or in the store."""
    if not is_stored(path, place):
        save_survey(after, path)
        return
    from .cases.store import opening, surveys

    with opening.open_store(place) as store:
        surveys.save_survey(store, str(path), before, after, known)


def _nothing(reading: Reading) -> bool:
    return reading.imported.sheets == 0


def _promised(before: Survey | None, smallest: int | None, case: Path) -> Survey:
    """The survey with the smallest group promised; what was promised once is not taken back."""
    if before is None:
        return Survey(smallest) if smallest else Survey()
    if smallest is not None and smallest < before.smallest and before.files:
        raise BrokenFile([Problem(Place(str(case)), say("promised", promised=before.smallest, wanted=smallest),
                                  say("promised_mend"))])
    return replace(before, smallest=smallest) if smallest else before


def summary(case: Path, language: str, layout: str, invited: Sequence[str], place: str | None = None) -> str:
    """The published results of the survey of a case as text, html or json."""
    from .tasks import NothingAnswered

    known = shipped()
    read = _case(case, known, place)
    if read.survey is None or not read.survey.files:
        raise NothingAnswered(Speaker(language).say("survey_none", path=case))
    asked = _invited(invited)
    if layout == "json":
        return summary_json(read, known, asked)
    told = summary_told(read, known, asked, language)
    return summary_html(told, language) if layout == "html" else summary_text(told)


def _invited(words: Sequence[str]) -> dict[str, int]:
    """Department -> invited, from DEPARTMENT=NUMBER."""
    found, wrong = {}, []
    for word in words:
        department, _, number = word.rpartition("=")
        if number.isdecimal():
            found[department_of(department, shipped())] = int(number)
        else:
            wrong.append(Problem(Place("--invited"), f"'{word}' is not of the form DEPARTMENT=NUMBER."))
    if wrong:
        raise BrokenFile(wrong)
    return found
