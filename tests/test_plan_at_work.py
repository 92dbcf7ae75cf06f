"""The plan that lives on, and two cases compared: sheets out and back in, formulas neutral, movement apart from mere knowledge."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from rapport.cases.steps import read_day
from rapport.cli import main


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments], env={"LC_ALL": "C.UTF-8"})


@pytest.fixture
def firm(tmp_path, monkeypatch, examples):
    monkeypatch.setenv("RAPPORT_STORE", str(tmp_path / "cases.db"))
    run("cases", "import", examples / "invented-agency.yaml", "--id", "firm")
    return tmp_path


def steps():
    return {one["remedy"]: one for one in json.loads(run("plan", "firm", "--format", "json").stdout)["steps"]}


def test_the_plan_of_a_case_is_that_of_its_diagnosis(firm, examples):
    planned = [one["id"] for one in json.loads(run("diagnose", "firm", "--format", "json").stdout)["remedies"]]
    assert list(steps()) == planned
    assert run("plan", examples / "invented-agency.yaml").stdout == run("plan", "firm").stdout


def test_what_is_agreed_is_kept_with_history_and_stays_when_the_plan_changes(firm, known):
    first = next(iter(steps()))
    assert run("plan", "firm", "--remedy", first, "--owner", "Anna", "--start", "1.12.2026", "--status", "начато").exit_code == 0
    assert run("plan", "firm", "--remedy", first, "--measure", "disputes a month").exit_code == 0
    kept = steps()[first]
    assert (kept["owner"], kept["start"], kept["status"], kept["measure"]) == ("Anna", "2026-12-01", "started", "disputes a month")
    assert f"step {first}" in run("cases", "show", "firm", "--history").stdout
    outside = next(name for name in known.remedies if name not in steps())
    assert run("plan", "firm", "--remedy", outside, "--status", "done").exit_code == 0
    assert (steps()[outside]["place"], steps()[outside]["status"]) == ("gone", "done")


@pytest.mark.parametrize("layout", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_sheet_goes_out_is_filled_in_and_comes_back(firm, layout, lang):
    path = firm / f"plan.{layout}"
    assert run("plan", "firm", "--format", layout, "--lang", lang, "-o", path).exit_code == 0
    same = path.read_bytes()
    run("plan", "firm", "--format", layout, "--lang", lang, "-o", path)
    assert path.read_bytes() == same
    if layout == "csv":
        separator = {"en": ",", "ru": ";"}[lang]
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=separator))
    else:
        rows = [[cell or "" for cell in row] for row in load_workbook(path).active.iter_rows(values_only=True)]
    rows[1][5:9] = ["=1+1", "2026-12", {"en": "started", "ru": "начато"}[lang], "-5 % disputes"]
    rows[2][7] = "dropped"
    if layout == "csv":
        text = io.StringIO()
        csv.writer(text, delimiter=separator).writerows(rows)
        path.write_text(text.getvalue(), encoding="cp1251", errors="replace")
    else:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.active.cell(2, 6).data_type = "s"
        book.save(path)
    done = run("plan", "firm", "--read", path, "--lang", lang)
    assert done.exit_code == 0, done.stderr
    assert "2" in done.stdout
    one, two, *_ = steps().values()
    assert (one["owner"], one["start"], one["status"], one["measure"]) == ("=1+1", "2026-12", "started", "-5 % disputes")
    assert two["status"] == "dropped"
    assert "0" in run("plan", "firm", "--read", path, "--lang", lang).stdout


def test_what_looks_like_a_formula_is_none_in_a_sheet(firm):
    first, second, third, *_ = steps()
    for remedy, text in ((first, '=HYPERLINK("http://x")'), (second, "@SUM(A1)"), (third, "\tcmd")):
        run("plan", "firm", "--remedy", remedy, "--owner", text)
    written = run("plan", "firm", "--format", "csv").stdout
    cells = [cell for row in csv.reader(io.StringIO(written)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    run("plan", "firm", "--format", "xlsx", "-o", firm / "p.xlsx")
    for row in load_workbook(firm / "p.xlsx").active.iter_rows():
        assert "f" not in {cell.data_type for cell in row}
        assert all(cell.quotePrefix for cell in row if str(cell.value or "").startswith("="))


BAD = {"head": "a,b\n1,2\n", "remedy": "remedy,owner\nslaa,x\n", "status": "remedy,status\nsla,nearly\n",
       "date": "remedy,start\nsla,12/1/2026\n", "twice": "remedy,owner\nsla,x\nsla,y\n", "long": "remedy,owner\nsla," + "x" * 3000 + "\n"}
TOLD = {"head": "the head has no column", "remedy": "Did you mean 'sla'", "status": "there is no status 'nearly'",
        "date": "'12/1/2026' is no date", "twice": "a second time", "long": "3,000 characters"}


@pytest.mark.parametrize("kind", BAD)
def test_a_sheet_with_a_mistake_changes_nothing(firm, kind):
    path = firm / "bad.csv"
    path.write_text(BAD[kind] + "management_mandate,started\n" * (kind != "head"))
    before = steps()
    done = run("plan", "firm", "--read", path)
    assert done.exit_code == 3
    assert TOLD[kind] in done.stderr
    assert f"{path}:" in done.stderr
    assert steps() == before


def test_sheets_that_are_none(firm):
    for name, data in (("a.xlsx", b"PK\x03\x04junk"), ("b.csv", b"\x00\x01\x02"), ("c.csv", b"")):
        (firm / name).write_bytes(data)
        assert run("plan", "firm", "--read", firm / name).exit_code == 3
    book = Workbook()
    book.active.append(["remedy", "owner"])
    book.active.append(["sla", "=1+1"])
    book.save(firm / "formula.xlsx")
    done = run("plan", "firm", "--read", firm / "formula.xlsx")
    assert (done.exit_code, "B2: there is a formula" in done.stderr) == (3, True)
    assert "no such file" in run("plan", "firm", "--read", firm / "none.csv").stderr


def test_usage_of_plan(firm, examples):
    assert run("plan", "firm", "--owner", "x").exit_code == 2
    assert run("plan", "firm", "--remedy", "sla").exit_code == 2
    assert run("plan", "firm", "--format", "xlsx").exit_code == 2
    assert "is a file" in run("plan", examples / "invented-agency.yaml", "--remedy", "sla", "--owner", "x").stderr


@pytest.mark.parametrize(("text", "day"), [("2026-11-24", "2026-11-24"), ("24.11.2026", "2026-11-24"), ("2026-11", "2026-11"), ("31.02.2026", None),
                                           ("11/24/2026", None), ("soon", None)])
def test_days(text, day):
    assert read_day(text) == day


def compared(first, second):
    return json.loads(run("compare", first, second, "--format", "json").stdout)


def case(path, **answers):
    path.write_text("organisation: Firm\nanswers:\n" + "".join(f"  {name}: {code}\n" for name, code in answers.items()))
    return path


def test_movement_is_told_apart_from_what_merely_became_known(tmp_path):
    before = case(tmp_path / "a.yaml", joint_meetings="never", terms="each_own")
    after = case(tmp_path / "b.yaml", joint_meetings="problems_and_opportunities", terms="each_own", rules="written")
    told = compared(before, after)
    assert "meets_to_clarify" in [one["id"] for one in told["won"]]
    assert told["lost"] == []
    assert told["knowledge"] == []
    assert "agreed_rules" in [one["id"] for one in told["learned"]]
    back = compared(after, before)
    assert [one["id"] for one in back["lost"]] == [one["id"] for one in told["won"]]
    assert "agreed_rules" in [one["id"] for one in back["blurred"]]
    assert {one["moved"] for one in compared(before, before)["axes"]} == {False}
    level = told["axes"][0]
    assert set(level["before"]) & set(level["after"])
    assert level["moved"] is None


def test_a_level_moves_when_no_value_is_possible_in_both(tmp_path, known):
    low = case(tmp_path / "a.yaml", **{q.id: next(iter(q.answers)) for q in known.questions.values()})
    high = case(tmp_path / "b.yaml", **{q.id: (q.order or tuple(q.answers))[-1] for q in known.questions.values()})
    level = compared(low, high)["axes"][0]
    assert (level["axis"], level["moved"]) == ("level", True)
    assert "->" in run("compare", low, high, "--lang", "en").stdout


def test_gaps_that_close_and_remedies_that_are_done(firm, examples, known):
    run("cases", "import", examples / "invented-agency.yaml", "--id", "later")
    gap = json.loads(run("diagnose", "firm", "--format", "json").stdout)["gaps"][0]
    code = gap["sides"]["sales"][0]
    for side, respondent in (("marketing", "head_of_marketing"), ("management", "director"), ("hr", "hr_manager")):
        run("cases", "answer", "later", f"{gap['question']}={code}", "--side", side, "--respondent", respondent)
    run("plan", "firm", "--remedy", "sla", "--status", "done")
    told = compared("firm", "later")
    closed = {one["id"] for one in (*told["gaps_closed"], *told["gaps_unheard"])}
    assert gap["question"] in closed
    assert [one["id"] for one in told["remedies_done"]] == ["sla"]
    assert gap["question"] in {one["id"] for one in compared("later", "firm")["gaps_opened"]}


def test_different_organisations_are_said(examples):
    told = run("compare", examples / "organisation-1.yaml", examples / "organisation-2.yaml", "--lang", "en").stdout
    assert "different organisations" in told
    assert "что сдвинулось" in run("compare", examples / "organisation-1.yaml", examples / "organisation-2.yaml", "--lang", "ru").stdout
