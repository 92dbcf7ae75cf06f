"""An export of a form taken into the survey of a case: once, with every doubt told instead of decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from ..kb.model import KnowledgeBase
from ..kb.problems import BrokenFile, Place, Problem, Problems, nearest
from .refusals import say
from .survey import SILENT, Imported, Survey
from .survey_counting import MOST_TOLD, Counting, Defaults, Row
from .survey_matching import CONSENT, DEPARTMENT, HEADER_ROWS, LEFT_OUT, SIDE, ColumnNames, Columns
from .survey_reading import look_at, table

ABOUT = {"side": SIDE, "department": DEPARTMENT, "consent": CONSENT}
ADD, REPLACE, ASK = "add", "replace", "ask"


@dataclass(frozen=True)
class Reading:
    """A file read: what its columns mean, and what was counted."""

    columns: Columns
    imported: Imported


def read_export(path: Path, known: KnowledgeBase, survey: Survey, defaults: Defaults,
                read: Callable[[int], None] = lambda _size: None) -> Reading:
    """The counts of a file. Raises `BrokenFile` with every row and column that is not understood."""
    encoded = look_at(path)
    names = ColumnNames(known, survey.columns)
    with table(path, encoded, lambda rows: len(names.columns(rows).meaning), read) as rows:
        top = list(islice(rows, HEADER_ROWS))
        columns = _columns(path, names, top, known)
        counting = Counting(known, columns, survey.values, defaults, Place(str(path)))
        counting.add_all(chain(top[columns.rows:], rows), columns.rows + 1)
    if counting.faults > MOST_TOLD:
        counting.problems.add(Place(str(path)), f"{counting.faults - MOST_TOLD} more faults of this kind are not listed.")
    counting.problems.stop_if_any()
    imported = Imported(path.name, encoded.sha256, counting.declined, counting.empty, counting.groups())
    return Reading(columns, imported)


def _columns(path: Path, names: ColumnNames, top: list[list[str]], known: KnowledgeBase) -> Columns:
    columns, place, problems = names.columns(top), Place(str(path)), Problems()
    for meaning in columns.twice():
        told = " and ".join(f"'{columns.headers[at]}'" for at, found in columns.meaning.items() if found == meaning)
        problems.add(place, f"the columns {told} both mean {meaning.lstrip('@')}.", "Leave one out: --column 'HEADER='.")
    if not columns.questions:
        headers = ", ".join(f"'{cell.strip()}'" for cell in (top[0] if top else []) if cell.strip())[:300]
        problems.add(place, f"no column is a question. The first row holds: {headers or 'nothing'}.",
                     "Say what a column means: --column 'HEADER=QUESTION'; `rapport questions` shows the codes.")
    problems.stop_if_any()
    return columns


def taught(survey: Survey, columns: Iterable[str], values: Iterable[str], known: KnowledgeBase) -> Survey:
    """The survey with what a person says columns (`HEADER=QUESTION`) and answers (`QUESTION:VALUE=CODE`) mean."""
    problems, place = Problems(), Place("--column")
    said, meant = dict(survey.columns), {question: dict(found) for question, found in survey.values.items()}
    for one in columns:
        header, _, question = one.rpartition("=")
        if not header.strip():
            problems.add(place, f"'{one}' is not of the form HEADER=QUESTION.")
        elif question and question not in known.questions and question not in ABOUT:
            problems.unknown(place, "question", question, [*known.questions, *ABOUT])
        said[header.strip()] = ABOUT.get(question, question) if question else LEFT_OUT
    for one in values:
        _value(one, known, meant, problems)
    problems.stop_if_any()
    return replace(survey, columns=said, values=meant)


def _value(one: str, known: KnowledgeBase, meant: dict[str, dict[str, str]], problems: Problems) -> None:
    place = Place("--answer")
    (question, _, rest), (value, _, code) = one.partition(":"), one.partition(":")[2].rpartition("=")
    if not rest or not value.strip():
        problems.add(place, f"'{one}' is not of the form QUESTION:VALUE=CODE.")
    elif question not in known.questions:
        problems.unknown(place, "question", question, known.questions)
    elif code not in known.questions[question].answers and code not in SILENT:
        codes = known.questions[question].answers
        problems.add(place, f"{question} has no answer '{code}'.", nearest(code, codes) or f"Known: {', '.join(codes)}.")
    else:
        meant.setdefault(question, {})[value.strip()] = code


def with_file(survey: Survey, new: Imported, how: str, place: str) -> Survey:
    """The survey with one more file. The same survey if it holds that very file.

    Raises `BrokenFile` when the file could be a later or an earlier export of one that is there, and nobody said what to do.
    """
    if any(one.sha256 == new.sha256 for one in survey.files):
        return survey
    alike = [one for one in survey.files if new.may_hold(one) or one.may_hold(new)]
    if alike and how == ASK:
        names = ", ".join(one.name for one in alike)
        raise BrokenFile([Problem(Place(place), say("maybe_again", names=names), say("maybe_again_mend"))])
    kept = tuple(one for one in survey.files if how != REPLACE or one not in alike)
    return replace(survey, files=(*kept, new))


Said = Mapping[str, str]
__all__ = ["ADD", "ASK", "REPLACE", "Defaults", "Reading", "Row", "read_export", "taught", "with_file"]
