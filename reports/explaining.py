"""A proof told node by node: one tree of plain values, laid out as text, html or json."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..engine.conclusions import Conclusion, named, reached
from ..engine.path import smallest_changes
from ..engine.truth import Truth
from ..engine.unfolding import Node, unfold
from .path import by_effort, told_ways, ways_lines
from .plan_section import declined_line
from .rendering import wrap
from .telling import STATES, Teller, state_of

FEW_TRIED = 100_000
DEPTHS = ("sentence", "findings", "full")
Told = dict[str, Any]


def explained(teller: Teller, name: str, depth: str, every: bool = False) -> Told:
    """A conclusion with the proof under it. `every`: also the branches that the conclusion does not rest on."""
    conclusion = named(teller.diagnosis, name)
    parts = [tell_node(teller, unfold(teller.diagnosis, finding, depth == "full"), depth, every) for finding in conclusion.findings]
    stands = reached(conclusion, teller.diagnosis)
    return {"conclusion": conclusion.name, "stands": stands, "text": headline(teller, conclusion), "note": "", "parts": parts,
            "sources": _sources(teller) if depth == "full" else [], "nearest": None}


def headline(teller: Teller, conclusion: Conclusion) -> str:
    """What the conclusion is, and whether it stands."""
    language, known, diagnosis = teller.language, teller.known, teller.diagnosis
    stands = reached(conclusion, diagnosis)
    if conclusion.kind == "rung":
        ladder = known.ladders[conclusion.axis]
        rung = next(one for one in ladder.rungs if one.value == conclusion.value)
        text = f"{ladder.name[language]}: {conclusion.value}, {rung.name[language]}" if rung.name[language] != conclusion.value \
            else f"{ladder.name[language]}: {rung.name[language]}"
        state = "stands" if stands else _rung_state(teller, conclusion)
        return teller.say(f"how_{state}", text=text) + ("" if rung.finding else " " + teller.say("how_base"))
    if conclusion.kind == "choice":
        axis = known.choice
        assert axis is not None
        text = f"{axis.name[language]}: {axis.names[conclusion.value][language]}"
        return teller.say("how_stands" if stands else "how_not", text=text)
    if conclusion.kind == "remedy":
        return teller.say("how_planned" if stands else "how_not_planned", text=known.remedies[conclusion.name].name[language])
    return ""


def _rung_state(teller: Teller, conclusion: Conclusion) -> str:
    reading = teller.diagnosis.ladders[conclusion.axis]
    order = [rung.value for rung in teller.known.ladders[conclusion.axis].rungs]
    if order.index(conclusion.value) < order.index(reading.established):
        return "passed"
    return "possible" if conclusion.value in reading.possible else "excluded"


def explained_missing(teller: Teller, name: str) -> Told:
    """Why a conclusion was not reached: only what failed, is open or contradictory, and what excludes it."""
    conclusion = named(teller.diagnosis, name)
    roots = [unfold(teller.diagnosis, finding, met=False) for finding in conclusion.findings]
    parts = [_without_met(tell_node(teller, root, "full", True)) for root in roots]
    stands = reached(conclusion, teller.diagnosis)
    note = teller.say("why_not_stands") if stands else _declined(teller, conclusion)
    return {"conclusion": conclusion.name, "stands": stands, "text": headline(teller, conclusion), "note": note,
            "parts": [] if stands else parts, "sources": [], "nearest": None if stands else _nearest(teller, conclusion)}


def _nearest(teller: Teller, conclusion: Conclusion) -> Told | None:
    """The smallest set of changes that would establish a finding or a rung, by effort; None where it cannot be said."""
    if conclusion.kind not in ("finding", "rung") or not conclusion.findings:
        return None
    found = smallest_changes(conclusion.findings[0], teller.diagnosis.voices, teller.known, FEW_TRIED)
    return told_ways(teller, teller.diagnosis, found, by_effort(teller.diagnosis, found)[:1]) if found.size != 0 else None


def _without_met(told: Told) -> Told:
    """The tree without the branches whose condition is met; rules that exclude are kept where they fire."""
    excluding = told["kind"] == "rule" and told["mode"] == "unless"
    kept = told["parts"] if excluding else [_without_met(part) for part in told["parts"] if _stands_in_the_way(part)]
    return {**told, "parts": kept}


def _stands_in_the_way(part: Told) -> bool:
    state: str = part["state"]
    if part["kind"] == "rule" and part["mode"] == "unless":
        return state in ("holds", "contested")
    return state != "holds"


def _declined(teller: Teller, conclusion: Conclusion) -> str:
    """What was said of a remedy that was called for and not planned."""
    found = next((one for one in teller.diagnosis.plan.declined if one.remedy == conclusion.name), None)
    return declined_line(teller, found) if found and conclusion.kind == "remedy" else ""


def tell_node(teller: Teller, node: Node, depth: str, every: bool) -> Told:
    """One node in words, with the nodes under it."""
    if node.kind == "finding":
        return _finding(teller, node, depth, every)
    if node.kind == "rule":
        return _rule(teller, node, depth, every)
    told = {"answer": _answer, "disputed": _disputed}.get(node.kind, _joined)(teller, node)
    parts, hidden = _parts(teller, node, depth, every)
    return {"kind": node.kind, "id": node.name, "state": STATES[node.truth], "text": told, "because": "", "statements": [],
            "note": teller.say("how_hidden", count=hidden) if hidden else "", "parts": parts}


def _parts(teller: Teller, node: Node, depth: str, every: bool) -> tuple[list[Told], int]:
    shown = [part for part in node.parts if every or part.carries]
    return [tell_node(teller, part, depth, every) for part in shown], len(node.parts) - len(shown)


def _finding(teller: Teller, node: Node, depth: str, every: bool) -> Told:
    text = teller.finding_text(node.name, node.truth is Truth.FALSE)
    parts: list[Told] = []
    if depth == "sentence":
        because = _one_reason(teller, node, every)
    else:
        because, parts = "", [tell_node(teller, part, depth, every) for part in node.parts if every or part.carries]
    note = teller.say("how_told_above") if node.told_above else ""
    if node.truth.known_true and node.settled is Truth.UNKNOWN and node.truth is not Truth.CONTESTED:
        note = teller.say("how_unsettled")
    entry = teller.known.findings[node.name]
    return {"kind": "finding", "id": node.name, "state": state_of(entry, node.truth), "text": text, "because": because,
            "note": note, "statements": list(teller.cite(entry.statements)) if node.parts else [], "parts": parts}


def _one_reason(teller: Teller, node: Node, every: bool) -> str:
    carrying = [part for part in node.parts if part.carries and part.truth.known_true]
    if not carrying:
        return teller.say("no_rule_left") if node.truth is Truth.FALSE else ""
    return teller.known.rules[carrying[0].name].because[teller.language]


def _rule(teller: Teller, node: Node, depth: str, every: bool) -> Told:
    rule = teller.known.rules[node.name]
    say = "how_rule_when" if rule.mode == "when" else "how_rule_unless"
    fires = node.truth.known_true
    parts, _ = _parts(teller, node, depth, every)
    return {"kind": "rule", "id": rule.id, "mode": rule.mode, "state": STATES[node.truth], "text": teller.say(say, rule=rule.id),
            "because": rule.because[teller.language] if fires else "", "note": rule.misleads_when[teller.language] if fires else "",
            "statements": list(teller.cite(rule.statements)), "parts": parts}


def _answer(teller: Teller, node: Node) -> str:
    question = teller.known.questions[node.name]
    wanted = teller.speaker.listed((f"«{a.label[teller.language]}»" if teller.language == "ru" else f"'{a.label[teller.language]}'"
                                    for a in question.answers.values() if a.code in node.answers), "or")
    heard = teller.diagnosis.voices.heard(node.name)
    if not heard:
        return teller.say("how_not_answered", question=question.text[teller.language], answers=wanted)
    told = "; ".join(teller.answer(node.name, code) for code in heard)
    if node.truth is Truth.TRUE:
        return told
    return teller.say("how_other_answer", told=told, answers=wanted)


def _disputed(teller: Teller, node: Node) -> str:
    question = teller.known.questions[node.name].text[teller.language]
    return teller.say(f"how_disputed_{STATES[node.truth]}", question=question)


def _joined(teller: Teller, node: Node) -> str:
    held, missing = (sum(part.truth is truth for part in node.parts) for truth in (Truth.TRUE, Truth.FALSE))
    if node.kind == "not":
        return teller.say("how_negated")
    return teller.say(f"how_{node.kind}", count=node.count, all=len(node.parts), held=held, missing=missing,
                      open=len(node.parts) - held - missing)


def _sources(teller: Teller) -> list[Told]:
    """Every statement cited, with its source."""
    found = []
    for name in sorted(teller.cited):
        statement = teller.known.statements[name]
        source = teller.known.sources[statement.source]
        found.append({"id": name, "text": statement.text[teller.language], "source": source.title[teller.language],
                      "place": statement.place[teller.language]})
    return found


def explained_text(teller: Teller, told: Told) -> str:
    """The tree as indented text; the state of each node stands in brackets, so that no colour or sign is needed."""
    lines = [wrap(line) for line in (told["text"], told["note"]) if line]
    for part in told["parts"]:
        lines += _lines(teller, part, 0)
    if told["nearest"]:
        lines += ["", wrap(teller.say("path_nearest")), wrap(told["nearest"]["verdict"]), *ways_lines(teller, told["nearest"])]
    if told["sources"]:
        lines += ["", f"{teller.say('sources')}:"]
        lines += [wrap(f"{one['id']}: {one['text']} ({one['source']}; {one['place']})", "  - ", "    ") for one in told["sources"]]
    return "\n".join(lines) + "\n"


def _lines(teller: Teller, told: Told, depth: int) -> Iterator[str]:
    lead = "  " * min(depth, 12)
    cited = f" ({', '.join(told['statements'])})" if told["statements"] and told["kind"] == "rule" else ""
    name = f" ({told['id']})" if told["kind"] == "finding" else ""
    yield wrap(f"[{teller.say(told['state'])}] {told['text']}{name}", lead, lead + "  ")
    if told["because"]:
        yield wrap(told["because"] + cited, lead + "  ")
    if told["note"]:
        label = teller.say("how_misleads", text=told["note"]) if told["kind"] == "rule" else told["note"]
        yield wrap(label, lead + "  ")
    for part in told["parts"]:
        yield from _lines(teller, part, depth + 1)
