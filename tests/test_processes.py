"""The process tables: compact files expanded into ordinary entries, and the section of the reports that tells them."""

import pytest
from rapport.cases.hearing import hear
from rapport.cases.model import Case, Given, Respondent
from rapport.engine.diagnosis import diagnose
from rapport.engine.truth import Truth
from rapport.kb.conditions import Asked, Concluded, Disputed, leaves
from rapport.kb.nodes import read_text
from rapport.kb.problems import Problems
from rapport.kb.process_entries import Tables
from rapport.kb.processes import read_processes
from rapport.kb.text import LANGUAGES
from rapport.reports.process_section import process_tables
from rapport.reports.rendering import render
from rapport.reports.telling import Teller

TABLE = """
process: kitchen
topic: food
name: {en: The kitchen, ru: Кухня}
where: {en: In the cook book this falls to, ru: В поваренной книге это}
flow: {en: The cook book has it so., ru: Так в поваренной книге.}
misleads_when: {en: It is Sunday., ru: Сегодня воскресенье.}
statements: [s]
phases:
  - id: cooking
    name: {en: Cooking, ru: Готовка}
    page: {en: Who cooks, ru: Кто готовит}
    from: q
    sides: [sales, marketing]
    why: {en: To know., ru: Чтобы знать.}
    duties:
      - {id: peeling, name: {en: Peeling, ru: Чистка}, help: {en: With a knife., ru: Ножом.}, by: sales, statements: [s]}
    flows:
      - {id: salt, name: {en: Passing the salt, ru: Передача соли}, help: {en: By hand., ru: Рукой.}, giver: sales, taker: marketing, statements: [s]}
"""


@pytest.fixture(scope="module")
def head():
    from pathlib import Path

    import rapport

    return (Path(rapport.__file__).parent / "kb" / "processes.yaml").read_text()


def expanded(head, table):
    problems = Problems()
    tables = Tables({}, {}, {}, {}, problems)
    read_processes(read_text(head, "processes.yaml"), [read_text(table, "kitchen.yaml")], ["food"], problems, tables)
    return tables, [str(problem) for problem in sorted(problems.found)]


def test_a_table_becomes_questions_findings_and_rules(head):
    tables, problems = expanded(head, TABLE)
    assert problems == []
    assert tables.pages["cooking"].questions == ("peeling", "salt")
    assert tables.questions["peeling"].text == {"en": "Peeling: who does this?", "ru": "Чистка: кто этим занимается?"}
    assert tables.questions["peeling"].answers["sales"].told["ru"] == "Чистка: этим заняты продажи"
    assert tables.questions["salt"].order == ("does_not_run", "now_and_then", "runs")
    assert tables.findings["peeling_as_meant"].fails["en"] == "Peeling: not as in the source, where this falls to sales"
    assert tables.findings["peeling_as_meant"].holds["ru"] == "Чистка: как и в источнике, это дело отдела продаж"
    assert tables.rules["peeling_unowned"].because["en"] == "In the cook book this falls to sales. Here nobody does it."
    assert tables.rules["peeling_disputed"].when == Disputed("peeling")
    assert tables.rules["salt_runs"].when == Asked("salt", frozenset({"runs"}))
    assert {finding.kind for finding in tables.findings.values()} == {"duty", "flow"}


@pytest.mark.parametrize(("old", "new", "told"), [
    ("by: sales", "by: sale", "kitchen.yaml:17: there is no duty peeling, by 'sale'. Did you mean 'sales'"), ("by: sales", "by: [sales, nobody]", "'nobody'"),
    ("giver: sales", "giver: shop", "flow salt, giver"), ("id: salt", "id: peeling", "there is a question 'peeling' already"),
    ("misleads_when:", "misleads_wen:", "'misleads_wen'"), ("statements: [s]\nphases", "phases", "process kitchen: 'statements' is missing"),
    ("    why:", "    wy:", "phase cooking: 'why' is missing")])
def test_a_mistake_in_a_table_is_told_with_its_place(head, old, new, told):
    assert old in TABLE
    problems = expanded(head, TABLE.replace(old, new))[1]
    assert any(told in problem for problem in problems), problems


def test_a_mistake_in_the_words_of_all_tables_is_told(head):
    problems = expanded(head.replace("nobody: nobody", "nobody: noone"), TABLE)[1]
    assert any("processes.yaml" in problem and "noone" in problem for problem in problems), problems


def test_texts_put_together_are_whole_sentences(known):
    for process in known.processes.tables.values():
        for one in process.entries:
            for language in LANGUAGES:
                assert known.questions[one.id].text[language].startswith(one.name[language] + ": ")
                assert one.name[language][0].isupper()
                assert not one.name[language].endswith(".")
        for name in process.findings:
            for rule in known.rules_of.get(name, ()):
                for language in LANGUAGES:
                    assert rule.because[language].endswith(".")
                    assert ".." not in rule.because[language]
                    assert "  " not in rule.because[language]


