"""Templates of one's own: those of a folder win, cannot reach Python, and their mistakes are told with file and line."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from rapport.cli import main

README = (Path(__file__).parent.parent / "README.md").read_text()


def report(examples, folder, *more):
    return CliRunner().invoke(main, ["report", str(examples / "organisation-2.yaml"), "--templates", str(folder), "--lang", "en",
                                     "--format", "md", *more])


def with_template(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return folder


def test_the_example_of_the_readme_works(examples, tmp_path):
    name, text = re.search(r"`(blocks/[a-z_]+\.j2)`:\n\n```jinja\n(.*?)```", README, re.S).groups()
    done = report(examples, with_template(tmp_path, name, text))
    assert done.exit_code == 0, done.output
    assert "Example Partners" in done.stdout
    assert "## In short" in done.stdout


def test_a_style_of_ones_own_wins(examples, tmp_path):
    folder = with_template(tmp_path, "layouts/style.css.j2", "body { color: teal; }")
    done = report(examples, folder, "--format", "html")
    assert "color: teal" in done.stdout
    assert "--ink" not in done.stdout.split("</style>")[0]


@pytest.mark.parametrize(("text", "line", "told"), [
    ("line\n{{ nonsense }}\n", 2, "'nonsense' is undefined"), ("\n\n{{ case.organisation }}\n", 3, "'case' is undefined"),
    ("{% for one in likeness.lines %}\n{{ one.nonsense }}\n{% endfor %}\n", 2, "nonsense"), ("a\n{% if %}\n", 2, "Expected"),
    ("{{ organisation | shout }}\n", 1, "shout"), ("x\n{{ say('nonsense') }}\n", 0, "nonsense"), ("x\n{{ 1 / 0 }}\n", 2, "division"),
    ("{% include 'blocks/none.j2' %}\n", 1, "blocks/none.j2"), ("x\n{{ say.__func__.__globals__ }}\n", 2, "unsafe"),
    ("x\n{{ ''.__class__.__mro__ }}\n", 2, "unsafe"), ("{{ plan.clear() }}\n", 1, "safe"), ("{{ range(99999999) }}\n", 1, "Range"),
    ("x\n{{ lay.heading() }}\n", 2, "text")])
def test_a_mistake_is_told_with_template_and_line(examples, tmp_path, text, line, told):
    done = report(examples, with_template(tmp_path, "blocks/likeness.j2", text), "-o", str(tmp_path / "out.md"))
    assert done.exit_code == 3, done.output
    assert told in done.stderr
    if line:
        assert re.search(rf"blocks/likeness\.j2:{line}: |layouts/md\.j2:\d+: ", done.stderr), done.stderr
    assert "Traceback" not in done.output
    assert not (tmp_path / "out.md").exists()


def test_a_template_reaches_no_file_outside_its_folders(examples, tmp_path):
    (tmp_path / "secret.j2").write_text("secret")
    folder = with_template(tmp_path / "templates", "blocks/likeness.j2", "{% include '../secret.j2' %}")
    done = report(examples, folder)
    assert done.exit_code == 3
    assert "secret\n" not in done.stdout
