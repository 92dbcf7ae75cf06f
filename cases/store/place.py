"""Where the store is: an option, RAPPORT_STORE, or a file in the user's data folder. Nothing heavy is imported here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "RAPPORT_STORE"
_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


def store_place(named: str | None = None) -> str:
    """The store's file or address."""
    return named or os.environ.get(VARIABLE) or str(data_folder() / "cases.db")


def data_folder() -> Path:
    """The folder in which this user's programs keep data."""
    if os.environ.get("XDG_DATA_HOME"):
        return Path(os.environ["XDG_DATA_HOME"]) / "rapport"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "rapport"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "rapport"
    return Path.home() / ".local" / "share" / "rapport"


def file_of(place: str) -> Path | None:
    """The file of a store that is one, None for a database server."""
    scheme, found, rest = place.partition("://")
    if not found:
        return Path(place)
    return Path(rest.removeprefix("/")) if scheme == "sqlite" else None


def address_of(place: str) -> str:
    """The address as SQLAlchemy reads it."""
    path = file_of(place)
    if path is not None:
        return f"sqlite:///{path}"
    scheme, _, rest = place.partition("://")
    return f"{_DRIVERS.get(scheme, scheme)}://{rest}"


def shown(place: str) -> str:
    """The place as it may be printed: without a password."""
    if file_of(place) is not None:
        return str(file_of(place))
    scheme, _, rest = place.partition("://")
    who, found, where = rest.rpartition("@")
    return f"{scheme}://{who.partition(':')[0]}{found}{where}"
