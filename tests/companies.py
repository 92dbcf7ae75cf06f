"""Companies drawn from the table of assumptions with random numbers of their own, and by level as the tests draw them."""

import random

from drawing import draw_answers, rng_of
from rapport.engine.weights import model


def after_the_table(known, seed):
    """Complete answers of one company drawn from the table of assumptions: question -> code."""
    rng, drawn = random.Random(f"company {seed}"), model(known)
    point = rng.choices(drawn.points, drawn.priors)[0]
    answers = {question: rng.choice(list(entry.answers)) for question, entry in known.questions.items()}
    for finding, questions in drawn.questions_of.items():
        rate = drawn.rates[finding]
        holds = rng.randrange(1000) < rate.rates[point[drawn.scale_at[rate.by]]]
        for question in questions:
            shares = drawn.shares[question][0 if holds else 1]
            answers[question] = rng.choices(list(shares), list(shares.values()))[0]
    for question, told in drawn.table.answers.items():
        shares = told.rates[point[drawn.scale_at[told.by]]]
        answers[question] = rng.choices(list(shares), list(shares.values()))[0]
    return answers


def by_level(known, seed):
    """Complete answers of one company as the tests draw them: a level first, each sign 0.8 up to it and 0.2 above."""
    return draw_answers(known, rng_of(f"study {seed}"))


def with_gaps(known, answers, seed, unknown=0.15, off=0.10):
    """The same answers with some not known and some given otherwise."""
    rng = random.Random(f"gaps {seed}")
    given = {}
    for question, code in answers.items():
        if rng.random() >= unknown:
            given[question] = rng.choice(list(known.questions[question].answers)) if rng.random() < off else code
    return given
