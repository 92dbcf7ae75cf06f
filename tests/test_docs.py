"""The README cannot rot: its console blocks are run and every line shown has to come out, in that order."""

import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from rapport.cli import main

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text()
BLOCKS = re.findall(r"```console\n(.*?)```", TEXT, re.S)


def commands(block):
    """The commands of a console block with the lines shown under each; '...' stands for lines left out."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line not in ("...", ""):
            found[-1][1].append(line)
    return found


@pytest.mark.parametrize("block", BLOCKS, ids=[block.splitlines()[0][2:] for block in BLOCKS])
def test_console_blocks_show_real_output(block, monkeypatch):
    monkeypatch.chdir(README.parent)
    for command, shown in commands(block):
        program, *arguments = shlex.split(command)
        assert program == "rapport"
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0
        rest = iter(done.stdout.splitlines())
        for line in shown:
            assert line in rest, line


def test_there_are_console_blocks():
    assert len(BLOCKS) >= 3


def test_every_command_is_documented():
    for name, command in main.commands.items():
        names = [f"{name} {sub}" for sub in command.commands] if hasattr(command, "commands") else [name]
        for one in names:
            assert f"rapport {one}" in TEXT, one


def test_the_case_file_and_the_rule_shown_are_valid(tmp_path, known):
    from rapport.cases.reading import read_case

    case, rule, duty = (block for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.S))
    path = tmp_path / "case.yaml"
    path.write_text(case)
    assert len(read_case(path, known).respondents) == 2
    assert any(rule.strip() in file.read_text() for file in (README.parent / "kb" / "rules").glob("*.yaml"))
    (shown,) = yaml.safe_load(duty)
    assert dict(known.questions[shown["id"]].help) == shown["help"]
    assert list(known.questions[shown["id"]].statements) == shown["statements"]
    assert shown["by"] in known.questions[shown["id"]].answers


def test_every_decision_has_its_three_parts():
    for path in (README.parent / "docs" / "decisions").glob("*.md"):
        text = path.read_text()
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences")), path.name
