"""The recorded run told firing by firing: number, rule, matched facts, new fact, why and from which sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..engine.diagnosis import Diagnosis
from ..engine.inference import Firing
from ..engine.lowering import GroundRule
from .json_export import dumps
from .phrasing import Speaker
from .rendering import wrap

Notation = Callable[[GroundRule], str]


def shown_firings(diagnosis: Diagnosis, every: bool) -> list[Firing]:
    """The firings worth showing: those that conclude something new with a name of its own; or every one."""
    return [one for one in diagnosis.run.firings if every or (one.new is not None and not one.rule.helper)]


def trace_text(diagnosis: Diagnosis, language: str, every: bool, notation: Notation | None = None) -> str:
    """The trace as text. `notation`: writes each rule in another notation too, below its words."""
    speaker, firings = Speaker(language), shown_firings(diagnosis, every)
    hidden = len(diagnosis.run.firings) - len(firings)
    title = speaker.say("trace_all", count=len(firings)) if every else speaker.say("trace_title", count=len(firings), hidden=hidden)
    return "\n".join([wrap(title), *(_firing_text(one, diagnosis, speaker, every, notation) for one in firings)]) + "\n"


def _firing_text(firing: Firing, diagnosis: Diagnosis, speaker: Speaker, every: bool, notation: Notation | None) -> str:
    lines = ["", f"{firing.number:4d}  {firing.rule.name}  ({speaker.say('trace_salience', salience=-firing.rule.stratum)})"]
    facts = firing.facts if every else unfolded(firing, diagnosis.run.firings)
    lines += [wrap(f"{speaker.say('trace_from')} {tell_fact(fact, speaker)}", " " * 6, " " * 8) for fact in facts]
    new = tell_fact(firing.new, speaker) if firing.new else speaker.say("trace_known")
    lines.append(wrap(f"{speaker.say('trace_new')} {new}", "   => ", " " * 8))
    because, statements = why(firing, diagnosis, speaker)
    lines.append(wrap(because + (f" ({', '.join(statements)})" if statements else ""), " " * 6))
    if notation:
        lines += [f"      {line}" for line in notation(firing.rule).splitlines()]
    return "\n".join(line for line in lines if line.strip() or line == "")


def unfolded(firing: Firing, firings: tuple[Firing, ...]) -> list[tuple[str, ...]]:
    """The facts behind a firing with helper facts replaced by what they were derived from."""
    origin = {one.new: one for one in firings if one.new is not None and one.rule.helper}
    facts: dict[tuple[str, ...], None] = {}
    todo = list(firing.facts)
    while todo:
        fact = todo.pop(0)
        if fact in origin:
            todo[:0] = origin[fact].facts
        else:
            facts.setdefault(fact)
    return list(facts)


def tell_fact(fact: tuple[str, ...], speaker: Speaker) -> str:
    """A recorded fact in words; ids stay, since a trainer points at them."""
    if fact[0] == "answer":
        return speaker.say("fact_answer", question=fact[1], answers=" + ".join(fact[2:]))
    if fact[0] == "dispute":
        return speaker.say(f"fact_dispute_{fact[2]}", question=fact[1])
    kind = "helper" if fact[0] == "helper" else fact[2]
    return speaker.say(f"fact_{kind}", name=fact[1])


def why(firing: Firing, diagnosis: Diagnosis, speaker: Speaker) -> tuple[str, tuple[str, ...]]:
    """Why the conclusion follows, and the statements behind it."""
    known, atom = diagnosis.known, firing.rule.concludes
    rule = known.rules.get(firing.rule.source)
    if atom.kind == "remedy":
        remedy = known.remedies[atom.name]
        finding = firing.facts[0][1]
        grounds = [g for g in (*remedy.reasons, *remedy.not_when) if g.finding == finding]
        return (grounds[0].because[speaker.language], grounds[0].statements) if grounds else ("", ())
    if firing.rule.name.split(".")[1:2] == ["no_rule_left"]:
        return speaker.say("trace_no_rule_left"), known.findings[atom.name].statements
    return (rule.because[speaker.language], rule.statements) if rule and not firing.rule.helper else ("", ())


def trace_json(diagnosis: Diagnosis, every: bool) -> str:
    """The trace as JSON: facts as lists of words."""
    speaker = Speaker("en")
    firings: list[dict[str, Any]] = [
        {"number": one.number, "rule": one.rule.name, "source": one.rule.source, "salience": -one.rule.stratum,
         "helper": one.rule.helper, "facts": [list(fact) for fact in one.facts], "new": list(one.new) if one.new else None,
         "statements": list(why(one, diagnosis, speaker)[1]),
         "agenda": [{"rule": waiting.rule, "salience": waiting.salience} for waiting in one.agenda], "waiting": one.waiting}
        for one in shown_firings(diagnosis, every)]
    return dumps({"knowledge": {"version": diagnosis.known.version, "hash": diagnosis.known.hash}, "firings": firings})
