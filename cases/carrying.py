"""Old cases under today's knowledge: renamed questions under their new names, what is no longer asked set aside."""

from __future__ import annotations

from dataclasses import replace

from ..kb.model import KnowledgeBase
from .entries import ANSWER, OVERRIDE, RATING, SETTLED, Content, Entries, Key, case_of, given_of
from .model import NO_ANSWER, Case, Given


def carried(entries: Entries, known: KnowledgeBase) -> tuple[dict[Key, Content], dict[tuple[str, str], Given]]:
    """The entries under today's names, and the answers to questions that are asked no more, by respondent and question."""
    today: dict[Key, Content] = {}
    retired: dict[tuple[str, str], Given] = {}
    for key, content in entries.items():
        if key.kind not in (ANSWER, SETTLED):
            if _still_known(key, known):
                today[key] = content
            continue
        renamed = known.renamed.get(key.name)
        name = (renamed.became or "") if renamed else key.name
        code = renamed.today(content["value"]) if renamed else content["value"]
        if name in known.questions and (code in known.questions[name].answers or code in NO_ANSWER):
            now = Key(key.kind, key.respondent, name)
            today[now] = {**content, "value": code} if now == key or now not in entries else entries[now]
        else:
            retired[key.respondent, key.name] = given_of(content)
    return today, retired


def _still_known(key: Key, known: KnowledgeBase) -> bool:
    """False for an override of a finding, or a rating of an item, that is no more; its entry stays in the store."""
    if key.kind == RATING:
        return known.instrument is not None and key.name in known.instrument.items
    return key.kind != OVERRIDE or key.name.partition(" ")[2] in known.findings


def case_today(entries: Entries, known: KnowledgeBase) -> Case:
    """The case that stored entries make up under today's knowledge."""
    today, retired = carried(entries, known)
    return replace(case_of(today), retired=retired)


def former_names(key: Key, known: KnowledgeBase) -> list[Key]:
    """The keys under which an older knowledge base kept the same answer."""
    if key.kind not in (ANSWER, SETTLED):
        return []
    return [Key(key.kind, key.respondent, one.id) for one in known.renamed.values()
            if one.became == key.name and one.id != key.name]
