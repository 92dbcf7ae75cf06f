"""Who does what: the duties and flows of every process, who does them here and in the source, and what is open."""

from __future__ import annotations

from typing import Any

from ..engine.evidence import arguments
from ..engine.truth import Truth
from ..kb.conditions import Disputed
from ..kb.process import Duty, Flow, Phase, Process, Processes
from .telling import Teller, lowered

NAMES_SHOWN = 8


def process_tables(teller: Teller) -> dict[str, Any]:
    """Every process of which something was answered, phase by phase, and what follows from several of them together."""
    processes = teller.known.processes
    if processes is None:
        return {}
    tables = [_process(teller, processes, one) for one in processes.tables.values() if _answered(teller, one.entries)]
    if not tables:
        return {}
    return {"tables": tables, "sums": _sums(teller, processes), "limits": processes.limits[teller.language]}


def concerned(teller: Teller, finding: str) -> str:
    """The duties and flows that a finding about several of them rests on: 'Concerns: ...', or ''."""
    processes = teller.known.processes
    if processes is None or teller.known.findings[finding].kind not in ("duty", "flow"):
        return ""
    names = {one.id: one.name[teller.language] for process in processes.tables.values() for one in process.entries}
    heard = teller.diagnosis.voices.heard
    grounds = [ground.question for argument in arguments(teller.diagnosis, finding, True) for ground in argument.grounds
               if len(ground.answers) == len(heard(ground.question))]  # what answers contradict establishes nothing
    found = [lowered(names[question]) for question in dict.fromkeys(grounds) if question in names]
    more = [teller.say("concerns_more", count=len(found) - NAMES_SHOWN)] if len(found) > NAMES_SHOWN else []
    return teller.say("concerns", names="; ".join([*found[:NAMES_SHOWN], *more])) if found else ""


def _answered(teller: Teller, some: tuple[Duty | Flow, ...]) -> list[Duty | Flow]:
    return [one for one in some if teller.diagnosis.voices.heard(one.id)]


def _process(teller: Teller, processes: Processes, process: Process) -> dict[str, Any]:
    every, answered = len(process.entries), len(_answered(teller, process.entries))
    phases = [_phase(teller, processes, phase) for phase in process.phases if _answered(teller, phase.entries)]
    whole = [name for name in (process.unowned, process.unsettled, process.missing)
             if name in teller.known.findings and teller.diagnosis.truths[name] is Truth.TRUE]
    return {"name": process.name[teller.language], "whole": [teller.finding_text(name) for name in whole],
            "phases": phases, "open": teller.say("tables_open", open=every - answered, all=every) if answered < every else ""}


def _phase(teller: Teller, processes: Processes, phase: Phase) -> dict[str, Any]:
    rows = [_row(teller, processes, one) for one in _answered(teller, phase.entries)]
    return {"name": phase.name[teller.language], "rows": rows}


def _row(teller: Teller, processes: Processes, one: Duty | Flow) -> dict[str, Any]:
    language = teller.language
    meant = duty_in_source(teller, one) if isinstance(one, Duty) else _flow_in_source(teller, processes, one)
    return {"name": one.name[language], "here": here(teller, one.id), "in_source": meant,
            "state": teller.say(f"table_{state_of(teller, processes, one)}"), "statements": teller.cite(one.statements)}


def duty_in_source(teller: Teller, duty: Duty) -> str:
    """Those to whom the sources give a duty."""
    answers = teller.known.questions[duty.id].answers
    return teller.speaker.listed((lowered(answers[code].label[teller.language]) for code in duty.by), "or")


def _flow_in_source(teller: Teller, processes: Processes, flow: Flow) -> str:
    giver, taker = (processes.ends[end][teller.language] for end in flow.ends)
    return teller.say("flow_both_ways") if flow.ends[0] == flow.ends[1] else teller.say("flow_from_to", giver=giver, taker=taker)


def here(teller: Teller, question: str) -> str:
    """The answer, or the answers by side where there is more than one."""
    voices, answers, language = teller.diagnosis.voices, teller.known.questions[question].answers, teller.language
    if question in voices.settled:
        return teller.say("said_by", told=answers[voices.settled[question]].label[language], who=teller.say("settled_by"))
    heard = voices.heard(question)
    if len(heard) == 1:
        return answers[heard[0]].label[language]
    return "; ".join(teller.say("table_side", side=teller.known.sides[side].name[language],
                                answers=teller.speaker.listed((answers[code].label[language] for code in codes), "or"))
                     for side, codes in sorted(voices.said[question].items()))


def state_of(teller: Teller, processes: Processes, one: Duty | Flow) -> str:
    """How a duty or flow that somebody answered stands here, as the key of its phrase."""
    truths, voices = teller.diagnosis.truths, teller.diagnosis.voices
    heard, settled = voices.heard(one.id), one.id in voices.settled
    if len(heard) > 1 or (not settled and voices.disputed(Disputed(one.id), teller.known) is Truth.TRUE):
        return "differ"
    if set(heard) <= processes.unneeded:
        return "unneeded"
    if isinstance(one, Flow):
        return "as_source" if truths[one.runs] is Truth.TRUE else "missing" if heard == (processes.gone,) else "otherwise"
    if truths[one.unowned] is Truth.TRUE:
        return "nobody"
    if truths[one.unsettled] is Truth.TRUE and not settled:
        return "twice"
    return "as_source" if truths[one.as_meant] is Truth.TRUE else "otherwise"


def _sums(teller: Teller, processes: Processes) -> list[dict[str, Any]]:
    """What holds of duties and flows across the tables, beside what is said of each."""
    own = {name for process in processes.tables.values() for name in process.findings}
    names = [name for name, entry in teller.known.findings.items() if entry.kind in ("duty", "flow") and name not in own
             and teller.diagnosis.truths[name] is Truth.TRUE]
    return [{"text": teller.finding_text(name), "concerned": concerned(teller, name),
             "statements": teller.cite(teller.known.findings[name].statements)} for name in names]
