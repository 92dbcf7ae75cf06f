"""An empty case file to fill in by hand: every page and question with its answers as comments."""

from __future__ import annotations

from ..kb.model import KnowledgeBase, Question
from .model import NO_ANSWER, ONLOOKER

_WORDS = {
    "en": {"head": ["An empty case. Put a code after a colon, or leave the line as it is:",
                    "what is not answered is never read as 'no'.",
                    "unknown = the respondent does not know; later = asked again at the end.",
                    "An answer may carry a note: {value: CODE, note: '...', basis: told|seen|document}.",
                    "For several respondents see the README, 'Case files'."],
           "organisation": "a name for the organisation", "asked": "asked of"},
    "ru": {"head": ["Пустой случай. Впишите код после двоеточия или оставьте строку как есть:",
                    "отсутствие ответа никогда не значит «нет».",
                    "unknown = респондент не знает; later = спросить еще раз в конце.",
                    "К ответу можно добавить заметку: {value: КОД, note: '...', basis: told|seen|document}.",
                    "О нескольких респондентах - в README, раздел «Case files»."],
           "organisation": "название организации", "asked": "кого спросить"},
}


def blank_case(known: KnowledgeBase, language: str) -> str:
    """The text of an empty, commented case file for one observer."""
    words = _WORDS[language]
    lines = [f"# {line}" for line in words["head"]]
    lines += ["", f"organisation: ''  # {words['organisation']}", "date: ''", "answers:"]
    for page in known.pages.values():
        lines += ["", f"  # {known.topics[page.topic].name[language]}. {page.title[language]}"]
        for name in page.questions:
            lines += _question(known.questions[name], known, language, str(words["asked"]))
    return "\n".join(lines) + "\n"


def _question(question: Question, known: KnowledgeBase, language: str, asked: str) -> list[str]:
    sides = ", ".join(known.sides[side].name[language] for side in question.sides if side != ONLOOKER)
    lines = [f"  # {question.text[language]} ({asked}: {sides})"]
    lines += [f"  #   {answer.code}: {answer.label[language]}" for answer in question.answers.values()]
    lines.append(f"  #   {' | '.join(NO_ANSWER)}")
    return [*lines, f"  {question.id}:"]
