"""The store when things go wrong: killed at any moment, two at once, disk full, folder read-only, file damaged, data to be erased."""

import os
import random
import resource
import sqlite3
import subprocess
import threading
import time
from contextlib import closing

import pytest
from click.testing import CliRunner
from processes import Child
from rapport.cases.model import Case
from rapport.cases.reading import read_case
from rapport.cases.store import sessions
from rapport.cases.store.opening import open_store
from rapport.cli import main

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")
KILLS = 50


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


def stored(path, name, known):
    """A case, the store closed again: SQLite must not be open in a process that is forked."""
    with open_store(str(path)) as store:
        return sessions.read(store, name, known)[0]


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_STORE", str(tmp_path / "store" / "cases.db"))
    return tmp_path / "store" / "cases.db"


def interview_and_kill(store, case, rng, known):
    """Answers questions and kills the process a moment after one of them; gives how many answers were acknowledged.

    The number of answers is drawn, not the time, so that a slow machine kills as many interviews in the middle as a fast one.
    """
    child = Child(["cases", "interview", case, "--lang", "en", "--store", store])
    for told in range(1, rng.randint(1, 6) + 1):
        child.until("\n> ", told)
        child.tell("1")
    end = time.monotonic() + rng.uniform(0.0, 0.3)
    while time.monotonic() < end and child.listen(end - time.monotonic()):
        pass
    child.kill()
    assert "Traceback" not in child.said
    return child.said.count("\n> ") - 1


