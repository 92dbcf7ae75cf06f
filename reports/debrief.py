"""A lesson told afterwards: each page against the best one, what was right, what has no support and why, and the rules missed."""

from __future__ import annotations

from ..cases.teaching import Lesson, Said, Verdict, first_remedies, missed_rules, verdicts
from ..kb.model import Rule
from .plan_section import declined_line
from .rendering import wrap
from .telling import Teller

SHOWN = 8


def debrief(lesson: Lesson, said: Said, language: str) -> str:
    """The comparison as text, rule and source named."""
    teller = Teller(lesson.case, lesson.whole(), language)
    lines = [teller.say("teach_pages"), *_looks(teller, lesson), ""]
    for verdict in verdicts(lesson, said, teller.diagnosis):
        lines += _verdict(teller, verdict)
    lines += ["", *_remedies(teller, said), ""]
    missed = missed_rules(lesson, teller.diagnosis)
    lines.append(wrap(teller.say("teach_missed" if missed else "teach_none_missed", count=len(missed))))
    lines += [line for rule in missed[:SHOWN] for line in _rule(teller, rule)]
    if len(missed) > SHOWN:
        lines.append(wrap(teller.say("teach_more", count=len(missed) - SHOWN), "  "))
    return "\n".join([*lines, "", wrap(teller.say("teach_end"))]) + "\n"


def _looks(teller: Teller, lesson: Lesson) -> list[str]:
    lines = []
    for look in lesson.looks:
        title, best = (teller.known.pages[page].title[teller.language] for page in (look.page, look.best))
        key = "teach_look_best" if look.page == look.best or look.share == 100 else "teach_look"
        lines.append(wrap(teller.say(key, page=title, share=look.share, best=best), "  - ", "    "))
    return lines or [wrap(teller.say("teach_no_page"), "  ")]


def _verdict(teller: Teller, verdict: Verdict) -> list[str]:
    ladder = teller.known.ladders[verdict.axis]
    names = {rung.value: rung.name[teller.language] for rung in ladder.rungs}
    said, true = (names[value] if names[value] == value or not value.isdigit() else f"{value} ({names[value]})"
                  for value in (verdict.said, verdict.true))
    lines = [wrap(teller.say(f"teach_{verdict.state}", axis=ladder.name[teller.language], said=said, true=true))]
    if verdict.against:
        lines.append(wrap(teller.say("teach_against"), "  "))
    return lines + [line for name in verdict.against[:SHOWN] for line in _standing(teller, name)]


def _standing(teller: Teller, finding: str) -> list[str]:
    """A finding as it is in the hidden case, with the rules and sources that say so."""
    told = teller.finding(finding)
    lines = [wrap(f"[{teller.say(told.state)}] {told.text} ({finding})", "  - ", "    ")]
    for one in (*told.arguments, *told.against):
        if one.rule:
            lines.append(wrap(teller.say("teach_rule", rule=one.rule, sources=_sources(teller, one.statements)), "    ", "      "))
    return lines


def _remedies(teller: Teller, said: Said) -> list[str]:
    diagnosis, names = teller.diagnosis, {one.id: one.name[teller.language] for one in teller.known.remedies.values()}
    first = first_remedies(diagnosis)
    planned = {one.remedy for one in (*diagnosis.plan.now, *diagnosis.plan.later)}
    declined = {one.remedy: one for one in diagnosis.plan.declined}
    lines = []
    for name in said.remedies:
        key = "teach_remedy_first" if name in first else "teach_remedy_later" if name in planned else "teach_remedy_unsupported"
        lines.append(wrap(teller.say(key, name=names[name]), "  - ", "    "))
        if name in declined:
            lines.append(wrap(declined_line(teller, declined[name]), "    "))
        elif name not in planned:
            reasons = dict.fromkeys(ground.finding for ground in teller.known.remedies[name].reasons)
            lines += ["  " + line for reason in reasons for line in _standing(teller, reason)]
    missed = [names[name] for name in first if name not in said.remedies]
    lines += [wrap(teller.say("teach_remedy_missed", name=name), "  - ", "    ") for name in missed]
    return [teller.say("teach_remedies"), *lines]


def _rule(teller: Teller, rule: Rule) -> list[str]:
    told = wrap(f"{rule.because[teller.language]}", "  - ", "    ")
    return [told, wrap(teller.say("teach_rule", rule=rule.id, sources=_sources(teller, rule.statements)), "    ", "      ")]


def _sources(teller: Teller, statements: tuple[str, ...]) -> str:
    sources = dict.fromkeys(teller.known.statements[name].source for name in statements)
    return "; ".join(teller.known.sources[name].title[teller.language] for name in sources)
