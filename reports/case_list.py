"""What the case store holds, told: the list of cases, one case, its history. The only outputs in which times are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..cases.anonymity import ANONYMOUS
from ..cases.entries import Content
from ..cases.model import LATER, UNKNOWN, Case
from .axis_words import Namer
from .phrasing import Speaker
from .rendering import one_line, wrap
from .voices_section import persons, sheets_told

if TYPE_CHECKING:
    from ..cases.store.diagnoses import KeptDiagnosis
    from ..cases.store.history import Noted
    from ..cases.store.sessions import Kept

Told = dict[str, Any]


def list_text(cases: Sequence[Kept], language: str) -> str:
    """The cases of a store as text."""
    say = Speaker(language).say
    if not cases:
        return wrap(say("cases_none")) + "\n"
    lines = []
    for one in cases:
        lines.append(wrap(say("case_line", id=one.id, organisation=one.organisation or say("unnamed")), "", "    "))
        more = [one.date, say("case_line_more", respondents=one.respondents, answers=one.answers, changed=one.changed),
                say("case_keep", day=one.keep_until) if one.keep_until else ""]
        lines.append(wrap("; ".join(filter(None, more)), "    "))
    return "\n".join(lines) + "\n"


def list_plain(cases: Sequence[Kept]) -> list[Told]:
    """The cases of a store as plain values."""
    return [{"id": one.id, "organisation": one.organisation, "date": one.date or None, "respondents": one.respondents,
             "answers": one.answers, "changed": one.changed, "keep_until": one.keep_until or None} for one in cases]


def show_plain(name: str, revision: int, case: Case, diagnoses: Sequence[KeptDiagnosis], noted: Sequence[Noted] | None) -> Told:
    """One case as plain values."""
    people, hidden = [], anonymous(case, noted or ())
    for one in persons(case):
        values = [given.value for given in one.answers.values()]
        people.append({"id": one.id, "side": one.side, "answers": sum(given.answered for given in one.answers.values()),
                       "unknown": values.count(UNKNOWN), "later": values.count(LATER)})
    kept = [{"revision": one.revision, "at": one.at, "version": one.version, "hash": one.hash,
             "axes": {axis: list(values) for axis, values in one.outcome.axes.items()}, "first": one.outcome.first}
            for one in diagnoses]
    told = {"id": name, "revision": revision,
            "organisation": case.organisation, "date": case.date or None, "note": case.note or None,
            "respondents": people, "groups": [{"side": side, "sheets": count} for side, count in sheets_told(case).items()],
            "settled": {question: given.value for question, given in case.settled.items()},
            "retired": [{"question": question, "respondent": who, "value": given.value}
                        for (who, question), given in case.retired.items() if who not in hidden], "diagnoses": kept}
    if noted is not None:
        told["history"] = _history(noted, hidden)
    return told


def anonymous(case: Case, noted: Sequence[Noted]) -> frozenset[str]:
    """The respondents, of now and of earlier, who speak or spoke for the anonymous side: nothing of one of them is told."""
    found = {one.id for one in case.respondents if one.side == ANONYMOUS}
    contents = [(one.change.key, content) for one in noted for content in (one.change.old, one.change.new) if content]
    return frozenset(found | {key.respondent for key, content in contents if content.get("side") == ANONYMOUS})


def _history(noted: Sequence[Noted], hidden: frozenset[str]) -> list[Told]:
    """Every change; of an anonymous side only, once a revision, that something of it changed."""
    told: list[Told] = []
    for one in noted:
        line = _noted_plain(one)
        if one.change.key.respondent in hidden:
            line = {"revision": one.revision, "at": one.at[:len("2026-11-24")], "who": one.who, "kind": ANONYMOUS,
                    "respondent": None, "name": None, "old": None, "new": None}
        if line["kind"] != ANONYMOUS or line not in told:
            told.append(line)
    return told


def _noted_plain(one: Noted) -> Told:
    return {"revision": one.revision, "at": one.at, "who": one.who, "kind": one.change.key.kind,
            "respondent": one.change.key.respondent or None, "name": one.change.key.name or None, "old": one.change.old,
            "new": one.change.new}


def show_text(told: Told, case: Case, namer: Namer, noted: Sequence[Noted] | None) -> str:
    """One case as text."""
    say, known, language = namer.say, namer.known, namer.language
    head = say("case_line", id=told["id"], organisation=case.organisation or say("unnamed"))
    lines = [wrap(f"{head}; {say('case_revision', revision=told['revision'])}")]
    lines += [wrap(f"{say(key)}: {text}") for key, text in (("date", case.date), ("remark", case.note)) if text]
    for one in told["respondents"]:
        side = known.sides[one["side"]].name[language]
        lines.append(wrap(say("case_respondent", id=one["id"], side=side, answers=one["answers"], unknown=one["unknown"],
                              later=one["later"]), "  - "))
    for question, given in case.settled.items():
        lines.append(wrap(say("case_settled", question=question, value=given.value, note=given.note), "  - "))
    for side, count in ((one["side"], one["sheets"]) for one in told["groups"]):
        key = "voices_sheets" if count is not None else "voices_few"
        lines.append(wrap(say(key, side=known.sides[side].name[language], count=count, least=case.smallest_group), "  - "))
    hidden = anonymous(case, noted or ())
    for (who, question), given in case.retired.items():
        if who in hidden:
            continue
        renamed = known.renamed.get(question)
        because = renamed.because[language] if renamed else say("case_retired_unknown")
        lines.append(wrap(say("case_retired", question=question, value=given.value, who=who or "-", because=because), "  - "))
    for one in told["diagnoses"]:
        axes = one["axes"]
        lines.append(wrap(say("case_diagnosed", revision=one["revision"], version=one["version"], hash=one["hash"],
                              level=namer.values("level", axes.get("level", ())),
                              conflict=namer.values("conflict", axes.get("conflict", ()))), "", "  "))
    lines += [] if told["diagnoses"] else [wrap(say("case_not_diagnosed"))]
    if noted is not None:
        lines += ["", f"{say('case_history')}:", *(wrap(_change(one, say), "  ", "      ") for one in told["history"])]
    return "\n".join(lines) + "\n"


def _change(one: Told, say: Any) -> str:
    if one["kind"] == ANONYMOUS:
        return str(say("case_change_staff", at=one["at"], who=one["who"]))
    key = [part for part in (one["kind"], one["respondent"], one["name"]) if part and part != "answer"]
    old, new = (_content(content) or say("case_nothing") for content in (one["old"], one["new"]))
    return str(say("case_change", at=one["at"], who=one["who"], entry=" ".join(key), old=old, new=new))


def _content(content: Content | None) -> str:
    """An entry on one line: an answer's value first, its basis only where it is more than word of mouth."""
    if not content:
        return ""
    return " / ".join(one_line(text) for key, text in content.items() if text and (key, text) != ("basis", "told"))
