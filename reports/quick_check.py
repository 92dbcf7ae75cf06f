"""HR's quick look: a verdict from a few questions, with reasons and next steps in neutral words."""

from __future__ import annotations

from dataclasses import dataclass

from ..cases.model import Case
from ..engine.diagnosis import Diagnosis
from ..engine.truth import Truth
from .json_export import dumps
from .rendering import wrap
from .telling import Teller


@dataclass(frozen=True)
class QuickLook:
    """`verdict`: healthy, watch, act, or None while too few questions are answered."""

    verdict: str | None
    given: int
    open: tuple[str, ...]
    reasons: tuple[str, ...]


def look(diagnosis: Diagnosis) -> QuickLook:
    """The verdict on a diagnosis: act if something calls for it; healthy only if all was asked and nothing shows."""
    check = diagnosis.known.check
    assert check is not None
    open_questions = tuple(q for q in check.questions if not diagnosis.voices.heard(q))
    given = len(check.questions) - len(open_questions)
    reasons = tuple(diagnosis.of_kind("symptom") + _signals(diagnosis))
    if given < check.minimum:
        return QuickLook(None, given, open_questions, reasons)
    if diagnosis.settled[check.act] is Truth.TRUE:
        return QuickLook("act", given, open_questions, reasons)
    quiet = diagnosis.settled[check.quiet] is Truth.TRUE and not open_questions
    return QuickLook("healthy" if quiet else "watch", given, open_questions, reasons)


def _signals(diagnosis: Diagnosis) -> list[str]:
    symptoms = set(diagnosis.of_kind("symptom"))
    return [name for name in diagnosis.of_kind("conflict_signal") if name not in symptoms]


def look_text(case: Case, diagnosis: Diagnosis, language: str) -> str:
    """The quick look as text."""
    teller, found, check = Teller(case, diagnosis, language), look(diagnosis), diagnosis.known.check
    assert check is not None
    say = teller.say
    title = say("check_title") + (f": {case.organisation}" if case.organisation else "")
    lines = [wrap(title), "=" * min(len(title), 78)]
    pages = "; ".join(teller.page_names(found.open))
    if found.verdict is None:
        lines.append(wrap(say("check_too_few", given=found.given, minimum=check.minimum, pages=pages)))
    else:
        lines.append(wrap(check.verdicts[found.verdict][language] + "."))
    lines += ["", say("check_reasons") + ":"]
    lines += [line for name in found.reasons for line in _reason(teller, name)] or [wrap(say("check_no_reasons"), "  - ")]
    if found.verdict is not None:
        if found.open:
            lines += ["", wrap(say("check_open", pages=pages))]
        lines += ["", say("check_next") + ":"]
        lines += [wrap(step[language], "  - ") for step in check.next_steps[found.verdict]]
    return "\n".join([*lines, "", wrap(say("check_limit"))]) + "\n"


def _reason(teller: Teller, name: str) -> list[str]:
    told = teller.finding(name)
    statements = teller.known.findings[name].statements
    lines = [wrap(f"{told.text} ({', '.join(statements)})", "  - ")]
    answers = dict.fromkeys(answer for argument in told.arguments for answer in argument.answers)
    return lines + [wrap(answer, "      ") for answer in answers]


def look_json(diagnosis: Diagnosis) -> str:
    """The quick look as JSON."""
    found = look(diagnosis)
    return dumps({"verdict": found.verdict, "given": found.given, "open": list(found.open), "reasons": list(found.reasons)})
