"""How far estimates can be trusted and how soon an interview settles: writes docs/estimates.md.

    python benchmarks/study.py [companies for the estimates] [companies for the pages]
"""

import random
import sys
from pathlib import Path
from statistics import median

from rapport.cases.interview import begin
from rapport.cases.model import UNKNOWN, Case, Given
from rapport.engine.axes import read_ladder
from rapport.engine.diagnosis import diagnose
from rapport.engine.drawing import completions_drawn
from rapport.engine.likely import likely
from rapport.engine.outcomes import established
from rapport.engine.packing import read_case, read_cases
from rapport.engine.voices import Voices
from rapport.kb import shipped

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from companies import after_the_table, by_level, with_gaps  # noqa: E402

PAGE = ROOT / "docs" / "estimates.md"
KNOWN_ANSWERS = (5, 10, 20, 40)
INVENTORY = ["rules", "joint_work", "conflict", "symptoms", "goals", "data", "structure", "market", "people"]


def one_voice(answers):
    """The answers as the voice of an onlooker."""
    return Voices({question: {"observer": (code,)} for question, code in answers.items()})


def estimate(known, ladder, answers):
    """Value -> per mille, from these answers."""
    voices = one_voice(answers)
    reading = read_ladder(ladder, read_case(voices, known).settled_truths())
    return likely(ladder, reading, completions_drawn(voices, known))


def true_values(ladder, companies, known):
    """The value each company reaches when everything is answered."""
    masks = established(ladder, read_cases([one_voice(answers) for answers in companies], known))
    return [next(value for value, mask in masks.items() if mask >> number & 1) for number in range(len(companies))]


def tenths(known, ladder, companies, count):
    """For each tenth of the scale: how many shares fell there, their mean, and how often they were right; how often low or high."""
    found = [[0, 0, 0] for _ in range(10)]
    half, right = len(ladder.rungs) // 2, 0
    lowest = [rung.value for rung in ladder.rungs][:half]
    for number, (answers, truth) in enumerate(zip(companies, true_values(ladder, companies, known), strict=True)):
        some = random.Random(f"{count} of {number}").sample(sorted(answers), count)
        shares = estimate(known, ladder, {question: answers[question] for question in some})
        right += (sum(shares[value] for value in lowest) >= 500) == (truth in lowest)
        for value, share in shares.items():
            row = found[min(9, share // 100)]
            row[0], row[1], row[2] = row[0] + 1, row[1] + share, row[2] + (value == truth)
    return found, right * 100 // len(companies)


def calibration(known, axis, draw, size):
    """A table: a row a tenth, a column a number of known answers."""
    ladder = known.ladders[axis]
    companies = [draw(known, f"estimate {number}") for number in range(size)]
    columns = [tenths(known, ladder, companies, count) for count in KNOWN_ANSWERS]
    lines = ["| called, per mille | " + " | ".join(f"{count} answers: right (of)" for count in KNOWN_ANSWERS) + " |",
             "|---" * (1 + len(columns)) + "|"]
    for tenth in range(10):
        cells = [f"{row[2] * 100 // row[0]} % ({row[0]})" if (row := rows[tenth])[0] else "-" for rows, _ in columns]
        lines.append(f"| {tenth * 100} to {tenth * 100 + 99 + (tenth == 9)} | " + " | ".join(cells) + " |")
    return [*lines, "| low or high half right | " + " | ".join(f"{right} %" for _, right in columns) + " |"]


def sitting(known, given, choose, everything):
    """One interview: the possible levels after each page, and the estimate after eight answers. `choose`: which page next."""
    interview, trace, eight = begin(known, Case("x"), "observer", "observer"), [], None
    interview = interview.with_everything() if everything else interview
    trace.append(interview.diagnosis().ladders["level"].possible)
    while page := choose(interview):
        for question in interview.to_ask(page):
            interview = interview.answered(question, Given(given.get(question, UNKNOWN)))
            if eight is None and sum(one.answered for one in interview.person.answers.values()) == 8:
                eight = interview.diagnosis().likely["level"]
        trace.append(interview.diagnosis().ladders["level"].possible)
    return trace, eight


def inventory_order(known):
    """The pages in the order suggested with the inventory of questions: D, E, H, B, G, C, A, F, I."""
    def place(page):
        return INVENTORY.index(page.topic) if page.topic in INVENTORY else len(INVENTORY)

    return sorted(known.pages.values(), key=place)


def policies(known):
    """Name, how the next page is chosen, and whether everything is asked."""
    order = inventory_order(known)

    def in_order(interview):
        return next((page for page in order if interview.to_ask(page)), None)

    return [("(a) the inventory's order", in_order, True), ("(b) the same, irrelevant pages left out", in_order, False),
            ("(c) most telling first", lambda interview: next(iter(interview.pages_left()), None), False)]


def settled_after(trace, final):
    """The number of pages after which the possible levels are the final ones and stay; None if they never are."""
    if trace[-1] != final:
        return None
    count = len(trace)
    while count and trace[count - 1] == final:
        count -= 1
    return count


COLUMNS = ("order", "pages until the level is settled, median", "the same where one level is left", "nine in ten within", "never",
           "pages asked in all, median", "low or high right after 8 answers")


def pages(known, size):
    """A table: a row a policy."""
    cases = [with_gaps(known, by_level(known, f"pages {number}"), number) for number in range(size)]
    finals = [diagnose(known, one_voice(given)).ladders["level"].possible for given in cases]
    truths = true_values(known.ladders["level"], cases, known)
    rows = []
    for name, choose, everything in policies(known):
        runs = [sitting(known, given, choose, everything) for given in cases]
        rows.append(" | ".join(["", name, *figures(runs, finals, truths), ""]).strip())
    return ["| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|", *rows]


def figures(runs, finals, truths):
    """The figures of one policy, as text."""
    counts = [settled_after(trace, final) for (trace, _), final in zip(runs, finals, strict=True)]
    settled = sorted(count for count in counts if count is not None)
    single = [count for count, final in zip(counts, finals, strict=True) if count is not None and len(final) == 1]
    right = [(eight["1"] + eight["2"] >= 500) == (truth in "12") for (_, eight), truth in zip(runs, truths, strict=True) if eight]
    return [f"{median(settled):g}", f"{median(single):g} ({len(single)} companies)", str(settled[len(settled) * 9 // 10]),
            f"{counts.count(None) * 100 // len(runs)} %", f"{median(len(trace) - 1 for trace, _ in runs):g}",
            f"{sum(right) * 100 // len(right)} %"]


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
PAGES = """
## How many pages until the level is settled?

{interviews} companies drawn by level, 15 % of the questions not known to the respondent, 10 % answered off the level. The level
counts as settled once the levels still possible are those of the fully answered case, and stay so. *Never*: when nothing relevant
was left to ask, the possible levels were not those of the full case, since an answer that was not needed contradicted another.
"""


def report(known, companies, interviews):
    """The page."""
    sizes = {"questions": len(known.questions), "pages": len(known.pages), "rules": len(known.rules), "companies": companies,
             "interviews": interviews}
    parts = [INTRODUCTION.format(**sizes), *calibration(known, "level", after_the_table, companies), OTHERWISE,
             *calibration(known, "level", by_level, companies), CONFLICT,
             *calibration(known, "conflict", after_the_table, companies), PAGES.format(**sizes), *pages(known, interviews)]
    return "\n".join(parts) + "\n"


def main():
    """Runs the study and writes the page."""
    companies, interviews = (int(number) for number in (sys.argv[1:3] or ("1000", "200")))
    text = report(shipped(), companies, interviews)
    PAGE.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
