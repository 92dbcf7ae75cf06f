"""The parts of a report as plain values, one function a part: templates only lay them out."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..engine.truth import Truth
from ..kb.checks import counted_signs
from ..kb.conditions import AtLeast, Concluded, Disputed, parts_of
from .outlook_section import estimate, outlook
from .plan_section import CONFLICT, FIT, LEVEL, plan
from .telling import STATES, Teller, lowered
from .voices_section import limits_of_voices

PAGES_SHOWN = 8


def summary(teller: Teller) -> list[str]:
    """The whole diagnosis in one paragraph's sentences."""
    lines = [*level_lines(teller), conflict_line(teller)]
    if not teller.diagnosis.ladders[CONFLICT].concluded:
        lines += estimate(teller, CONFLICT)
    if teller.diagnosis.choice:
        lines += fit_lines(teller)
    return lines


def level_lines(teller: Teller) -> list[str]:
    """Level or range, what is ruled out, how many signs."""
    ladder, reading = teller.known.ladders[LEVEL], teller.diagnosis.ladders[LEVEL]
    names = {rung.value: rung.name[teller.language] for rung in ladder.rungs}
    told = {rung.value: rung.told[teller.language] for rung in ladder.rungs}
    if reading.concluded:
        lines = [teller.say("level_one", value=reading.concluded, name=names[reading.concluded]), told[reading.concluded] + "."]
    elif len(reading.possible) == len(ladder.rungs):
        lines = [teller.say("level_any")]
    else:
        values = teller.speaker.listed(reading.possible, "or")
        open_names = teller.speaker.listed((names[value] for value in reading.possible), "or")
        lines = [teller.say("level_range", values=values, names=open_names)]
    if not reading.concluded:
        lines += estimate(teller, LEVEL)
    excluded = [rung.value for rung in ladder.rungs if rung.value not in reading.possible]
    if excluded and not reading.concluded:
        ruled_out = teller.speaker.listed(teller.say("level_short", values=value) for value in excluded)
        lines.append(teller.say("level_excluded", values=ruled_out))
    counts = dict.fromkeys(STATES.values(), 0)
    for sign in counted_signs(teller.known):
        counts[STATES[teller.diagnosis.truths[sign]]] += 1
    lines.append(teller.say("level_counts", all=sum(counts.values()), held=counts["holds"], missing=counts["fails"],
                            contested=counts["contested"], open=counts["open"]))
    lines += _why_level(teller)
    uneven = teller.diagnosis.uneven.get(LEVEL)
    if uneven:
        ahead, missing = ("; ".join(lowered(teller.finding_text(name, fails)) for name in names_) for names_, fails in
                          ((uneven.ahead, False), (uneven.missing, True)))
        lines.append(teller.say("uneven", ahead=ahead, missing=missing))
    return lines


def _why_level(teller: Teller) -> list[str]:
    """What the highest rung that stands asked for, and why the next one that is ruled out cannot be reached."""
    ladder, reading = teller.known.ladders[LEVEL], teller.diagnosis.ladders[LEVEL]
    settled, lines = teller.diagnosis.settled, []
    for rung in ladder.rungs:
        wide = _widest_count(teller, rung.finding)
        if wide is None or (rung.value in reading.possible and rung.value != reading.established):
            continue
        held = sum(settled[name] is Truth.TRUE for name in wide.names)
        most = sum(settled[name] is not Truth.FALSE for name in wide.names)
        if rung.value == reading.established:
            lines.append(teller.say("level_reached", value=rung.value, count=wide.least, all=len(wide.names), held=held))
        elif settled[rung.finding or ""] is Truth.FALSE:
            key = "level_out_of_reach" if most < wide.least else "level_kind_missing"
            return [*lines, teller.say(key, value=rung.value, count=wide.least, all=len(wide.names), held=held, most=most)]
    return lines


class _Count(NamedTuple):
    """How many of which signs a rung asks for."""

    least: int
    names: tuple[str, ...]


def _widest_count(teller: Teller, finding: str | None) -> _Count | None:
    """The 'at least' of a rung's rule that looks at most signs."""
    counts = [part for rule in teller.known.rules_of.get(finding or "", ()) for part in (*parts_of(rule.when), rule.when)
              if isinstance(part, AtLeast)]
    if not counts:
        return None
    widest = max(counts, key=lambda part: len(part.parts))
    return _Count(widest.count, tuple(part.finding for part in widest.parts if isinstance(part, Concluded)))


