"""The colours and strokes of pictures, for light and dark paper: what is drawn names a paint, never a colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

COLOURS = {
    "ink": ("#1d2428", "#e8ecee"), "quiet": ("#59646b", "#a9b4ba"), "paper": ("#fdfdfb", "#16191b"), "grid": ("#cfd6da", "#3a4349"),
    "held": ("#1b6e3c", "#7fd19b"), "gone": ("#9c2f2f", "#f09a9a"), "doubt": ("#735a00", "#e3c766"),
    "first": ("#1f5fa8", "#8ab8f0"), "second": ("#a3480d", "#f0a56b"),
    "heat_1": ("#f3dfc8", "#4a3420"), "heat_3": ("#a3561a", "#e0a060"), "heat_4": ("#6b2208", "#f9dcb8")}


@dataclass(frozen=True)
class Paint:
    """Names of colours for the inside and the line, with the line's width and dashes. `veil`: the inside lets through."""

    fill: str = ""
    stroke: str = ""
    width: int = 2
    dash: str = ""
    veil: bool = False

    def attributes(self, dark: bool = False) -> Iterator[tuple[str, str]]:
        """The attributes of SVG, which renderers without the page's style sheet go by."""
        yield "fill", COLOURS[self.fill][dark] if self.fill else "none"
        if self.veil:
            yield "fill-opacity", "0.14"
        if self.stroke:
            yield "stroke", COLOURS[self.stroke][dark]
            yield "stroke-width", str(self.width)
        if self.dash:
            yield "stroke-dasharray", self.dash


PAINTS = {
    "ink": Paint("ink"), "quiet": Paint("quiet"), "on": Paint("paper"),
    "edge": Paint("", "ink"), "faint": Paint("", "quiet"), "dashed": Paint("", "quiet", dash="5 4"), "grid": Paint("", "grid", 1),
    "track": Paint("grid"), "line": Paint("", "ink", 3), "mark": Paint("", "ink", 3), "mark_on": Paint("", "paper", 3),
    "held": Paint("held", "held"), "gone": Paint("", "gone"), "mark_gone": Paint("", "gone", 3), "doubt": Paint("", "doubt"),
    "mark_doubt": Paint("", "doubt", 3), "gap": Paint("", "ink", 6),
    "first": Paint("first", "first"), "first_line": Paint("first", "first", 3, veil=True),
    "first_far": Paint("", "first", 3, "3 4"), "first_edge": Paint("", "first", 3),
    "second": Paint("second", "second"), "second_line": Paint("second", "second", 3, "9 4", veil=True),
    "second_far": Paint("", "second", 3, "3 4"), "second_edge": Paint("", "second", 3), "second_hatch": Paint("", "second", 3),
    "heat_0": Paint("paper", "quiet"), "heat_1": Paint("heat_1", "quiet"), "heat_3": Paint("heat_3", "heat_3"),
    "heat_4": Paint("heat_4", "heat_4")}
