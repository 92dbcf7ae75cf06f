"""One diagnosis for four readers: what each is told, no blame and no persons for management and HR, limits for all."""

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import rapport
import yaml
from click.testing import CliRunner
from rapport.cases.hearing import hear
from rapport.cases.model import Case, Given, Override, Respondent
from rapport.cases.reading import read_case
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.reports.phrasing import Speaker
from rapport.reports.voices import VOICES, told_to

HERE = Path(__file__).parent
WORDS = yaml.safe_load((HERE / "blame_words.yaml").read_text())
SCHEMA = json.loads((Path(rapport.__file__).parent / "schemas" / "voice.json").read_text())
EXAMPLES = sorted((HERE.parent / "examples").glob("*.yaml"))
LANGUAGES = ("en", "ru")
SECRETS = ("Zyablikova", "Zarechny", "whispered")


def blaming(text, language):
    """The words of a text that begin like one of the stems."""
    stems = tuple(stem for group in WORDS[language] for stem in group["stems"])
    words = re.findall(r"[\w-]+", text.lower().replace("ё", "е"))
    return [word for word in words if word.startswith(stems) and word not in WORDS["allowed"][language]]


def persons(text):
    """The names and private words that were planted and are told all the same."""
    return [word for word in SECRETS if word.lower() in text.lower()]


def planted(case):
    """The case with a person's name wherever a stranger can write one."""
    def noted(answers):
        return {question: replace(given, note="whispered by Zyablikova") for question, given in answers.items()}

    who = tuple(replace(one, id=f"Zyablikova_{at}", department="Zarechny", answers=noted(one.answers))
                for at, one in enumerate(case.respondents))
    return replace(case, note="told by Zyablikova", respondents=who, settled=noted(case.settled))


@pytest.fixture(scope="module")
def diagnosed(known):
    """Every example, with a person's name planted, and what follows from it."""
    cases = {path.stem: planted(read_case(path, known)) for path in EXAMPLES}
    return {name: (case, diagnose(known, hear(case))) for name, case in cases.items()}


def test_there_are_enough_stems_each_group_with_its_reason():
    for language in LANGUAGES:
        stems = [stem for group in WORDS[language] for stem in group["stems"]]
        assert len(stems) == len(set(stems)) >= 60
        assert all(len(group["reason"]) > 20 for group in WORDS[language])


@pytest.mark.parametrize(("language", "sentence", "found"), [
    ("en", "It is the fault of the head of sales.", ["fault"]), ("en", "Marketing is guilty and lazy.", ["guilty", "lazy"]),
    ("en", "A stupid idea of an incompetent seller", ["stupid", "incompetent"]), ("en", "They deserve to be punished", ["punished"]),
    ("en", "Sales wants a faultless product, in spite of the cost", []), ("en", "A scheme for leads", []),
    ("ru", "Виноват отдел продаж.", ["виноват"]), ("ru", "Это вина маркетинга, там одни бездельники", ["вина", "бездельники"]),
    ("ru", "Некомпетентный и ленивый руководитель", ["некомпетентный", "ленивый"]), ("ru", "Враждующие отделы и упрёки", ["враждующие", "упреки"]),
    ("ru", "По крайней мере один продавец вводит данные; итог зависит от сделки", [])])
def test_the_lint_finds_planted_words_and_only_those(language, sentence, found):
    assert blaming(sentence, language) == found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("voice", ["management", "hr"])
def test_management_and_hr_read_of_no_blame_and_no_persons(diagnosed, voice, language):
    for name, (case, diagnosis) in diagnosed.items():
        text = told_to(voice, case, diagnosis, language, "text")
        assert (name, blaming(text, language), persons(text)) == (name, [], [])


