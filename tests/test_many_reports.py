"""Reports in a row: memory does not grow with their number; `--reports 500` measures in full."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from rapport.cases.hearing import hear
from rapport.cases.reading import read_case
from rapport.engine.diagnosis import diagnose
from rapport.reports.rendering import render

STATUS = Path("/proc/self/status")
ALLOWED_KB = 16_000


def resident():
    """The memory this process holds, in kB."""
    return int(next(line.split()[1] for line in STATUS.read_text().splitlines() if line.startswith("VmRSS")))


@pytest.mark.skipif(not STATUS.exists(), reason="memory is read from /proc, which this system has not")
def test_many_reports_in_a_row(known, examples, pytestconfig):
    number = pytestconfig.getoption("--reports")
    case = read_case(examples / "organisation-2.yaml", known)
    early, began = 0, time.process_time()
    for at in range(number):
        if at == number // 5:
            early = resident()
        one = replace(case, organisation=f"Organisation {at}")
        assert f"Organisation {at}" in render(one, diagnose(known, hear(one)), "en" if at % 2 else "ru", "html")
    grown = resident() - early
    print(f"{number} reports: {early} kB after {number // 5}, {early + grown} kB at the end, "
          f"{(time.process_time() - began) * 1000 / number:.0f} ms each with its diagnosis")
    assert grown < ALLOWED_KB
