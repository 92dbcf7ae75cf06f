"""Users ask which condition failed: every conclusion of organisation 2 and of the invented examples is told without holes."""

import html
import json
import re

import pytest
from click.testing import CliRunner
from rapport.cases.hearing import hear
from rapport.cases.reading import read_case
from rapport.cli import main
from rapport.engine.conclusions import names
from rapport.engine.diagnosis import diagnose
from rapport.engine.truth import Truth
from rapport.reports.explaining import explained, explained_missing, explained_text
from rapport.reports.telling import Teller

HOLES = re.compile(r"\bNone\b|\{\w+\}|\bnull\b|<[a-z]+ object| \(\)")
EXAMPLES = ["organisation-2", "invented-agency", "invented-platform", "invented-pump-maker", "invented-workshop"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_conclusion_is_explained(known, examples, name):
    case = read_case(examples / f"{name}.yaml", known)
    diagnosis = diagnose(known, hear(case))
    for language in ("en", "ru"):
        for conclusion in names(known):
            teller = Teller(case, diagnosis, language)
            how = explained(teller, conclusion, "findings")
            missing = explained_missing(teller, conclusion)
            assert how["stands"] == missing["stands"]
            for told in (how, missing):
                text = explained_text(teller, told)
                assert text.strip(), conclusion
                assert not holes(known, text), (conclusion, text)
            passed = any(diagnosis.settled[part["id"]] is Truth.TRUE for part in missing["parts"])
            if not missing["stands"] and missing["parts"] and not passed:
                assert _reasons(missing["parts"]), conclusion


def holes(known, text):
    """What looks like a hole, the labels of answers that begin with 'None' put aside."""
    text = " ".join(text.split())
    for question in known.questions.values():
        for answer in question.answers.values():
            if answer.label["en"].startswith("None"):
                text = text.replace(answer.label["en"], "").replace(html.escape(answer.label["en"]), "")
    return HOLES.search(text)


def _reasons(parts):
    """Something is told that stands in the way: a condition not met, a rule that excludes, or a finding nothing speaks for."""
    return any(part["state"] != "holds" or part["kind"] == "rule" or _reasons(part["parts"]) for part in parts)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("layout", ["text", "html", "json"])
@pytest.mark.parametrize("arguments", [("how", "level"), ("why", "terms"), ("why-not", "level:4"), ("contrast", "level:2", "level:3"),
                                       ("what-if", "terms=common"), ("path", "--to", "3")], ids=" ".join)
def test_every_command_in_every_layout(known, examples, arguments, layout, lang):
    command, *rest = arguments
    done = CliRunner().invoke(main, [command, str(examples / "invented-workshop.yaml"), *rest, "--lang", lang, "--format", layout],
                              env={"LC_ALL": "C.UTF-8"})
    assert (done.exit_code, done.stderr) == (0, "")
    if layout == "json":
        json.loads(done.stdout)
    else:
        assert not holes(known, re.sub(r"<style>.*?</style>", "", done.stdout, flags=re.S))
