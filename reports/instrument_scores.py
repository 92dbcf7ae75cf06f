"""The scores of the questionnaire on their own, as text or JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..cases.model import Case
from ..cases.scoring import Scores
from ..kb.model import KnowledgeBase
from .instrument_section import instrument_export, scores_told
from .json_export import dumps
from .phrasing import Speaker
from .rendering import wrap


def scores_text(known: KnowledgeBase, case: Case, scores: Scores, language: str) -> str:
    """Scores, gaps and limits."""
    speaker = Speaker(language)
    told = scores_told(known, scores, speaker)
    title = told["name"] + (f": {case.organisation}" if case.organisation else "")
    lines = [wrap(title), "=" * min(len(title), 78), wrap(_cited(told["origin"])), ""]
    for side in told["sides"]:
        lines += [wrap(side["line"], "  - "), *_indented([side["made_of"], *side["persons"]], "    ")]
    lines += _indented([*told["unscored"], *told["gaps"]], "  - ")
    if told["apart"]:
        lines.append(wrap(_cited(told["apart"]), "    "))
    lines += ["", speaker.say("limits") + ":", *_indented(map(_cited, told["limits"]), "  - ")]
    return "\n".join(lines) + "\n"


def _indented(texts: Iterable[str], lead: str) -> list[str]:
    return [wrap(text, lead) for text in texts]


def _cited(note: dict[str, Any]) -> str:
    return f"{note['text']} ({', '.join(note['statements'])})"


def scores_json(case: Case, scores: Scores) -> str:
    """The same as JSON, as it stands under `instrument` in the JSON of a diagnosis, without the comparison."""
    return dumps({"organisation": case.organisation, "instrument": instrument_export(scores)})
