"""The diagnosis for HR: what shows, in neutral words, what works, whom to talk to, what next. No persons, nobody to blame."""

from __future__ import annotations

from .plan_section import LEVEL
from .quick_check import look
from .short_sections import SHOWN, Item, Section, in_short, short_limits
from .telling import Teller

SYMPTOMS_SHOWN, PAGES_SHOWN = 8, 4


def hr_sections(teller: Teller) -> tuple[Section, ...]:
    """The sections of the report, in order."""
    return (in_short(teller), _shows(teller), _works(teller), _talk(teller), _next(teller), short_limits(teller))


def _shows(teller: Teller) -> Section:
    """Symptoms and signals of conflict that are established."""
    names = dict.fromkeys([*teller.diagnosis.of_kind("symptom"), *teller.diagnosis.of_kind("conflict_signal")])
    items = tuple(Item(teller.text_without_blame(name)) for name in list(names)[:SYMPTOMS_SHOWN])
    lines = [teller.say("hr_shows_intro") if items else teller.say("check_no_reasons")]
    if len(names) > SYMPTOMS_SHOWN:
        lines.append(teller.say("hr_shows_more", count=len(names) - SYMPTOMS_SHOWN))
    return Section("shows", teller.say("hr_shows"), tuple(lines), items)


def _works(teller: Teller) -> Section:
    """Signs of the higher levels and practices that stand."""
    lowest = teller.known.ladders[LEVEL].rungs[0].value
    names = [name for kind in ("sign", "strength") for name in teller.diagnosis.of_kind(kind)
             if teller.known.findings[name].value != lowest]
    items = tuple(Item(teller.text_without_blame(name)) for name in names[:SYMPTOMS_SHOWN])
    return Section("works", teller.say("hr_works"), () if items else (teller.say("nothing_established"),), items)


def _talk(teller: Teller) -> Section:
    """Which side can still say something that would change the diagnosis, and about what."""
    said, known, items = teller.diagnosis.voices.said, teller.known, []
    for side in known.sides.values():
        asked = [name for name in teller.diagnosis.open
                 if side.id in known.questions[name].sides and side.id not in said.get(name, ())]
        if side.party and asked:
            pages = teller.page_names(asked)[:PAGES_SHOWN]
            items.append(Item(teller.say("hr_talk_line", who=side.who[teller.language], pages=", ".join(pages))))
    return Section("talk", teller.say("hr_talk"), (teller.say("hr_talk_how" if items else "hr_talk_none"),), tuple(items))


def _next(teller: Teller) -> Section:
    """The next steps of the quick look, then the first remedies with their owners."""
    check, found = teller.known.check, look(teller.diagnosis)
    steps = [step[teller.language] for step in check.next_steps[found.verdict]] if check and found.verdict else []
    verdict = (f"{check.verdicts[found.verdict][teller.language]}.",) if check and found.verdict else ()
    for one in teller.diagnosis.plan.now[:SHOWN]:
        remedy = teller.known.remedies[one.remedy]
        steps.append(teller.say("hr_step", name=remedy.name[teller.language], owner=remedy.owner[teller.language]))
    return Section("next", teller.say("check_next"), verdict or (() if steps else (teller.say("plan_empty"),)),
                   tuple(Item(step) for step in steps))
