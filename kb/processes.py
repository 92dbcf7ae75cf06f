"""Reads the process tables: a process, its phases, their duties and flows, expanded into ordinary entries."""

from __future__ import annotations

from dataclasses import replace

from .model import Page
from .nodes import Node
from .problems import Problems
from .process import Duty, Flow, Phase, Process, Processes
from .process_entries import Origin, Reading, Sheet, Tables, add_duty, add_flow, add_whole, question
from .process_words import Words, read_words_of_tables
from .reading import Record, read_word


def read_processes(head: Node, files: list[Node], topics: list[str], problems: Problems, tables: Tables) -> Processes:
    """The processes in the order of their topics; their questions, pages, findings and rules are added to the tables given."""
    words = read_words_of_tables(head, problems)
    found: dict[str, Process] = {}
    for node in files:
        record = Record(node, problems, "process")
        name = record.word("process")
        record.kind = f"process {name}"
        if name in found:
            problems.add(record.place, f"there is a process '{name}' already.", "Ids are used once.")
        found[name] = _process(record, name, words, tables)
        record.done()
    found = dict(sorted(found.items(), key=lambda item: topics.index(item[1].topic) if item[1].topic in topics else len(topics)))
    return Processes(found, words.ends, words.missing, words.unneeded, words.limits)


def _process(record: Record, name: str, words: Words, tables: Tables) -> Process:
    topic, title, statements = record.word("topic"), record.text("name"), record.words("statements")
    origin = Origin(record.text("where"), record.text("flow", required=False), record.text("misleads_when"))
    phases = tuple(_phase(phase, topic, origin, words, tables) for phase in record.records("phases", "phase"))
    process = Process(name, topic, title, phases)
    add_whole(process, origin, statements, record.place, words, tables)
    return process


def _phase(record: Record, topic: str, origin: Origin, words: Words, tables: Tables) -> Phase:
    name = record.word("id")
    record.kind = f"phase {name}"
    title, page = record.text("name"), record.text("page")
    apart = record.text("flows_page") if record.node.get("flows_page") else None
    sheet = Sheet(name, record.words("sides"), record.text("why"), record.word("from"))
    flows_sheet = replace(sheet, page=f"{name}_flows") if apart else sheet
    duties = tuple(_duty(one, sheet, origin, words, tables) for one in record.records("duties", "duty", required=False))
    flows = tuple(_flow(one, flows_sheet, origin, words, tables) for one in record.records("flows", "flow", required=False))
    record.done()
    phase = Phase(name, title, duties, flows)
    for one, heading in ((sheet, page), *([(flows_sheet, apart)] if apart else [])):
        asked = tuple(entry.id for entry in phase.entries if tables.questions[entry.id].page == one.page)
        _add_page(Page(one.page, topic, heading, asked), record, tables)
    return phase


def _add_page(page: Page, record: Record, tables: Tables) -> None:
    if page.id in tables.pages:
        record.problems.add(record.place, f"there is a page '{page.id}' already.", "Ids are used once.")
    tables.pages[page.id] = page


def _duty(record: Record, sheet: Sheet, origin: Origin, words: Words, tables: Tables) -> Duty:
    name = _new_id(record, "duty", tables)
    title, help_text = record.text("name"), record.text("help")
    readings = [Reading(_by(record, words), origin.where, record.words("statements"))]
    for other in record.records("also", "also", required=False):
        readings.append(Reading(_by(other, words), other.text("where"), other.words("statements")))
        other.done()
    by = tuple(code for code in words.falls_to if any(code in reading.by for reading in readings))
    statements = tuple(dict.fromkeys(statement for reading in readings for statement in reading.statements))
    duty = Duty(name, title, by, statements)
    tables.questions[name] = question(duty, words.duty, help_text, sheet, record.place)
    add_duty(duty, readings, origin, record.place, words, tables)
    record.done()
    return duty


def _flow(record: Record, sheet: Sheet, origin: Origin, words: Words, tables: Tables) -> Flow:
    name = _new_id(record, "flow", tables)
    ends = record.word("giver", among=words.ends), record.word("taker", among=words.ends)
    flow = Flow(name, record.text("name"), ends, record.words("statements"))
    told = replace(origin, flow=record.text("because")) if record.node.get("because") else origin
    tables.questions[name] = question(flow, words.flow, record.text("help"), sheet, record.place)
    add_flow(flow, told, record.place, words, tables)
    record.done()
    return flow


def _new_id(record: Record, kind: str, tables: Tables) -> str:
    """The id of a duty or flow, which is that of its question."""
    name = record.word("id")
    record.kind = f"{kind} {name}"
    if name in tables.questions:
        record.problems.add(record.place, f"there is a question '{name}' already.", "Ids are used once.")
    return name


def _by(record: Record, words: Words) -> tuple[str, ...]:
    """Those to whom a source gives a duty: one, or a list of which each will do."""
    node = record.take("by")
    items = [] if node is None else node.items if node.kind == "list" else [node]
    return tuple(read_word(item, record.problems, f"{record.kind}, by", words.falls_to) for item in items)
