"""Which entries carry which statements: one list for the checks, for the coverage and for showing a statement at work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .model import KnowledgeBase
from .problems import Place, Problems
from .remedy import Ground, Need, Part, Remedy, SideEffect

MOST_STATEMENTS = 6


@dataclass(frozen=True)
class Carrier:
    """An entry, or a part of one, that rests on statements. `part` is '' for a whole entry."""

    kind: str
    id: str
    part: str
    statements: tuple[str, ...]
    place: Place
    cites: bool = True

    def __str__(self) -> str:
        return f"{self.kind} {self.id}" + (f", {self.part}" if self.part else "")


def carriers(known: KnowledgeBase) -> Iterator[Carrier]:
    """Every carrier of the knowledge base, kind by kind."""
    for kind, table in (("question", known.questions), ("finding", known.findings), ("rule", known.rules),
                        ("explanation", known.explanations)):
        for name, entry in table.items():
            yield Carrier(kind, name, "", entry.statements, entry.place)
    for remedy in known.remedies.values():
        yield from _of_remedy(remedy)
    for tension in known.tensions.values():
        for number, side in enumerate(tension.sides, 1):
            yield Carrier("tension", tension.id, f"side {number}", side.statements, tension.place)
    for term in known.glossary.values():
        if term.statements:
            yield Carrier("term", term.id, "", term.statements, Place("glossary.yaml"))


def _of_remedy(remedy: Remedy) -> Iterator[Carrier]:
    parts: dict[str, tuple[Ground | Need | SideEffect | Part, ...]] = {
        "reason": remedy.reasons, "not when": remedy.not_when, "need": remedy.needs,
        "side effect": remedy.side_effects, "part": remedy.parts}
    for name, entries in parts.items():
        for number, entry in enumerate(entries, 1):
            yield Carrier("remedy", remedy.id, f"{name} {number}", entry.statements, remedy.place)
    for name, statements in (("evidence for", remedy.evidence.supports), ("evidence against", remedy.evidence.against)):
        yield Carrier("remedy", remedy.id, name, statements, remedy.place, cites=bool(statements))


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
        if not carrier.statements and carrier.cites:
            problems.add(carrier.place, f"{carrier} names no statement.", "Say where it comes from.")
        if len(carrier.statements) > MOST_STATEMENTS:
            problems.add(carrier.place, f"{carrier} names {len(carrier.statements)} statements; "
                         f"at most {MOST_STATEMENTS} can be read together.")
        for name in carrier.statements:
            if name not in known.statements:
                problems.unknown(carrier.place, f"statement (in {carrier})", name, known.statements)
    _left_out(known, problems)


def _left_out(known: KnowledgeBase, problems: Problems) -> None:
    place = Place("left_out.yaml")
    by_statement = carried(known)
    for name in known.left_out:
        if name not in known.statements:
            problems.unknown(place, "statement", name, known.statements)
        elif by_statement[name]:
            problems.add(place, f"'{name}' is left out, and {by_statement[name][0]} carries it.", "Take one of the two away.")
