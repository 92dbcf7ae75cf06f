"""The knowledge base as lists: its questions, its glossary, how much it holds."""

from __future__ import annotations

from collections.abc import Iterator

from ..kb.model import KnowledgeBase, Question
from ..kb.text import Text
from .json_export import dumps
from .phrasing import Speaker
from .rendering import wrap


def questions_text(known: KnowledgeBase, language: str, side: str | None) -> str:
    """Every question, page by page, with codes of its answers, who can answer, and why it is asked."""
    lines: list[str] = []
    for page in known.pages.values():
        asked = [question for name in page.questions if _asks(known, question := known.questions[name], side)]
        if asked:
            lines += ["", f"{known.topics[page.topic].name[language]} / {page.title[language]}"]
            lines += [line for question in asked for line in _question(question, known, language, side)]
    return "\n".join(lines[1:]) + "\n"


def _asks(known: KnowledgeBase, question: Question, side: str | None) -> bool:
    return side is None or side in question.sides or not known.sides[side].party


def _wording(question: Question, known: KnowledgeBase, side: str | None) -> Text:
    return question.put_to(known.sides[side]) if side else question.text


def _question(question: Question, known: KnowledgeBase, language: str, side: str | None) -> Iterator[str]:
    say = Speaker(language).say
    yield wrap(f"{question.id}: {_wording(question, known, side)[language]}", "  ", "    ")
    yield wrap(question.help[language], "    ")
    for answer in question.answers.values():
        mark = f" [{say('neutral')}]" if answer.code == question.neutral else ""
        yield wrap(f"{answer.code}: {answer.label[language]}{mark}", "      ", "        ")
    yield wrap(f"{say('label_asked_of')}: {', '.join(known.sides[s].name[language] for s in question.sides)}", "    ")
    yield wrap(f"{say('label_why')}: {question.why[language]}", "    ")
    yield wrap(f"{say('label_statements')}: {', '.join(question.statements)}", "    ")


def questions_json(known: KnowledgeBase, side: str | None) -> str:
    """The same as JSON, in both languages; `text` is what the side is asked, `staff` the wording for staff if there is one."""
    return dumps([{"id": q.id, "page": q.page, "text": dict(_wording(q, known, side)),
                   "staff": dict(q.staff) if q.staff else None, "help": dict(q.help), "why": dict(q.why),
                   "sides": list(q.sides), "order": list(q.order), "neutral": q.neutral, "statements": list(q.statements),
                   "answers": [{"code": a.code, "label": dict(a.label), "told": dict(a.told)} for a in q.answers.values()]}
                  for q in known.questions.values() if _asks(known, q, side)])


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
            "sources": len(known.sources), "terms": len(known.glossary),
            "items": len(known.instrument.items) if known.instrument else 0}
