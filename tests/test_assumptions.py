"""The table of assumptions is read strictly: every mistake is told, with the nearest right name."""

import shutil

import pytest
from rapport.kb import BrokenFile, load
from rapport.kb.loader import SHIPPED

MISTAKES = [
    ("slips: 40", "slips: 4000", "a whole number from 0 to 1000"),
    ("'1': 250, '2': 250, '3': 250, '4': 250", "'1': 250, '2': 250, '3': 250, '4': 200", "add up to 950"),
    ("kind: driver, by: level", "kind: drivr, by: level", "no kind of finding 'drivr'. Did you mean 'driver'?"),
    ("finding: culture_of_blame", "finding: culture_of_blam", "no finding 'culture_of_blam'. Did you mean 'culture_of_blame'?"),
    ("question: dept_culture", "question: dept_cultur", "no question 'dept_cultur'. Did you mean"),
    ("{supportive: 480, cooperative: 480, independent: 40}", "{supportive: 480, cooperative: 520}", "dept_culture, calm: shares are needed"),
    ("axis: level", "axis: levl", "no axis 'levl'"),
    ("kind: symptom, by: climate", "kind: symptom, by: weather", "'weather'"),
    ("given: level", "given: levels", "levels"),
    ("rates: {calm: 80, strained: 220, hostile: 420}", "rates: {calm: 80, strained: 220}", "rates are needed for calm, strained, hostile")]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "kb", ignore=shutil.ignore_patterns("*.py", "__pycache__"))


@pytest.mark.parametrize(("right", "wrong", "message"), MISTAKES)
def test_a_mistake_is_told(folder, right, wrong, message):
    path = folder / "assumptions.yaml"
    text = path.read_text()
    assert right in text
    path.write_text(text.replace(right, wrong, 1))
    with pytest.raises(BrokenFile) as caught:
        load(folder)
    assert message in str(caught.value)
    assert "assumptions.yaml" in str(caught.value)


def test_without_a_table_the_knowledge_base_loads(folder):
    (folder / "assumptions.yaml").unlink()
    assert load(folder).assumptions is None
