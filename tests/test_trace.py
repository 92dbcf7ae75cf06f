"""The trace in its tellings: what was on the agenda, the player page, the notation of CLIPS, where two traces part."""

import html
import json
import re

import pytest
from click.testing import CliRunner
from drawing import draw_answers, one_voice, rng_of
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.engine.inference import AGENDA_SHOWN, infer
from rapport.engine.lowering import lower
from rapport.reports.phrasing import Speaker
from rapport.reports.trace_view import clips_notation


def run(*arguments):
    return CliRunner().invoke(main, [str(one) for one in arguments], env={"LC_ALL": "C.UTF-8"})


@pytest.mark.parametrize("matcher", ["counting", "rete"])
def test_the_rule_that_fires_is_the_first_of_the_agenda_before_it(known, matcher):
    watched = infer(known, one_voice(draw_answers(known, rng_of(1))), matcher, watched=True)
    for firing in watched.firings:
        assert firing.agenda[0].rule == firing.rule.name
        assert len(firing.agenda) == min(firing.waiting, AGENDA_SHOWN)
        saliences = [one.salience for one in firing.agenda]
        assert saliences == sorted(saliences, reverse=True)
    assert watched.firings[-1].waiting == 1


def test_watching_changes_nothing(known):
    voices = one_voice(draw_answers(known, rng_of(2)))
    plain, watched = infer(known, voices), infer(known, voices, watched=True)
    assert plain.atoms == watched.atoms
    assert [(one.rule.name, one.facts, one.new) for one in plain.firings] == [(one.rule.name, one.facts, one.new) for one in watched.firings]
    assert all(one.agenda == () for one in plain.firings)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_player_shows_every_firing_and_stands_alone(examples, lang):
    page = run("trace", examples / "organisation-2.yaml", "--format", "html", "--lang", lang)
    assert page.exit_code == 0
    numbers = [one["number"] for one in json.loads(run("trace", examples / "organisation-2.yaml", "--format", "json").stdout)["firings"]]
    assert [int(number) for number in re.findall(r'<section class="firing" id="f(\d+)"', page.stdout)] == numbers
    order = Speaker(lang).say("player_order")
    assert order in html.unescape(page.stdout)
    assert not re.search(r'(src|href)="', page.stdout)
    assert "None" not in page.stdout


def test_every_ground_rule_has_a_notation_that_clips_reads(known):
    clips = pytest.importorskip("clips")
    environment = clips.Environment()
    for rule in lower(known):
        environment.build(clips_notation(rule))
    assert len(list(environment.rules())) == len(lower(known))


def test_the_diff_tells_what_only_one_run_concludes(examples, known):
    one, two = examples / "organisation-1.yaml", examples / "organisation-2.yaml"
    told = json.loads(run("trace", "--diff", one, two, "--format", "json").stdout)
    traces = [{tuple(firing["new"]) for firing in json.loads(run("trace", path, "--format", "json").stdout)["firings"]} for path in (one, two)]
    assert told["common"] == len(traces[0] & traces[1])
    assert [len(each) for each in told["only"]] == [len(traces[0] - traces[1]), len(traces[1] - traces[0])]
    same = run("trace", "--diff", one, one, "--lang", "ru")
    assert "Ответов, которые различаются: 0." in same.stdout


def test_a_diff_takes_two_cases(examples):
    case = examples / "organisation-1.yaml"
    assert run("trace", "--diff", case).exit_code == 2
    assert run("trace", case, case).exit_code == 2
    assert "(defrule" in run("trace", case, "--as-clips").stdout


def test_the_trace_of_a_diagnosis_is_its_run(known):
    voices = one_voice(draw_answers(known, rng_of(3)))
    assert diagnose(known, voices, watched=True).run.firings[0].waiting > 1
