"""How far estimates can be trusted and how soon an interview settles: writes docs/estimates.md.

    python benchmarks/study.py [companies for the estimates] [companies for the pages]
"""

import random
import sys
from pathlib import Path

from rapport.kb import shipped

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from companies import after_the_table, by_level  # noqa: E402
from eight import eight  # noqa: E402
from reading_many import estimate, lower_half, side_by_side, true_values  # noqa: E402
from sittings import pages  # noqa: E402

PAGE = ROOT / "docs" / "estimates.md"
KNOWN_ANSWERS = (5, 10, 20, 40)


def from_some(axis, answers, count, number):
    """The estimate from so many answers of a company, taken at random."""
    known, some = shipped(), random.Random(f"{count} of {number}").sample(sorted(answers), count)
    return estimate(known, known.ladders[axis], {question: answers[question] for question in some})


def tenths(ladder, companies, truths, count):
    """For each tenth of the scale: how many shares fell there, and how many were right; and how often low or high was."""
    found, right, lowest = [[0, 0] for _ in range(10)], 0, lower_half(ladder)
    jobs = [(ladder.id, answers, count, number) for number, answers in enumerate(companies)]
    for shares, truth in zip(side_by_side(from_some, jobs, f"{ladder.id} from {count} answers"), truths, strict=True):
        right += (sum(shares[value] for value in lowest) >= 500) == (truth in lowest)
        for value, share in shares.items():
            row = found[min(9, share // 100)]
            row[0], row[1] = row[0] + 1, row[1] + (value == truth)
    return found, right * 100 // len(companies)


def calibration(known, axis, draw, size):
    """A table: a row a tenth, a column a number of known answers."""
    ladder = known.ladders[axis]
    companies = [draw(known, f"estimate {number}") for number in range(size)]
    truths = true_values(ladder, companies, known)
    columns = [tenths(ladder, companies, truths, count) for count in KNOWN_ANSWERS]
    lines = ["| called, per mille | " + " | ".join(f"{count} answers: right (of)" for count in KNOWN_ANSWERS) + " |",
             "|---" * (1 + len(columns)) + "|"]
    for tenth in range(10):
        cells = [f"{row[1] * 100 // row[0]} % ({row[0]})" if (row := rows[tenth])[0] else "-" for rows, _ in columns]
        lines.append(f"| {tenth * 100} to {tenth * 100 + 99 + (tenth == 9)} | " + " | ".join(cells) + " |")
    return [*lines, "| low or high half right | " + " | ".join(f"{right} %" for _, right in columns) + " |"]


INTRODUCTION = """# How far the estimates can be trusted, and how soon an interview settles

Written by `make study`: {questions} questions on {pages} pages, {rules} rules. All companies are drawn; no real ones are in these
figures. *Right* is what the rules establish once everything is answered.

## Is what is called likely as often right as it says?

{companies} companies drawn from the table of assumptions, the level estimated from 5, 10, 20 and 40 of their answers, taken at
random. Each row gathers the levels that were called so likely, and says how often they were right.
"""
OTHERWISE = """
The same for companies drawn otherwise, as the tests draw them (a level first, each sign 0.8 up to it and 0.2 above, the rest as it
comes): how the estimate fares where the table does not hold.
"""
CONFLICT = """
The grade of conflict, companies drawn from the table:
"""
EIGHT = """
## Low or high from eight answers

{companies} companies of each kind. *Right*: the half of the level called likelier is the one that all answers give. *Expected*: how
likely it was called on average. Companies drawn from the table are just what the estimate takes companies to be, so there the
last column is what a perfect reader can expect of these eight answers. Questions chosen one by one, without keeping to pages,
show how much eight answers can tell; an interview asks by the page and also for what settles conflict and plan.
"""
PAGES = """
## How many pages until the level is settled?

{interviews} companies drawn by level, 15 % of the questions not known to the respondent, 10 % answered off the level. The level
counts as settled once the levels still possible are those of the fully answered case, and stay so. *Never*: when nothing relevant
was left to ask, the possible levels were not those of the full case, since an answer that was not needed contradicted another.
Within a page, too, an order that leaves out what is irrelevant asks only what still matters, as the interview does. *Low or high of
the company*: of what it would have answered without gaps and slips.
"""


def report(known, companies, interviews):
    """The page."""
    sizes = {"questions": len(known.questions), "pages": len(known.pages), "rules": len(known.rules), "companies": companies,
             "interviews": interviews}
    parts = [INTRODUCTION.format(**sizes), *calibration(known, "level", after_the_table, companies), OTHERWISE,
             *calibration(known, "level", by_level, companies), CONFLICT,
             *calibration(known, "conflict", after_the_table, companies), EIGHT.format(**sizes),
             *eight(known, {"from the table": after_the_table, "by level": by_level}, companies),
             PAGES.format(**sizes), *pages(known, interviews)]
    return "\n".join(parts) + "\n"


def main():
    """Runs the study and writes the page."""
    companies, interviews = (int(number) for number in (sys.argv[1:3] or ("1000", "200")))
    text = report(shipped(), companies, interviews)
    PAGE.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
