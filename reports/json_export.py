"""A diagnosis as JSON after schemas/diagnosis.json: ids and truths only, in a fixed order, no language."""

from __future__ import annotations

import json
from typing import Any

from ..cases.model import Case
from ..engine.diagnosis import Diagnosis
from ..engine.occasions import explanations_told, tensions_told
from ..engine.planning import Prescription
from ..engine.truth import Truth
from ..kb.conditions import Disputed
from .checklist_section import checklist_states
from .instrument_section import opinion_export
from .plan_section import CONFLICT, LEVEL
from .sides import sides_json
from .voices_section import respondents_export

SCHEMA_VERSION = 1
_HOLDS: dict[Truth, bool | str | None] = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None, Truth.CONTESTED: "contested"}


def as_json(case: Case, diagnosis: Diagnosis) -> str:
    """The diagnosis as JSON text."""
    return dumps(export(case, diagnosis))


def dumps(value: Any) -> str:
    """JSON text in the one form used here."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def export(case: Case, diagnosis: Diagnosis) -> dict[str, Any]:
    """The diagnosis as plain values."""
    known = diagnosis.known
    opinion = opinion_export(case, diagnosis)
    return {"schema_version": SCHEMA_VERSION,
            "case": {"organisation": case.organisation, "date": case.date or None,
                     **respondents_export(case)},
            "knowledge": {"version": known.version, "hash": known.hash},
            "level": _level(diagnosis), "conflict": _conflict(diagnosis), "fit": _fit(diagnosis),
            "findings": [_finding(diagnosis, name) for name in known.findings],
            "remedies": [_remedy(diagnosis, one) for one in (*diagnosis.plan.now, *diagnosis.plan.later)],
            "outlook": {"certain": list(diagnosis.outlook.certain), "possible": list(diagnosis.outlook.possible),
                        "exact": diagnosis.outlook.exact},
            "declined": [{"id": one.remedy, "why": one.why, "finding": one.finding} for one in diagnosis.plan.declined],
            "likeness": [{"organisation": one.organisation, "alike": list(one.alike), "unlike": list(one.unlike),
                          "open": list(one.open)} for one in diagnosis.likeness],
            "explanations": [one.id for one in explanations_told(diagnosis)],
            "tensions": [one.id for one in tensions_told(diagnosis)],
            "checklist": [{"area": area, "items": [{"finding": name, "holds": _HOLDS[truth]} for name, truth in items]}
                          for area, items in checklist_states(diagnosis)],
            "gaps": _gaps(diagnosis), **sides_json(diagnosis),
            "unanswered": [{"question": question, "could_decide": list(goals)} for question, goals in diagnosis.open.items()],
            "overrides": [{"finding": o.finding, "action": o.action, "reason": o.reason} for o in case.overrides],
            **({"instrument": opinion} if opinion else {})}


def _level(diagnosis: Diagnosis) -> dict[str, Any]:
    reading = diagnosis.ladders[LEVEL]
    signs = [f for f in diagnosis.known.findings.values() if f.kind == "sign" and f.axis == LEVEL]
    return {"established": int(reading.established), "possible": [int(value) for value in reading.possible],
            "exact": reading.exact,
            "concluded": int(reading.concluded) if reading.concluded else None, "likely": _likely(diagnosis, LEVEL),
            "uneven": LEVEL in diagnosis.uneven,
            "signs": [{"id": f.id, "level": int(f.value or 0), "holds": _HOLDS[diagnosis.truths[f.id]]}
                      for f in sorted(signs, key=lambda f: (f.value or "", f.id))]}


def _conflict(diagnosis: Diagnosis) -> dict[str, Any]:
    reading = diagnosis.ladders[CONFLICT]
    return {"established": reading.established, "possible": list(reading.possible), "exact": reading.exact,
            "concluded": reading.concluded, "likely": _likely(diagnosis, CONFLICT),
            "functional": _HOLDS[diagnosis.truths["functional_conflict"]]}


def _likely(diagnosis: Diagnosis, axis: str) -> dict[str, int] | None:
    """The estimate, per mille by value."""
    return dict(diagnosis.likely[axis]) if axis in diagnosis.likely else None


def _fit(diagnosis: Diagnosis) -> dict[str, Any]:
    choice = diagnosis.choice
    assert choice is not None
    return {"move": choice.chosen, "possible": list(choice.possible), "exact": choice.exact,
            "target": int(choice.target) if choice.target else None,
            "drivers": list(choice.drivers), "barriers": list(choice.barriers)}


def _finding(diagnosis: Diagnosis, name: str) -> dict[str, Any]:
    proof = diagnosis.proof(name)
    speaking = [one.rule.id for want in (True, False) for one in proof.speaking(want)]
    finding = diagnosis.known.findings[name]
    return {"id": name, "kind": finding.kind, "holds": _HOLDS[diagnosis.truths[name]], "rules": speaking,
            "statements": list(finding.statements)}


def _remedy(diagnosis: Diagnosis, one: Prescription) -> dict[str, Any]:
    remedy = diagnosis.known.remedies[one.remedy]
    return {"id": one.remedy, "now": one in diagnosis.plan.now, "reasons": [ground.finding for ground in one.reasons],
            "needed_for": list(one.needed_for),
            "preconditions": [{"id": p.need.finding, "met": p.met, "brought_by": p.need.brought_by} for p in one.preconditions],
            "contraindications": [ground.finding for ground in remedy.not_when], "check_first": list(one.check_first),
            "side_effects": [{"text": dict(effect.text), "statements": list(effect.statements)} for effect in remedy.side_effects],
            "evidence": {"grade": remedy.evidence.grade, "for": list(remedy.evidence.supports),
                         "against": list(remedy.evidence.against)},
            "statements": list(remedy.statements)}


def _gaps(diagnosis: Diagnosis) -> list[dict[str, Any]]:
    voices = diagnosis.voices
    return [{"question": question, "settled": question in voices.settled,
             "sides": {side: list(codes) for side, codes in sorted(voices.said[question].items())}}
            for question in sorted(voices.said)
            if voices.disputed(Disputed(question), diagnosis.known) is Truth.TRUE]
