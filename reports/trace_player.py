"""The trace as one page for a projector: every firing with its agenda, facts and source; a player steps through them."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from ..cases.model import Case
from ..engine.diagnosis import Diagnosis
from .phrasing import Speaker
from .rendering import TEMPLATES, environment
from .trace_view import firing_view
from .tracing import shown_firings


def player(case: Case, diagnosis: Diagnosis, language: str, every: bool) -> str:
    """The page: self-contained, works offline; without scripts all firings stand one under the other."""
    speaker = Speaker(language)
    script = (TEMPLATES / "player.js").read_text(encoding="utf-8")
    firings = [firing_view(one, diagnosis, speaker, every) for one in shown_firings(diagnosis, every)]
    return environment("html").get_template("player.html.j2").render(
        language=language, say=speaker.say, title=case.organisation or speaker.say("unnamed"), firings=firings,
        all_firings=len(diagnosis.run.firings), rules=_rules(firings), facts=_facts(firings), script=script,
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode())


def _rules(firings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each rule with its first firing, by name."""
    first: dict[str, int] = {}
    for one in firings:
        first.setdefault(one["rule"], one["number"])
    return [{"name": name, "number": number} for name, number in sorted(first.items())]


def _facts(firings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each derived fact with the firing that derived it, by its words."""
    return sorted(({"name": one["new"]["words"], "number": one["number"]} for one in firings if one["new"]),
                  key=lambda fact: (fact["name"], fact["number"]))
