"""The rules around a conclusion as a picture: questions, findings and remedies as boxes, rules as arrows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ..engine.lowering import strata
from ..kb.conditions import Concluded, leaves
from ..kb.model import KnowledgeBase
from ..kb.problems import BrokenFile, Place, Problem, nearest

WIDE, GAP_X, GAP_Y, LINE, ROWS = 230, 70, 14, 15, 26


@dataclass(frozen=True)
class Box:
    """A question, finding or remedy; `column` is how many steps from the questions it lies."""

    id: str
    kind: str
    text: str
    column: int


@dataclass(frozen=True)
class Arrow:
    """`start` feeds `end` by a rule (or, for a remedy, as a reason or a bar). `excludes`: it speaks against."""

    start: str
    end: str
    rule: str
    excludes: bool


@dataclass(frozen=True)
class Graph:
    """Boxes and arrows, in a fixed order."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def graph_of(known: KnowledgeBase, name: str | None, language: str, steps: int | None = None) -> Graph:
    """What a conclusion rests on, `steps` down (None: all), and what rests on it; the whole knowledge base for no name."""
    arrows = list(_arrows(known))
    if name is not None:
        _exists(known, name)
        arrows = _around(arrows, name, steps)
    ids = dict.fromkeys([one for arrow in arrows for one in (arrow.start, arrow.end)] or ([name] if name else []))
    depth = strata(known)
    last = max(depth.values()) + 2
    boxes = sorted((_box(known, one, depth, last, language) for one in ids), key=lambda box: (box.column, box.id))
    return Graph(tuple(boxes), tuple(sorted(set(arrows), key=lambda one: (one.start, one.end, one.rule))))


def _exists(known: KnowledgeBase, name: str) -> None:
    every = {**known.questions, **known.findings, **known.remedies}
    if name not in every:
        raise BrokenFile([Problem(Place("graph"), f"there is no question, finding or remedy '{name}'.", nearest(name, every))])


def _arrows(known: KnowledgeBase) -> Iterator[Arrow]:
    for rule in known.rules.values():
        if rule.status == "retired":
            continue
        for leaf in leaves(rule.when):
            start = leaf.finding if isinstance(leaf, Concluded) else f"{leaf.question}?"
            yield Arrow(start, rule.concludes, rule.id, rule.mode == "unless")
    for remedy in known.remedies.values():
        for ground in remedy.reasons:
            yield Arrow(ground.finding, f"{remedy.id}!", remedy.id, False)
        for ground in remedy.not_when:
            yield Arrow(ground.finding, f"{remedy.id}!", remedy.id, True)


def _around(arrows: list[Arrow], name: str, steps: int | None) -> list[Arrow]:
    names = {name, f"{name}?", f"{name}!"}
    above = [arrow for arrow in arrows if arrow.start in names]
    found: list[Arrow] = []
    ends, seen = set(names), set(names)
    while ends and (steps is None or steps > 0):
        below = [arrow for arrow in arrows if arrow.end in ends]
        found += below
        ends = {arrow.start for arrow in below} - seen
        seen |= ends
        steps = None if steps is None else steps - 1
    return [*found, *above]


def _box(known: KnowledgeBase, name: str, depth: Mapping[str, int], last: int, language: str) -> Box:
    if name.endswith("?"):
        return Box(name, "question", known.questions[name[:-1]].text[language], 0)
    if name.endswith("!"):
        return Box(name, "remedy", known.remedies[name[:-1]].name[language], last)
    return Box(name, "finding", known.findings[name].holds[language], depth[name] + 1)