def test_nothing_acknowledged_is_lost_by_killing(tmp_path, store, known, examples):
    """Fifty kills: half in interviews, half in imports, the making of the store among them. A prompt, or a printed id, acknowledges."""
    rng, answers, killed = random.Random("kill"), 0, 0
    file = examples / "organisation-2.yaml"
    whole = read_case(file, known)
    for number in range(KILLS):
        here = tmp_path / f"{number // 10}" / "cases.db"
        if number % 2:
            before = answers_in(here, known)
            acknowledged = interview_and_kill(here, "firm", rng, known)
            assert before + acknowledged <= answers_in(here, known) <= before + acknowledged + 1
            answers += acknowledged
        else:
            child = Child(*[["cases", "import", file, "--store", here, "--id", f"n{number}-{turn}"] for turn in range(1000)])
            time.sleep(rng.uniform(0.0, 0.8))
            killed += child.kill() == -9
            acknowledged = child.said.split()
            with open_store(str(here)) as found:
                there = [one.id for one in sessions.kept(found) if one.id.startswith(f"n{number}-")]
                assert set(acknowledged) <= set(there)
                assert len(there) <= len(acknowledged) + 1
                assert all(sessions.read(found, name, known)[0] == whole for name in there)
        with closing(sqlite3.connect(here)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert killed == KILLS // 2
    assert answers > KILLS


def answers_in(path, known):
    """How much the observer has answered in the case that is interviewed; the case is made if it is not there."""
    with open_store(str(path)) as store:
        if not sessions.has(store, "firm"):
            sessions.make(store, Case("Firm"), "firm")
        people = sessions.read(store, "firm", known)[0].respondents
        return len(people[0].answers) if people else 0


def test_two_processes_on_one_case_lose_no_answer(store, known):
    run("cases", "new", "Firm")
    children = {side: Child(["cases", "interview", "firm", "--side", side, "--lang", "en"]) for side in ("sales", "marketing")}
    for turn in range(1, 13):
        for child in children.values():
            child.until("\n> ", turn)
        for child in children.values():
            child.tell("1")
    for child in children.values():
        child.until("\n> ", 13)
        child.tell("quit")
        assert child.end() == 0
    assert {one.id: len(one.answers) for one in stored(store, "firm", known).respondents} == {"sales": 12, "marketing": 12}


def test_the_same_answer_from_two_processes_is_told_and_overwrites_nothing(store, known, monkeypatch):
    run("cases", "new", "Firm")
    child = Child(["cases", "interview", "firm", "--side", "sales", "--lang", "en"])
    child.until("\n> ")
    shown = " ".join(child.said.split())
    question = next(q.id for q in known.questions.values() if " ".join(q.put_to(known.sides["sales"])["en"].split()) in shown)
    codes = list(known.questions[question].answers)
    monkeypatch.setenv("RAPPORT_USER", "Anna")
    assert run("cases", "answer", "firm", f"{question}={codes[1]}", "--side", "sales").exit_code == 0
    child.tell("1")
    child.until("Anna")
    child.until("\n> ", 2)
    assert "was here first" in " ".join(child.said.split())
    assert stored(store, "firm", known).respondent("sales").answers[question].value == codes[1]
    child.tell("1")
    child.until("\n> ", 3)
    assert stored(store, "firm", known).respondent("sales").answers[question].value == codes[0]
    child.tell("quit")
    assert child.end() == 0


def test_many_threads_make_one_store(store):
    made = []
    threads = [threading.Thread(target=lambda: made.append(open_store(str(store)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert [sessions.kept(one) for one in made] == [[]] * 4
    for one in made:
        one.close()


def small_disk(folder, size):
    """A file system of its own where that may be made, for root; else None."""
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False)
    return folder if done.returncode == 0 else None


def test_a_full_disk_is_told_and_what_was_confirmed_stays(tmp_path, known, examples):
    disk = small_disk(tmp_path / "disk", "1m")
    try:
        store = (disk or tmp_path) / "cases.db"
        limit = (lambda: None) if disk else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
        child = Child(*[["cases", "import", examples / "invented-agency.yaml", "--store", store, "--id", f"n{turn}"] for turn in range(60)],
                      before=limit)
        assert child.end() == 1
        assert "the disk is full" in child.said
        assert "Traceback" not in child.said
        acknowledged = [line for line in child.said.splitlines() if line.startswith("n") and line[1:].isdigit()]
        assert acknowledged
        copy = tmp_path / "copy.db"
        for suffix in ("", "-wal"):
            if (store.parent / f"cases.db{suffix}").exists():
                (tmp_path / f"copy.db{suffix}").write_bytes((store.parent / f"cases.db{suffix}").read_bytes())
        whole = read_case(examples / "invented-agency.yaml", known)
        assert all(stored(copy, name, known) == whole for name in acknowledged)
    finally:
        if disk:
            subprocess.run(["umount", disk], check=True)


def test_a_read_only_folder_is_told(tmp_path, examples):
    folder = tmp_path / "disk"
    disk = small_disk(folder, "4m")
    store = folder / "cases.db"
    try:
        assert run("cases", "import", examples / "organisation-2.yaml", "--store", store).exit_code == 0
        before = store.read_bytes()
        if disk:
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        else:
            store.chmod(0o400)
            folder.chmod(0o500)
        done = run("cases", "new", "Other", "--store", store)
        assert done.exit_code == 1
        assert "cannot be opened for writing" in done.stderr
        assert store.read_bytes() == before
    finally:
        if disk:
            subprocess.run(["umount", disk], check=True)
        else:
            folder.chmod(0o700)


def _overwrite(path, at, junk):
    with path.open("r+b") as file:
        file.seek(at)
        file.write(junk)


DAMAGE = {"not a store": lambda path: path.write_text("organisation: x\n" * 50),
          "pages": lambda path: _overwrite(path, 4096, b"\xa5" * 20000),
          "cut off": lambda path: os.truncate(path, path.stat().st_size // 2),
          "header": lambda path: _overwrite(path, 0, b"XXXX")}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_store_is_told_and_left_as_it_is(store, examples, kind):
    assert run("cases", "import", examples / "invented-agency.yaml").exit_code == 0
    DAMAGE[kind](store)
    before = store.read_bytes()
    for command in (["cases", "list"], ["cases", "new", "Firm"], ["cases", "erase", "--yes", "x"], ["diagnose", "firm"], ["replay"]):
        done = run(*command)
        assert done.exit_code == 3, command
        assert "damaged" in done.stderr
        assert str(store) in done.stderr
        assert "Traceback" not in done.stderr
    assert store.read_bytes() == before


def test_a_database_of_something_else_or_of_a_newer_version_is_left_alone(store):
    store.parent.mkdir()
    other = sqlite3.connect(store)
    other.execute("CREATE TABLE songs (name TEXT)")
    other.commit()
    assert "other tables" in run("cases", "list").stderr
    other.execute("CREATE TABLE alembic_version (version_num TEXT)")
    other.execute("INSERT INTO alembic_version VALUES ('9999')")
    other.commit()
    done = run("cases", "list")
    assert (done.exit_code, "newer version" in done.stderr) == (3, True)
    assert other.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall() == [("alembic_version",), ("songs",)]


def bytes_in(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_erased_is_erased(store, examples, known):
    secret = "Zweigstelle-Sonnenschein"
    run("cases", "new", f"{secret} GmbH", "--id", "gone", "--note", f"note on {secret}")
    run("cases", "import", examples / "invented-agency.yaml", "--id", "stays")
    run("cases", "answer", "gone", "joint_meetings=never", "--side", "sales", "--respondent", f"{secret}-head", "--note", f"said {secret}")
    run("cases", "note", "gone", f"another {secret}")
    run("diagnose", "gone")
    run("plan", "gone", "--remedy", next(iter(known.remedies)), "--owner", secret)
    assert bytes_in(store.parent).count(secret.encode()) > 5
    done = run("cases", "erase", "gone", "--yes")
    assert done.exit_code == 0
    assert "gone" in done.stdout
    assert secret.encode() not in bytes_in(store.parent)
    assert stored(store, "stays", known).answered
    assert run("cases", "show", "gone").exit_code == 1


def test_erasing_beside_an_open_reader_says_that_pages_are_left(store, monkeypatch):
    from rapport.cases.store import opening

    run("cases", "new", "Firm Sonnenschein")
    reader = sqlite3.connect(store, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM cases").fetchall()
    monkeypatch.setattr(opening, "PATIENCE", 1)
    done = run("cases", "erase", "firm-sonnenschein", "--yes", "--lang", "en")
    assert (done.exit_code, "still stand in the file" in " ".join(done.stdout.split())) == (1, True)
    reader.execute("COMMIT")
    reader.close()
    assert run("cases", "purge").exit_code == 0
    assert b"onnenschein" not in bytes_in(store.parent)
