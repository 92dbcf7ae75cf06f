"""One entry of the knowledge base told in full: what it says, what it rests on, what uses it. An id may name several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from ..kb.background import Explanation, Tension
from ..kb.conditions import Concluded, leaves
from ..kb.instrument import Item
from ..kb.ledger import Source, Statement, Term
from ..kb.model import Finding, KnowledgeBase, Page, Question, Rule
from ..kb.problems import BrokenFile, Place, Problem, nearest
from ..kb.remedy import Brings, Ground, Remedy
from .conditions import condition_text
from .json_export import dumps
from .phrasing import Speaker
from .rendering import wrap

Lines = Iterator[tuple[str, str]]


def found(known: KnowledgeBase, name: str) -> list[tuple[str, Any]]:
    """Kind and value of every entry with an id. Raises `BrokenFile` with the nearest names when there is none."""
    tables: dict[str, Mapping[str, Any]] = {
        "finding": known.findings, "rule": known.rules, "remedy": known.remedies, "question": known.questions, "page": known.pages,
        "statement": known.statements, "source": known.sources, "term": known.glossary, "explanation": known.explanations,
        "tension": known.tensions, "item": known.instrument.items if known.instrument else {}}
    entries = [(kind, table[name]) for kind, table in tables.items() if name in table]
    if not entries:
        every = sorted({one for table in tables.values() for one in table})
        raise BrokenFile([Problem(Place("kb"), f"nothing in the knowledge base is called '{name}'.", nearest(name, every))])
    return entries


def entry_text(known: KnowledgeBase, name: str, language: str) -> str:
    """The entries in words."""
    teller = _Teller(known, language)
    return "\n".join(teller.entry(kind, value) for kind, value in found(known, name))


def entry_json(known: KnowledgeBase, name: str) -> str:
    """The entries as JSON: a list, since an id may name a question and a remedy."""
    return dumps([{"kind": kind, **{field.name: _plain(getattr(value, field.name)) for field in fields(value)}}
                  for kind, value in found(known, name)])


def _plain(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {key: _plain(one) for key, one in content.items()}
    if isinstance(content, (tuple, frozenset)):
        return [_plain(one) for one in content]
    if isinstance(content, Place):
        return str(content)
    told = condition_text(content)
    if told is not None:
        return told
    if is_dataclass(content) and not isinstance(content, type):
        return {field.name: _plain(getattr(content, field.name)) for field in fields(content)}
    return content


class _Teller:
    """Tells entries in one language: each a heading and labelled lines."""

    def __init__(self, known: KnowledgeBase, language: str) -> None:
        self.known, self.language, self.say = known, language, Speaker(language).say

    def entry(self, kind: str, value: Any) -> str:
        tellers: dict[str, Callable[[Any], Lines]] = {
            "finding": self.finding, "rule": self.rule, "remedy": self.remedy, "question": self.question, "page": self.page,
            "statement": self.statement, "source": self.source, "term": self.term, "explanation": self.explanation,
            "tension": self.tension, "item": self.item}
        lines = [f"{value.id} ({self.say(f'kind_{kind}')})"]
        for label, text in [*tellers[kind](value), *self.users(kind, value.id)]:
            lines.append(wrap(f"{self.say(f'label_{label}')}: {text}", "  ", "    "))
        return "\n".join(lines) + "\n"

    def finding(self, value: Finding) -> Lines:
        yield "kind", self.say(f"finding_{value.kind}") + (f", {value.value}" if value.value else "")
        yield "holds", value.holds[self.language]
        yield "fails", value.fails[self.language]
        for rule in self.known.rules_of[value.id]:
            yield rule.mode, f"{condition_text(rule.when)} ({rule.id})"
        yield from self.statements(value.statements)

    def rule(self, value: Rule) -> Lines:
        yield "concludes", f"{value.concludes} - {self.known.findings[value.concludes].holds[self.language]}"
        yield value.mode, str(condition_text(value.when))
        yield "because", value.because[self.language]
        yield "misleads", value.misleads_when[self.language]
        yield from self.statements(value.statements)
        yield "place", str(value.place)

    def remedy(self, value: Remedy) -> Lines:
        yield "name", value.name[self.language]
        yield "what", value.what[self.language]
        yield "owner", f"{value.owner[self.language]}; {self.say(value.effort)}"
        for step in value.steps:
            yield "step", step[self.language]
        for part in value.parts:
            yield "part", f"{part.text[self.language]} ({', '.join(part.statements)})"
        for ground in value.reasons:
            yield "reason", self.ground(ground)
        for finding in value.in_place:
            yield "in_place", self.known.findings[finding].holds[self.language]
        yield from (("brings", self.brings(one)) for one in value.brings)
        for need in value.needs:
            how = need.task[self.language] if need.task else self.known.remedies[need.brought_by or ""].name[self.language]
            yield "need", f"{self.known.findings[need.finding].holds[self.language]} - {how} ({', '.join(need.statements)})"
        for ground in value.not_when:
            yield "not_when", self.ground(ground)
        for effect in value.side_effects:
            yield "side_effect", f"{effect.text[self.language]} ({', '.join(effect.statements)})"
        yield "works_when", value.works_when[self.language]
        yield "evidence", f"[{self.say(f'grade_{value.evidence.grade}')}] {value.evidence.says[self.language]}"
        for key, names in (("for", value.evidence.supports), ("against", value.evidence.against)):
            if names:
                yield key, ", ".join(names)

    def brings(self, one: Brings) -> str:
        question = self.known.questions[one.question]
        answers = "; ".join(question.answers[code].label[self.language] for code in one.answers)
        return f"{question.text[self.language]} {answers} ({', '.join(one.statements)})"

    def ground(self, ground: Ground) -> str:
        finding = self.known.findings[ground.finding]
        told = finding.fails if ground.excluded else finding.holds
        return f"{told[self.language]} - {ground.because[self.language]} ({', '.join(ground.statements)})"

    def question(self, value: Question) -> Lines:
        yield "text", value.text[self.language]
        if value.staff:
            yield "staff", value.staff[self.language]
        yield "help", value.help[self.language]
        yield "why", value.why[self.language]
        yield "asked_of", ", ".join(self.known.sides[side].name[self.language] for side in value.sides)
        for answer in value.answers.values():
            neutral = f" [{self.say('neutral')}]" if answer.code == value.neutral else ""
            yield "answer", f"{answer.code} - {answer.label[self.language]}{neutral}"
        yield from self.statements(value.statements)

    def page(self, value: Page) -> Lines:
        yield "name", value.title[self.language]
        yield "questions", ", ".join(value.questions)

    def statement(self, value: Statement) -> Lines:
        yield "text", value.text[self.language]
        source = self.known.sources[value.source]
        yield "source", f"{source.title[self.language]} ({source.id}); {value.place[self.language]}"
        if value.attributed_to:
            yield "attributed", value.attributed_to

    def source(self, value: Source) -> Lines:
        yield "name", value.title[self.language]
        yield "authors", f"{value.authors[self.language]}; {value.year[self.language]}"
        yield "published", value.published[self.language]
        yield "read", self.say(f"read_{value.read}")
        yield "quality", value.quality[self.language]
        names = [one.id for one in self.known.statements.values() if one.source == value.id]
        yield "statements", f"{len(names)}: {', '.join(names)}"

    def term(self, value: Term) -> Lines:
        yield "name", value.term[self.language]
        yield "text", value.meaning[self.language]
        yield from self.statements(value.statements)

    def explanation(self, value: Explanation) -> Lines:
        yield "text", value.text[self.language]
        yield from self.statements(value.statements)

    def tension(self, value: Tension) -> Lines:
        yield "name", value.name[self.language]
        for side in value.sides:
            yield "text", f"{side.says[self.language]} ({', '.join(side.statements)})"
            yield "when", side.holds_when[self.language]
        yield "because", value.decision[self.language]
        yield "used_by", ", ".join(value.decided_by) or self.say("tension_left_open")

    def item(self, value: Item) -> Lines:
        yield "text", value.text[self.language]
        yield "kind", self.say(f"about_{value.about}")
        for sign in value.signs:
            yield "sign", f"{sign} - {self.known.findings[sign].holds[self.language]}"
        yield from self.statements(value.statements)

    def statements(self, names: tuple[str, ...]) -> Lines:
        for name in names:
            yield "statement", f"{self.known.statements[name].text[self.language]} ({name})"

    def users(self, kind: str, name: str) -> Lines:
        users = sorted(set(_users(self.known, kind, name)))
        if users:
            yield "used_by", ", ".join(users)


def _users(known: KnowledgeBase, kind: str, name: str) -> Iterator[str]:
    """The ids of what rests on an entry."""
    for rule in known.rules.values():
        asked = {leaf.finding if isinstance(leaf, Concluded) else leaf.question for leaf in leaves(rule.when)}
        if (kind in ("question", "finding") and name in asked) or (kind == "statement" and name in rule.statements):
            yield rule.id
    for remedy in known.remedies.values():
        grounds = {one.finding for one in (*remedy.reasons, *remedy.not_when)}
        grounds |= {need.finding for need in remedy.needs} | set(remedy.in_place)
        if (kind == "finding" and name in grounds) or (kind == "statement" and name in remedy.statements):
            yield remedy.id
        if kind == "remedy" and name in {need.brought_by for need in remedy.needs}:
            yield remedy.id
    if kind == "statement":
        for table in (known.questions, known.findings, known.glossary):
            yield from (one.id for one in table.values() if name in one.statements)
