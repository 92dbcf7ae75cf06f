"""Which entries carry which statements: one list for the checks, for the coverage and for showing a statement at work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .instrument import Instrument
from .model import KnowledgeBase
from .problems import Place, Problems
from .remedy import Remedy
from .text import Text

MOST_STATEMENTS = 6


@dataclass(frozen=True)
class Carrier:
    """An entry, or a part of one, that rests on statements; `words` is what it tells. `part` is '' for a whole entry."""

    kind: str
    id: str
    statements: tuple[str, ...]
    words: Text
    place: Place
    part: str = ""
    number: int = 0

    def __str__(self) -> str:
        return f"{self.kind} {self.id}" + (f", {self.part} {self.number}" if self.part else "")


def carriers(known: KnowledgeBase) -> Iterator[Carrier]:
    """Every carrier of the knowledge base, kind by kind."""
    for question in known.questions.values():
        yield Carrier("question", question.id, question.statements, question.text, question.place)
    for finding in known.findings.values():
        yield Carrier("finding", finding.id, finding.statements, finding.holds, finding.place)
    for rule in known.rules.values():
        yield Carrier("rule", rule.id, rule.statements, rule.because, rule.place)
    for remedy in known.remedies.values():
        yield from _of_remedy(remedy)
    for explanation in known.explanations.values():
        yield Carrier("explanation", explanation.id, explanation.statements, explanation.text, explanation.place)
    yield from _with_parts(known)


def _with_parts(known: KnowledgeBase) -> Iterator[Carrier]:
    """Carriers that consist of parts only: tensions, documents, the checklist."""
    for tension in known.tensions.values():
        for number, side in enumerate(tension.sides, 1):
            yield Carrier("tension", tension.id, side.statements, side.says, tension.place, "side", number)
    for document in known.documents.values():
        for number, section in enumerate(document.sections, 1):
            yield Carrier("document", document.id, section.statements, section.title, document.place, "section", number)
    yield from _of_instrument(known.instrument)
    for area in known.checklist.areas if known.checklist else ():
        for item in area.items:
            yield Carrier("checklist", area.id, item.statements, item.name, item.place)


def _of_remedy(remedy: Remedy) -> Iterator[Carrier]:
    parts: dict[str, list[tuple[tuple[str, ...], Text]]] = {
        "reason": [(one.statements, one.because) for one in remedy.reasons],
        "not_when": [(one.statements, one.because) for one in remedy.not_when],
        "need": [(one.statements, one.task or remedy.name) for one in remedy.needs],
        "brings": [(one.statements, remedy.name) for one in remedy.brings],
        "side_effect": [(one.statements, one.text) for one in remedy.side_effects],
        "part": [(one.statements, one.text) for one in remedy.parts],
        "evidence": [(names, remedy.evidence.says) for names in (remedy.evidence.supports, remedy.evidence.against) if names]}
    for part, entries in parts.items():
        for number, (statements, words) in enumerate(entries, 1):
            yield Carrier("remedy", remedy.id, statements, words, remedy.place, part, number)


def _of_instrument(instrument: Instrument | None) -> Iterator[Carrier]:
    if instrument is None:
        return
    notes = {"origin": (instrument.origin,), "gap": (instrument.apart,), "limit": instrument.limits}
    for part, entries in notes.items():
        for number, note in enumerate(entries, 1):
            yield Carrier("instrument", instrument.id, note.statements, note.text, note.place, part, number)
    for number, band in enumerate(instrument.bands, 1):
        yield Carrier("instrument", instrument.id, band.statements, band.name, band.place, "band", number)
    for item in instrument.items.values():
        yield Carrier("item", item.id, item.statements, item.text, item.place)


def carried(known: KnowledgeBase) -> dict[str, list[Carrier]]:
    """Every statement with what carries it, in order of appearance; an empty list where nothing does."""
    found: dict[str, list[Carrier]] = {name: [] for name in known.statements}
    for carrier in carriers(known):
        for name in carrier.statements:
            found.setdefault(name, []).append(carrier)
    return found


def check_carriers(known: KnowledgeBase, problems: Problems) -> None:
    """Every carrier cites one to six statements that exist; every statement is carried, or left out with a reason."""
    for carrier in carriers(known):
        if not carrier.statements:
            problems.add(carrier.place, f"{carrier} names no statement.", "Say where it comes from.")
        if len(carrier.statements) > MOST_STATEMENTS:
            problems.add(carrier.place, f"{carrier} names {len(carrier.statements)} statements; "
                         f"at most {MOST_STATEMENTS} can be read together.")
        for name in carrier.statements:
            if name not in known.statements:
                problems.unknown(carrier.place, f"statement (in {carrier})", name, known.statements)
    for term in known.glossary.values():
        for name in term.statements:
            if name not in known.statements:
                problems.unknown(Place("glossary.yaml"), f"statement (in term {term.id})", name, known.statements)
    _left_out(known, problems)


def _left_out(known: KnowledgeBase, problems: Problems) -> None:
    place = Place("left_out.yaml")
    by_statement = carried(known)
    for name in known.left_out:
        if name not in known.statements:
            problems.unknown(place, "statement", name, known.statements)
        elif by_statement[name]:
            problems.add(place, f"'{name}' is left out, and {by_statement[name][0]} carries it.", "Take one of the two away.")
    for name, found in by_statement.items():
        if name in known.statements and not found and name not in known.left_out:
            problems.add(known.statements[name].where, f"nothing carries the statement '{name}'.",
                         "Name it in what follows from it, or in left_out.yaml with a reason.")
