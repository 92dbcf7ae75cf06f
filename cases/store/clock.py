"""Who acts and when: the only place that looks at a clock. Times stay in the store; no report shows them."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True)
class Act:
    """Someone at a time (UTC, to the second)."""

    who: str
    at: str

    @property
    def day(self) -> str:
        """The day alone: staff are promised that no exact time is kept."""
        return self.at[:10]


def now() -> Act:
    """The person at this machine, now. RAPPORT_USER names another."""
    return Act(os.environ.get("RAPPORT_USER") or _account(), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "-"


def day_after(days: int) -> str:
    """The date so many days from today."""
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def today() -> str:
    """Today's date."""
    return date.today().isoformat()
