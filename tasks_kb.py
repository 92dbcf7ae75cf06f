"""What each command on the knowledge base does: options in, text out."""

from __future__ import annotations

from pathlib import Path

from .cases.expectations import read_knowledge_cases, run
from .cases.reading import read_case
from .engine.clips import as_clips
from .kb import SHIPPED
from .reports import ledger_report, reference
from .reports.entries import entry_json, entry_text
from .reports.json_export import dumps
from .reports.term_list import check_words, terms_json, terms_text
from .tasks import knowledge

HERE = Path(__file__).parent
KNOWLEDGE_CASES = HERE / "tests" / "kb"


def check(folder: Path | None, layout: str) -> str:
    """Loads and checks the knowledge base; counts what it holds."""
    known = knowledge(folder)
    check_words(known, folder or SHIPPED, with_phrases=folder is None)
    found = {"version": known.version, "hash": known.hash, **reference.counts(known)}
    return dumps(found) if layout == "json" else "".join(f"{key}: {value}\n" for key, value in found.items())


def show(name: str, language: str, layout: str) -> str:
    """One entry of the knowledge base."""
    known = knowledge()
    return entry_json(known, name) if layout == "json" else entry_text(known, name, language)


def terms(language: str, layout: str) -> str:
    """The list of terms."""
    return terms_json() if layout == "json" else terms_text(language)


def statement(name: str, language: str, layout: str) -> str:
    """A statement at work."""
    known = knowledge()
    return ledger_report.statement_json(known, name) if layout == "json" else ledger_report.statement_text(known, name, language)


def source(name: str, language: str, layout: str) -> str:
    """A source with its statements."""
    known = knowledge()
    return ledger_report.source_json(known, name) if layout == "json" else ledger_report.source_text(known, name, language)


def tensions(name: str | None, language: str, layout: str) -> str:
    """The tensions between sources."""
    known = knowledge()
    return ledger_report.tensions_json(known, name) if layout == "json" else ledger_report.tensions_text(known, name, language)


def coverage(language: str, layout: str) -> tuple[str, bool]:
    """Which case shows which statement, and whether none is missing."""
    from .reports.coverage import cover, coverage_json, coverage_text

    known = knowledge()
    cases = [(f"examples/{path.name}", read_case(path, known)) for path in sorted((HERE / "examples").glob("*.yaml"))]
    cases += [(f"{one.place}, {one.name}", one.as_case()) for one in read_knowledge_cases(KNOWLEDGE_CASES, known)]
    found = cover(known, cases)
    text = coverage_json(known, found) if layout == "json" else coverage_text(known, found, language)
    return text, not found.missing


def test(folder: Path | None, language: str, layout: str) -> tuple[str, bool]:
    """What came of the cases of knowledge, and whether all passed."""
    from .reports.knowledge_report import outcomes_json, outcomes_text

    known = knowledge()
    outcomes = [run(case, known) for case in read_knowledge_cases(folder or KNOWLEDGE_CASES, known)]
    text = outcomes_json(known, outcomes) if layout == "json" else outcomes_text(known, outcomes, language)
    return text, not any(one.failures for one in outcomes)


def graph(name: str | None, language: str, layout: str, steps: int | None) -> str:
    """The rules around a conclusion as a picture."""
    from .reports import graphing

    graph = graphing.graph_of(knowledge(), name, language, steps)
    if layout == "svg":
        return graphing.as_svg(graph, name or "rapport")
    return graphing.as_mermaid(graph) if layout == "mermaid" else graphing.as_dot(graph)


def export(form: str) -> str:
    """The rules as a program for another engine; `form`: clips."""
    assert form == "clips"
    return as_clips(knowledge())
