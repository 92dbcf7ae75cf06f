"""What a diagnosis rests on, told: the answers that alone, and in pairs, would change the level or the first remedy."""

from __future__ import annotations

from typing import Any

from ..cases.model import Case
from ..engine.diagnosis import Diagnosis
from ..engine.resting import Change, Flip, Outcome, resting_on
from .json_export import dumps
from .rendering import wrap
from .telling import Teller

PAIRS_SHOWN = 12


def resting_text(case: Case, diagnosis: Diagnosis, language: str) -> str:
    """The flips as text; of the pairs the first twelve."""
    teller = Teller(case, diagnosis, language)
    found = resting_on(diagnosis.voices, diagnosis.known)
    title = teller.say("rests_title", organisation=case.organisation or teller.say("unnamed"))
    lines = [title, "=" * len(title), wrap(teller.say("rests_now", outcome=_outcome(teller, found.outcome))), ""]
    lines.append(wrap(teller.say("rests_alone") if found.alone else teller.say("rests_alone_none")))
    lines += [wrap(_flip(teller, flip), "  - ") for flip in found.alone]
    lines.append("")
    if not found.pairs_tried:
        lines.append(wrap(teller.say("rests_pairs_many")))
    else:
        lines.append(wrap(teller.say("rests_pairs", count=len(found.pairs)) if found.pairs else teller.say("rests_pairs_none")))
        lines += [wrap(_flip(teller, flip), "  - ") for flip in found.pairs[:PAIRS_SHOWN]]
        if len(found.pairs) > PAIRS_SHOWN:
            lines.append(wrap(teller.say("rests_more", count=len(found.pairs) - PAIRS_SHOWN)))
    return "\n".join(lines) + "\n"


def resting_json(diagnosis: Diagnosis) -> str:
    """All flips as JSON."""
    found = resting_on(diagnosis.voices, diagnosis.known)
    return dumps({"now": _plain(found.outcome), "alone": [_plain_flip(flip) for flip in found.alone],
                  "pairs": [_plain_flip(flip) for flip in found.pairs], "pairs_tried": found.pairs_tried})


def _flip(teller: Teller, flip: Flip) -> str:
    changes = teller.speaker.listed(_change(teller, change) for change in flip.changes)
    return teller.say("rests_flip", changes=changes, outcome=_outcome(teller, flip.outcome))


def _change(teller: Teller, change: Change) -> str:
    question = teller.known.questions[change.question]
    now = teller.speaker.listed((question.answers[code].label[teller.language] for code in
                                 teller.diagnosis.voices.heard(change.question)), "or")
    return teller.say("rests_change", question=question.text[teller.language].rstrip("?"), now=now,
                      other=question.answers[change.code].label[teller.language])


def _outcome(teller: Teller, outcome: Outcome) -> str:
    level = teller.say("level_short", values=teller.speaker.listed(outcome.possible, "or"))
    remedy = teller.known.remedies[outcome.first].name[teller.language] if outcome.first else teller.say("rests_no_remedy")
    return teller.say("rests_outcome", level=level, remedy=remedy)


def _plain(outcome: Outcome) -> dict[str, Any]:
    return {"possible": list(outcome.possible), "first_remedy": outcome.first}


def _plain_flip(flip: Flip) -> dict[str, Any]:
    return {"changes": [{"question": change.question, "answer": change.code} for change in flip.changes],
            "outcome": _plain(flip.outcome)}
