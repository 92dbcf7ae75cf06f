"""The integration checklist: complete, each item asked, told by area, and with what would bring it."""

import json
import shutil
from pathlib import Path

import pytest
import rapport
from drawing import one_voice
from rapport.cases.model import Case
from rapport.engine.diagnosis import diagnose
from rapport.kb import BrokenFile, load
from rapport.kb.conditions import Asked, Concluded, leaves
from rapport.reports.checklist_section import checklist_states
from rapport.reports.json_export import as_json
from rapport.reports.rendering import render, view

LEVEL_3 = {"rules": "written", "terms": "common", "joint_meetings": "problems_and_opportunities", "joint_planning": "drafted_together",
           "boundaries": "clear_flexible", "marketing_tools_in_sales": "daily", "marketing_terms_in_sales": "daily", "large_deals": "regularly",
           "joint_training": "regularly", "joint_systems": "separate", "rewards": "separate", "missed_result": "both_together",
           "reporting": "common_head", "sales_cycle": "long", "competition": "strong", "harmful_conflict": "rare", "dept_culture": "supportive"}


@pytest.fixture(scope="module")
def diagnosis(known):
    return diagnose(known, one_voice({**LEVEL_3, "advertising_signoff": "one_alone", "top_opportunities": "nobody", "product_planning": "both_together"}))


def test_every_item_of_the_source_stands_in_it_once(known):
    items = [item for area in known.checklist.areas for item in area.items]
    assert sorted(name for item in items for name in item.statements) == sorted(s for s in known.statements if s.startswith("chk-"))
    assert [len(area.items) for area in known.checklist.areas] == [6, 6, 4, 2]


def test_every_item_is_asked(known):
    def asked(finding):
        found = [leaf for rule in known.rules_of[finding] for leaf in leaves(rule.when)]
        return any(isinstance(leaf, Asked) or (isinstance(leaf, Concluded) and asked(leaf.finding)) for leaf in found)

    assert all(asked(item.finding) for area in known.checklist.areas for item in area.items)


def test_every_item_is_a_piece_of_a_remedy_that_brings_it(known):
    brought = {part.finding for remedy in known.remedies.values() for part in remedy.parts if part.excluded}
    brought |= {finding for remedy in known.remedies.values() for finding in remedy.in_place}
    assert [item.finding for area in known.checklist.areas for item in area.items if item.finding not in brought] == []


def test_it_is_told_area_by_area(diagnosis):
    told = view(Case("x"), diagnosis, "en")["checklist"]
    first = told["areas"][0]
    assert (first["id"], first["held"], first["missing"], first["open"]) == ("activities", 1, 2, 3)
    signoff = next(item for item in first["items"] if item["finding"] == "advertising_signed_off_jointly")
    assert signoff["state"] == "fails"
    assert "Do the key activities together" in signoff["note"]


@pytest.mark.parametrize("layout", ["text", "md", "html"])
@pytest.mark.parametrize(("language", "line"), [("en", "Joint activities: 1 of 6 in place, 2 missing, 3 open"),
                                                ("ru", "Совместная деятельность: есть 1 из 6, нет 2, неизвестно 3")])
def test_every_layout_has_it(diagnosis, layout, language, line):
    assert line in render(Case("x"), diagnosis, language, layout)


def test_a_case_without_any_item_has_no_checklist(known):
    assert view(Case("x"), diagnose(known, one_voice({"terms": "common"})), "en")["checklist"] == {}


def test_another_domain_needs_none(toy):
    assert toy.checklist is None
    assert checklist_states(diagnose(toy, one_voice({}))) == []


def test_json_gives_the_states(diagnosis):
    areas = json.loads(as_json(Case("x"), diagnosis))["checklist"]
    assert [area["area"] for area in areas] == ["activities", "processes", "culture", "structure"]
    assert {"finding": "products_planned_jointly", "holds": True} in areas[0]["items"]
    assert {"finding": "needs_assessed_jointly", "holds": None} in areas[0]["items"]


@pytest.mark.parametrize(("old", "new", "told"), [
    ("finding: needs_assessed_jointly", "finding: needs_asessed_jointly", "there is no finding (in the checklist) 'needs_asessed_jointly'"),
    ("finding: needs_assessed_jointly", "finding: products_planned_jointly", "the finding 'products_planned_jointly' stands in it twice")])
def test_a_mistake_in_it_is_told(tmp_path, old, new, told):
    shutil.copytree(Path(rapport.__file__).parent / "kb", tmp_path / "kb", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = tmp_path / "kb" / "checklist.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(BrokenFile) as broken:
        load(tmp_path / "kb")
    assert told in str(broken.value)
