"""Old surveys under today's knowledge: renamed questions under their new names, what is no longer asked set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from ..kb.model import KnowledgeBase
from .survey import SILENT, Group, Survey


def survey_today(survey: Survey, known: KnowledgeBase) -> Survey:
    """The survey with counts, and what was said about columns and answers, under today's names."""
    files = tuple(replace(one, groups=tuple(_group(group, known) for group in one.groups)) for one in survey.files)
    columns = {header: _today(question, known) for header, question in survey.columns.items()}
    values: dict[str, dict[str, str]] = {}
    for question, said in survey.values.items():
        if name := _today(question, known):
            values.setdefault(name, {}).update({value: code_today(question, code, known) for value, code in said.items()})
    return replace(survey, columns=columns, values=values, files=files)


def _today(question: str, known: KnowledgeBase) -> str:
    """A question's name today; '' when it is asked no more."""
    renamed = known.renamed.get(question)
    return renamed.became or "" if renamed else question


def code_today(question: str, code: str, known: KnowledgeBase) -> str:
    """An answer's code of then as it is called today."""
    renamed = known.renamed.get(question)
    return renamed.today(code) if renamed else code


def _group(group: Group, known: KnowledgeBase) -> Group:
    answers: dict[str, Counter[str]] = {}
    retired: dict[str, Mapping[str, int]] = {}
    for question, counts in group.kept.items():
        name = _today(question, known)
        codes = {code: code_today(question, code, known) for code in counts}
        still = {code for code, now in codes.items() if name in known.questions
                 and (now in known.questions[name].answers or now in SILENT)}
        for code in still:
            answers.setdefault(name, Counter())[codes[code]] += counts[code]
        if len(still) < len(counts):
            retired[question] = {code: count for code, count in counts.items() if code not in still}
    return replace(group, answers={name: dict(counts) for name, counts in answers.items()}, retired=retired)
