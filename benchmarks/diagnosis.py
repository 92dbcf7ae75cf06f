"""What a diagnosis costs: loading, building, fifty different complete cases, whole processes. Prints one table.

    python benchmarks/diagnosis.py
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
CASES = 50
TIMES = 5


def milliseconds(work):
    """Wall time of a call in milliseconds, and its result."""
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1000, result


def in_process():
    """Loading with building, then fifty complete cases with a fresh engine each."""
    from drawing import draw_answers, one_voice, rng_of
    from rapport.engine.diagnosis import diagnose
    from rapport.engine.inference import infer
    from rapport.engine.voices import Voices
    from rapport.kb.loader import SHIPPED, load

    loaded, known = milliseconds(lambda: load(SHIPPED))
    built, _ = milliseconds(lambda: infer(known, Voices({})))
    voices = [one_voice(draw_answers(known, rng_of(seed))) for seed in range(CASES)]
    times = [milliseconds(lambda voices=one: diagnose(known, voices))[0] for one in voices]
    return loaded + built, median(times), quantiles(times, n=20)[-1]


def whole_process(*arguments):
    """Median wall time in seconds and peak memory in MB of a command."""
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "rapport", *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT.parent,
                       env={**os.environ, "LC_ALL": "C.UTF-8"})
        times.append(time.perf_counter() - start)
    return median(times), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main():
    """Measures and prints."""
    helped, _ = whole_process("--help")
    diagnosed, memory = whole_process("diagnose", str(ROOT / "examples" / "invented-platform.yaml"))
    ready, middle, slow = in_process()
    rows = [("knowledge base loaded and rules built", f"{ready:.0f} ms", "500 ms"),
            (f"diagnosis, median of {CASES} complete cases", f"{middle:.1f} ms", "30 ms"),
            ("diagnosis, 95th percentile", f"{slow:.1f} ms", "30 ms"),
            ("rapport --help, whole process", f"{helped:.2f} s", "0.25 s"),
            ("rapport diagnose CASE, whole process", f"{diagnosed:.2f} s", "1.2 s"),
            ("the same, peak memory", f"{memory:.0f} MB", "120 MB")]
    print(f"{'work':44} {'measured':>10} {'target':>10}")
    for work, measured, target in rows:
        print(f"{work:44} {measured:>10} {target:>10}")
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
