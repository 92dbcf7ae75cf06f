"""What `plan`, `compare` and `replay` do: options in, text out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .cases import refusals, sheets
from .cases.failures import Refused
from .cases.hearing import hear
from .cases.model import Case
from .cases.opening import is_stored
from .cases.outcome import shifts
from .cases.reading import read_case
from .cases.step_reading import checked, read_steps
from .cases.steps import STATUSES, Step
from .cases.store import diagnoses, sessions
from .cases.store import steps as kept_steps
from .cases.store.opening import Store, open_store
from .engine.diagnosis import Diagnosis, diagnose
from .kb import KnowledgeBase, Problems, shipped
from .kb.fingerprint import fingerprint
from .kb.problems import Place
from .kb.text import LANGUAGES
from .reports import movement, replaying, step_sheet
from .reports.axis_words import Namer
from .reports.case_pages import moved_page, plan_page, replays_page
from .reports.json_export import dumps
from .reports.phrasing import Speaker
from .reports.pictures.before_after import before_after
from .reports.pictures.plan_line import plan_line
from .reports.telling import Teller

SEPARATORS = {"en": ",", "ru": ";"}


def plan(place: str | None, path: Path, language: str, layout: str) -> str | bytes:
    """The plan of a case with what is agreed for each remedy, as text, html, json, csv or xlsx."""
    known = shipped()
    namer = Namer(known, language)
    if path.exists():
        case, steps = read_case(path, known), dict[str, Step]()
    else:
        with open_store(place) as store:
            case, steps = sessions.read(store, str(path), known)[0], kept_steps.read_steps(store, str(path))
    diagnosis = diagnose(known, hear(case))
    rows = step_sheet.plan_rows(diagnosis, steps, namer)
    if layout == "csv":
        return sheets.as_csv(step_sheet.plan_sheet(rows, namer), SEPARATORS[language])
    if layout == "xlsx":
        return sheets.as_xlsx(step_sheet.plan_sheet(rows, namer), "plan")
    if layout == "html":
        return plan_page(rows, case.organisation, plan_line(Teller(case, diagnosis, language)), namer)
    return dumps({"organisation": case.organisation, "steps": rows}) if layout == "json" else \
        step_sheet.plan_text(rows, case.organisation, namer)


def read_plan(place: str | None, path: Path, sheet: Path, language: str) -> str:
    """Takes a plan's sheet back into the store, all of it or nothing; tells how much changed."""
    known, name = shipped(), _stored(path)
    rows, say = sheets.read_sheet(sheet), Speaker(language).say
    with open_store(place) as store:
        steps, unread = read_steps(rows, str(sheet), known.remedies, kept_steps.read_steps(store, name),
                                   _words("step_column_", step_sheet.COLUMNS), _words("step_status_", STATUSES))
        told = say("step_read", count=kept_steps.save_steps(store, name, steps)) + "\n"
    return told + (say("step_unread", columns=", ".join(unread)) + "\n" if unread else "")


def agree(place: str | None, path: Path, remedy: str, values: Mapping[str, str]) -> None:
    """Keeps what is agreed for one remedy."""
    known, name, problems = shipped(), _stored(path), Problems()
    if remedy not in known.remedies:
        problems.unknown(Place("plan"), "remedy", remedy, known.remedies)
    given = checked(values, Place("plan"), _words("step_status_", STATUSES), problems)
    problems.stop_if_any()
    with open_store(place) as store:
        before = kept_steps.read_steps(store, name).get(remedy, Step(remedy))
        kept_steps.save_steps(store, name, [before.with_values(given)])


def _stored(path: Path) -> str:
    if path.exists():
        raise Refused(refusals.say("plan_in_store", path=path))
    return str(path)


def _words(lead: str, codes: tuple[str, ...]) -> dict[str, str]:
    """Each code, and its words in every language, small."""
    said = {Speaker(language).say(f"{lead}{code}").lower(): code for language in LANGUAGES for code in codes}
    return {**said, **{code: code for code in codes}}


def compare(place: str | None, first: Path, second: Path, language: str, layout: str) -> str:
    """What moved from one case to the other."""
    known = shipped()
    namer = Namer(known, language)
    before, after = _reading(place, first, known), _reading(place, second, known)
    told = movement.moved(before, after, namer)
    if layout == "html":
        return moved_page(told, before_after(before.diagnosis, after.diagnosis, namer), namer)
    return dumps(told) if layout == "json" else movement.moved_text(told, namer)


def _reading(place: str | None, path: Path, known: KnowledgeBase) -> movement.Reading:
    if path.exists() or (place is None and not is_stored(path)):
        case = read_case(path, known)
        return movement.Reading(path.stem, case, diagnose(known, hear(case)))
    name = str(path)
    with open_store(place) as store:
        case, _ = sessions.read(store, name, known)
        then, kept, _ = diagnoses.as_diagnosed(store, name, known)
        steps = kept_steps.read_steps(store, name)
    return movement.Reading(name, case, diagnose(known, hear(case)), kept, diagnose(known, hear(then)) if kept else None, steps)


def replay(place: str | None, names: tuple[str, ...], language: str, layout: str) -> str:
    """Which stored cases read otherwise with today's knowledge, and the rule that did it."""
    known = shipped()
    namer = Namer(known, language)
    with open_store(place) as store:
        told = replaying.replays_plain(replays(store, names, known), namer)
    if layout == "html":
        return replays_page(told, namer)
    return dumps(told) if layout == "json" else replaying.replays_text(told, namer)


def replays(store: Store, names: tuple[str, ...], known: KnowledgeBase) -> list[replaying.Replay]:
    """Stored cases, all by default, held against what was told of them last."""
    return [_replay(store, name, known) for name in names or tuple(one.id for one in sessions.kept(store) if one.answers)]


def _replay(store: Store, name: str, known: KnowledgeBase) -> replaying.Replay:
    case, kept, since = diagnoses.as_diagnosed(store, name, known)
    if kept is None:
        return replaying.Replay(name, None, since, ())
    found = shifts(kept.outcome, kept.fingerprint, _diagnosis(case, known), fingerprint(known)) if kept.hash != known.hash else ()
    return replaying.Replay(name, (kept.version, kept.hash), since, found)


def _diagnosis(case: Case, known: KnowledgeBase) -> Diagnosis:
    return diagnose(known, hear(case))
