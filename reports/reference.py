"""The knowledge base shown: questions, one entry by id, the glossary, counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..kb.conditions import All, Asked, AtLeast, Concluded, Condition, Disputed, Not
from ..kb.conditions import Any as AnyOf
from ..kb.model import Answer, KnowledgeBase, Question
from ..kb.problems import BrokenFile, Place, Problem, nearest
from .json_export import dumps
from .rendering import wrap

CONDITIONS = (All, AnyOf, Asked, AtLeast, Concluded, Disputed, Not)
_WORDS = {
    "en": {"ask": "asked of", "why": "why", "neutral": "neutral", "statements": "statements", "used": "used by"},
    "ru": {"ask": "кого спросить", "why": "зачем", "neutral": "нейтральный", "statements": "утверждения",
           "used": "где используется"},
}


def questions_text(known: KnowledgeBase, language: str, side: str | None) -> str:
    """Every question, page by page, with codes of its answers, who can answer, and why it is asked."""
    lines: list[str] = []
    for page in known.pages.values():
        asked = [known.questions[name] for name in page.questions if side is None or side in known.questions[name].sides
                 or not known.sides[side].party]
        if asked:
            lines += ["", f"{known.topics[page.topic].name[language]} / {page.title[language]}"]
            lines += [line for question in asked for line in _question(question, known, language)]
    return "\n".join(lines[1:]) + "\n"


def _question(question: Question, known: KnowledgeBase, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield wrap(f"{question.id}: {question.text[language]}", "  ", "    ")
    yield wrap(question.help[language], "    ")
    for answer in question.answers.values():
        mark = f" [{words['neutral']}]" if answer.code == question.neutral else ""
        yield wrap(f"{answer.code}: {answer.label[language]}{mark}", "      ", "        ")
    yield wrap(f"{words['ask']}: {', '.join(known.sides[s].name[language] for s in question.sides)}", "    ")
    yield wrap(f"{words['why']}: {question.why[language]}", "    ")
    yield wrap(f"{words['statements']}: {', '.join(question.statements)}", "    ")


def questions_json(known: KnowledgeBase, side: str | None) -> str:
    """The same as JSON, in both languages."""
    return dumps([{"id": q.id, "page": q.page, "text": dict(q.text), "help": dict(q.help), "why": dict(q.why),
                   "sides": list(q.sides), "order": list(q.order), "neutral": q.neutral, "statements": list(q.statements),
                   "answers": [{"code": a.code, "label": dict(a.label), "told": dict(a.told)} for a in q.answers.values()]}
                  for q in known.questions.values() if side is None or side in q.sides or not known.sides[side].party])


def entry(known: KnowledgeBase, name: str) -> tuple[str, Any]:
    """The kind and value of the entry with an id. Raises `BrokenFile` with the nearest names when there is none."""
    tables: dict[str, Mapping[str, Any]] = {
        "finding": known.findings, "rule": known.rules, "remedy": known.remedies, "question": known.questions,
        "statement": known.statements, "source": known.sources, "term": known.glossary, "page": known.pages}
    for kind, table in tables.items():
        if name in table:
            return kind, table[name]
    every = [one for table in tables.values() for one in table]
    raise BrokenFile([Problem(Place("kb"), f"nothing in the knowledge base is called '{name}'.", nearest(name, every))])


def entry_text(known: KnowledgeBase, name: str, language: str) -> str:
    """One entry in words, with what it rests on and what uses it."""
    kind, value = entry(known, name)
    words = _WORDS[language]
    lines = [f"{name} ({kind})", *_fields(value, known, language)]
    used = list(_users(known, name))
    if used:
        lines.append(wrap(f"{words['used']}: {', '.join(used)}", "  ", "    "))
    return "\n".join(lines) + "\n"


def _fields(value: Any, known: KnowledgeBase, language: str) -> Iterator[str]:
    for field, content in vars(value).items():
        told = _told(content, language, known)
        if told and field not in ("id", "file"):
            yield wrap(f"{field}: {told}", "  ", "    ")


def _told(content: Any, language: str, known: KnowledgeBase) -> str:
    if isinstance(content, Mapping):
        return str(content[language]) if language in content else \
            "; ".join(f"{key} = {_told(one, language, known)}" for key, one in content.items())
    if isinstance(content, (tuple, frozenset)):
        return "; ".join(_told(one, language, known) for one in content)
    if isinstance(content, CONDITIONS):
        return condition_text(content)
    if isinstance(content, Answer):
        return str(content.label[language])
    if hasattr(content, "__dataclass_fields__") and not isinstance(content, Place):
        return ", ".join(told for one in vars(content).values() if (told := _told(one, language, known)))
    return "" if content is None else str(content)


def condition_text(condition: Condition) -> str:
    """A condition as one line, in the words of its language."""
    if isinstance(condition, Asked):
        return f"{condition.question} in ({', '.join(sorted(condition.answers))})"
    if isinstance(condition, Concluded):
        return condition.finding
    if isinstance(condition, Disputed):
        return f"disputed {condition.question}"
    if isinstance(condition, Not):
        return f"not {condition_text(condition.part)}"
    parts = ", ".join(condition_text(part) for part in condition.parts)
    if isinstance(condition, AtLeast):
        return f"at least {condition.count} of ({parts})"
    return f"{'all' if isinstance(condition, All) else 'any'} of ({parts})"


def _users(known: KnowledgeBase, name: str) -> Iterator[str]:
    from ..kb.conditions import leaves

    for rule in known.rules.values():
        names = {rule.concludes, *rule.statements}
        names |= {leaf.finding if isinstance(leaf, Concluded) else leaf.question for leaf in leaves(rule.when)}
        if name in names:
            yield rule.id
    for remedy in known.remedies.values():
        grounds = {g.finding for g in (*remedy.reasons, *remedy.not_when)} | {n.finding for n in remedy.needs}
        if name in grounds or name in remedy.statements or name in remedy.in_place:
            yield remedy.id
    for table in (known.questions, known.findings, known.glossary):
        yield from (one.id for one in table.values() if name in one.statements)


def entry_json(known: KnowledgeBase, name: str) -> str:
    """One entry as JSON."""
    kind, value = entry(known, name)
    return dumps({"kind": kind, **{key: _plain(content) for key, content in vars(value).items()}})


def _plain(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {key: _plain(one) for key, one in content.items()}
    if isinstance(content, CONDITIONS):
        return condition_text(content)
    if isinstance(content, (tuple, frozenset)):
        return [_plain(one) for one in content]
    if isinstance(content, Place):
        return str(content)
    if hasattr(content, "__dataclass_fields__"):
        return {key: _plain(one) for key, one in vars(content).items()}
    return content


def glossary_text(known: KnowledgeBase, language: str) -> str:
    """The glossary, sorted by term."""
    terms = sorted(known.glossary.values(), key=lambda term: term.term[language].lower())
    return "\n".join(wrap(f"{t.term[language]}: {t.meaning[language]}" + (f" ({', '.join(t.statements)})" if t.statements else ""),
                          "", "  ") for t in terms) + "\n"


def glossary_json(known: KnowledgeBase) -> str:
    """The glossary as JSON."""
    return dumps([{"id": t.id, "term": dict(t.term), "meaning": dict(t.meaning), "statements": list(t.statements)}
                  for t in known.glossary.values()])


def counts(known: KnowledgeBase) -> dict[str, int]:
    """How much the knowledge base holds."""
    return {"pages": len(known.pages), "questions": len(known.questions), "findings": len(known.findings),
            "rules": len(known.rules), "remedies": len(known.remedies), "statements": len(known.statements),
            "sources": len(known.sources), "terms": len(known.glossary)}


__all__ = ["condition_text", "counts", "entry_json", "entry_text", "glossary_json", "glossary_text", "questions_json",
           "questions_text"]
