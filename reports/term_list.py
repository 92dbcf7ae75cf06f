"""The list of terms told, and every Russian text held against it."""

from __future__ import annotations

from pathlib import Path

from ..kb import SHIPPED, KnowledgeBase, Problems
from ..kb.terms import LANGUAGE, Wording, check_terms, read_terms, texts_in
from .json_export import dumps
from .phrasing import Speaker, phrase_nodes
from .rendering import wrap


def _shipped_terms() -> list[Wording]:
    problems = Problems()
    terms = read_terms(SHIPPED, problems)
    problems.stop_if_any()
    return list(terms.values())


def terms_text(language: str) -> str:
    """Each term with its one word in the other language and the words not used for it, sorted by term."""
    say = Speaker(language).say
    terms = sorted(_shipped_terms(), key=lambda one: one.term[language].lower())
    return "\n".join(wrap(say("term_line", en=one.term["en"], ru=one.term[LANGUAGE], avoid=", ".join(one.avoid)),
                          "", "  ") for one in terms) + "\n"


def terms_json() -> str:
    """The list as JSON, with the entries that may use a word all the same."""
    return dumps([{"id": one.id, "term": dict(one.term), "avoid": list(one.avoid),
                   "except": [{"id": name, "because": dict(because)} for name, because in one.allowed.items()]}
                  for one in _shipped_terms()])


def check_words(known: KnowledgeBase, folder: Path, with_phrases: bool) -> None:
    """Raises `BrokenFile` with every word that is not said here, in a knowledge base and perhaps in the joining phrases."""
    problems = Problems()
    terms = read_terms(folder, problems)
    texts = [*texts_in(folder), *(phrase_nodes(LANGUAGE) if with_phrases else ())]
    check_terms(terms, known.glossary, texts, problems)
    problems.stop_if_any()
