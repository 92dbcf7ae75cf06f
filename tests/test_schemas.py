"""The editors' schema agrees with the loader: what one accepts the other does."""

import json
from pathlib import Path

import jsonschema
import pytest
import rapport
import yaml

KB = Path(rapport.__file__).parent / "kb"
SCHEMA = json.loads((KB / "schema.json").read_text())
FILES = sorted(KB.rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(KB)))
def test_every_file_that_loads_fits_the_schema(path):
    jsonschema.validate(yaml.safe_load(path.read_text()), SCHEMA)


@pytest.mark.parametrize(("file", "old", "new"), [
    ("questions/market.yaml", "changes: never", "changes: rarely"), ("remedies/measures.yaml", "answers: [partly_shared, shared_result], ", ""),
    ("rules/conflict.yaml", "mode: when", "mode: whenever"), ("rules/conflict.yaml", "because:", "becaus:"),
    ("findings/conflict.yaml", "kind: conflict_signal", "kind: signal"), ("remedies/mandate.yaml", "effort: days", "effort: hours"),
    ("questions/rules.yaml", "sides:", "asked:"), ("instrument.yaml", "about: practice", "about: habit"), ("statements/border_post.yaml", "source:", "sources:")])
def test_a_mistake_that_the_loader_refuses_fits_no_schema(file, old, new):
    text = (KB / file).read_text()
    assert old in text
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text.replace(old, new, 1)), SCHEMA)


def test_every_file_names_its_schema():
    for path in FILES:
        depth = "../" * (len(path.relative_to(KB).parts) - 1)
        assert path.read_text().startswith(f"# yaml-language-server: $schema={depth}schema.json\n"), path
