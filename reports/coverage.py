"""Which case shows which statement: every case is told in full, and the ids that are printed are taken down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..cases.hearing import hear
from ..cases.model import Case
from ..engine.diagnosis import diagnose
from ..kb.carriers import carried
from ..kb.model import KnowledgeBase
from .json_export import dumps
from .phrasing import Speaker
from .rendering import render, wrap
from .tracing import trace_text

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True)
class Coverage:
    """`shown`: statement -> the case and the output that print it. `missing`: not shown and not left out."""

    shown: dict[str, tuple[str, str]]
    missing: tuple[str, ...]
    cases: int


def cover(known: KnowledgeBase, cases: Iterable[tuple[str, Case]]) -> Coverage:
    """Goes through the cases until every statement has been shown; the first case that prints an id is kept."""
    wanted = set(known.statements) - set(known.left_out)
    shown: dict[str, tuple[str, str]] = {}
    told = 0
    for name, case in cases:
        if wanted <= set(shown):
            break
        told += 1
        diagnosis = diagnose(known, hear(case))
        for output, text in (("report", render(case, diagnosis, "en", "text")), ("trace", trace_text(diagnosis, "en", False))):
            for statement in _printed(text) & wanted:
                shown.setdefault(statement, (name, output))
    return Coverage({name: shown[name] for name in known.statements if name in shown},
                    tuple(sorted(wanted - set(shown))), told)


def _printed(text: str) -> set[str]:
    """The ids in a text; one that a line break cut at a hyphen is joined again."""
    return set(_ID.findall(re.sub(r"-\n *", "-", text)))


def coverage_text(known: KnowledgeBase, found: Coverage, language: str) -> str:
    """Every statement with how many entries carry it and the case that shows it; what is missing first."""
    say, carriers = Speaker(language).say, carried(known)
    lines = [wrap(say("coverage_counts", all=len(known.statements), shown=len(found.shown), missing=len(found.missing),
                      left_out=len(known.left_out), cases=found.cases))]
    lines += [wrap(say("coverage_missing", statement=name, carriers=len(carriers[name])), "  - ", "    ") for name in found.missing]
    lines += [wrap(say("coverage_shown", statement=name, carriers=len(carriers[name]), case=case, output=say(f"output_{output}")),
                   "  - ", "    ") for name, (case, output) in found.shown.items()]
    lines += [wrap(say("coverage_left_out", statement=name, reason=one.reason[language]), "  - ", "    ")
              for name, one in known.left_out.items()]
    return "\n".join(lines) + "\n"


def coverage_json(known: KnowledgeBase, found: Coverage) -> str:
    """The same as JSON."""
    carriers = carried(known)
    return dumps({"statements": [{"id": name, "carriers": len(carriers[name]),
                                  "case": found.shown[name][0] if name in found.shown else None,
                                  "output": found.shown[name][1] if name in found.shown else None,
                                  "left_out": name in known.left_out} for name in known.statements],
                  "shown": len(found.shown), "missing": list(found.missing), "left_out": len(known.left_out)})
