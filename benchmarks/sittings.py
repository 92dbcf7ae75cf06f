"""How soon an interview settles the level, by the order of its pages: one table, a row an order."""

from statistics import median

from companies import by_level, with_gaps
from rapport.cases.interview import begin
from rapport.cases.model import UNKNOWN, Case, Given
from rapport.engine.diagnosis import diagnose
from rapport.kb import shipped
from reading_many import one_voice, side_by_side, true_values

INVENTORY = ["rules", "joint_work", "conflict", "symptoms", "goals", "data", "structure", "market", "people"]
EIGHT = 8
ORDERS = {"inventory": "(a) the inventory's order", "relevant": "(b) the same, irrelevant pages left out",
          "telling": "(c) most telling first"}


def inventory_order(known):
    """The pages in the order suggested with the inventory of questions: D, E, H, B, G, C, A, F, I; topics added since come last."""
    def place(page):
        return INVENTORY.index(page.topic) if page.topic in INVENTORY else len(INVENTORY)

    return sorted(known.pages.values(), key=place)


def next_page(interview, order):
    """The page to ask, or None when nothing is left."""
    if order == "telling":
        return next(iter(interview.pages_left()), None)
    return next((page for page in inventory_order(interview.known) if interview.to_ask(page)), None)


def sitting(given, order):
    """One interview: the levels still possible before it and after each page, and the estimate after eight answers."""
    interview, eight = begin(shipped(), Case("x"), "observer", "observer"), None
    interview = interview.with_everything() if order == "inventory" else interview
    trace = [interview.diagnosis().ladders["level"].possible]
    while page := next_page(interview, order):
        asked = set()
        while rest := [question for question in interview.to_ask(page) if question not in asked]:
            asked.add(rest[0])
            interview = interview.answered(rest[0], Given(given.get(rest[0], UNKNOWN)))
            if eight is None and sum(one.answered for one in interview.person.answers.values()) == EIGHT:
                eight = interview.diagnosis().likely["level"]
        trace.append(interview.diagnosis().ladders["level"].possible)
    return trace, eight


def settled_after(trace, final):
    """The number of pages after which the possible levels are the final ones and stay; None if they never are."""
    if trace[-1] != final:
        return None
    count = len(trace)
    while count and trace[count - 1] == final:
        count -= 1
    return count


COLUMNS = ("order", "pages until the level is settled, median", "the same where one level is left", "nine in ten within", "never",
           "pages asked in all, median", "low or high of the company right after 8 answers")


def pages(known, size):
    """A table: a row an order."""
    companies = [by_level(known, f"pages {number}") for number in range(size)]
    cases = [with_gaps(known, answers, number) for number, answers in enumerate(companies)]
    finals = [diagnose(known, one_voice(given)).ladders["level"].possible for given in cases]
    truths = true_values(known.ladders["level"], companies, known)
    rows = []
    for order, name in ORDERS.items():
        runs = side_by_side(sitting, [(given, order) for given in cases], f"pages, {name}")
        rows.append(" | ".join(["", name, *figures(runs, finals, truths), ""]).strip())
    return ["| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|", *rows]


def figures(runs, finals, truths):
    """The figures of one order, as text."""
    counts = [settled_after(trace, final) for (trace, _), final in zip(runs, finals, strict=True)]
    settled = sorted(count for count in counts if count is not None)
    single = [count for count, final in zip(counts, finals, strict=True) if count is not None and len(final) == 1]
    right = [(eight["1"] + eight["2"] >= 500) == (truth in "12") for (_, eight), truth in zip(runs, truths, strict=True) if eight]
    return [f"{median(settled):g}", f"{median(single):g} ({len(single)} companies)", str(settled[len(settled) * 9 // 10]),
            f"{counts.count(None) / len(runs):.1%}".replace("%", " %"), f"{median(len(trace) - 1 for trace, _ in runs):g}",
            f"{sum(right) * 100 // len(right)} %"]
