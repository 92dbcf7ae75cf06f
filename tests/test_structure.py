"""The house: which way imports run, what the engine must not know, how long modules and functions may be."""

import ast
from pathlib import Path

import pytest
import rapport
from drawing import one_voice
from rapport.engine.diagnosis import diagnose

ROOT = Path(rapport.__file__).parent
LAYERS = ["kb", "engine", "cases", "reports"]
MODULES = [path for path in ROOT.rglob("*.py") if not {".venv", "tests", "benchmarks", "docs", "build"} & set(path.relative_to(ROOT).parts)]


def layer(path):
    parts = path.relative_to(ROOT).parts
    return parts[0] if len(parts) > 1 else "top"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path):
    allowed = LAYERS[:LAYERS.index(layer(path)) + 1] if layer(path) in LAYERS else None
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level > 1 and allowed is not None:
            folder = path.relative_to(ROOT).parts[:-node.level]
            assert ([*folder, *(node.module or "").split(".")])[0] in allowed, f"{path}: {node.module}"


def test_the_engine_knows_nothing_of_the_domain():
    words = ("sales", "marketing")
    found = [path for path in (ROOT / "engine").rglob("*") if path.suffix == ".py" and any(w in path.read_text().lower() for w in words)]
    assert found == []


def test_only_one_module_imports_experta():
    importing = [path.name for path in MODULES if "import experta" in path.read_text()]
    assert importing == ["experta_door.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_short(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text)), "a module says what it is for"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


def test_another_domain_runs_on_the_same_engine(toy):
    answers = {"salt": "salted", "heat": "hot", "herbs": "with_many", "stock": "water", "noise": "calm", "spoons": "there"}
    diagnosis = diagnose(toy, one_voice(answers))
    assert diagnosis.ladders["tastiness"].concluded == "great"
    assert diagnosis.choice.chosen == "keep"
    loud = diagnose(toy, one_voice({**answers, "salt": "bland", "noise": "loud"}))
    assert [(one.remedy, one.why) for one in loud.plan.declined] == [("add_salt", "barred")]
    spoonless = diagnose(toy, one_voice({**answers, "salt": "bland", "spoons": "missing"}))
    assert [one.remedy for one in spoonless.plan.now] == ["buy_spoons", "add_salt"]