def test_the_lint_of_persons_finds_them_where_everything_is_told(diagnosed):
    case, diagnosis = diagnosed["invented-agency"]
    assert persons(told_to("consultant", case, diagnosis, "en", "text")) == ["Zyablikova", "whispered"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_could_be_told_to_management_or_hr_blames(known, language):
    """Wording of the whole knowledge base, since another case tells other findings."""
    told = [(one.without_blame or one.holds)[language] for one in known.findings.values()
            if one.kind in ("sign", "symptom", "conflict_signal", "driver", "strength")]
    told += [one.fails[language] for one in known.findings.values() if one.kind == "sign"]
    for rule in known.rules.values():
        finding = known.findings[rule.concludes]
        if rule.mode == "when" and finding.kind in ("driver", "symptom", "conflict_signal") and finding.without_blame is None:
            told.append(rule.because[language])
    for remedy in known.remedies.values():
        told += [remedy.name[language], remedy.what[language], remedy.owner[language], *(one.because[language] for one in remedy.reasons)]
    told += [step[language] for steps in known.check.next_steps.values() for step in steps]
    assert [(blaming(text, language), text) for text in told if blaming(text, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("voice", VOICES)
def test_limits_stand_in_every_voice_and_layout(diagnosed, voice, language):
    case, diagnosis = diagnosed["organisation-2"]
    limit = Speaker(language).say("limit_persons")
    for layout in ("text", "md", "html"):
        assert limit in " ".join(told_to(voice, case, diagnosis, language, layout).split())


def test_management_is_told_three_reasons_three_steps_and_what_not_to_do(diagnosed):
    case, diagnosis = diagnosed["organisation-2"]
    told = {one["id"]: one for one in json.loads(told_to("management", case, diagnosis, "en", "json"))["sections"]}
    assert list(told) == ["short", "reasons", "steps", "waiting", "not_now", "limits"]
    assert (len(told["reasons"]["items"]), len(told["steps"]["items"])) == (3, 3)
    assert told["steps"]["items"][0]["label"] == diagnosis.known.remedies[diagnosis.plan.now[0].remedy].name["en"]
    assert all("severe" in one["text"] for one in told["not_now"]["items"])
    assert told["waiting"]["items"] and "no figure" in told["waiting"]["lines"][0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_management_gets_one_page(diagnosed, language):
    weasyprint = pytest.importorskip("weasyprint")
    assert weasyprint
    import io

    import pypdf
    from rapport.reports.paper import pdf

    for name in diagnosed:
        page = told_to("management", *diagnosed[name], language, "html", paper=True)
        assert len(pypdf.PdfReader(io.BytesIO(pdf(page))).pages) == 1, name


def test_small_groups_stay_hidden_from_hr(known):
    boss = Respondent("boss", "management", "", {"harmful_conflict": Given("often")})
    staff = tuple(Respondent(f"s{at}", "staff", "sales", {"communication_failures": Given("main"), "stagnation_sales": Given("most")})
                  for at in range(3))
    told = []
    for who in ((boss,), (boss, *staff)):
        case = Case("Firm", respondents=who)
        sections = json.loads(told_to("hr", case, diagnose(known, hear(case)), "en", "json"))["sections"]
        told.append([one for one in sections if one["id"] != "limits"])
    assert told[0] == told[1]


def test_a_trainee_answers_before_unfolding(diagnosed):
    case, diagnosis = diagnosed["invented-agency"]
    page = told_to("trainee", case, diagnosis, "en", "html")
    asked = json.loads(told_to("trainee", case, diagnosis, "en", "json"))["asked"]
    assert page.count("<details>") == len(asked) >= 16
    assert "<details open" not in page
    for layout, paper in (("text", False), ("md", False), ("html", True)):
        text = told_to("trainee", case, diagnosis, "en", layout, paper=paper)
        assert "<details" not in text
        questions, answers = text.split("Answers\n" if layout == "text" else "## Answers" if layout == "md" else ">Answers<")
        assert "regular_part_in_deals" in answers
        assert "regular_part_in_deals" not in questions


def test_what_the_consultant_set_aside_is_told_with_the_reason(diagnosed):
    case, diagnosis = diagnosed["organisation-2"]
    told = replace(case, overrides=(Override("culture_of_blame", "set_aside", "seen otherwise on the spot"),))
    assert "seen otherwise on the spot" in told_to("consultant", told, diagnosis, "en", "html")
    assert "seen otherwise on the spot" not in told_to("hr", told, diagnosis, "en", "html")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("voice", [one for one in VOICES if one != "consultant"])
def test_json_of_a_voice_fits_its_schema(diagnosed, voice, language):
    for case, diagnosis in diagnosed.values():
        jsonschema.validate(json.loads(told_to(voice, case, diagnosis, language, "json")), SCHEMA)


@pytest.mark.parametrize("layout", ["html", "md", "json", "text"])
@pytest.mark.parametrize("voice", VOICES)
def test_the_command(examples, voice, layout, tmp_path):
    target = tmp_path / "report"
    done = CliRunner().invoke(main, ["report", str(examples / "organisation-2.yaml"), "--voice", voice, "--format", layout,
                                     "--lang", "ru", "-o", str(target)])
    assert done.exit_code == 0, done.output
    assert "Le Meunier" in target.read_text() or voice == "trainee"


def test_diagnose_tells_what_the_consultant_is_told(examples):
    for layout in ("text", "md", "html", "json"):
        told = [CliRunner().invoke(main, [*command, str(examples / "organisation-2.yaml"), "--format", layout, "--lang", "en"]).stdout
                for command in (["diagnose"], ["report", "--voice", "consultant"])]
        assert told[0] == told[1]
