"""Four readings of the same rules, each asked for the same thing: known true and known false of every finding."""

from functools import lru_cache

from rapport.engine.clips import as_clips
from rapport.engine.inference import infer
from rapport.engine.packing import read_case
from rapport.engine.rails import rails
from rapport.engine.truth import Truth
from rapport.engine.voices import Voices
from rapport.kb.conditions import Disputed
from third_reading import third_reading

CONCLUSIONS = """(deffunction conclusions () (bind ?all "")
  (do-for-all-facts ((?f finding)) TRUE (bind ?all (str-cat ?all (implode$ ?f:implied) " "))) ?all)"""


def by_experta(known, voices, matcher="counting"):
    """experta, with the counting matcher or the library's."""
    run = infer(known, voices, matcher)
    return {name: run.truth(name).value for name in known.findings}


def by_rails(known, voices):
    """The rails, one case."""
    return {name: truth.value for name, truth in read_case(voices, known).truths().items()}


def by_third_reading(known, voices):
    """The small recursive reading."""
    return third_reading(known, voices.said, voices.settled)


@lru_cache(maxsize=4)
def clips_environment(known):
    """Real CLIPS with the exported program."""
    import tempfile
    from pathlib import Path

    import clips

    environment = clips.Environment()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rapport.clp"
        path.write_text(as_clips(known))
        environment.load(str(path))
    environment.build(CONCLUSIONS)
    return environment


def clips_facts(known, voices):
    """The answers and disputes of a case as CLIPS facts."""
    heard = [f"(heard {question} {code})" for question in sorted({*voices.said, *voices.settled}) for code in voices.heard(question)]
    disputes = [(question, voices.disputed(Disputed(question), known)) for question in rails(known).inputs.disputes]
    return heard + [f"(dispute {question} {'true' if truth is Truth.TRUE else 'false'})" for question, truth in disputes
                    if truth is not Truth.UNKNOWN]


def by_clips(known, voices):
    """Real CLIPS on the exported knowledge base."""
    environment = clips_environment(known)
    environment.reset()
    if facts := clips_facts(known, voices):
        environment.load_facts(" ".join(facts))
    environment.run()
    words = environment.eval("(conclusions)").split()
    found = set(zip(words[::2], words[1::2], strict=True))
    return {name: ((name, "true") in found, (name, "false") in found) for name in known.findings}


JUDGES = {"experta": by_experta, "rails": by_rails, "clips": by_clips, "third": by_third_reading}


def disagreement(readings):
    """Finding -> what each reading says of it, where they differ."""
    names = next(iter(readings.values()))
    return {name: {judge: truths[name] for judge, truths in readings.items()} for name in names
            if len({truths[name] for truths in readings.values()}) > 1}


def smallest(voices, differs):
    """The fewest answers on which `differs` still holds: halves left out first, then ever smaller parts, at last one by one."""
    said = {question: dict(by_side) for question, by_side in voices.said.items()}
    size = len(said)
    while size:
        size = max(1, size // 2)
        for start in range(0, len(said), size):
            part = set(sorted(said)[start:start + size])
            fewer = {name: by_side for name, by_side in said.items() if name not in part}
            if part and differs(Voices(fewer, voices.settled)):
                said = fewer
        if size == 1:
            return Voices(said, voices.settled)
    return Voices(said, voices.settled)


def compare(known, voices, judges=JUDGES):
    """Nothing if all judges agree; else an AssertionError that shows the smallest case on which they do not."""
    def differences(some):
        return disagreement({name: judge(known, some) for name, judge in judges.items()})

    if differences(voices):
        small = smallest(voices, differences)
        raise AssertionError(f"on {dict(small.said)}, settled {dict(small.settled)}: {differences(small)}")
