"""Templates: those that are shipped, and those of a folder that win; closed off from Python; errors told with file and line."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..kb.problems import BrokenFile, Place, Problem
from .laying_out import SAFE, SETTLED, markdown_safe, nested, one_line, wrap
from .pictures.paint import PAINTS

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=8)
def environment(layout: str, folder: Path | None = None) -> jinja2.Environment:
    """The templates of one layout; a name that is missing is an error, and HTML is escaped. Those in `folder` win."""
    places = [str(place) for place in (folder, TEMPLATES) if place is not None]
    made = ImmutableSandboxedEnvironment(loader=jinja2.FileSystemLoader(places), autoescape=layout == "html",
                                         undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                                         keep_trailing_newline=True, auto_reload=folder is not None)
    made.globals["paints"] = PAINTS
    made.filters.update(wrap=wrap, md=markdown_safe, line=one_line, nested=nested, plain=SAFE[layout])
    return made


def laid_out(template: str, values: Mapping[str, Any], layout: str, folder: Path | None = None) -> str:
    """A template filled with values. Raises `BrokenFile` with the template and the line where one of the folder's is wrong."""
    try:
        return SETTLED[layout](environment(layout, folder).get_template(template).render(values))
    except jinja2.TemplateSyntaxError as wrong:
        raise _broken(Place(wrong.filename or wrong.name or template, wrong.lineno), wrong) from None
    except jinja2.TemplateNotFound as missing:
        raise _broken(_place(missing, template), f"there is no template '{missing.name}'") from None
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as wrong:
        if folder is None:
            raise
        raise _broken(_place(wrong, template), wrong) from None


def _broken(place: Place, what: object) -> BrokenFile:
    return BrokenFile([Problem(place, f"the template cannot be filled: {what}.", "Nothing was written.")])


def _place(wrong: BaseException, template: str) -> Place:
    """Where in the templates it went wrong: the innermost line of theirs."""
    for frame in reversed(traceback.extract_tb(wrong.__traceback__)):
        if frame.filename.endswith(".j2"):
            return Place(frame.filename, frame.lineno or 0)
    return Place(template)
