"""What each command does: files and options in, text out. The command line and the browser only pass things along."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .cases.blank import blank_case
from .cases.failures import Refused
from .cases.hearing import hear
from .cases.merging import merge
from .cases.model import Case
from .cases.opening import is_stored, keep_told, open_case
from .cases.refusals import say
from .cases.scoring import score
from .cases.survey_file import save_survey, survey_path
from .cases.writing import as_yaml
from .engine.diagnosis import Diagnosis
from .engine.diagnosis import diagnose as diagnose_voices
from .kb import KnowledgeBase, load, shipped
from .reports import contrasting, explaining, reference, supposing
from .reports.instrument_scores import scores_json, scores_text
from .reports.json_export import as_json, dumps
from .reports.phrasing import Speaker
from .reports.quick_check import look_json, look_text
from .reports.rendering import environment, render
from .reports.resting_section import resting_json, resting_text
from .reports.telling import Teller
from .reports.tracing import trace_json, trace_text


class NothingAnswered(Exception):
    """The case holds no answer at all: there is nothing to diagnose."""


def knowledge(folder: Path | None = None) -> KnowledgeBase:
    """The knowledge base: the one that is shipped, or one in a folder."""
    return load(folder) if folder else shipped()


def diagnosed(path: Path, matcher: str = "counting") -> tuple[Case, Diagnosis]:
    """A case and what follows from it. Raises `NothingAnswered` for a case without answers."""
    known = knowledge()
    case = _answered(path, known)
    return case, diagnose_voices(known, hear(case), matcher)


def _answered(path: Path, known: KnowledgeBase) -> Case:
    case = open_case(path, known)
    if not case.answered:
        command = "rapport cases interview" if is_stored(path) else "rapport interview"
        told = f"{path}: nothing is answered in this case yet. `{command} {path}` asks the questions."
        raise NothingAnswered(told + (f" `rapport instrument {path} --show` tells its questionnaire." if case.rated else ""))
    return case


def diagnose(path: Path, language: str, layout: str, matcher: str = "counting") -> str:
    """The diagnosis of a case file as text, md, html or json."""
    case, diagnosis = diagnosed(path, matcher)
    keep_told(path, case, diagnosis)
    return as_json(case, diagnosis) if layout == "json" else render(case, diagnosis, language, layout)


def rests(path: Path, language: str, layout: str) -> str:
    """The answers that alone, and in pairs, would change the level or the first remedy."""
    case, diagnosis = diagnosed(path)
    return resting_json(diagnosis) if layout == "json" else resting_text(case, diagnosis, language)


def check(path: Path, language: str, layout: str) -> str:
    """The quick look at a case file: what else it holds is left aside."""
    known = knowledge()
    assert known.check is not None
    case = _answered(path, known).only(known.check.questions)
    diagnosis = diagnose_voices(known, hear(case))
    return look_json(diagnosis) if layout == "json" else look_text(case, diagnosis, language)


def instrument(path: Path, language: str, layout: str) -> str:
    """The scores of the questionnaire in a case file."""
    known = knowledge()
    case = open_case(path, known)
    scores = score(case, known)
    if scores is None:
        raise NothingAnswered(Speaker(language).say("rate_nothing", path=path))
    return scores_json(case, scores) if layout == "json" else scores_text(known, case, scores, language)


def trace(path: Path, language: str, layout: str, every: bool, matcher: str = "counting", as_clips: bool = False) -> str:
    """Every firing in order; as html, a page that steps through them."""
    from .reports.trace_player import player
    from .reports.trace_view import clips_notation

    known = knowledge()
    case = _answered(path, known)
    diagnosis = diagnose_voices(known, hear(case), matcher, watched=layout != "text")
    if layout == "html":
        return player(case, diagnosis, language, every)
    if layout == "json":
        return trace_json(diagnosis, every)
    return trace_text(diagnosis, language, every, clips_notation if as_clips else None)


def trace_difference(first: Path, second: Path, language: str, layout: str) -> str:
    """Where the traces of two cases part."""
    from .reports import trace_diff

    speaker = Speaker(language)
    told = trace_diff.trace_difference(diagnosed(first)[1], diagnosed(second)[1], speaker)
    return dumps(told) if layout == "json" else trace_diff.trace_difference_text(told, (first.stem, second.stem), speaker)


def batch(source: Path, output: Path, by: str | None, language: str) -> str:
    """Evaluates a file of answers into a file of results, with a progress bar on a terminal; says what was done."""
    import click

    from .cases.batch_files import run_batch
    from .reports.phrasing import Speaker

    known = knowledge()
    with click.progressbar(length=source.stat().st_size, file=sys.stderr) as bar:
        done = run_batch(source, output, known, by, lambda position: bar.update(position - bar.pos))
    say = Speaker(language).say
    left_out = say("batch_rejected", count=done.rejected, path=done.rejects) + "\n" if done.rejected else ""
    return say("batch_done", count=done.written, path=output) + "\n" + left_out


def questions(language: str, layout: str, side: str | None) -> str:
    """Every question, for one side or all."""
    known = knowledge()
    return reference.questions_json(known, side) if layout == "json" else reference.questions_text(known, language, side)


def new(language: str) -> str:
    """An empty, commented case file."""
    return blank_case(knowledge(), language)


def merged(first: Path, second: Path, output: Path | None) -> str:
    """Two cases as one; their surveys go beside the file that is to be written."""
    known = knowledge()
    case = merge(open_case(first, known), open_case(second, known), (str(first), str(second)))
    beside(case, output)
    return as_yaml(case)


def beside(case: Case, output: Path | None) -> None:
    """Writes the survey of a case beside the file that the case is to be written to. Raises `Refused` where there is no file."""
    if case.survey is None:
        return
    if output is None:
        raise Refused(say("survey_needs_file"))
    if survey_path(output).exists():
        raise Refused(say("there_already", file=survey_path(output)))
    save_survey(case.survey, output)


def glossary(language: str, layout: str) -> str:
    """The glossary."""
    known = knowledge()
    return reference.glossary_json(known) if layout == "json" else reference.glossary_text(known, language)


def draft(path: Path, name: str, language: str, layout: str) -> str:
    """A document drafted from a case: the internal agreement (sla) or the joint brief."""
    from .reports.drafting import draft as write_draft

    known = knowledge()
    case = open_case(path, known)
    return write_draft(case, diagnose_voices(known, hear(case)), known.documents[name], language, layout)


def _laid_out(teller: Teller, what: str, told: dict[str, Any], title: str, layout: str,
              as_text: Callable[[Teller, Any], str]) -> str:
    if layout == "json":
        return dumps(told)
    if layout == "html":
        page = environment("html").get_template("explain.html.j2")
        return page.render(what=what, told=told, title=title, say=teller.say, language=teller.language)
    return as_text(teller, told)


def _teller(path: Path, language: str) -> Teller:
    case, diagnosis = diagnosed(path)
    return Teller(case, diagnosis, language)


def how(path: Path, name: str, language: str, layout: str, depth: str, every: bool) -> str:
    """Why a conclusion stands, or does not."""
    teller = _teller(path, language)
    told = explaining.explained(teller, name, depth, every)
    return _laid_out(teller, "proof", told, told["text"] or told["parts"][0]["text"], layout, explaining.explained_text)


def why_not(path: Path, name: str, language: str, layout: str) -> str:
    """Why a conclusion was not reached."""
    teller = _teller(path, language)
    told = explaining.explained_missing(teller, name)
    return _laid_out(teller, "proof", told, told["text"] or teller.finding_text(name), layout, explaining.explained_text)


def contrast(path: Path, first: str, second: str, language: str, layout: str) -> str:
    """Two conclusions side by side."""
    teller = _teller(path, language)
    told = contrasting.contrasted(teller, first, second)
    title = teller.say("contrast_title", first=first, second=second)
    return _laid_out(teller, "contrast", told, title, layout, contrasting.contrasted_text)


def what_if(path: Path, words: tuple[str, ...], language: str, layout: str) -> str:
    """What other answers would change."""
    teller = _teller(path, language)
    told = supposing.what_if(teller, supposing.read_supposition(teller, words))
    return _laid_out(teller, "what_if", told, " ".join(words), layout, supposing.what_if_text)


def why(path: Path, question: str, language: str, layout: str) -> str:
    """Why a question is asked, and what each answer would settle."""
    teller = _teller(path, language)
    told = supposing.why_asked(teller, question)
    return _laid_out(teller, "why", told, told["text"], layout, supposing.why_text)


def path(case: Path, level: str, by_steps: bool, language: str, layout: str) -> str:
    """The smallest sets of changes that reach a level."""
    from .reports.path import path_text, told_path

    teller = _teller(case, language)
    told = told_path(teller, level, by_steps)
    title = teller.say("path_title", here=told["from"], to=level)
    return _laid_out(teller, "path", told, title, layout, path_text)


def lesson_case(path: Path | None, level: str | None, difficulty: int, seed: int) -> Case:
    """The case of a lesson: read from a file, or drawn."""
    from .cases.drawn_case import drawn_case

    known = knowledge()
    return _answered(path, known) if path is not None else drawn_case(known, level or "", difficulty, seed)


def handout(path: Path, language: str, layout: str, solution: bool) -> str:
    """A case as a sheet for a class, or its solution."""
    from .reports.handout import handout as write_handout

    case, diagnosis = diagnosed(path)
    return write_handout(case, diagnosis, language, layout, solution)
