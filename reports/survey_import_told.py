"""What was read from an export, in words: columns that matched, columns left out, sheets counted."""

from __future__ import annotations

from ..cases.survey import Survey
from ..cases.survey_import import Reading
from ..cases.survey_matching import CONSENT, DEPARTMENT, SIDE
from ..kb.model import KnowledgeBase
from .phrasing import Speaker
from .rendering import one_line, wrap

ABOUT = {SIDE: "survey_about_side", DEPARTMENT: "survey_about_department", CONSENT: "survey_about_consent"}


def import_told(known: KnowledgeBase, before: Survey, after: Survey, reading: Reading, dry: bool, language: str) -> str:
    """The lines to print after an import, or instead of one."""
    say, columns = Speaker(language).say, reading.columns
    lines = [say("survey_matched", count=len(columns.questions))]
    for at, meaning in columns.meaning.items():
        told = say(ABOUT[meaning]) if meaning in ABOUT else meaning
        if columns.former.get(at, meaning) != meaning:
            told = say("survey_former", question=meaning, former=columns.former[at])
        lines.append(wrap(f"{one_line(columns.headers[at])} -> {told}", "  "))
    for key, headers in (("survey_personal", columns.personal), ("survey_left_out", columns.left_out),
                         ("survey_retired", columns.retired)):
        if headers:
            lines.append(wrap(say(key, names=", ".join(map(one_line, headers)))))
    lines.append(wrap(say("survey_counted", sheets=reading.imported.sheets, declined=reading.imported.declined,
                          empty=reading.imported.empty)))
    if dry:
        lines.append(say("survey_dry"))
    elif after.files == before.files:
        lines.append(say("survey_nothing_added"))
    else:
        lines.append(wrap(say("survey_added", sheets=sum(one.sheets for one in after.files), files=len(after.files))))
    return "\n".join(lines) + "\n"
