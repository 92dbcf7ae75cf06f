"""A plan's sheet read back: columns and statuses by code or by their words in either language, every mistake told at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..kb.problems import Place, Problems
from .steps import FIELDS, STATUSES, Step, read_day

LONGEST = 2000
Words = Mapping[str, str]


def read_steps(rows: Sequence[Sequence[str]], file: str, remedies: Collection[str], before: Mapping[str, Step], columns: Words,
               statuses: Words) -> tuple[list[Step], list[str]]:
    """The steps of a sheet, and the heads of columns that were not read. `columns`, `statuses`: word -> code.

    Raises `BrokenFile` with everything that is wrong.
    """
    problems = Problems()
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    found = {code: at for at, cell in enumerate(head) if (code := columns.get(cell)) is not None}
    if "remedy" not in found or not set(FIELDS) & set(found):
        problems.add(Place(file, 1), "the head has no column of remedies, or none of owner, start, status and measure.",
                     "Keep the head that `rapport plan` writes.")
        problems.stop_if_any()
    steps: dict[str, Step] = {}
    for number, row in enumerate(rows[1:], 2):
        values = {code: row[at].strip() if at < len(row) else "" for code, at in found.items()}
        if any(values.values()):
            step = _step(values, Place(file, number), remedies, before, statuses, problems)
            if step.remedy in steps:
                problems.add(Place(file, number), f"'{step.remedy}' stands here a second time.", "Keep one of the two rows.")
            steps[step.remedy] = step
    problems.stop_if_any()
    return list(steps.values()), [rows[0][at] for at, cell in enumerate(head) if cell and cell not in columns]


def _step(values: Mapping[str, str], place: Place, remedies: Collection[str], before: Mapping[str, Step], statuses: Words,
          problems: Problems) -> Step:
    name = values["remedy"]
    if name not in remedies and name not in before:
        problems.unknown(place, "remedy", name, remedies)
    given = {field: values[field] for field in FIELDS if field in values}
    return before.get(name, Step(name)).with_values(checked(given, place, statuses, problems))


def checked(given: Mapping[str, str], place: Place, statuses: Words, problems: Problems) -> dict[str, str]:
    """The fields of a step with status and start in their one form; what is wrong is noted."""
    found = dict(given)
    if "status" in found:
        code = statuses.get(found["status"].lower() or STATUSES[0])
        if code is None:
            problems.unknown(place, "status", found["status"], STATUSES)
        found["status"] = code or STATUSES[0]
    if found.get("start"):
        day = read_day(found["start"])
        if day is None:
            problems.add(place, f"'{found['start']}' is no date.", "Write it as 2026-11-24, 2026-11 or 24.11.2026.")
        found["start"] = day or ""
    for field in ("owner", "measure"):
        if len(found.get(field, "")) > LONGEST:
            problems.add(place, f"{field}: the text has {len(found[field]):,} characters; at most {LONGEST:,} are kept.")
    return found