def test_pages_stay_short(known):
    topics = {process.topic for process in known.processes.tables.values()}
    assert all(2 <= len(page.questions) <= 6 for page in known.pages.values() if page.topic in topics)


def test_tables_feed_no_axis(known):
    """Neither level nor conflict nor move-or-stay rests on a duty or a flow."""
    asked = {one.id for process in known.processes.tables.values() for one in process.entries}
    todo = [rung.finding for ladder in known.ladders.values() for rung in ladder.rungs if rung.finding]
    todo += [finding for choice in known.choice.choices for finding in (*choice.outcomes.values(), *choice.drivers, *choice.barriers)]
    seen = set()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            assert known.findings[name].kind not in ("duty", "flow"), name
            for leaf in (leaf for rule in known.rules_of[name] for leaf in leaves(rule.when)):
                if isinstance(leaf, Concluded):
                    todo.append(leaf.finding)
                else:
                    assert leaf.question not in asked
    assert len(seen) > 30


def case_of(**sides):
    return Case("x", respondents=tuple(Respondent(side, side, answers={q: Given(code) for q, code in answers.items()})
                                       for side, answers in sides.items()))


def section(known, case, language="en"):
    return process_tables(Teller(case, diagnose(known, hear(case)), language))


def rows_of(found):
    return {row["name"]: row for table in found["tables"] for phase in table["phases"] for row in phase["rows"]}


def test_only_what_was_answered_is_told_and_the_rest_is_counted(known):
    assert section(known, case_of(sales={"terms": "common"})) == {}
    found = section(known, case_of(sales={"pricing": "marketing"}))
    assert [table["name"] for table in found["tables"]] == ["The everyday division of work"]
    assert found["tables"][0]["open"] == "5 of 6 not answered yet."
    assert list(rows_of(found)) == ["Setting prices"]


def test_states_of_duties_and_flows(known):
    answers = {"pricing": "marketing", "sales_scripts": "marketing", "client_handling": "nobody", "sales_presentations": "each_apart",
               "field_news_to_marketing": "does_not_run", "analysis_results_to_sales": "runs", "mix_comments": "now_and_then",
               "trade_promotions": "not_needed"}
    states = {name: row["state"] for name, row in rows_of(section(known, case_of(observer=answers))).items()}
    assert list(states.values()) == ["otherwise than in the source", "nobody does it", "as in the source", "not needed here", "done twice",
                                     "does not happen", "as in the source", "otherwise than in the source"]


def test_sides_that_differ_are_told_apart(known):
    found = section(known, case_of(sales={"competitor_watch": "marketing"}, marketing={"competitor_watch": "sales"}))
    row = rows_of(found)["Finding out competitors' prices and product range"]
    assert row["here"] == 'Marketing answers "Sales"; Sales answers "Marketing"'
    assert row["state"] == "answers differ"
    assert row["in_source"] == "sales"


def test_a_remedy_names_the_duties_it_is_called_for_by(known):
    case = case_of(sales={"competitor_watch": "nobody", "marketing_plan": "nobody"}, marketing={"competitor_watch": "nobody", "marketing_plan": "marketing"})
    for layout in ("text", "md", "html"):
        shown = " ".join(render(case, diagnose(known, hear(case)), "ru", layout).split())
        plan = shown[shown.index("Таблица «кто что делает»"):]
        assert "Речь о следующем: выяснение цен и ассортимента конкурентов." in plan
        assert "Кто что делает" in shown


def test_a_page_lists_the_same_answers_in_full_once(known, tmp_path):
    from click.testing import CliRunner
    from rapport.cli import main

    page = known.pages["selling_division"].questions
    asked = [q for q in known.questions.values() if "sales" in q.sides and q.id not in page]
    case = tmp_path / "case.yaml"
    case.write_text("respondents:\n  - id: s\n    side: sales\n    answers:\n" + "".join(f"      {q.id}: unknown\n" for q in asked))
    done = CliRunner().invoke(main, ["interview", str(case), "--lang", "en", "--respondent", "s"], input="sales\n2\nMarketing\n")
    assert done.exit_code == 0
    assert done.stdout.count("[each_apart]") == 1
    assert done.stdout.count("1 Marketing; 2 Sales; 3 Both together") == 2
    written = case.read_text()
    assert all(f"{name}: {code}" in written for name, code in zip(page, ("sales", "sales", "marketing"), strict=True))


def test_the_observer_settles_who_does_it(known):
    case = Case("x", respondents=case_of(sales={"pricing": "sales"}, marketing={"pricing": "marketing"}).respondents,
                settled={"pricing": Given("marketing", note="price list seen")})
    diagnosis = diagnose(known, hear(case))
    assert diagnosis.truths["pricing_as_meant"] is Truth.TRUE
    row = rows_of(section(known, case))["Setting prices"]
    assert (row["here"], row["state"]) == ("Marketing (settled by the observer)", "as in the source")
