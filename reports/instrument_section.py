"""The questionnaire told: scores a side, gaps, limits, and - beside a diagnosis - where band and level differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..cases.anonymity import may_be_heard
from ..cases.model import Case
from ..cases.scoring import Gap, Scores, Sheet, SideScore, score
from ..engine.diagnosis import Diagnosis
from ..kb.instrument import Band, Instrument, Note
from ..kb.model import KnowledgeBase
from .phrasing import Speaker
from .second_opinion import Comparison, Reason, compare
from .telling import Teller, lowered

DIRECTED = ("same_matter", "neutral", "uncounted", "attitudes")


def second_opinion(teller: Teller) -> dict[str, Any]:
    """The section of a report; {} when nobody rated an item."""
    scores = score(teller.case, teller.known)
    if scores is None:
        return {}
    told = scores_told(teller.known, scores, teller.speaker)
    for cited in (told["origin"], told["apart"], *told["limits"], *told["sides"]):
        teller.cite(cited["statements"] if cited else ())
    for item in teller.known.instrument.items.values() if teller.known.instrument and told["sides"] else ():
        teller.cite(item.statements)
    compared = compare(teller.diagnosis, scores)
    return {**told, "compared": [_comparison(one, teller) for one in compared]}


def scores_told(known: KnowledgeBase, scores: Scores, speaker: Speaker) -> dict[str, Any]:
    """Scores in plain values: who scored what, who has items left, the gaps, origin and limits."""
    instrument = known.instrument
    assert instrument is not None
    language = speaker.language
    names = {side.id: side.name[language] for side in known.sides.values()}
    return {"name": instrument.name[language], "origin": _note(instrument.origin, language),
            "sides": [_side(one, instrument, names[one.side], speaker) for one in scores.sides],
            "unscored": list(_unscored(scores, names, len(instrument.items), speaker)),
            "gaps": [_gap(gap, names, speaker) for gap in scores.gaps],
            "apart": _note(instrument.apart, language) if any(gap.tenths for gap in scores.gaps) else None,
            "limits": [_note(limit, language) for limit in instrument.limits]}


def _note(note: Note, language: str) -> dict[str, Any]:
    return {"text": note.text[language], "statements": note.statements}


def _side(one: SideScore, instrument: Instrument, name: str, speaker: Speaker) -> dict[str, Any]:
    middle = instrument.scale[instrument.neutral][speaker.language]
    line = speaker.say("score_side", side=name, score=speaker.tenths(one.tenths), highest=instrument.highest,
                       band=_band(one.band, speaker), value=one.band.value)
    made = speaker.say("score_made_of", sheets=len(one.sheets), middle=middle, neutral=one.neutral,
                       answers=len(one.sheets) * len(instrument.items))
    persons = [speaker.say("score_person", respondent=sheet.respondent, score=sheet.score)
               for sheet in one.sheets if sheet.named and (len(one.sheets) > 1 or sheet.respondent != one.side)]
    return {"line": line, "made_of": made, "persons": persons, "statements": one.band.statements}


def _band(band: Band, speaker: Speaker) -> str:
    return speaker.say("score_band", least=band.least, most=band.most, name=band.name[speaker.language])


def _unscored(scores: Scores, names: dict[str, str], items: int, speaker: Speaker) -> Iterator[str]:
    """Respondents with items left (staff only as a number, and none about few), and sides too small to be shown."""
    for sheet in scores.sheets:
        if sheet.missing and sheet.named:
            yield speaker.say("score_missing", who=_who(sheet, names), count=sheet.missing, all=items)
    unfinished = [sheet.side for sheet in scores.sheets if sheet.missing and not sheet.named]
    for side in dict.fromkeys(unfinished):
        if may_be_heard(side, unfinished.count(side), scores.smallest):
            yield speaker.say("score_missing_group", side=names[side], count=unfinished.count(side))
    for side in scores.too_small:
        yield speaker.say("score_too_small", side=names[side], least=scores.smallest)


def _who(sheet: Sheet, names: dict[str, str]) -> str:
    return names[sheet.side] if sheet.respondent == sheet.side else f"{sheet.respondent} ({lowered(names[sheet.side])})"


def _gap(gap: Gap, names: dict[str, str], speaker: Speaker) -> str:
    if not gap.tenths:
        return speaker.say("score_no_gap", higher=names[gap.higher], lower=names[gap.lower])
    return speaker.say("score_gap", higher=lowered(names[gap.higher]), lower=lowered(names[gap.lower]),
                       points=speaker.tenths(gap.tenths))


def _comparison(one: Comparison, teller: Teller) -> dict[str, Any]:
    assert teller.known.instrument is not None
    possible = teller.diagnosis.ladders[teller.known.instrument.axis].possible
    line = teller.say(f"opinion_{one.relation}", side=teller.known.sides[one.side].name[teller.language], value=one.value,
                      possible=teller.speaker.listed(possible, "or"))
    reasons = [_reason(reason, one.relation, teller) for reason in one.reasons]
    if one.differs and not reasons:
        reasons = [{"text": teller.say("opinion_no_reason"), "lines": []}]
    return {"line": line, "reasons": reasons}


def _reason(reason: Reason, relation: str, teller: Teller) -> dict[str, Any]:
    instrument = teller.known.instrument
    assert instrument is not None
    sides = [lowered(teller.known.sides[side].name[teller.language]) for side in reason.sides]
    kinds = dict.fromkeys(instrument.items[item].about for item in reason.items)
    numbers = {name: teller.speaker.tenths(number) if name.endswith("_tenths") else number
               for name, number in reason.numbers.items()}
    key = f"why_{reason.code}_{relation}" if reason.code in DIRECTED else f"why_{reason.code}"
    text = teller.say(key, sides=teller.speaker.listed(sides),
                      middle=instrument.scale[instrument.neutral][teller.language],
                      kinds="; ".join(teller.say(f"about_{kind}") for kind in kinds), **numbers)
    lines = [_same_matter(item, relation, teller) for item in reason.items] if reason.code == "same_matter" else []
    return {"text": text, "lines": lines}


def _same_matter(name: str, relation: str, teller: Teller) -> str:
    assert teller.known.instrument is not None
    item = teller.known.instrument.items[name]
    found = "; ".join(teller.finding_text(sign, fails=relation == "above") for sign in item.signs)
    return teller.say("opinion_item", item=item.text[teller.language].rstrip("."), found=found,
                      statements=", ".join(teller.cite(item.statements)))


def instrument_export(scores: Scores) -> dict[str, Any]:
    """Scores as plain values for JSON; of staff neither single sheets nor small groups."""
    return {"respondents": [{"id": sheet.respondent, "side": sheet.side, "score": sheet.score, "missing": sheet.missing}
                            for sheet in scores.sheets if sheet.named],
            "sides": [{"side": one.side, "respondents": len(one.sheets), "mean_tenths": one.tenths, "value": int(one.band.value),
                       "band": [one.band.least, one.band.most], "neutral_answers": one.neutral} for one in scores.sides],
            "too_small": list(scores.too_small),
            "gaps": [{"higher": gap.higher, "lower": gap.lower, "tenths": gap.tenths} for gap in scores.gaps]}


def opinion_export(case: Case, diagnosis: Diagnosis) -> dict[str, Any] | None:
    """Scores beside the level for the JSON of a diagnosis; None when nobody rated an item."""
    scores = score(case, diagnosis.known)
    if scores is None:
        return None
    compared = [{"side": one.side, "relation": one.relation,
                 "reasons": [{"code": reason.code, "items": list(reason.items), "sides": list(reason.sides),
                              "numbers": dict(reason.numbers)} for reason in one.reasons]}
                for one in compare(diagnosis, scores)]
    return {**instrument_export(scores), "compared": compared}
