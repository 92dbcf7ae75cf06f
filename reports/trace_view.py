"""One firing in plain values for every telling of the trace: facts in and out in words, the agenda before it, the source."""

from __future__ import annotations

from typing import Any

from ..engine.diagnosis import Diagnosis
from ..engine.inference import Firing
from ..engine.lowering import Atom, Differ, GroundRule, Pattern
from .phrasing import Speaker
from .tracing import tell_fact, unfolded, why

Told = dict[str, Any]


def clips_notation(rule: GroundRule) -> str:
    """A ground rule as CLIPS writes it, with the same facts as the exported program."""
    lines = [f"(defrule {rule.name}", f"  (declare (salience {-rule.stratum}))"]
    lines += [f"  {_pattern(pattern)}" for pattern in rule.patterns]
    return "\n".join([*lines, f"  => (assert {_fact(rule.concludes)}))"])


def _pattern(pattern: Pattern) -> str:
    if isinstance(pattern, Atom):
        return _fact(pattern)
    if isinstance(pattern, Differ):
        return f"(dispute {pattern.question} {pattern.value})"
    codes = sorted(pattern.answers)
    return f"(heard {pattern.question} {'|'.join(codes) if pattern.among else '&'.join(f'~{code}' for code in codes)})"


def _fact(atom: Atom) -> str:
    return f"({atom.kind} {atom.name} {atom.value})"


def fact_words(fact: tuple[str, ...], diagnosis: Diagnosis, speaker: Speaker) -> str:
    """A fact as a sentence of the domain; helper facts as what they are part of."""
    known, language = diagnosis.known, speaker.language
    if fact[0] == "answer":
        return "; ".join(known.questions[fact[1]].answers[code].told[language] for code in fact[2:])
    if fact[0] == "finding":
        finding = known.findings[fact[1]]
        return (finding.holds if fact[2] == "true" else finding.fails)[language]
    if fact[0] == "remedy":
        return speaker.say(f"fact_{fact[2]}", name=known.remedies[fact[1]].name[language])
    return tell_fact(fact, speaker)


def firing_view(firing: Firing, diagnosis: Diagnosis, speaker: Speaker, every: bool) -> Told:
    """A firing in words."""
    facts = firing.facts if every else tuple(unfolded(firing, diagnosis.run.firings))
    because, statements = why(firing, diagnosis, speaker)
    known = diagnosis.known
    return {"number": firing.number, "rule": firing.rule.name, "source": firing.rule.source, "salience": -firing.rule.stratum,
            "helper": firing.rule.helper, "facts": [_fact_view(fact, diagnosis, speaker) for fact in facts],
            "new": _fact_view(firing.new, diagnosis, speaker) if firing.new else None, "because": because,
            "statements": [{"id": name, "text": known.statements[name].text[speaker.language],
                            "source": known.sources[known.statements[name].source].title[speaker.language]} for name in statements],
            "agenda": [{"rule": one.rule, "salience": one.salience} for one in firing.agenda], "waiting": firing.waiting,
            "clips": clips_notation(firing.rule)}


def _fact_view(fact: tuple[str, ...], diagnosis: Diagnosis, speaker: Speaker) -> Told:
    return {"fact": list(fact), "id": tell_fact(fact, speaker), "words": fact_words(fact, diagnosis, speaker)}
