"""Which page comes next: only what matters, most telling first, the same each time; and it settles sooner than a fixed order."""

from statistics import median

from companies import by_level, with_gaps
from drawing import draw_answers, one_voice, partly, rng_of
from rapport.cases.interview import begin
from rapport.cases.model import UNKNOWN, Case, Given
from rapport.engine.asking import ranked_pages
from rapport.engine.diagnosis import diagnose
from rapport.engine.truth import Truth
from rapport.engine.voices import Voices


def offers(known, voices, last_topic=None):
    askable = {page.id: page.questions for page in known.pages.values()}
    return ranked_pages(known, voices, diagnose(known, voices).open, askable, last_topic)


def test_pages_that_cannot_matter_are_not_offered_and_their_questions_left_out(known):
    voices = one_voice(partly(draw_answers(known, rng_of("asking")), rng_of("part"), 0.5))
    live = diagnose(known, voices).open
    found = offers(known, voices)
    assert {question for offer in found for question in offer.questions} == set(live)
    assert all(offer.questions for offer in found)


def test_the_order_is_the_same_each_time_and_falls(known):
    first = offers(known, Voices({}))
    assert first == offers(known, Voices({}))
    assert [offer.gain for offer in first] == sorted((offer.gain for offer in first), reverse=True)
    assert first[0].gain > 0


def test_the_first_pages_are_about_signs_of_the_level(known):
    rests = set()
    for offer in offers(known, Voices({}))[:5]:
        rests |= {question for question in offer.questions if "level" in diagnose(known, Voices({})).open[question]}
    assert len(rests) >= 5


def test_the_topic_asked_last_counts_a_little_less(known):
    free = {offer.page: offer.gain for offer in offers(known, Voices({}))}
    best = next(iter(free))
    held = {offer.page: offer.gain for offer in offers(known, Voices({}), known.pages[best].topic)}
    assert held[best] == free[best] * 9 // 10
    assert all(held[page] == gain for page, gain in free.items() if known.pages[page].topic != known.pages[best].topic)


def test_what_a_page_left_out_could_answer_changes_nothing(known):
    """A question said not to matter is answered in every way: no axis, no remedy of the plan changes unless something is contradicted."""
    tried = 0
    for seed in range(4):
        rng = rng_of(f"idle {seed}")
        voices = one_voice(partly(draw_answers(known, rng), rng, 0.6))
        before = diagnose(known, voices)
        idle = [name for name in known.questions if name not in before.open and not voices.heard(name)]
        for question in rng.sample(idle, min(5, len(idle))):
            for code in known.questions[question].answers:
                after = diagnose(known, voices.with_answer(question, code, "observer"))
                if contested(after) <= contested(before):
                    assert after.ladders == before.ladders
                    assert after.choice == before.choice
                    assert [one.remedy for one in after.plan.now] == [one.remedy for one in before.plan.now]
                    tried += 1
    assert tried > 10


def contested(diagnosis):
    return {name for name, truth in diagnosis.truths.items() if truth is Truth.CONTESTED}


def pages_until_settled(known, given, choose):
    """How many pages until the levels still possible are those at the end, and stay."""
    interview, trace = begin(known, Case("x"), "observer", "observer"), []
    while page := choose(interview):
        for question in interview.to_ask(page):
            interview = interview.answered(question, Given(given.get(question, UNKNOWN)))
        trace.append(interview.diagnosis().ladders["level"].possible)
    settled = len(trace)
    while settled and trace[settled - 1] == trace[-1]:
        settled -= 1
    return settled + 1


def test_the_level_is_settled_after_few_pages(known):
    """docs/estimates.md has the figures for 200 companies, against fixed orders."""
    cases = [with_gaps(known, by_level(known, f"test {number}"), f"test {number}") for number in range(8)]
    telling = [pages_until_settled(known, given, lambda interview: next(iter(interview.pages_left()), None)) for given in cases]
    assert median(telling) <= 15
    assert max(telling) < len(known.pages)
