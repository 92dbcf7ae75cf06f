"""The list of terms: every word to be avoided is found where it is planted, nothing else is, and no shipped text uses one."""

import json
import shutil

import pytest
from click.testing import CliRunner
from rapport.cli import main
from rapport.kb import SHIPPED, BrokenFile, Problems
from rapport.kb.nodes import read_text
from rapport.kb.terms import check_terms, read_terms
from rapport.reports import phrasing
from rapport.reports.term_list import check_words

TERMS = read_terms(SHIPPED, Problems())
AVOIDED = [(term.id, word) for term in TERMS.values() for word in term.avoid]
ONE = """
- id: remedy
  term: {en: remedy, ru: мера}
  avoid: ['лекарств*']
"""


def told(text, terms=None, glossary=None):
    problems = Problems()
    node = read_text(json.dumps([text], ensure_ascii=False), "planted.yaml").items[0]
    check_terms(TERMS if terms is None else terms, glossary or {}, [("planted", node)], problems)
    return [str(problem) for problem in problems.found if "uses none of its words" not in problem.what]


def listed(tmp_path, text):
    problems = Problems()
    (tmp_path / "terms.yaml").write_text(text)
    return read_terms(tmp_path, problems), [str(problem) for problem in problems.found]


def test_fifty_terms_and_more_are_listed_and_no_shipped_text_uses_a_word_to_be_avoided(known):
    assert len(TERMS) >= 50
    check_words(known, SHIPPED, with_phrases=True)


@pytest.mark.parametrize(("name", "word"), AVOIDED, ids=[f"{name}: {word}" for name, word in AVOIDED])
@pytest.mark.parametrize("ending", ["", "ами"])
def test_each_word_to_be_avoided_is_found_where_it_is_planted(name, word, ending):
    planted = word.replace("*", ending)
    found = told(f"Тут {planted.capitalize()}, а так не говорят.")
    assert any(f"'{planted}'" in one.lower().replace("kpi", "KPI") and TERMS[name].term["ru"] in one for one in found), found


@pytest.mark.parametrize("text", [
    "Разработник и сотрудники отдела ведут сделки; средства рекламы, денежные средства, средство общения.",
    "Опрос, спрос и вопрос; без правил отдел держится обособленно, степень доверия высока.",
    "Менеджер по продукту, коммерческий директор и директор по выручке говорят о сильных продажах.",
    "Метро, метры и сантиметры; симметрия; маркетинг, маркетолог, маркетинговые инструменты отдела маркетинга.",
    "Рассылка и почта; барьеры статуса; обменялись ролями; решение оспаривают; пятый этап и ступня.",
    "Возможно, клиент вернется; при возможности клиенты платят; разрыв договора; открытый спор в пространстве офиса."])
def test_words_that_only_look_alike_are_left_alone(text):
    assert told(text) == []


def test_a_planted_word_is_told_with_file_line_and_the_word_to_use(tmp_path):
    folder = tmp_path / "kb"
    shutil.copytree(SHIPPED, folder)
    path = folder / "remedies" / "mandate.yaml"
    lines = path.read_text().split("\n")
    number = next(n for n, line in enumerate(lines) if line.startswith("  name:"))
    lines[number] = "  name: {en: 'Mandate from top management', ru: 'Первое лекарство'}"
    path.write_text("\n".join(lines))
    done = CliRunner().invoke(main, ["kb", "check", str(folder)])
    assert done.exit_code == 3
    assert f"kb/remedies/mandate.yaml:{number + 1}: management_mandate: 'лекарство' is not said here." in done.stderr
    assert "The word for 'remedy' is 'мера'." in done.stderr


def test_a_word_planted_in_a_phrase_is_told(tmp_path, monkeypatch, known):
    text = (phrasing.FOLDER / "ru.yaml").read_text()
    (tmp_path / "ru.yaml").write_text(text.replace("plan: План\n", "plan: План и лекарства\n"))
    monkeypatch.setattr(phrasing, "FOLDER", tmp_path)
    with pytest.raises(BrokenFile, match=r"reports/phrases/ru.yaml:\d+: plan: 'лекарства' is not said here"):
        check_words(known, SHIPPED, with_phrases=True)


def test_an_exception_lets_one_entry_pass_and_is_told_when_nobody_needs_it(tmp_path):
    excepted = ONE + "  except: [{id: planted, because: {en: A pharmacy., ru: Это аптека.}}]\n"
    terms, problems = listed(tmp_path, excepted)
    assert problems == []
    assert told("Лекарства в аптеке", terms) == []
    problems = Problems()
    check_terms(terms, {}, [], problems)
    assert [problem.what for problem in problems.found] == ["term remedy: planted uses none of its words."]


@pytest.mark.parametrize(("old", "new", "what"), [
    ("['лекарств*']", "[]", "'avoid' is empty"), ("  avoid: ['лекарств*']\n", "", "'avoid' is missing"),
    (", ru: мера", "", "'ru' is missing"), ("avoid:", "avoids:", "there is no key (in term remedy) 'avoids'. Did you mean 'avoid'"),
    ("- id: remedy", "- id: remedy\n  term: {en: a, ru: а}\n  avoid: [я]\n- id: remedy", "there is a term 'remedy' already")])
def test_mistakes_in_the_list_are_told(tmp_path, old, new, what):
    assert any(what in one for one in listed(tmp_path, ONE.replace(old, new, 1))[1])


def test_lists_that_contradict_each_other_are_told(tmp_path, known):
    terms, _ = listed(tmp_path, ONE + "- {id: pill, term: {en: pill, ru: лекарство}, avoid: [таблетка]}\n")
    assert "term remedy forbids 'лекарство', which is the word for pill." in " ".join(told("Мера", terms))
    terms, _ = listed(tmp_path, ONE.replace("ru: мера", "ru: шаг"))
    assert "term remedy: the glossary calls it 'мера' (remedy)." in " ".join(told("Мера", terms, known.glossary))


@pytest.mark.parametrize(("lang", "line"), [("en", "lead: лид; not наводк*, зацепк*"), ("ru", "лид (lead); не наводк*, зацепк*")])
def test_the_list_is_printed(lang, line):
    done = CliRunner().invoke(main, ["kb", "terms", "--lang", lang])
    assert done.exit_code == 0
    assert line in done.stdout.splitlines()


def test_the_list_as_json():
    found = {one["id"]: one for one in json.loads(CliRunner().invoke(main, ["kb", "terms", "--format", "json"]).stdout)}
    assert found["remedy"]["term"] == {"en": "remedy", "ru": "мера"}
    assert found["cross_kpi"]["except"][0]["id"] == "cross_kpi"
