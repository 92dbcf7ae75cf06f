"""Case files written so that none is ever lost: whole or not at all, next to the old one until the last moment."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import yaml

from .model import Case, Given, Respondent


def save_case(case: Case, path: Path) -> None:
    """Writes a case atomically: a reader sees the old file or the new one, never half of either. Raises OSError."""
    write_whole(path, as_yaml(case))


def write_whole(path: Path, text: str | bytes) -> None:
    """Writes a text or bytes atomically into the folder of `path`, keeping the permissions of the file it replaces."""
    target = path.resolve()
    try:
        _replace(target, text)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _replace(target: Path, text: str | bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o644)
        os.replace(name, target)
    except BaseException:
        if os.path.exists(name):
            os.unlink(name)
        raise


def as_yaml(case: Case) -> str:
    """A case as YAML text, in a fixed order."""
    return yaml.dump(_as_plain(case), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)


def _as_plain(case: Case) -> dict[str, Any]:
    plain: dict[str, Any] = {"organisation": case.organisation}
    if case.date:
        plain["date"] = case.date
    if case.note:
        plain["note"] = case.note
    plain["respondents"] = [_respondent(one, _retired(case, one.id)) for one in case.respondents]
    settled = {**case.settled, **_retired(case, "")}
    if settled:
        plain["settled"] = {name: _given(given) for name, given in settled.items()}
    if case.overrides:
        plain["overrides"] = [{"finding": o.finding, "action": o.action, "reason": o.reason} for o in case.overrides]
    return plain


def _retired(case: Case, respondent: str) -> dict[str, Given]:
    return {question: given for (who, question), given in case.retired.items() if who == respondent}


def _respondent(respondent: Respondent, retired: dict[str, Given]) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": respondent.id, "side": respondent.side}
    if respondent.department:
        plain["department"] = respondent.department
    plain["answers"] = {name: _given(given) for name, given in {**respondent.answers, **retired}.items()}
    if respondent.instrument:
        plain["instrument"] = {item: int(code) if code.isdigit() else code for item, code in respondent.instrument.items()}
    return plain


def _given(given: Given) -> Any:
    if not given.note and given.basis == "told":
        return given.value
    plain: dict[str, str] = {"value": given.value}
    if given.note:
        plain["note"] = given.note
    if given.basis != "told":
        plain["basis"] = given.basis
    return plain