def as_dot(graph: Graph) -> str:
    """The graph for Graphviz."""
    shapes = {"question": "ellipse", "finding": "box", "remedy": "hexagon"}
    lines = ["digraph rapport {", "  rankdir=LR;", '  node [fontname="sans-serif", fontsize=10];']
    for box in graph.boxes:
        text = _quoted("\n".join(textwrap.wrap(box.text, 32)))
        lines.append(f"  {_quoted(box.id)} [shape={shapes[box.kind]}, label={text}];")
    for arrow in graph.arrows:
        style = ", style=dashed, arrowhead=tee" if arrow.excludes else ""
        lines.append(f"  {_quoted(arrow.start)} -> {_quoted(arrow.end)} [label={_quoted(arrow.rule)}, fontsize=8{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def as_mermaid(graph: Graph) -> str:
    """The graph for Mermaid."""
    number = {box.id: f"n{index}" for index, box in enumerate(graph.boxes)}
    ends = {"question": ("([", "])"), "finding": ("[", "]"), "remedy": ("{{", "}}")}
    lines = ["flowchart LR"]
    for box in graph.boxes:
        left, right = ends[box.kind]
        lines.append(f"  {number[box.id]}{left}\"{box.text.replace(chr(34), '#quot;')}\"{right}")
    for arrow in graph.arrows:
        link = "-. {} .->" if arrow.excludes else "-- {} -->"
        lines.append(f"  {number[arrow.start]} {link.format(arrow.rule)} {number[arrow.end]}")
    return "\n".join(lines) + "\n"


def as_svg(graph: Graph, title: str) -> str:
    """The graph as a picture: columns from the questions on the left to the remedies on the right."""
    places, high, columns = _places(graph)
    width = 40 + len(columns) * (WIDE + GAP_X) - GAP_X
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high + 10}" role="img" aria-labelledby="t" '
             f'font-family="sans-serif" font-size="11"><title id="t">{escape(title)}</title>',
             '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
             '<path d="M0 0 8 4 0 8z" fill="#51606a"/></marker></defs>',
             f'<rect width="{width}" height="{high + 10}" fill="#fff"/>']
    lines += [_svg_arrow(arrow, places) for arrow in graph.arrows]
    lines += [line for box in graph.boxes for line in _svg_box(box, places[box.id])]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _places(graph: Graph) -> tuple[dict[str, tuple[int, int, int, list[str]]], int, list[int]]:
    """Where each box lies: columns from the right, each box near the middle of what it feeds, columns centred."""
    columns = sorted({box.column for box in graph.boxes})
    sizes = {box.id: textwrap.wrap(box.text, ROWS + 4) for box in graph.boxes}
    heights = {name: LINE * len(rows) + 14 for name, rows in sizes.items()}
    totals = {column: sum(heights[b.id] + GAP_Y for b in graph.boxes if b.column == column) for column in columns}
    high = 40 + max(totals.values(), default=0)
    places: dict[str, tuple[int, int, int, list[str]]] = {}
    for index in range(len(columns) - 1, -1, -1):
        boxes = [box for box in graph.boxes if box.column == columns[index]]
        y = 20 + (high - 20 - totals[columns[index]]) // 2
        for box in sorted(boxes, key=lambda box: (_middle(box, graph, places), box.id)):
            places[box.id] = (20 + index * (WIDE + GAP_X), y, heights[box.id], sizes[box.id])
            y += heights[box.id] + GAP_Y
    return places, high, columns


def _middle(box: Box, graph: Graph, places: dict[str, tuple[int, int, int, list[str]]]) -> int:
    fed = [places[arrow.end][1] for arrow in graph.arrows if arrow.start == box.id and arrow.end in places]
    return sum(fed) // len(fed) if fed else 0


def _svg_arrow(arrow: Arrow, places: dict[str, tuple[int, int, int, list[str]]]) -> str:
    x1, y1, h1, _ = places[arrow.start]
    x2, y2, h2, _ = places[arrow.end]
    start, end = (x1 + WIDE, y1 + h1 // 2), (x2, y2 + h2 // 2)
    dash = ' stroke-dasharray="5 4"' if arrow.excludes else ""
    return (f'<path d="M{start[0]} {start[1]} C{start[0] + 40} {start[1]} {end[0] - 40} {end[1]} {end[0]} {end[1]}" fill="none" '
            f'stroke="#51606a"{dash} marker-end="url(#a)"><title>{escape(arrow.rule)}</title></path>')


def _svg_box(box: Box, place: tuple[int, int, int, list[str]]) -> Iterator[str]:
    x, y, height, rows = place
    fill, radius = {"question": ("#eef3f6", 14), "finding": ("#fff", 3), "remedy": ("#e7f2ea", 3)}[box.kind]
    yield f'<rect x="{x}" y="{y}" width="{WIDE}" height="{height}" rx="{radius}" fill="{fill}" stroke="#51606a"/>'
    for number, row in enumerate(rows):
        yield f'<text x="{x + 8}" y="{y + 18 + LINE * number}" fill="#14191c">{escape(row)}</text>'
