"""Two conclusions side by side: what each asks for, sign by sign, and where the one that was not reached falls short."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..engine.conclusions import Conclusion, named
from ..engine.truth import Truth
from ..engine.unfolding import Node, unfold
from .explaining import headline
from .rendering import wrap
from .telling import STATES, Teller, state_of

Told = dict[str, Any]
JOINING = ("all", "any", "at_least", "not")


def contrasted(teller: Teller, first: str, second: str) -> Told:
    """Two tables with the same rows: the findings and questions either conclusion looks at, and what each asks of them."""
    conclusions = [named(teller.diagnosis, name) for name in (first, second)]
    roots = [[unfold(teller.diagnosis, finding, deep=False) for finding in one.findings] for one in conclusions]
    demands = [[demand for root in each for demand in _demands(root)] for each in roots]
    rows = dict.fromkeys(leaf.name for each in demands for _, leaves in each for leaf in leaves)
    leaves = {leaf.name: leaf for each in demands for _, found in each for leaf in found}
    return {"columns": [{"id": one.name, "text": headline(teller, one) or teller.finding_text(one.name),
                         "demands": [_told_demand(teller, demand) for demand in each]}
                        for one, each in zip(conclusions, demands, strict=True)],
            "rows": [_row(teller, leaves[name], demands) for name in rows],
            "verdict": [_verdict(teller, one, each) for one, each in zip(conclusions, demands, strict=True)]}


def _demands(node: Node) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """The conditions of a finding's rules that ask for something, each with the findings and questions it looks at."""
    if node.kind == "rule" and node.parts[0].kind == "all":
        for part in node.parts[0].parts:
            yield from _demands(part)
    elif node.kind == "finding" and node.parts:
        for part in node.parts:
            yield from _demands(part)
    elif node.kind == "rule":
        yield from _demands(node.parts[0])
    else:
        yield node, tuple(_leaves(node))


def _leaves(node: Node) -> Iterator[Node]:
    if node.kind not in JOINING:
        yield node
    else:
        for part in node.parts:
            yield from _leaves(part)


def _told_demand(teller: Teller, demand: tuple[Node, tuple[Node, ...]]) -> Told:
    node, leaves = demand
    held, missing = (sum(leaf.settled is truth for leaf in leaves) for truth in (Truth.TRUE, Truth.FALSE))
    if node.kind in JOINING:
        text = teller.say("how_negated") if node.kind == "not" else teller.say(
            f"how_{node.kind}", count=node.count, all=len(leaves), held=held, missing=missing, open=len(leaves) - held - missing)
    else:
        text = _leaf_text(teller, node)
    return {"text": text.rstrip(":"), "state": STATES[node.settled], "count": node.count or None, "of": len(leaves), "held": held,
            "missing": missing, "most": len(leaves) - missing}


def _leaf_text(teller: Teller, leaf: Node) -> str:
    if leaf.kind == "finding":
        return teller.finding_text(leaf.name)
    return teller.known.questions[leaf.name].text[teller.language]


def _leaf_state(teller: Teller, leaf: Node) -> str:
    return state_of(teller.known.findings[leaf.name], leaf.truth) if leaf.kind == "finding" else STATES[leaf.truth]


def _row(teller: Teller, leaf: Node, demands: list[list[tuple[Node, tuple[Node, ...]]]]) -> Told:
    asked = [sum(leaf.name in {one.name for one in leaves} for _, leaves in each) for each in demands]
    return {"id": leaf.name, "text": _leaf_text(teller, leaf), "state": _leaf_state(teller, leaf), "asked": asked}


def _verdict(teller: Teller, conclusion: Conclusion, demands: list[tuple[Node, tuple[Node, ...]]]) -> Told:
    unmet = [_told_demand(teller, one) for one in demands if one[0].settled is not Truth.TRUE]
    return {"id": conclusion.name, "met": not unmet, "unmet": unmet}


def contrasted_text(teller: Teller, told: Told) -> str:
    """The two tables as text, one under the other, since a terminal is narrow; the same rows in the same order."""
    say, lines = teller.say, []
    for number, column in enumerate(told["columns"]):
        lines += ["" if number else None, wrap(column["text"])]
        demands = [wrap(f"[{say(one['state'])}] {one['text']}", "  ", "    ") for one in column["demands"]]
        lines += demands or [wrap(say("how_base"), "  ")]
        for row in told["rows"]:
            mark = say("contrast_asked") if row["asked"][number] else say("contrast_not_asked")
            lines.append(wrap(f"[{say(row['state'])}] {row['text']} - {mark}", "    ", "      "))
    lines += ["", *(_verdict_line(teller, one) for one in told["verdict"])]
    return "\n".join(line for line in lines if line is not None) + "\n"


def _verdict_line(teller: Teller, one: Told) -> str:
    if one["met"]:
        return wrap(teller.say("contrast_met", name=one["id"]))
    return wrap(teller.say("contrast_unmet", name=one["id"], unmet="; ".join(demand["text"] for demand in one["unmet"])))
