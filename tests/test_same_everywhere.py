"""Laws P10 and P11: the same output, byte for byte, in any process, locale, folder; and no order of anything matters."""

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import rapport
from drawing import draw_answers, one_voice, rng_of
from rapport.cases.model import Case
from rapport.engine.diagnosis import diagnose
from rapport.engine.voices import Voices
from rapport.kb import load
from rapport.reports.rendering import render

COMMANDS = (["diagnose", "{case}", "--lang", "ru"], ["diagnose", "{case}", "--format", "json"], ["trace", "{case}", "--lang", "en", "--all"])


def run(arguments, folder, **environment):
    done = subprocess.run([sys.executable, "-m", "rapport", *arguments], cwd=folder, capture_output=True, check=True,
                          env={**os.environ, **environment})
    return done.stdout


def test_output_is_the_same_in_any_process_locale_and_folder(tmp_path, examples):
    other = tmp_path / "другая папка"
    other.mkdir()
    shutil.copy(examples / "organisation-2.yaml", other / "case.yaml")
    for command in COMMANDS:
        here = [part.format(case=examples / "organisation-2.yaml") for part in command]
        there = [part.format(case="case.yaml") for part in command]
        outputs = {run(here, examples, PYTHONHASHSEED=str(seed), LC_ALL=locale)
                   for seed, locale in ((0, "C"), (1, "C.UTF-8"), (2, "C"))}
        outputs |= {run(there, other, PYTHONHASHSEED=str(seed), LC_ALL="C.UTF-8", TZ=zone)
                    for seed, zone in ((3, "Asia/Tokyo"), (4, "UTC"))}
        assert len(outputs) == 1


def shuffled(text, rng):
    """The entries of a list file in another order."""
    head, *entries = re.split(r"(?m)^(?=- )", text)
    rng.shuffle(entries)
    return head + "".join(entry if entry.endswith("\n") else entry + "\n" for entry in entries)


def test_no_order_of_rules_files_or_answers_matters(tmp_path, known):
    """Rules, findings and remedies shuffled within their files, and the files renamed so that they are read in another order."""
    rng = random.Random(7)
    folder = tmp_path / "kb"
    shutil.copytree(Path(rapport.__file__).parent / "kb", folder)
    for part in ("rules", "findings", "statements", "remedies", "explanations", "tensions"):
        for path in sorted((folder / part).glob("*.yaml")):
            path.write_text(shuffled(path.read_text(), rng))
            path.rename(path.with_name(f"{rng.randint(0, 999):03d}_{path.name}"))
    other = load(folder)
    for seed in range(10):
        answers = draw_answers(known, rng_of(seed))
        order = sorted(answers, key=lambda _: rng.random())
        one, two = diagnose(known, one_voice(answers)), diagnose(other, Voices({q: {"observer": (answers[q],)} for q in order}))
        assert one.truths == two.truths
        assert render(Case("x"), one, "ru", "md") == render(Case("x"), two, "ru", "md")
        assert one.ladders == two.ladders
        assert [p.remedy for p in one.plan.now] == [p.remedy for p in two.plan.now]
        assert [(f.rule.name, f.facts, f.new) for f in one.run.firings] == [(f.rule.name, f.facts, f.new) for f in two.run.firings]
