"""The results of a survey, question by question: what may be shown of them, as text, HTML or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..cases.anonymity import ANONYMOUS, Counts, Shown, shown
from ..cases.hearing import tallies
from ..cases.model import Case
from ..cases.survey import DONT_KNOW, NOT_APPLICABLE, REFUSED, SILENT
from ..kb.model import KnowledgeBase, Question
from .json_export import dumps
from .phrasing import Speaker
from .rendering import environment, wrap

SHEETS = "sheets"
_SILENT_SAID = {DONT_KNOW: "survey_unknown", NOT_APPLICABLE: "survey_not_applicable", REFUSED: "survey_would_not_say"}
Invited = Mapping[str, int]


def summary_json(case: Case, known: KnowledgeBase, invited: Invited) -> str:
    """The summary as JSON: ids, codes and counts."""
    return dumps(published(case, known, invited))


def published(case: Case, known: KnowledgeBase, invited: Invited) -> dict[str, Any]:
    """All that is published, as plain values; text and HTML tell the same numbers."""
    found, sides = tallies(case), _surveyed(case, known)
    return {"organisation": case.organisation, "date": case.date or None, "smallest_group": case.smallest_group,
            "response": {side: _response(case, side, invited) for side in sides},
            "questions": [{"question": question, "sides": {side: _table(case, side, found[question][side])
                                                           for side in sides if side in found[question]}}
                          for question in known.questions if question in found and set(sides) & set(found[question])]}


def _surveyed(case: Case, known: KnowledgeBase) -> list[str]:
    """The sides that a survey reached, and the anonymous one, of which nobody is told one by one elsewhere."""
    reached = {group.side for group in case.survey.groups()} if case.survey else set()
    return [side for side in known.sides if side in reached | {ANONYMOUS} and any(case.sheets(side).values())]


def _allowed(case: Case, side: str, departments: Mapping[str, Counts], silent: tuple[str, ...] = ()) -> Shown:
    """A side that is not anonymous is shown as one group, whatever its size."""
    if side == ANONYMOUS:
        return shown(departments, silent, case.smallest_group)
    total: dict[str, int] = {}
    for counts in departments.values():
        for code, count in counts.items():
            total[code] = total.get(code, 0) + count
    return Shown(total, {}, ())


def _table(case: Case, side: str, departments: Mapping[str, Counts]) -> dict[str, Any]:
    allowed = _allowed(case, side, departments, SILENT)
    return {"total": _sorted(allowed.total), "departments": {name: _sorted(counts) for name, counts in allowed.groups.items()},
            "not_shown": bool(allowed.withheld)}


def _sorted(counts: Counts | None) -> dict[str, int] | None:
    return None if counts is None else {code: counts[code] for code in sorted(counts) if counts[code]}


def _response(case: Case, side: str, invited: Invited) -> dict[str, Any]:
    """Sheets of a side and its departments, and of how many invited. Invited are counted for staff alone, by department."""
    allowed = _allowed(case, side, {name: {SHEETS: count} for name, count in case.sheets(side).items()})
    asked = invited if side == ANONYMOUS else {}
    return {SHEETS: allowed.total[SHEETS] if allowed.total else None, "invited": sum(asked.values()) or None,
            "departments": {name: {SHEETS: counts[SHEETS], "invited": asked.get(name)} for name, counts in allowed.groups.items()},
            "not_shown": bool(allowed.withheld)}


def summary_told(case: Case, known: KnowledgeBase, invited: Invited, language: str) -> dict[str, Any]:
    """What is published, in words: one table a question, a column a group."""
    plain, speaker = published(case, known, invited), Speaker(language)
    return {"title": speaker.say("survey_title", organisation=case.organisation or speaker.say("unnamed")),
            "date": case.date, "rule": speaker.say("survey_rule", least=case.smallest_group),
            "response": [line for side, one in plain["response"].items() for line in _response_lines(known, speaker, side, one)],
            "tables": [table for one in plain["questions"] for table in _tables(known, speaker, one)]}


def _response_lines(known: KnowledgeBase, speaker: Speaker, side: str, one: dict[str, Any]) -> list[str]:
    name = known.sides[side].name[speaker.language]
    if one[SHEETS] is None:
        return [speaker.say("survey_too_few", name=name)]
    lines = [_rate(speaker, name, one[SHEETS], one["invited"])]
    lines += [_rate(speaker, f"{name}, {_department(known, speaker, department)}", found[SHEETS], found["invited"])
              for department, found in one["departments"].items()]
    return [*lines, *([speaker.say("survey_not_shown", name=name)] if one["not_shown"] else [])]


def _rate(speaker: Speaker, name: str, sheets: int, invited: int | None) -> str:
    if not invited or invited < sheets:
        return speaker.say("survey_sheets", name=name, sheets=sheets)
    return speaker.say("survey_rate", name=name, sheets=sheets, invited=invited, percent=100 * sheets // invited)


def _department(known: KnowledgeBase, speaker: Speaker, department: str) -> str:
    if not department:
        return speaker.say("survey_no_department")
    return known.sides[department].name[speaker.language] if department in known.sides else department


def _tables(known: KnowledgeBase, speaker: Speaker, one: dict[str, Any]) -> list[dict[str, Any]]:
    question = known.questions[one["question"]]
    return [_told(known, speaker, question, side, table) for side, table in one["sides"].items()]


def _told(known: KnowledgeBase, speaker: Speaker, question: Question, side: str, table: dict[str, Any]) -> dict[str, Any]:
    name = known.sides[side].name[speaker.language]
    title = {"code": question.id, "question": question.put_to(known.sides[side])[speaker.language], "side": name}
    if table["total"] is None:
        return {**title, "groups": [], "rows": [], "note": speaker.say("survey_too_few", name=name)}
    columns = {speaker.say("survey_all"): table["total"],
               **{_department(known, speaker, department): counts for department, counts in table["departments"].items()}}
    rows = [{"label": answer.label[speaker.language], "counts": [counts.get(code, 0) for counts in columns.values()]}
            for code, answer in question.answers.items()]
    rows += [{"label": speaker.say(_SILENT_SAID[code]), "counts": [counts.get(code, 0) for counts in columns.values()]}
             for code in SILENT if any(code in counts for counts in columns.values())]
    note = speaker.say("survey_not_shown", name=name) if table["not_shown"] else ""
    return {**title, "groups": list(columns), "rows": rows, "note": note}


def summary_text(told: dict[str, Any]) -> str:
    """The summary for a terminal."""
    lines = [wrap(told["title"]), "=" * min(len(told["title"]), 78), *([told["date"]] if told["date"] else []), ""]
    lines += [wrap(line, "  - ") for line in told["response"]] + ["", wrap(told["rule"]), ""]
    for table in told["tables"]:
        lines += [wrap(f"[{table['code']}] {table['question']} ({table['side']})")]
        lines += [wrap(f"{row['label']}: {_counts(table['groups'], row['counts'])}", "  - ") for row in table["rows"]]
        lines += [wrap(table["note"], "  ")] if table["note"] else []
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _counts(groups: list[str], counts: list[int]) -> str:
    return "; ".join([str(counts[0]), *(f"{group} {count}" for group, count in zip(groups[1:], counts[1:], strict=True))])


def summary_html(told: dict[str, Any], language: str) -> str:
    """The summary as a page."""
    return environment("html").get_template("survey.html.j2").render(**told, language=language, say=Speaker(language).say)