def conflict_line(teller: Teller) -> str:
    """The grade of conflict, or what is possible."""
    ladder, reading = teller.known.ladders[CONFLICT], teller.diagnosis.ladders[CONFLICT]
    names = {rung.value: rung.name[teller.language] for rung in ladder.rungs}
    if reading.concluded:
        told = next(rung.told[teller.language] for rung in ladder.rungs if rung.value == reading.concluded)
        return teller.say("conflict_one", name=names[reading.concluded], told=told)
    least, most = names[reading.possible[0]], names[reading.possible[-1]]
    if reading.possible[0] == ladder.rungs[0].value:
        return teller.say("conflict_range_any", least=least, most=most)
    return teller.say("conflict_range", names=teller.speaker.listed((names[v] for v in reading.possible), "or"), least=least)


def fit_lines(teller: Teller) -> list[str]:
    """Whether to move, and where to."""
    choice, axis = teller.diagnosis.choice, teller.known.choice
    assert choice is not None and axis is not None
    name, told = (texts[choice.chosen][teller.language] for texts in (axis.names, axis.told))
    lines = [teller.say("fit_line", name=name, told=told)]
    if choice.target:
        name = next(r.name[teller.language] for r in teller.known.ladders[LEVEL].rungs if r.value == choice.target)
        lines.append(teller.say("target_line", target=choice.target, name=name))
    return lines


def signs(teller: Teller) -> list[dict[str, Any]]:
    """Signs by level, each with its state and arguments."""
    counted = set(counted_signs(teller.known))
    groups = []
    for rung in teller.known.ladders[LEVEL].rungs:
        names = [f.id for f in teller.known.findings.values() if f.kind == "sign" and f.value == rung.value]
        told = [teller.finding(name) for name in names]
        if rung.finding is None:
            told = [one for one in told if one.state in ("holds", "contested")]
        groups.append({"heading": teller.say("signs_of", value=rung.value, name=rung.name[teller.language]),
                       "findings": told, "counted": bool(counted & set(names))})
    return [group for group in groups if group["findings"]]


def conflict(teller: Teller) -> dict[str, Any]:
    """Signals that feed the grade, causes that do not, symptoms, antipatterns, functional conflict."""
    of = teller.diagnosis.of_kind
    shown = [name for kind in ("conflict_signal",) for name in of(kind) + of(kind, Truth.CONTESTED)]
    return {"line": conflict_line(teller), "signals": [teller.finding(name) for name in sorted(shown)],
            "symptoms": [teller.finding(name) for name in of("symptom")],
            "antipatterns": [teller.finding(name) for name in of("antipattern")],
            "functional": teller.say(f"functional_{_functional(teller)}")}


def _functional(teller: Teller) -> str:
    truth = teller.diagnosis.truths.get("functional_conflict", Truth.UNKNOWN)
    return {Truth.TRUE: "true", Truth.FALSE: "false", Truth.CONTESTED: "contested", Truth.UNKNOWN: "open"}[truth]


def fit(teller: Teller) -> dict[str, Any]:
    """Drivers and barriers established at the levels still possible."""
    choice = teller.diagnosis.choice
    assert choice is not None
    barriers = []
    for name in choice.barriers:
        remedy = teller.known.remedies.get(choice.lifted_by.get(name, ""))
        told = teller.finding(name)
        note = teller.say("lifted_by", barrier=told.text, remedy=remedy.name[teller.language]) if remedy else ""
        barriers.append({"told": told, "note": note})
    return {"lines": fit_lines(teller), "drivers": [teller.finding(name) for name in choice.drivers], "barriers": barriers}


def practices(teller: Teller) -> list[dict[str, Any]]:
    """Practices, factors and gaps that are known to hold or to be missing, kind by kind."""
    found = []
    for kind in ("strength", "factor", "gap"):
        names = [name for name, entry in teller.known.findings.items()
                 if entry.kind == kind and teller.diagnosis.truths[name] is not Truth.UNKNOWN]
        if names:
            found.append({"heading": teller.say(f"kind_{kind}_heading"), "findings": [teller.finding(name) for name in names]})
    return found


def gaps(teller: Teller) -> list[dict[str, Any]]:
    """Every disputed question: what each side said, and how the observer settled it."""
    voices, found = teller.diagnosis.voices, []
    for question in teller.shares:
        if voices.disputed(Disputed(question), teller.known) is Truth.TRUE:
            found.append(_gap(teller, question))
    return found


def _gap(teller: Teller, question: str) -> dict[str, Any]:
    entry = teller.known.questions[question]
    lines: list[str] = []
    cells: dict[str, str] = {}
    for side, given in teller.shares[question].items():
        told = "; ".join(teller.say("share", told=entry.answers[s.answer].told[teller.language], count=s.count, of=s.of)
                         if s.of > 1 else entry.answers[s.answer].told[teller.language] for s in given)
        cells[side] = told
        lines.append(teller.say("gap_side", side=teller.known.sides[side].name[teller.language], answers=told))
    settled, by_observer = teller.case.settled.get(question), ""
    if settled and settled.answered:
        by_observer = teller.say("settled_note", told=entry.answers[settled.value].told[teller.language], note=settled.note)
        lines.append(by_observer)
    return {"question": entry.text[teller.language], "lines": lines, "cells": cells, "settled": by_observer}


