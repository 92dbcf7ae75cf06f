"""The case store as its users meet it: cases made, answered, shown, exported and brought in again; history; copies; retention."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from rapport.cases.entries import case_of, differences, entries_of
from rapport.cases.failures import ChangedMeanwhile
from rapport.cases.model import Case, Given, Override, Respondent
from rapport.cases.reading import read_case
from rapport.cases.store import clock, models, opening, sessions
from rapport.cases.store.history import as_of
from rapport.cases.store.opening import open_store
from rapport.cli import main


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin, env={"LC_ALL": "C.UTF-8"})


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_STORE", str(tmp_path / "data" / "cases.db"))
    monkeypatch.setenv("RAPPORT_USER", "Olga")
    return tmp_path / "data" / "cases.db"


def test_a_case_from_new_to_diagnosis(store, known):
    assert run("cases", "new", "Ромашка & Co", "--date", "2026-11").stdout == "ромашка-co\n"
    assert run("cases", "new", "Ромашка & Co").stdout == "ромашка-co-2\n"
    assert run("diagnose", "ромашка-co").exit_code == 4
    assert run("cases", "answer", "ромашка-co", "joint_meetings=never", "terms=unknown", "--side", "sales").exit_code == 0
    assert run("cases", "answer", "ромашка-co", "joint_meetings=to_clarify", "--side", "marketing", "--note", "monthly", "--basis", "seen").exit_code == 0
    done = run("diagnose", "ромашка-co", "--lang", "en")
    assert done.exit_code == 0
    assert "Ромашка & Co" in done.stdout
    assert "monthly" in done.stdout
    for command in (["trace"], ["how"], ["why-not"], ["handout"], ["sla"]):
        name = ["level"] if command[0] in ("how", "why-not") else []
        assert run(*command, "ромашка-co", *name).exit_code == 0, command
    shown = json.loads(run("cases", "show", "ромашка-co", "--history", "--format", "json").stdout)
    assert [(one["version"], one["hash"]) for one in shown["diagnoses"]] == [(known.version, known.hash)]
    assert {one["who"] for one in shown["history"]} == {"Olga"}
    assert shown["respondents"][0] == {"id": "sales", "side": "sales", "answers": 1, "unknown": 1, "later": 0}


def test_a_diagnosis_is_kept_once_a_state(store, known):
    run("cases", "new", "Firm")
    run("cases", "answer", "firm", "joint_meetings=never")
    run("diagnose", "firm")
    run("diagnose", "firm", "--lang", "ru")
    run("cases", "answer", "firm", "joint_meetings=to_clarify")
    run("diagnose", "firm")
    assert [one["revision"] for one in json.loads(run("cases", "show", "firm", "--format", "json").stdout)["diagnoses"]] == [2, 3]


def test_history_tells_who_when_and_what_was_there_before(store):
    run("cases", "new", "Firm", "--note", "a note")
    run("cases", "answer", "firm", "joint_meetings=never", "--note", "first")
    run("cases", "answer", "firm", "joint_meetings=to_clarify")
    run("cases", "note", "firm", "said again", "--question", "joint_meetings")
    run("cases", "answer", "firm", "joint_meetings=")
    text = run("cases", "show", "firm", "--history", "--lang", "en").stdout
    joined = " ".join(text.split())
    assert "Olga: observer joint_meetings: - -> never / first" in joined
    assert "observer joint_meetings: never / first -> to_clarify" in joined
    assert "to_clarify -> to_clarify / said again" in joined
    assert "to_clarify / said again -> -" in joined


def test_any_earlier_state_can_be_had_again(store, examples, known):
    run("cases", "import", examples / "invented-agency.yaml", "--id", "firm")
    with open_store() as opened, opened.reading() as connection:
        first = sessions.entries_in(connection, "firm")
    run("cases", "answer", "firm", "joint_meetings=never", "terms=common", "--side", "sales")
    run("cases", "answer", "firm", "joint_meetings=", "--side", "sales")
    with open_store() as opened, opened.reading() as connection:
        from rapport.cases.store.history import history

        now = sessions.entries_in(connection, "firm")
        assert now != first
        assert as_of(now, history(connection, "firm"), 1) == first


def test_no_exact_time_is_kept_of_staff(store):
    run("cases", "new", "Firm")
    run("cases", "answer", "firm", "joint_meetings=never", "--side", "staff", "--respondent", "s1")
    run("cases", "answer", "firm", "joint_meetings=never", "--side", "sales")
    history = json.loads(run("cases", "show", "firm", "--history", "--format", "json").stdout)["history"]
    times = {one["respondent"] or one["kind"]: one["at"] for one in history if one["kind"] != "case"}
    assert len(times["staff"]) == len("2026-11-24")
    assert len(times["sales"]) == len("2026-11-24T11:00:00Z")


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("count", [2, 6])
def test_single_answers_of_staff_are_neither_shown_nor_exported_unasked(store, tmp_path, lang, count):
    run("cases", "new", "Firm")
    for number in range(count):
        run("cases", "answer", "firm", "joint_meetings=only_on_conflict", "--side", "staff", "--respondent", f"worker{number}", "--note", "secret")
    run("cases", "answer", "firm", "joint_meetings=", "--respondent", "worker0")
    run("cases", "answer", "firm", "terms=common", "--side", "sales")
    told = [run("cases", "show", "firm", "--history", "--lang", lang), run("cases", "show", "firm", "--history", "--format", "json"),
            run("cases", "export", "firm", "--lang", lang), run("cases", "list", "--format", "json")]
    for done in told:
        assert done.exit_code == 0
        assert not [word for word in ("worker", "only_on_conflict", "secret") if word in done.stdout]
    assert "--with-single-answers" in told[2].stderr
    assert json.loads(told[1].stdout)["groups"] == [{"side": "staff", "sheets": None if count == 2 else 5}]
    assert json.loads(told[3].stdout)[0]["respondents"] == 1
    assert run("cases", "export", "firm", "--with-single-answers").stdout.count("secret") == count - 1


def test_what_an_answer_of_staff_is_now_is_not_told_to_who_comes_second(store, known):
    with open_store() as opened:
        name = sessions.make(opened, Case("Firm"))
        seen = sessions.read(opened, name, known)[0]
        mine, theirs = (seen.with_respondent(Respondent("a", "staff", "", {"terms": Given(code)})) for code in ("common", "each_own"))
        sessions.save(opened, name, seen, theirs, known)
        with pytest.raises(ChangedMeanwhile) as told:
            sessions.save(opened, name, seen, mine, known)
        assert "each_own" not in str(told.value)


@pytest.mark.parametrize("name", ["invented-agency.yaml", "organisation-2.yaml"])
def test_out_and_in_again_is_the_same_case(store, tmp_path, examples, known, name):
    case = read_case(examples / name, known)
    run("cases", "import", examples / name, "--id", "one")
    run("cases", "export", "one", "-o", tmp_path / "out.yaml")
    assert read_case(tmp_path / "out.yaml", known) == case
    assert run("diagnose", "one").stdout == run("diagnose", examples / name).stdout


def test_importing_twice_into_a_case_adds_nothing_and_contradictions_are_refused(store, tmp_path, examples):
    run("cases", "import", examples / "invented-agency.yaml", "--id", "one")
    before = run("cases", "show", "one", "--history").stdout
    assert run("cases", "import", examples / "invented-agency.yaml", "--into", "one").exit_code == 0
    assert run("cases", "show", "one", "--history").stdout == before
    other = tmp_path / "other.yaml"
    other.write_text("organisation: Another\nanswers: {terms: common}\n")
    done = run("cases", "import", other, "--into", "one")
    assert (done.exit_code, "the organisation differs" in done.stderr) == (3, True)
    assert run("cases", "show", "one", "--history").stdout == before


def test_settled_disputes_overrides_and_notes_are_kept(store, tmp_path, known):
    case = Case("Firm", "2026", "n", (Respondent("a", "staff", "field", {"terms": Given("common", "x", "seen")}),),
                {"rules": Given(next(iter(known.questions["rules"].answers)), "minutes")}, (Override("common_terms", "set_aside", "new"),))
    with open_store() as opened:
        name = sessions.make(opened, case)
        assert sessions.read(opened, name, known)[0] == case
    assert "a note is missing" in run("cases", "answer", name, "terms=common", "--settle").stderr
    assert run("cases", "answer", name, "terms=common", "--settle", "--note", "seen it").exit_code == 0
    assert "seen it" in run("cases", "show", name).stdout


def test_a_case_is_its_entries(known, examples):
    for path in sorted(examples.glob("*.yaml")):
        case = replace(read_case(path, known), survey=None)
        assert case_of(entries_of(case)) == case
        assert differences(entries_of(case), entries_of(case)) == ()


def test_a_change_against_what_was_seen_before(store, known):
    with open_store() as opened:
        name = sessions.make(opened, Case("Firm"))
        seen = sessions.read(opened, name, known)[0]
        mine, theirs = (seen.with_respondent(Respondent("a", "sales", "", {"terms": Given(code)})) for code in ("common", "each_own"))
        assert sessions.save(opened, name, seen, theirs, known) == theirs
        with pytest.raises(ChangedMeanwhile, match="terms was changed meanwhile by Olga"):
            sessions.save(opened, name, seen, mine, known)
        assert sessions.read(opened, name, known)[0] == theirs
        other = seen.with_respondent(Respondent("b", "hr", "", {}))
        assert [one.id for one in sessions.save(opened, name, seen, other, known).respondents] == ["a", "b"]


def test_mistakes_are_told_all_at_once(store):
    run("cases", "new", "Firm")
    done = run("cases", "answer", "firm", "joint_meeting=never", "terms=comon", "rules")
    assert done.exit_code == 3
    assert "Did you mean 'joint_meetings'" in done.stderr
    assert "Did you mean 'common'" in done.stderr
    assert run("cases", "answer", "firm", "terms=common", "--side", "hr").exit_code == 3
    assert "Say for whom" in run("cases", "answer", "firm", "terms=common", "--respondent", "x").stderr
    assert "There is no case 'frm'" in run("cases", "show", "frm").stderr
    assert "Did you mean 'firm'" in run("cases", "show", "frm").stderr
    assert "There is no file 'frm', and no case 'frm'" in run("diagnose", "frm").stderr
    assert run("cases", "new", "Firm", "--id", "a/b").exit_code == 1
    assert "already" in run("cases", "new", "Other", "--id", "firm").stderr
    assert "no date" in run("cases", "new", "Other", "--date", "soon").stderr
    assert json.loads(run("cases", "list", "--format", "json").stdout)[0]["answers"] == 0


def test_erasing_asks_first_and_purging_takes_what_is_past_its_day(store, monkeypatch):
    run("cases", "new", "Old", "--keep", "30")
    run("cases", "new", "Young")
    run("cases", "keep", "young", "400")
    assert run("cases", "erase", "old", stdin="n\n").exit_code == 1
    assert "No case is past" in run("cases", "purge", "--lang", "en").stdout
    monkeypatch.setattr("rapport.cases.store.erasing.today", lambda: clock.day_after(31))
    assert "old: its last day was" in run("cases", "purge", "--dry-run", "--lang", "en").stdout
    assert len(json.loads(run("cases", "list", "--format", "json").stdout)) == 2
    assert run("cases", "purge", "--yes").exit_code == 0
    assert [one["id"] for one in json.loads(run("cases", "list", "--format", "json").stdout)] == ["young"]
    run("cases", "keep", "young", "0")
    assert json.loads(run("cases", "list", "--format", "json").stdout)[0]["keep_until"] is None


def test_a_copy_opens_and_nothing_is_overwritten(store, tmp_path, examples):
    run("cases", "import", examples / "invented-agency.yaml", "--id", "one")
    copy = tmp_path / "copy.db"
    assert run("cases", "backup", copy).exit_code == 0
    assert list(tmp_path.glob(".*")) == []
    run("cases", "new", "Later")
    assert [one["id"] for one in json.loads(run("cases", "list", "--store", copy, "--format", "json").stdout)] == ["one"]
    before = copy.read_bytes()
    done = run("cases", "backup", copy)
    assert (done.exit_code, "exists already" in done.stderr) == (1, True)
    assert copy.read_bytes() == before


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path, examples, known, monkeypatch):
    path = tmp_path / "old.db"
    monkeypatch.setattr(opening, "NEWEST", "0001")
    with open_store(str(path)) as old:
        name = sessions.make(old, read_case(examples / "organisation-2.yaml", known))
    monkeypatch.undo()
    with open_store(str(path)) as opened:
        assert sessions.read(opened, name, known)[0] == read_case(examples / "organisation-2.yaml", known)
        with opened.reading() as connection:
            assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == opening.NEWEST


def test_migrations_make_the_tables_of_the_models(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with open_store(str(tmp_path / "x.db")) as opened, opened.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), models.tables) == []
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_the_default_place_is_the_data_folder(tmp_path, monkeypatch):
    from rapport.cases.store import place

    monkeypatch.delenv("RAPPORT_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert run("cases", "new", "Firm").exit_code == 0
    assert (tmp_path / "rapport" / "cases.db").exists()
    assert place.shown("postgresql://me:secret@host/db") == "postgresql://me@host/db"
    assert place.address_of("postgresql://me:secret@host/db").startswith("postgresql+psycopg://me:secret@")


def test_an_interview_in_the_store_goes_on_where_it_stopped(store, known):
    run("cases", "new", "Firm")
    done = run("cases", "interview", "firm", "--side", "sales", "--lang", "en", stdin="1\nnote from CRM\n1\nquit\n")
    assert done.exit_code == 0
    assert "Saved in firm (" in " ".join(done.stdout.split())
    run("cases", "interview", "firm", "--side", "sales", stdin="1\nback\n2\nquit\n")
    with open_store() as opened:
        answers = sessions.read(opened, "firm", known)[0].respondent("sales").answers
    assert len(answers) == 3
    assert list(answers.values())[1].note == "from CRM"
    assert len(json.loads(run("cases", "show", "firm", "--format", "json").stdout)["diagnoses"]) == 2


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_output_in_both_languages(store, examples, lang):
    run("cases", "import", examples / "invented-agency.yaml", "--id", "one", "--keep", "10")
    run("diagnose", "one")
    for command in (["list"], ["show", "one", "--history"], ["purge", "--dry-run"], ["erase", "one", "--yes"], ["list"]):
        done = run("cases", *command, "--lang", lang)
        assert (done.exit_code, done.stderr) == (0, "")
        assert "None" not in done.stdout
        assert "{" not in done.stdout


def test_a_server_is_used_when_one_is_named(examples, known, monkeypatch):
    import os

    address = os.environ.get("RAPPORT_TEST_POSTGRES")
    if not address:
        pytest.skip("RAPPORT_TEST_POSTGRES names no server")
    monkeypatch.setenv("RAPPORT_STORE", address)
    name = run("cases", "import", examples / "invented-agency.yaml", "--id", "one").stdout.strip()
    try:
        run("cases", "answer", name, "joint_meetings=never", "--side", "sales")
        assert run("diagnose", name).exit_code == 0
        assert run("plan", name, "--remedy", "sla", "--owner", "Anna").exit_code == 0
        assert "joint_meetings" in run("cases", "show", name, "--history").stdout
        assert run("replay").exit_code == 0
    finally:
        assert run("cases", "erase", name, "--yes").exit_code == 0
    assert "pg_dump" in run("cases", "backup", "x.db").stderr


def test_interview_and_questionnaire_find_a_stored_case_by_its_id(store, tmp_path, known, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("cases", "new", "Firm")
    assert run("interview", "firm", "--side", "sales", stdin="1\n1\nquit\n").exit_code == 0
    assert run("instrument", "firm", "--side", "marketing", stdin="1\n2\nback\n3\nquit\n").exit_code == 0
    assert run("instrument", "firm", "--show").exit_code == 0
    with open_store() as opened:
        case = sessions.read(opened, "firm", known)[0]
    assert len(case.respondent("sales").answers) == 2
    assert list(case.respondent("marketing").instrument.values()) == ["1", "3"]
    assert len(json.loads(run("cases", "show", "firm", "--format", "json").stdout)["diagnoses"]) == 1
    assert run("interview", "other", stdin="1\nquit\n").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "other"]
    (tmp_path / "case.yaml").write_text(run("cases", "export", "firm").stdout)
    assert read_case(tmp_path / "case.yaml", known) == case
