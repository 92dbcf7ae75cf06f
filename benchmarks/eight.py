"""Low or high from eight answers: taken at random, as an interview asks them, and as telling of low or high as answers can be."""

import random

from rapport.cases.interview import begin
from rapport.cases.model import Case, Given
from rapport.engine.drawing import completions_drawn
from rapport.engine.information import information
from rapport.engine.outcomes import established
from rapport.kb import shipped
from reading_many import estimate, lower_half, one_voice, side_by_side, true_values

EIGHT = 8
WAYS = {"at random": "taken at random", "interview": "the first eight that an interview asks",
        "one by one": "each the one that tells most of low or high, whatever its page"}


def chosen(answers, way, seed):
    """Eight answers of a company."""
    if way == "at random":
        return {question: answers[question] for question in random.Random(f"eight of {seed}").sample(sorted(answers), EIGHT)}
    return as_interviewed(answers) if way == "interview" else one_by_one(answers)


def as_interviewed(answers):
    """The first eight that an interview asks."""
    interview = begin(shipped(), Case("x"), "observer", "observer")
    while True:
        page = interview.pages_left()[0]
        while rest := interview.to_ask(page):
            interview = interview.answered(rest[0], Given(answers[rest[0]]))
            if len(interview.person.answers) == EIGHT:
                return {question: given.value for question, given in interview.person.answers.items()}


def one_by_one(answers):
    """Each the question whose answer is expected to tell most of low or high, given the ones before."""
    known, told = shipped(), {}
    ladder = known.ladders["level"]
    for _ in range(EIGHT):
        drawn = completions_drawn(one_voice(told), known)
        masks = established(ladder, drawn)
        low = sum(masks[value] for value in lower_half(ladder))
        left = [question for question in known.questions if question not in told]
        best = max(left, key=lambda question: information(
            [drawn.inputs[at] for at in drawn.rails.inputs.indices(known, question).values()], (low, drawn.full & ~low)))
        told[best] = answers[best]
    return told


def judged(answers, truth, way, seed):
    """Whether the half called likelier is right, and how likely it was called, per mille."""
    known = shipped()
    ladder = known.ladders["level"]
    shares = estimate(known, ladder, chosen(answers, way, seed))
    low = sum(shares[value] for value in lower_half(ladder))
    return (low >= 500) == (truth in lower_half(ladder)), max(low, 1000 - low)


def eight(known, draws, size):
    """A table: a row a way to choose, for each kind of drawn companies. `draws`: name -> how they are drawn."""
    lines = ["| companies drawn | eight answers | low or high right | expected by the reader |", "|---|---|---|---|"]
    for kind, draw in draws.items():
        companies = [draw(known, f"eight {number}") for number in range(size)]
        truths = true_values(known.ladders["level"], companies, known)
        for way, name in WAYS.items():
            jobs = [(answers, truth, way, number) for number, (answers, truth) in enumerate(zip(companies, truths, strict=True))]
            found = side_by_side(judged, jobs, f"eight answers, {kind}, {way}")
            right, called = sum(one for one, _ in found), sum(share for _, share in found)
            lines.append(f"| {kind} | {name} | {right * 1000 // size / 10} % | {called // size / 10} % |")
    return lines
