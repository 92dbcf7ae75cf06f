"""Cases drawn by level: a level first, each sign true with 0.8 up to it and 0.2 above, answers to match (DESIGN, section 5).

Conflict, fit and symptoms get targets of their own, so that every grade and remedy comes up often enough.
"""

import random

from rapport.engine.voices import Voices
from rapport.kb.conditions import All, Any, Asked, AtLeast, Concluded, Not

ROUNDS = 3


def draw_answers(known, rng):
    """One complete set of answers of an onlooker: question -> code."""
    answers = {q.id: rng.choice(list(q.answers)) for q in known.questions.values()}
    mood = rng.choice(["driven", "driven", "settled", "mixed", "torn"])
    level = 3 if mood == "driven" and rng.random() < 0.5 else rng.choice((1, 1, 2, 3, 4))  # what is drawn for 1 often comes out as 2
    calm = mood in ("driven", "settled")
    signals = {"mixed": 0.04, "torn": 0.25}.get(mood, 0.0)
    chances = {"conflict_signal": signals, "symptom": 0.02 if calm else 0.25, "antipattern": 0.05,
               "driver": {"driven": 0.6, "settled": 0.0}.get(mood, 0.35), "barrier": 0.03 if mood == "driven" else 0.25,
               "strength": 0.25, "factor": 0.0 if mood == "settled" else 0.5}
    _draw_tables(known, answers, rng, 0.0 if calm else rng.choice([0.0, 0.05, 0.3]))
    called_for = {ground.finding for remedy in known.remedies.values() for ground in remedy.reasons if not ground.excluded}
    targets = {}
    for finding in known.findings.values():
        if finding.kind == "sign" and finding.axis:
            targets[finding.id] = rng.random() < (0.8 if 1 < int(finding.value) <= level else 0.2)
        elif finding.kind in chances:
            settled = calm and finding.kind == "factor" and finding.id in called_for  # else nothing is ever left as it is
            targets[finding.id] = rng.random() < (0.1 if settled else chances[finding.kind])
    if mood == "driven" and level == 3:  # else the steps from 3 to 4, for which these decide, are hardly ever drawn
        targets["shared_responsibility"] = rng.random() < 0.8
        targets["reports_separately"] = rng.random() < 0.3
    if not calm:  # disputed prices are a signal of conflict, and a committee on them is barred where the conflict is severe
        targets["prices_disputed"] = rng.random() < 0.25
    quiet = {}
    if mood == "settled" and rng.random() < 0.7:  # else some remedy is always called for, and nothing is ever left as it is
        grounds = [ground for remedy in known.remedies.values() for ground in remedy.reasons]
        quiet = {ground.finding: ground.excluded for ground in grounds if ground.finding in targets}
    targets.update(quiet)
    names = sorted(targets)
    for _ in range(ROUNDS):
        rng.shuffle(names)
        for name in sorted(names, key=lambda n: (n in quiet, known.findings[n].kind == "sign")):
            _aim(known, name, targets[name], answers, rng)
    if calm:
        answers["harmful_conflict"] = "rare"
        answers["dept_culture"] = rng.choice(["supportive", "cooperative"])
    return answers


def _draw_tables(known, answers, rng, trouble):
    """Answers about duties and flows: `trouble` is the share of those that nobody, that two do, or that do not happen."""
    for process in known.processes.tables.values() if known.processes else ():
        for one in (*process.duties, *process.flows):
            bad = {"nobody", "each_apart", "does_not_run"} & set(known.questions[one.id].answers)
            good = set(known.questions[one.id].answers) - bad
            answers[one.id] = rng.choice(sorted(bad if rng.random() < trouble else good))


def _aim(known, finding, want, answers, rng):
    """Changes answers so that the finding comes out as wanted, as far as one pass can."""
    rules = known.rules_of[finding]
    whens, unless = [[r for r in rules if r.mode == mode] for mode in ("when", "unless")]
    if want:
        for rule in unless:
            _make(known, rule.when, False, answers, rng)
        if whens:
            _make(known, rng.choice(whens).when, True, answers, rng)
    else:
        for rule in whens:
            _make(known, rule.when, False, answers, rng)


def _make(known, condition, want, answers, rng):
    if isinstance(condition, Asked):
        fitting = [c for c in known.questions[condition.question].answers if (c in condition.answers) == want]
        if answers[condition.question] not in fitting:
            answers[condition.question] = rng.choice(fitting)
    elif isinstance(condition, Concluded):
        _aim(known, condition.finding, want, answers, rng)
    elif isinstance(condition, Not):
        _make(known, condition.part, not want, answers, rng)
    elif isinstance(condition, (All, Any, AtLeast)):
        every = isinstance(condition, All) == want and not isinstance(condition, AtLeast)
        parts = list(condition.parts) if every else rng.sample(condition.parts, _enough(condition, want))
        for part in parts:
            _make(known, part, want, answers, rng)


def _enough(condition, want):
    if isinstance(condition, AtLeast):
        return condition.count if want else len(condition.parts) - condition.count + 1
    return 1


def one_voice(answers):
    """The answers as the voice of an onlooker."""
    return Voices({question: {"observer": (code,)} for question, code in answers.items()})


def partly(answers, rng, share):
    """The same answers with only a share of them given."""
    return {question: code for question, code in answers.items() if rng.random() < share}


def several_voices(known, answers, rng, wrong=0.25):
    """The answers as given by every side that may, some sides answering otherwise now and then."""
    said = {}
    for question, code in answers.items():
        entry = known.questions[question]
        for side in entry.sides:
            if rng.random() < 0.7:
                given = code if rng.random() > wrong else rng.choice(list(entry.answers))
                said.setdefault(question, {})[side] = (given,)
    return Voices(said)


def rng_of(seed):
    return random.Random(f"rapport {seed}")
