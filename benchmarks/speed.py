"""How fast it is: experta, the rails and CLIPS side by side, at 1, 4 and 16 times the knowledge base. Prints one table.

    python benchmarks/speed.py
"""

import csv
import gc
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
SIZES = (1, 4, 16)
ROWS = 100_000
TIMES = 5
RULES_PER_20_MS = 150


def milliseconds(work, times=TIMES):
    """Median wall time of a call in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def whole_process(*command):
    """Median wall time in seconds of a command and the largest memory of any so far, in MB."""
    seconds = milliseconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                                  cwd=ROOT.parent, env={**os.environ, "LC_ALL": "C.UTF-8"})) / 1000
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


class Size:
    """What is measured on a knowledge base of one size."""

    def __init__(self, known):
        from drawing import one_voice
        from judges import by_clips, clips_environment
        from rapport.engine.inference import infer
        from rapport.engine.packing import read_case
        from rapport.engine.voices import Voices

        self.known, self.rules = known, len(known.rules)
        rng = random.Random("benchmark")
        self.cases = [one_voice({q.id: rng.choice(list(q.answers)) for q in known.questions.values()}) for _ in range(TIMES)]
        self.built_experta = milliseconds(lambda: infer(known, Voices({})), 1)
        self.built_rails = milliseconds(lambda: read_case(Voices({}), known).settled, 1)
        self.built_clips = milliseconds(lambda: clips_environment(known), 1)
        gc.collect()
        self.experta, self.rails, self.clips = (self._each(lambda voices, read=read: read(known, voices)) for read in (
            infer, lambda known, voices: read_case(voices, known).settled, by_clips))

    def _each(self, read):
        return median(milliseconds(lambda voices=voices: read(voices), 1) for voices in self.cases)

    def diagnosis(self):
        """A complete case, diagnosed and explained: every finding with its proof."""
        from rapport.engine.diagnosis import diagnose

        def explained(voices):
            found = diagnose(self.known, voices)
            return [found.proof(name) for name in self.known.findings]

        explained(self.cases[0])
        return self._each(explained)

    def next_page(self):
        """All questions open."""
        from rapport.engine.asking import ranked_pages
        from rapport.engine.diagnosis import diagnose
        from rapport.engine.voices import Voices

        empty = Voices({})
        live = diagnose(self.known, empty).open
        pages = {page.id: page.questions for page in self.known.pages.values()}
        ranked_pages(self.known, empty, live, pages)
        return milliseconds(lambda: ranked_pages(self.known, empty, live, pages))

    def what_ifs_in_clips(self):
        """One CLIPS run for each answer of each question."""
        return self.clips * sum(len(question.answers) for question in self.known.questions.values())

    def many(self):
        """100,000 cases on the rails, raw rails alone."""
        from rapport.engine.rails import rails

        compiled, rng = rails(self.known), random.Random("many")
        inputs = [rng.getrandbits(ROWS) for _ in range(compiled.inputs.count)]
        return milliseconds(lambda: compiled.read(inputs, ROWS))


def survey(known, folder):
    """100,000 rows: our batch, and polars reading and writing the same file."""
    from companies import by_level

    drawn, rng, source = [by_level(known, number) for number in range(200)], random.Random("survey"), folder / "answers.csv"
    with source.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *known.questions])
        for number in range(ROWS):
            answers = rng.choice(drawn)
            writer.writerow([number, *(answers[name] if rng.random() < 0.85 else "" for name in known.questions)])
    copying = "import sys, polars; polars.read_csv(sys.argv[1], infer_schema=False).write_csv(sys.argv[2])"
    ours, memory = whole_process(sys.executable, "-m", "rapport", "batch", str(source), "-o", str(folder / "out.csv"))
    try:
        theirs = f"{whole_process(sys.executable, '-c', copying, str(source), str(folder / 'copy.csv'))[0]:.1f} s"
    except subprocess.CalledProcessError:
        theirs = "polars is not installed"
    return ours, memory, theirs


def ratio(measured, target):
    """How much of the target is used."""
    return f"{measured / target:.2f}"


def at_each_size(known):
    """Rows that grow with the knowledge base, and the rate of the rails against that of CLIPS."""
    from grown import grown

    for times in SIZES:
        size = Size(grown(known, times) if times > 1 else known)
        name = f"{times} x ({len(size.known.questions)} questions, {size.rules} rules)"
        page, told, many, allowed = size.next_page(), size.diagnosis(), size.many(), 20 * size.rules / RULES_PER_20_MS
        clips, rate = f"{size.clips:.1f} ms", size.clips * ROWS / many
        yield ("next page", name, "-", f"{page:.1f} ms", f"{size.what_ifs_in_clips():.0f} ms", "20 ms", ratio(page, 20))
        yield ("one complete case, facts alone", name, f"{size.experta:.1f} ms", f"{size.rails:.2f} ms", clips, "-", "-")
        yield ("explained diagnosis", name, f"{told:.1f} ms", "-", clips, "30 ms", ratio(told, 30))
        built = (f"{one:.0f} ms" for one in (size.built_experta, size.built_rails, size.built_clips))
        yield ("reading built", name, *built, "-", "-")
        yield (f"{ROWS} cases", name, f"{size.experta * ROWS / 1000:.0f} s", f"{many:.1f} ms", f"{size.clips * ROWS / 1000:.0f} s",
               f"{allowed:.0f} ms", ratio(many, allowed))
        yield ("rails' rate over CLIPS'", name, "-", f"{rate:.0f} x", "1 x", "10000 x", ratio(10000, rate))


def rows():
    """All rows of the table. Whole processes first: memory is the largest of any process so far."""
    from rapport.kb.loader import SHIPPED, load

    run = (sys.executable, "-m", "rapport")
    bare, _ = whole_process(sys.executable, "-c", "pass")
    helped, _ = whole_process(*run, "--help")
    told, memory = whole_process(*run, "diagnose", str(ROOT / "examples" / "invented-platform.yaml"))
    yield ("python -c pass", "whole process", f"{bare:.2f} s", "", "", "-", "-")
    yield ("rapport --help", "whole process", f"{helped:.2f} s", "", "", "0.25 s", ratio(helped, 0.25))
    yield (f"rapport diagnose CASE ({memory:.0f} MB)", "whole process", f"{told:.2f} s", "", "", "1.2 s", ratio(told, 1.2))
    known = load(SHIPPED)
    loaded = milliseconds(lambda: load(SHIPPED))
    yield ("knowledge base loaded", "1 x", f"{loaded:.0f} ms", "", "", "500 ms", ratio(loaded, 500))
    with tempfile.TemporaryDirectory() as folder:
        seconds, memory, polars = survey(known, Path(folder))
    yield (f"{ROWS} rows, CSV to CSV", f"polars copies the file in {polars}", "-", f"{seconds:.1f} s", "", "5 s", ratio(seconds, 5))
    yield ("the same, memory", "whole process", "-", f"{memory:.0f} MB", "", "200 MB", ratio(memory, 200))
    yield from at_each_size(known)


def main():
    """Measures and prints."""
    print(f"{'work':36} {'size':36} {'experta':>10} {'rails':>10} {'CLIPS':>12} {'target':>9} {'of it':>7}")
    for work, size, experta, rails, clips, target, used in rows():
        print(f"{work:36} {size:36} {experta:>10} {rails:>10} {clips:>12} {target:>9} {used:>7}", flush=True)
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
