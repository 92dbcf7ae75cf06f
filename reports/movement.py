"""Two cases of one organisation compared: what moved, what merely became known, and what the knowledge alone changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..cases.model import Case
from ..cases.outcome import Shift, outcome_of, shifts
from ..cases.steps import DONE, Step
from ..engine.diagnosis import Diagnosis
from ..engine.truth import Truth
from ..kb.checks import counted_signs
from ..kb.conditions import Disputed
from ..kb.fingerprint import fingerprint
from .axis_words import Namer
from .rendering import wrap
from .replaying import shift_plain, shift_text

if TYPE_CHECKING:
    from ..cases.store.diagnoses import KeptDiagnosis

Told = dict[str, Any]
LISTS = ("won", "lost", "learned", "blurred", "gaps_closed", "gaps_opened", "gaps_unheard", "remedies_done", "remedies_in_place")


@dataclass(frozen=True)
class Reading:
    """A case read with today's knowledge; of a stored one also what was told of it, as it stood then, and its plan."""

    name: str
    case: Case
    diagnosis: Diagnosis
    kept: KeptDiagnosis | None = None
    as_kept: Diagnosis | None = None
    steps: Mapping[str, Step] | None = None


def moved(before: Reading, after: Reading, namer: Namer) -> Told:
    """What a reader needs to know, as plain values; a change of knowledge stands first."""
    one, other = before.diagnosis, after.diagnosis
    signs = counted_signs(one.known)
    names = [reading.case.organisation for reading in (before, after)]
    return {"cases": [before.name, after.name],
            "knowledge": [_knowledge(each, namer) for each in (before, after) if each.kept and each.kept.hash != one.known.hash],
            "organisations": names if len({name.strip().lower() for name in names if name}) > 1 else [],
            "axes": _axes(one, other, namer), **_signs(one, other, signs, namer), **_gaps(one, other, namer),
            "remedies_done": _named(_done(before, after), namer.remedy),
            "remedies_in_place": _named(_in_place(one, other), namer.remedy)}


def _knowledge(reading: Reading, namer: Namer) -> Told:
    kept, known = reading.kept, reading.diagnosis.known
    assert kept is not None
    found: tuple[Shift, ...] = shifts(kept.outcome, kept.fingerprint, reading.as_kept or reading.diagnosis, fingerprint(known))
    return {"case": reading.name, "then": {"version": kept.version, "hash": kept.hash},
            "today": {"version": known.version, "hash": known.hash}, "shifts": [shift_plain(one, namer) for one in found]}


def _axes(before: Diagnosis, after: Diagnosis, namer: Namer) -> list[Told]:
    """Each axis before and after. `moved`: None when the two may be the same, since one of them leaves it open."""
    axes = [outcome_of(each).axes for each in (before, after)]
    found = []
    for axis in axes[0]:
        values = [each[axis] for each in axes]
        sure = before.choice is None or axis != before.choice.axis
        certain = not set(values[0]) & set(values[1]) if sure else before.choice is not None and all(
            value[0] != namer.known.choice.open_value for value in values if namer.known.choice) and values[0] != values[1]
        state = False if values[0] == values[1] else True if certain else None
        found.append({"axis": axis, "name": namer.axis(axis), "before": list(values[0]), "after": list(values[1]), "moved": state,
                      "told": [namer.values(axis, value) for value in values]})
    return found


def _signs(before: Diagnosis, after: Diagnosis, signs: Iterable[str], namer: Namer) -> Told:
    found: dict[str, list[Told]] = {"won": [], "lost": [], "learned": [], "blurred": []}
    for name in signs:
        old, new = before.truths[name], after.truths[name]
        key = {(Truth.FALSE, Truth.TRUE): "won", (Truth.TRUE, Truth.FALSE): "lost"}.get((old, new))
        if key is None and old is not new:
            key = "learned" if new in (Truth.TRUE, Truth.FALSE) else "blurred" if old in (Truth.TRUE, Truth.FALSE) else None
        if key:
            fails = (old if key == "blurred" else new) is Truth.FALSE
            found[key].append({"id": name, "text": namer.finding(name, fails)})
    return found


def _gaps(before: Diagnosis, after: Diagnosis, namer: Namer) -> Told:
    found: dict[str, list[Told]] = {"gaps_closed": [], "gaps_opened": [], "gaps_unheard": []}
    for name, question in before.known.questions.items():
        old, new = (each.voices.disputed(Disputed(name), each.known) for each in (before, after))
        key = {(Truth.TRUE, Truth.FALSE): "gaps_closed", (Truth.TRUE, Truth.UNKNOWN): "gaps_unheard",
               (Truth.FALSE, Truth.TRUE): "gaps_opened", (Truth.UNKNOWN, Truth.TRUE): "gaps_opened"}.get((old, new))
        if key:
            found[key].append({"id": name, "text": question.text[namer.language]})
    return found


def _done(before: Reading, after: Reading) -> list[str]:
    """Remedies that somebody reported as done in either case."""
    steps = [step for each in (before, after) for step in (each.steps or {}).values() if step.status == DONE]
    return list(dict.fromkeys(step.remedy for step in steps))


def _in_place(before: Diagnosis, after: Diagnosis) -> list[str]:
    """Remedies which, by the answers, are in place now and were not."""
    return [one.id for one in after.known.remedies.values()
            if any(after.truths[name] is Truth.TRUE and before.truths[name] is not Truth.TRUE for name in one.in_place)
            and not any(before.truths[name] is Truth.TRUE for name in one.in_place)]


def _named(names: Sequence[str], name: Any) -> list[Told]:
    return [{"id": one, "text": name(one)} for one in names]


def knowledge_line(one: Told, namer: Namer) -> str:
    """That the knowledge has changed since a case was diagnosed, with both versions."""
    versions = {when: f"{one[when]['version']}, {one[when]['hash']}" for when in ("then", "today")}
    return namer.say("move_knowledge" if one["shifts"] else "move_knowledge_same", name=one["case"], **versions)


def axis_line(one: Told, namer: Namer) -> str:
    """An axis before and after, in a sentence."""
    key = {True: "move_axis", False: "move_axis_same", None: "move_axis_open"}[one["moved"]]
    return namer.say(key, axis=one["name"], before=one["told"][0], after=one["told"][1])


def moved_text(told: Told, namer: Namer) -> str:
    """The comparison as text."""
    say = namer.say
    title = say("move_title", first=told["cases"][0], second=told["cases"][1])
    lines = [wrap(title), "=" * min(len(title), 78)]
    for one in told["knowledge"]:
        lines.append(wrap(knowledge_line(one, namer)))
        lines += [*(line for shift in one["shifts"] for line in shift_text(shift, namer)), ""]
    if told["organisations"]:
        lines += [wrap(say("move_organisations", first=told["organisations"][0], second=told["organisations"][1])), ""]
    for one in told["axes"]:
        lines.append(wrap(axis_line(one, namer)))
    for key in LISTS:
        lines += ["", f"{say('move_' + key)}:"]
        lines += [wrap(f"{one['text']} ({one['id']})", "  - ") for one in told[key]] or [f"  {say('move_none')}"]
    return "\n".join(lines) + "\n"
