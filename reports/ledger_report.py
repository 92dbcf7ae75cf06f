"""The ledger told: a statement with all that carries it, a source with its statements, the tensions between sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeVar

from ..kb.background import Tension
from ..kb.carriers import Carrier, carried
from ..kb.model import KnowledgeBase
from ..kb.problems import BrokenFile, Place, Problem, nearest
from .json_export import dumps
from .phrasing import Speaker
from .rendering import wrap
from .telling import lowered

Entry = TypeVar("Entry")


def _entry(table: Mapping[str, Entry], name: str, kind: str) -> Entry:
    if name not in table:
        raise BrokenFile([Problem(Place("kb"), f"there is no {kind} '{name}'.", nearest(name, table))])
    return table[name]


def statement_text(known: KnowledgeBase, name: str, language: str) -> str:
    """A statement, its source, and every entry that carries it, with the words it is told in."""
    speaker, statement = Speaker(language), _entry(known.statements, name, "statement")
    say, source = speaker.say, known.sources[statement.source]
    lines = [(f"{say('label_text')}: {statement.text[language]}"),
             f"{say('label_source')}: {source.title[language]} ({source.id}); {statement.place[language]}"]
    if statement.attributed_to:
        lines.append(f"{say('label_attributed')}: {statement.attributed_to}")
    if name in known.left_out:
        lines.append(say("ledger_left_out", reason=known.left_out[name].reason[language]))
    told = [_carrier(one, speaker) for one in carried(known)[name]]
    at_work = [wrap(line, "  - ", "    ") for line in told] or [wrap(say("ledger_not_carried"), "  ", "    ")]
    return "\n".join([f"{name} ({say('kind_statement')})", *(wrap(line, "  ", "    ") for line in lines),
                      f"{say('ledger_at_work')}:", *at_work]) + "\n"


def _carrier(one: Carrier, speaker: Speaker) -> str:
    part = f", {speaker.say(f'carrier_{one.part}')} {one.number}" if one.part else ""
    return f"{speaker.say(f'kind_{one.kind}')} {one.id}{part}: {one.words[speaker.language]}"


def statement_json(known: KnowledgeBase, name: str) -> str:
    """The same as JSON, in both languages."""
    statement = _entry(known.statements, name, "statement")
    left_out = known.left_out.get(name)
    return dumps({"id": name, "source": statement.source, "place": dict(statement.place),
                  "attributed_to": statement.attributed_to, "text": dict(statement.text),
                  "left_out": dict(left_out.reason) if left_out else None,
                  "carriers": [{"kind": one.kind, "id": one.id, "part": one.part or None, "number": one.number or None,
                                "words": dict(one.words)} for one in carried(known)[name]]})


def source_text(known: KnowledgeBase, name: str, language: str) -> str:
    """A source, how far it was read, and its statements in order, each with how many entries carry it."""
    say, source, found = Speaker(language).say, _entry(known.sources, name, "source"), carried(known)
    statements = [one for one in known.statements.values() if one.source == name]
    lines = [f"{say('label_authors')}: {source.authors[language]}; {source.year[language]}",
             f"{say('label_published')}: {source.published[language]}", f"{say('label_read')}: {say(f'read_{source.read}')}",
             f"{say('label_quality')}: {source.quality[language]}",
             say("ledger_counts", count=len(statements), carried=sum(bool(found[one.id]) for one in statements),
                 left_out=sum(one.id in known.left_out for one in statements))]
    told = [wrap(f"{one.id} [{len(found[one.id])}] {one.text[language]}", "  - ", "    ") for one in statements]
    return "\n".join([f"{source.title[language]} ({name})", *(wrap(line, "  ", "    ") for line in lines), *told]) + "\n"


def source_json(known: KnowledgeBase, name: str) -> str:
    """The same as JSON."""
    source, found = _entry(known.sources, name, "source"), carried(known)
    return dumps({"id": name, "title": dict(source.title), "authors": dict(source.authors), "year": dict(source.year),
                  "published": dict(source.published), "read": source.read, "quality": dict(source.quality),
                  "statements": [{"id": one.id, "text": dict(one.text), "carriers": len(found[one.id]),
                                  "left_out": one.id in known.left_out}
                                 for one in known.statements.values() if one.source == name]})


def tensions_text(known: KnowledgeBase, name: str | None, language: str) -> str:
    """Every tension, or one: its sides with their contexts, and what decides, or that it is open."""
    say = Speaker(language).say
    chosen = [_entry(known.tensions, name, "tension")] if name else list(known.tensions.values())
    counts = Counter(bool(one.decided_by) for one in chosen)
    head = [] if name else [wrap(say("tensions_counts", count=len(chosen), decided=counts[True], open=counts[False])), ""]
    return "\n".join([*head, *(line for one in chosen for line in _tension(one, Speaker(language)))]) + "\n"


def _tension(one: Tension, speaker: Speaker) -> Iterator[str]:
    say, language = speaker.say, speaker.language
    yield wrap(f"{one.id}. {one.name[language]} ({say(f'tension_kind_{one.kind}')})")
    for side in one.sides:
        yield wrap(f"{side.says[language]} ({', '.join(side.statements)})", "  - ", "    ")
        yield wrap(say("tension_context", text=lowered(side.holds_when[language])), "    ")
    by = f" ({', '.join(one.decided_by)})" if one.decided_by else f" ({say('tension_left_open')})"
    yield wrap(say("tension_decided", text=one.decision[language]) + by, "  ", "    ")


def tensions_json(known: KnowledgeBase, name: str | None) -> str:
    """The same as JSON, in both languages."""
    chosen = [_entry(known.tensions, name, "tension")] if name else list(known.tensions.values())
    return dumps([{"id": one.id, "name": dict(one.name), "kind": one.kind,
                   "sides": [{"says": dict(side.says), "holds_when": dict(side.holds_when), "statements": list(side.statements)}
                             for side in one.sides],
                   "decision": dict(one.decision), "decided_by": list(one.decided_by)} for one in chosen])
