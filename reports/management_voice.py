"""The diagnosis for management on one page: level, three reasons, three steps, what waiting means, what not to do."""

from __future__ import annotations

from ..engine.evidence import arguments
from ..engine.planning import Declined
from ..engine.truth import Truth
from .plan_section import declined_line
from .short_sections import SHOWN, Item, Section, in_short, short_limits
from .telling import Teller


def management_sections(teller: Teller) -> tuple[Section, ...]:
    """The sections of the page, in order."""
    reasons = _reasons(teller)
    shown = [name for name, _ in reasons]
    return (in_short(teller), Section("reasons", teller.say("brief_reasons"), *_listed(teller, reasons, "nothing_established")),
            _steps(teller), _waiting(teller, shown), _not_now(teller), short_limits(teller))


def _listed(teller: Teller, told: list[tuple[str, str]], none: str) -> tuple[tuple[str, ...], tuple[Item, ...]]:
    """Findings with why they matter as a list, or the phrase for none."""
    if not told:
        return (teller.say(none),), ()
    return (), tuple(Item(because, label=text) for text, because in told)


def _reasons(teller: Teller) -> list[tuple[str, str]]:
    """Text and because of the first reasons of the plan, each finding once."""
    found: dict[str, str] = {}
    for one in teller.diagnosis.plan.now:
        for ground in one.reasons:
            text = teller.finding_text(ground.finding, True) if ground.excluded else teller.text_without_blame(ground.finding)
            found.setdefault(text, ground.because[teller.language])
    return list(found.items())[:SHOWN]


def _steps(teller: Teller) -> Section:
    """The first three remedies with owner and effort."""
    items = []
    for one in teller.diagnosis.plan.now[:SHOWN]:
        remedy = teller.known.remedies[one.remedy]
        who = teller.say("brief_step", owner=remedy.owner[teller.language], effort=teller.say(remedy.effort))
        items.append(Item(f"{remedy.what[teller.language]} {who}", label=remedy.name[teller.language]))
    lines = () if items else (teller.say("plan_empty"),)
    return Section("steps", teller.say("brief_steps"), lines, tuple(items), ordered=True)


def _waiting(teller: Teller, shown: list[str]) -> Section:
    """What the sources say against leaving things as they are: established drivers, then symptoms and signals of conflict."""
    told: list[tuple[str, str]] = []
    choice = teller.diagnosis.choice
    signals = (*teller.diagnosis.of_kind("symptom"), *teller.diagnosis.of_kind("conflict_signal"))
    for name in dict.fromkeys([*(choice.drivers if choice else ()), *signals]):
        text = teller.text_without_blame(name)
        held = [argument.proof for argument in arguments(teller.diagnosis, name, True) if argument.proof]
        if text not in shown and held:
            told.append((text, "" if teller.known.findings[name].without_blame else held[0].rule.because[teller.language]))
    lines, items = _listed(teller, told[:SHOWN], "brief_waiting_none")
    return Section("waiting", teller.say("brief_waiting"), lines or (teller.say("brief_waiting_intro"),), items)


def _not_now(teller: Teller) -> Section:
    """Remedies that seem to suit and are barred, or wait for something: which, and why."""
    made = teller.diagnosis.plan
    barred = [one for one in made.declined if one.why != "in_place"]
    items = [Item(declined_line(teller, one)) for one in barred[:SHOWN]]
    for one in made.now[:SHOWN]:
        remedy = teller.known.remedies[one.remedy]
        for ground in remedy.not_when:
            if ground.finding in one.check_first and len(items) < SHOWN:
                if teller.diagnosis.truths[ground.finding] is Truth.CONTESTED:
                    items.append(Item(declined_line(teller, Declined(one.remedy, "barred", ground.finding))))
                else:
                    items.append(Item(teller.say("brief_check", name=remedy.name[teller.language],
                                                 text=teller.finding_text(ground.finding, ground.excluded))))
    lines = () if items else (teller.say("brief_not_none"),)
    return Section("not_now", teller.say("brief_not"), lines, tuple(items))
