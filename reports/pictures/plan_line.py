"""The plan on a time line: stage after stage, the remedies of a stage side by side, as long as their effort."""

from __future__ import annotations

from dataclasses import dataclass

from ...engine.planning import Prescription
from ..telling import Teller, lowered
from .shapes import INNER, MARGIN, Box, Part, Path, Picture, Shape, paragraph, table

LENGTHS = {"days": 1, "weeks": 3, "months": 6}  # ours: enough to tell them apart, no measure


@dataclass(frozen=True)
class Bar:
    """A remedy on the line: when it begins and ends, in lengths of days; `after`: what has to come before it."""

    remedy: str
    stage: str
    start: int
    end: int
    after: tuple[str, ...]


def plan_line(teller: Teller) -> Picture | None:
    """The line of what is to be done now; None for an empty plan."""
    bars = laid_out(teller)
    if not bars:
        return None
    say, whole = teller.say, max(bar.end for bar in bars)
    shapes: list[Shape] = []
    top, stage = MARGIN, ""
    for number, bar in enumerate(bars, 1):
        if bar.stage != stage:
            heading = paragraph(teller.known.stages[bar.stage].name[teller.language], MARGIN, top, INNER, "quiet", bold=True)
            shapes, top, stage = [*shapes, *heading.shapes], heading.bottom + 2, bar.stage
        part = _drawn(teller, bar, number, whole, top)
        shapes, top = [*shapes, *part.shapes], part.bottom
    heads = ("picture_number", "picture_remedy", "picture_stage", "owner", "effort", "picture_after")
    rows: list[tuple[object, ...]] = [(number, *_row(teller, bar)) for number, bar in enumerate(bars, 1)]
    return Picture("plan_line", say("picture_plan_title"), say("picture_plan_told"), say("picture_numbers"), top, tuple(shapes),
                   table(say("picture_plan_title"), tuple(say(key) for key in heads), rows))


def laid_out(teller: Teller) -> list[Bar]:
    """A bar for each remedy in the order of the plan: after every earlier stage, and after what it needs."""
    plan, remedies = teller.diagnosis.plan.now, teller.known.remedies
    bars: list[Bar] = []
    for one in plan:
        stage = remedies[one.remedy].stage
        needed = _needed(one, plan)
        start = max([0, *(bar.end for bar in bars if bar.stage != stage or bar.remedy in needed)])
        bars.append(Bar(one.remedy, stage, start, start + LENGTHS[remedies[one.remedy].effort], needed))
    return bars


def _needed(one: Prescription, plan: tuple[Prescription, ...]) -> tuple[str, ...]:
    return tuple(other.remedy for other in plan if one.remedy in other.needed_for)


def _row(teller: Teller, bar: Bar) -> tuple[str, ...]:
    remedy, language = teller.known.remedies[bar.remedy], teller.language
    after = ", ".join(teller.known.remedies[name].name[language] for name in bar.after)
    return (remedy.name[language], teller.known.stages[bar.stage].name[language], remedy.owner[language],
            teller.say(remedy.effort), after or "-")


def _drawn(teller: Teller, bar: Bar, number: int, whole: int, top: int) -> Part:
    """The name, the effort and who, and the bar on its track."""
    remedy, language = teller.known.remedies[bar.remedy], teller.language
    name = paragraph(f"{number}. {remedy.name[language]}", MARGIN, top, INNER)
    who = teller.say("picture_effort_who", effort=teller.say(remedy.effort), who=lowered(remedy.owner[language]))
    told = paragraph(who, MARGIN, name.bottom, INNER, "quiet")
    left, right = (MARGIN + INNER * at // whole for at in (bar.start, bar.end))
    y = told.bottom + 5
    track = Path(((MARGIN, y + 7), (MARGIN + INNER, y + 7)), "faint")
    return Part((*name.shapes, *told.shapes, track, Box(left, y, max(right - left, 6), 14, "first")), y + 28)
