"""The rules as a picture: every arrow is a rule of the knowledge base, nothing is lost, every format is well-formed."""

from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from rapport.cli import main
from rapport.engine.without import rules_under
from rapport.kb.conditions import leaves
from rapport.reports.graphing import as_dot, as_mermaid, as_svg, graph_of


def test_every_rule_is_an_arrow(known):
    graph = graph_of(known, None, "en")
    rules = {(arrow.rule, arrow.excludes) for arrow in graph.arrows}
    for rule in known.rules.values():
        assert rule.status == "retired" or (rule.id, rule.mode == "unless") in rules
    assert len({box.id for box in graph.boxes}) == len(graph.boxes)


def test_what_a_conclusion_rests_on_is_all_there(known):
    graph = graph_of(known, "conflict_open", "ru")
    under = {rule.id for rule in rules_under("conflict_open", known)}
    assert under <= {arrow.rule for arrow in graph.arrows}
    asked = {f"{leaf.question}?" for rule in rules_under("conflict_open", known) for leaf in leaves(rule.when) if hasattr(leaf, "question")}
    assert asked <= {box.id for box in graph.boxes}


@pytest.mark.parametrize("name", ["reached_4", "cross_kpi", "joint_meetings", None])
def test_pictures_are_well_formed_and_their_boxes_do_not_overlap(known, name):
    graph = graph_of(known, name, "ru")
    svg = ElementTree.fromstring(as_svg(graph, "x"))
    boxes = [tuple(int(rect.get(key)) for key in ("x", "y", "width", "height")) for rect in svg.findall("{*}rect")[1:]]
    assert len(boxes) == len(graph.boxes)
    for number, (x, y, _, height) in enumerate(boxes):
        for other in boxes[number + 1:]:
            assert other[0] != x or other[1] >= y + height or other[1] + other[3] <= y
    assert as_dot(graph).count(" -> ") == len(graph.arrows)
    assert as_mermaid(graph).count("-->") + as_mermaid(graph).count(".->") == len(graph.arrows)


def test_steps_down(known):
    near, far = (graph_of(known, "reached_4", "en", steps) for steps in (1, 3))
    assert {arrow.end for arrow in near.arrows if arrow.end != "reached_4"} == {arrow.end for arrow in near.arrows if arrow.start == "reached_4"}
    assert {box.id for box in near.boxes} < {box.id for box in far.boxes}


def test_a_name_that_does_not_exist():
    done = CliRunner().invoke(main, ["kb", "graph", "conflict_opn"])
    assert done.exit_code == 3
    assert "Did you mean 'conflict_open'" in done.stderr
