"""What the parts of the study share: companies as voices, their true values, estimates, and work spread over the processors."""

import os
import sys
from concurrent.futures import ProcessPoolExecutor

from rapport.engine.axes import read_ladder
from rapport.engine.drawing import completions_drawn
from rapport.engine.likely import likely
from rapport.engine.outcomes import established
from rapport.engine.packing import read_case, read_cases
from rapport.engine.voices import Voices

PORTIONS = 10


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


def lower_half(ladder):
    """The values of the lower half of a ladder."""
    return [rung.value for rung in ladder.rungs][:len(ladder.rungs) // 2]


def side_by_side(work, jobs, what):
    """`work(*job)` for every job, in their order, on all processors; how far it is goes to the error output."""
    found = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for one in pool.map(work, *zip(*jobs, strict=True), chunksize=max(1, min(8, len(jobs) // PORTIONS))):
            found.append(one)
            if len(found) * PORTIONS // len(jobs) > (len(found) - 1) * PORTIONS // len(jobs):
                print(f"{what}: {len(found)} of {len(jobs)}", file=sys.stderr, flush=True)
    return found
