"""Which page comes next: only what matters, most telling first, the same each time; and it settles sooner than a fixed order."""

from statistics import median

from companies import by_level, with_gaps
from drawing import draw_answers, one_voice, partly, rng_of
from rapport.cases.interview import begin
from rapport.cases.model import UNKNOWN, Case, Given
from rapport.engine import asking
from rapport.engine.asking import SLICE, SLOTS, ranked_pages, readings_shared
from rapport.engine.chance import FULL, SIZE
from rapport.engine.diagnosis import diagnose
from rapport.engine.drawing import completions_drawn
from rapport.engine.information import information
from rapport.engine.leaning import each_answer_alone
from rapport.engine.packing import spread
from rapport.engine.rails import rails
from rapport.engine.relevance import resting_on
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


def settled_by(known, voices, page, slot):
    """The plain way: one reading for this page alone. How often it settles each finding, in the cases of its slot."""
    compiled, drawn = rails(known), completions_drawn(voices, known)
    cases, inputs = ((1 << SLICE) - 1) << SLICE * slot, spread(voices, SIZE, compiled)
    for question in page:
        for at in compiled.inputs.indices(known, question).values():
            inputs[at] |= drawn.inputs[at] & cases
    tried = compiled.read(inputs, SIZE)
    return {finding: ((tried.true(finding) | tried.false(finding)) & cases).bit_count() for finding in known.findings}


def test_pages_read_together_get_the_gain_they_have_alone(known):
    """Exactly, for every page: the offers' gains against one reading a page and the worth of every finding written out."""
    for seed, share in ((1, 0.0), (2, 0.1), (3, 0.4)):
        rng = rng_of(f"together {seed}")
        voices = one_voice(partly(draw_answers(known, rng), rng, share))
        now, found, worth = diagnose(known, voices), offers(known, voices), worths(known, voices)
        gain_of = {offer.page: offer.gain for offer in found}
        asked = [page.id for page in known.pages.values() if page.id in gain_of]
        for number, page in enumerate(asked):
            questions = [question for question in known.pages[page].questions if question in now.open and not voices.heard(question)]
            alone = settled_by(known, voices, questions, number % SLOTS)
            assert gain_of[page] == sum(value * alone[finding] for finding, value in worth.items()), page


def worths(known, voices):
    """Finding not settled yet -> how much it tells of everything aimed at."""
    drawn, now, found = completions_drawn(voices, known), diagnose(known, voices), {}
    live = {goal for goals in now.open.values() for goal in goals}
    for aim in asking._aims(known, drawn):
        for finding in aim.rests_on if aim.goals & live else ():
            if now.settled[finding] not in (Truth.TRUE, Truth.FALSE):
                halves = (drawn.true(finding), FULL & ~drawn.true(finding))
                found[finding] = found.get(finding, 0) + aim.counts * information(halves, aim.outcomes)
    return found


def test_pages_share_a_slot_only_if_they_bear_on_nothing_in_common():
    bears = {f"page {number}": {f"finding {number % 40}", f"finding {number % 7}"} for number in range(100)}
    readings = readings_shared(bears)
    assert sorted(page for reading in readings for page in reading) == sorted(bears)
    for reading in readings:
        for one in reading:
            assert reading[one] == list(bears).index(one) % SLOTS
            assert all(bears[one].isdisjoint(bears[other]) for other in reading if other != one and reading[other] == reading[one])


def test_strangers_need_no_further_reading():
    assert [len(readings_shared({number: {number} for number in range(pages)})) for pages in (16, 64, 1600)] == [1, 1, 1]


def test_what_rests_on_a_question_is_all_that_its_answers_can_change(known):
    """Each answer alone: no finding becomes known that is not said to rest on its question."""
    compiled, above = rails(known), resting_on(known)
    alone, none = each_answer_alone(known), compiled.read([0] * compiled.inputs.count, 1)
    for (question, _), at in compiled.inputs.answers.items():
        moved = {finding for finding, rail in compiled.number.items()
                 if any(alone.raw[2 * rail + side] >> at & 1 != none.raw[2 * rail + side] for side in (0, 1))}
        assert moved <= above[question]


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