def likeness(teller: Teller) -> dict[str, Any]:
    """The comparison with the published organisations, most alike first."""
    comparison = teller.known.comparison
    if comparison is None:
        return {}
    themes = {theme.id: theme.name[teller.language] for theme in comparison.themes}
    lines = []
    for one in teller.diagnosis.likeness:
        cells = [theme.cells[one.organisation] for theme in comparison.themes if theme.id in one.alike]
        for cell in cells:
            teller.cite(teller.known.findings[cell].statements)
        lines.append({"line": teller.say("like_line", organisation=comparison.organisations[one.organisation][teller.language],
                                         alike=len(one.alike), all=len(themes), unlike=len(one.unlike), open=len(one.open)),
                      "themes": [themes[theme] for theme in one.alike]})
    return {"lines": lines, "limits": comparison.limits[teller.language]}


def still_open(teller: Teller) -> dict[str, Any]:
    """Pages whose answers could still change something: what they could decide, whom to ask."""
    pages: dict[str, set[str]] = {}
    sides: dict[str, dict[str, None]] = {}
    for question, goals in teller.diagnosis.open.items():
        entry = teller.known.questions[question]
        pages.setdefault(entry.page, set()).update(_goal(goal, teller) for goal in goals)
        sides.setdefault(entry.page, {}).update(dict.fromkeys(entry.sides))
    order = [LEVEL, CONFLICT, FIT, "remedies"]
    position = {page: number for number, page in enumerate(teller.known.pages)}
    ranked = sorted(pages, key=lambda page: ([goal not in pages[page] for goal in order], position[page]))
    lines = [teller.say("open_line", page=teller.known.pages[page].title[teller.language],
                        who=teller.speaker.listed((teller.known.sides[s].who[teller.language] for s in sides[page]), "or"),
                        goals=", ".join(teller.say(f"goal_{goal}") for goal in order if goal in pages[page]))
             for page in ranked[:PAGES_SHOWN]]
    contested = [name for name, truth in teller.diagnosis.truths.items() if truth is Truth.CONTESTED]
    return {"lines": lines, "more": max(0, len(ranked) - PAGES_SHOWN), "contested": bool(contested),
            "outlook": outlook(teller) if lines else []}


def _goal(goal: str, teller: Teller) -> str:
    return "remedies" if goal in teller.known.remedies else goal


def overrides(teller: Teller) -> list[str]:
    """What the consultant set aside (as the system concluded it) or added, in his or her own name."""
    lines = []
    for one in teller.case.overrides:
        fails = one.action == "set_aside" and teller.diagnosis.truths[one.finding] is Truth.FALSE
        lines.append(teller.say(one.action, text=teller.finding_text(one.finding, fails), reason=one.reason))
    return lines


def limits(teller: Teller) -> list[str]:
    """What this diagnosis cannot say."""
    ladders = [teller.known.ladders[name].limits[teller.language] for name in (LEVEL, CONFLICT)]
    table = teller.known.assumptions
    estimated = table is not None and not all(teller.diagnosis.ladders[name].concluded for name in (LEVEL, CONFLICT))
    assumed = [table.limits[teller.language]] if table is not None and estimated else []
    on_sheets = teller.case.survey.retired if teller.case.survey else ()
    retired = dict.fromkeys([*(question for _, question in teller.case.retired), *on_sheets])
    left_out = [teller.say("retired_limit", questions=", ".join(retired))] if retired else []
    return [*limits_of_voices(teller), *left_out, *ladders, *assumed, teller.say("limit_estimate"), teller.say("limit_persons")]


def _as_sentence(text: str) -> str:
    """Begins large and ends without a full stop, since the template sets one."""
    return text[:1].upper() + text[1:].rstrip(".")


def sources(teller: Teller) -> list[dict[str, Any]]:
    """Every source named, with the statements cited from it."""
    by_source: dict[str, list[str]] = {}
    for name in sorted(teller.cited):
        by_source.setdefault(teller.known.statements[name].source, []).append(name)
    return [{"title": source.title[teller.language], "authors": _as_sentence(source.authors[teller.language]),
             "year": source.year[teller.language],
             "quality": source.quality[teller.language], "statements": by_source[name]}
            for name, source in teller.known.sources.items() if name in by_source]


__all__ = ["conflict", "fit", "gaps", "likeness", "limits", "overrides", "plan", "practices", "signs", "sources", "still_open",
           "summary"]
