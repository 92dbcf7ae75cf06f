"""One diagnosis told to four readers: which blocks each is given, and the values these lay out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..cases.model import Case
from ..engine.diagnosis import Diagnosis
from .handout import nameless
from .hr_voice import hr_sections
from .json_export import as_json, dumps
from .management_voice import management_sections
from .rendering import BLOCKS, in_blocks, title, view
from .short_sections import without_persons
from .telling import Teller
from .trainee_voice import trainee_values

SCHEMA_VERSION = 1
Values = dict[str, Any]


@dataclass(frozen=True)
class Voice:
    """A reader: what of the case he or she may see, the values told, and the blocks that tell them."""

    seen: Callable[[Case], Case]
    values: Callable[[Teller], Values]
    blocks: tuple[str, ...]


def _management(teller: Teller) -> Values:
    return {"sections": management_sections(teller)}


def _hr(teller: Teller) -> Values:
    return {"sections": hr_sections(teller)}


SHORT = {"management": Voice(without_persons, _management, ("sections",)),
         "hr": Voice(without_persons, _hr, ("sections",)),
         "trainee": Voice(nameless, trainee_values, ("answered", "questions", "limits", "answers"))}
VOICES = ("consultant", *SHORT)


def told_to(voice: str, case: Case, diagnosis: Diagnosis, language: str, layout: str, folder: Path | None = None,
            paper: bool = False) -> str:
    """The report for one reader as text, md, html or json."""
    if voice == "consultant":
        if layout == "json":
            return as_json(case, diagnosis)
        return in_blocks(voice, BLOCKS, view(case, diagnosis, language), layout, folder, paper)
    reader = SHORT[voice]
    teller = Teller(reader.seen(case), diagnosis, language)
    values = reader.values(teller)
    if layout == "json":
        return _json(voice, teller, values)
    told = {**values, "language": language, "say": teller.say, "title": title(teller), "date": teller.case.date,
            "organisation": teller.case.organisation}
    return in_blocks(voice, reader.blocks, told, layout, folder, paper)


def _json(voice: str, teller: Teller, values: Values) -> str:
    """The values of a voice as JSON after schemas/voice.json."""
    plain = {key: [asdict(one) if hasattr(one, "__dataclass_fields__") else one for one in value]
             for key, value in values.items()}
    return dumps({"schema_version": SCHEMA_VERSION, "voice": voice, "language": teller.language,
                  "organisation": teller.case.organisation or None, "date": teller.case.date or None,
                  "knowledge": {"version": teller.known.version, "hash": teller.known.hash}, **plain})
