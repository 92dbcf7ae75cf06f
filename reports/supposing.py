"""What if, why this question, and why not: what other answers would change, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..cases.model import ONLOOKER
from ..engine.supposing import Difference, difference, suppose
from ..engine.truth import Truth
from ..kb.conditions import Concluded, Condition, leaves
from ..kb.problems import BrokenFile, Place, Problem, Problems, nearest
from .rendering import wrap
from .telling import Teller, state_of

Told = dict[str, Any]


def read_supposition(teller: Teller, words: tuple[str, ...]) -> dict[str, str]:
    """`question=answer` words as a mapping. Raises `BrokenFile` with everything that is wrong with them."""
    problems, answers = Problems(), {}
    for word in words:
        question, _, code = word.partition("=")
        entry = teller.known.questions.get(question)
        if entry is None:
            problems.unknown(Place("what-if"), "question", question, teller.known.questions)
        elif code not in entry.answers:
            problems.unknown(Place("what-if"), f"answer of {question}", code, entry.answers)
        elif question in answers:
            problems.add(Place("what-if"), f"'{question}' is answered twice.", "Keep one of the two.")
        answers[question] = code
    problems.stop_if_any()
    return answers


def what_if(teller: Teller, answers: Mapping[str, str]) -> Told:
    """The changed answers, and what would change with them."""
    diagnosis = teller.diagnosis
    found = difference(diagnosis, suppose(diagnosis, answers, ONLOOKER))
    changed = []
    for question, code in answers.items():
        entry = teller.known.questions[question]
        heard = [entry.answers[one].told[teller.language] for one in diagnosis.voices.heard(question)]
        changed.append({"question": question, "text": entry.text[teller.language],
                        "before": "; ".join(heard) or teller.say("if_unanswered"),
                        "after": entry.answers[code].told[teller.language]})
    return {"changed": changed, **told_difference(teller, found)}


def told_difference(teller: Teller, found: Difference) -> Told:
    """A difference in words."""
    axes = [{"axis": one.name, "name": _axis_name(teller, one.name), "before": _values(teller, one.name, one.before),
             "after": _values(teller, one.name, one.after)} for one in found.axes]
    findings = [{"id": name, **_states(teller, name, before, after), "text": teller.finding_text(name, after is Truth.FALSE)}
                for name, (before, after) in found.findings.items()]
    return {"axes": axes, "findings": findings, "begun": [_remedy(teller, name) for name in found.begun],
            "dropped": [_remedy(teller, name) for name in found.dropped],
            "first": [_remedy(teller, name) if name else None for name in found.first], "nothing": found.nothing}


def _states(teller: Teller, name: str, before: Truth, after: Truth) -> dict[str, str]:
    finding = teller.known.findings[name]
    return {"before": state_of(finding, before), "after": state_of(finding, after)}


def _remedy(teller: Teller, name: str) -> Told:
    return {"id": name, "name": teller.known.remedies[name].name[teller.language]}


def _axis_name(teller: Teller, axis: str) -> str:
    ladder = teller.known.ladders.get(axis)
    choice = teller.known.choice
    return ladder.name[teller.language] if ladder else choice.name[teller.language] if choice else axis


def _values(teller: Teller, axis: str, values: tuple[str, ...]) -> str:
    ladder, choice = teller.known.ladders.get(axis), teller.known.choice
    if ladder:
        names = {rung.value: rung.name[teller.language] for rung in ladder.rungs}
    else:
        names = {code: name[teller.language] for code, name in choice.names.items()} if choice else {}
    told = [names[value] if names[value] == value or not value.isdigit() else f"{value} ({names[value]})" for value in values]
    return teller.speaker.listed(told, "or")


def why_asked(teller: Teller, question: str) -> Told:
    """Why a question is asked: what each of its answers would settle, against what is known now."""
    entry = teller.known.questions.get(question)
    if entry is None:
        raise BrokenFile([Problem(Place("why"), f"there is no question '{question}'.", nearest(question, teller.known.questions))])
    diagnosis = teller.diagnosis
    answers = []
    for code, answer in entry.answers.items():
        found = difference(diagnosis, suppose(diagnosis, {question: code}, ONLOOKER))
        answers.append({"code": code, "label": answer.label[teller.language],
                        "now": code in diagnosis.voices.heard(question), **told_difference(teller, found)})
    rules = [rule.id for rule in teller.known.rules.values() if rule.status != "retired" and _asks(rule.when, question)]
    return {"question": question, "text": entry.text[teller.language], "why": entry.why[teller.language],
            "statements": list(teller.cite(entry.statements)), "rules": rules, "answers": answers,
            "matters": question in diagnosis.open or any(not one["nothing"] for one in answers),
            "answered": bool(diagnosis.voices.heard(question))}


def _asks(condition: Condition, question: str) -> bool:
    return any(not isinstance(leaf, Concluded) and leaf.question == question for leaf in leaves(condition))


def what_if_text(teller: Teller, told: Told) -> str:
    """What if, as text."""
    lines = []
    for one in told["changed"]:
        lines += [wrap(one["text"]), wrap(f"{teller.say('if_before')}: {one['before']}", "  ", "    "),
                  wrap(f"{teller.say('if_after')}: {one['after']}", "  ", "    ")]
    return "\n".join([*lines, "", *difference_lines(teller, told, "")]) + "\n"


def difference_lines(teller: Teller, told: Told, lead: str) -> Iterator[str]:
    """The lines of a difference."""
    if told["nothing"]:
        yield wrap(teller.say("if_nothing"), lead)
        return
    for one in told["axes"]:
        yield wrap(f"{one['name']}: {one['before']} -> {one['after']}", lead, lead + "  ")
    for one in told["findings"]:
        yield wrap(f"[{teller.say(one['before'])} -> {teller.say(one['after'])}] {one['text']} ({one['id']})", lead, lead + "  ")
    for key in ("begun", "dropped"):
        for one in told[key]:
            yield wrap(teller.say(f"if_{key}", name=one["name"]), lead, lead + "  ")
    if told["first"][0] != told["first"][1] and told["first"][1]:
        yield wrap(teller.say("if_first", name=told["first"][1]["name"]), lead, lead + "  ")


def why_text(teller: Teller, told: Told) -> str:
    """Why a question is asked, as text."""
    rules, statements = ", ".join(told["rules"]) or "-", ", ".join(told["statements"])
    state = "why_answered" if told["answered"] else "why_matters" if told["matters"] else "ask_decides_nothing"
    lines = [wrap(told["text"]), wrap(teller.say("ask_why", why=told["why"]), "  ", "  "),
             wrap(teller.say("why_rules", rules=rules, statements=statements), "  ", "    "), wrap(teller.say(state), "  ")]
    for one in told["answers"]:
        mark = f" [{teller.say('why_now')}]" if one["now"] else ""
        lines += ["", wrap(f"{one['label']} ({one['code']}){mark}", "  - ", "    "), *difference_lines(teller, one, "      ")]
    return "\n".join(lines) + "\n"
