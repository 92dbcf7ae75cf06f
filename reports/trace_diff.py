"""Where two traces part: the answers that differ, and the conclusions that only one of the two runs reached."""

from __future__ import annotations

from typing import Any

from ..engine.diagnosis import Diagnosis
from ..engine.inference import Firing
from .phrasing import Speaker
from .rendering import wrap
from .trace_view import fact_words
from .tracing import shown_firings, tell_fact

Told = dict[str, Any]


def trace_difference(first: Diagnosis, second: Diagnosis, speaker: Speaker) -> Told:
    """The answers that differ; the firings only one run has, in order; how many both have."""
    news = [{one.new: one for one in shown_firings(each, False)} for each in (first, second)]
    only = [[one for new, one in news[here].items() if new not in news[there]] for here, there in ((0, 1), (1, 0))]
    return {"answers": _answers(first, second, speaker), "common": len(set(news[0]) & set(news[1])),
            "only": [[_firing(one, each, speaker) for one in firings] for firings, each in zip(only, (first, second), strict=True)]}


def _answers(first: Diagnosis, second: Diagnosis, speaker: Speaker) -> list[Told]:
    found = []
    for question, entry in first.known.questions.items():
        heard = [each.voices.heard(question) for each in (first, second)]
        if heard[0] != heard[1]:
            told = ["; ".join(entry.answers[code].told[speaker.language] for code in codes) or speaker.say("if_unanswered")
                    for codes in heard]
            found.append({"question": question, "text": entry.text[speaker.language], "answers": told})
    return found


def _firing(firing: Firing, diagnosis: Diagnosis, speaker: Speaker) -> Told:
    assert firing.new is not None
    return {"number": firing.number, "rule": firing.rule.name, "id": tell_fact(firing.new, speaker),
            "words": fact_words(firing.new, diagnosis, speaker)}


def trace_difference_text(told: Told, names: tuple[str, str], speaker: Speaker) -> str:
    """The difference as text."""
    say = speaker.say
    lines = [wrap(say("diff_title", first=names[0], second=names[1])), "", wrap(say("diff_answers", count=len(told["answers"])))]
    for one in told["answers"]:
        lines.append(wrap(f"{one['text']} ({one['question']})", "  - ", "    "))
        lines += [wrap(f"{name}: {answer}", "      ", "        ") for name, answer in zip(names, one["answers"], strict=True)]
    lines += ["", wrap(say("diff_common", count=told["common"]))]
    for name, firings in zip(names, told["only"], strict=True):
        lines += ["", wrap(say("diff_only", name=name, count=len(firings)))]
        lines += [wrap(f"{one['words']} ({one['rule']})", f"{one['number']:5d} ", "      ") for one in firings]
    return "\n".join(lines) + "\n"
