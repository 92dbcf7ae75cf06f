"""The plan of a report: each remedy with its reasons, needs, cautions and evidence."""

from __future__ import annotations

from typing import Any

from ..engine.planning import Declined, Prescription
from ..engine.truth import Truth
from ..kb.remedy import Ground, Part, Remedy
from .telling import Teller, lowered

LEVEL, CONFLICT, FIT = "level", "conflict", "fit"
WITH_STEPS = 3


def plan(teller: Teller) -> dict[str, Any]:
    """What to do now, in order; what comes later; what is not to be done now, and why."""
    made = teller.diagnosis.plan
    return {"now": [_prescription(teller, one, number <= WITH_STEPS) for number, one in enumerate(made.now, 1)],
            "later": [_name(teller, one.remedy) for one in made.later],
            "not_now": [declined_line(teller, one) for one in made.declined]}


def _name(teller: Teller, remedy: str) -> str:
    return teller.known.remedies[remedy].name[teller.language]


def _prescription(teller: Teller, one: Prescription, with_steps: bool) -> dict[str, Any]:
    remedy = teller.known.remedies[one.remedy]
    language = teller.language
    return {"id": remedy.id, "name": remedy.name[language], "what": remedy.what[language], "owner": remedy.owner[language],
            "effort": teller.say(remedy.effort), "reasons": [_reason(teller, ground) for ground in one.reasons],
            "needed_for": [_name(teller, name) for name in one.needed_for],
            "steps": [step[language] for step in remedy.steps] if with_steps else [],
            "parts": [part for entry in remedy.parts if (part := _part(teller, entry))],
            "needs": [_need(teller, p.need.finding, p.met, p.need.brought_by, p.need.task, p.need.statements)
                      for p in one.preconditions],
            "check_first": _check_first(teller, remedy, one),
            "side_effects": [{"text": effect.text[language], "statements": teller.cite(effect.statements)}
                             for effect in remedy.side_effects],
            "works_when": remedy.works_when[language], "evidence": _evidence(teller, remedy)}


def _reason(teller: Teller, ground: Ground) -> dict[str, Any]:
    return {"text": teller.finding_text(ground.finding, ground.excluded), "because": ground.because[teller.language],
            "statements": teller.cite(ground.statements)}


def _part(teller: Teller, part: Part) -> dict[str, Any] | None:
    """A piece of a remedy: None where its finding shows that it is not called for; marked where that is open."""
    truth = teller.diagnosis.settled[part.finding] if part.finding else None
    if truth is (Truth.TRUE if part.excluded else Truth.FALSE):
        return None
    text = part.text[teller.language]
    if truth is Truth.UNKNOWN and part.finding:
        condition = lowered(teller.finding_text(part.finding))
        text = teller.say("part_open", text=text) if part.excluded else teller.say("part_unsure", finding=condition, text=text)
    return {"text": text, "statements": teller.cite(part.statements)}


def _need(teller: Teller, finding: str, met: bool | None, brought_by: str | None, task: Any,
          statements: tuple[str, ...]) -> dict[str, Any]:
    state = {True: "met", False: "unmet", None: "unmet_known"}[met]
    how = teller.say("brought_by", name=_name(teller, brought_by)) if brought_by else lowered(task[teller.language])
    return {"text": teller.finding_text(finding), "state": teller.say(state), "how": "" if met else how,
            "statements": teller.cite(statements)}


def _check_first(teller: Teller, remedy: Remedy, one: Prescription) -> list[dict[str, Any]]:
    lines = []
    for ground in remedy.not_when:
        if ground.finding in one.check_first:
            lines.append({"text": teller.say("check_holds", text=teller.finding_text(ground.finding, ground.excluded)),
                          "because": ground.because[teller.language], "statements": teller.cite(ground.statements)})
    for finding in one.check_first:
        if finding in remedy.in_place:
            lines.append({"text": teller.say("check_holds", text=teller.finding_text(finding)), "because": "", "statements": ()})
    return lines


def _evidence(teller: Teller, remedy: Remedy) -> dict[str, Any]:
    return {"grade": teller.say(f"grade_{remedy.evidence.grade}"), "says": remedy.evidence.says[teller.language],
            "for": teller.cite(remedy.evidence.supports), "against": teller.cite(remedy.evidence.against)}


def declined_line(teller: Teller, one: Declined) -> str:
    """Why a remedy that was called for is not in the plan."""
    ground = next((g for g in teller.known.remedies[one.remedy].not_when if g.finding == one.finding), None)
    fails = one.why == "need_unmet" or (one.why == "barred" and ground is not None and ground.excluded)
    why = "barred_contested" if one.why == "barred" and teller.diagnosis.truths[one.finding] is Truth.CONTESTED else one.why
    return teller.say(why, name=_name(teller, one.remedy), text=teller.finding_text(one.finding, fails))
