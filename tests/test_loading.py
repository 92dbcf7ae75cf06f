"""The loader refuses every mistake we could think of, with file and line, and tells all of them at once."""

import shutil
from pathlib import Path

import pytest
from rapport.kb import BrokenFile, load
from rapport.kb.nodes import read_text

TOY = Path(__file__).parent / "toy_kb"
RULES, FINDINGS, QUESTIONS = "rules/all.yaml", "findings/all.yaml", "questions/kitchen.yaml"

MISTAKES = [
    (RULES, "concludes: seasoned", "concludes: seasonned", "there is no finding 'seasonned'. Did you mean 'seasoned'"),
    (RULES, "mode: when\n  when: {salt: [salted]}", "mode: whenever\n  when: {salt: [salted]}", "there is no rule salted, mode 'whenever'"),
    (RULES, "{salt: [salted]}", "{sallt: [salted]}", "there is no question (in rule salted) 'sallt'. Did you mean 'salt'?"),
    (RULES, "{salt: [salted]}", "{salt: [sweet]}", "there is no answer of salt 'sweet'"),
    (RULES, "{salt: [salted]}", "{salt: [bland, fair, salted]}", "names every answer of salt: it would always be true"),
    (RULES, "{salt: [salted]}", "{salt: [salted], heat: [hot]}", "exactly one key"),
    (RULES, "{salt: [salted]}", "{any: []}", "a list of conditions belongs here"),
    (RULES, "{salt: [salted]}", "{at_least: {count: 3, of: [{salt: [salted]}]}}", "at least 3 of 1 can never be true"),
    (RULES, "{salt: [salted]}", "{at_least: {count: some, of: [{salt: [salted]}]}}", "a whole number of at least 1 belongs here"),
    (RULES, "{salt: [salted]}", "{disputed: salltt}", "there is no question 'salltt'"),
    (RULES, "{salt: [salted]}", "{finding: great_soup}", "findings rest on each other in a loop"),
    (RULES, "{salt: [salted]}", "{salt: [fair]}", "lets the neutral answer 'fair' of salt speak for seasoned"),
    (RULES, "{herbs: [with_many]}", "{salt: [salted]}", "speaks for several signs: herbal, seasoned"),
    (RULES, "- id: salted\n", "- id: hot\n", "there is a rule 'hot' already"),
    (RULES, "- id: salted\n", "- id: Salted!\n", "'Salted!' is no id"),
    (RULES, "  statements: [toy-claim]\n  status: reviewed\n- id: hot", "  statements: []\n  status: reviewed\n- id: hot", "names no statement"),
    (RULES, "  statements: [toy-claim]\n  status: reviewed\n- id: hot", "  statements: [no-claim]\n  status: reviewed\n- id: hot",
     "there is no statement (in rule salted) 'no-claim'"),
    (RULES, "  because: {en: So it is., ru: Так и есть.}\n", "", "rule salted: 'because' is missing"),
    (RULES, "{en: So it is., ru: Так и есть.}", "{en: So it is.}", "'ru' is missing"),
    (RULES, "{en: So it is., ru: Так и есть.}", "{en: So it is., ru: ''}", "the text in 'ru' is empty"),
    (RULES, "{en: So it is., ru: Так и есть.}", "{en: So it is., ru: Так и есть., de: So.}", "there is no key (in rule salted, because) 'de'"),
    (RULES, "  status: reviewed\n- id: hot", "  status: reviewed\n  statuss: reviewed\n- id: hot", "'statuss'. Did you mean 'status'?"),
    (RULES, "  status: reviewed\n- id: hot", "  status: reviewed\n  status: draft\n- id: hot", "'status' stands here a second time"),
    (RULES, "  status: reviewed\n- id: hot", "  status: &a reviewed\n  extra: *a\n- id: hot", "aliases"),
    (RULES, "- id: salted\n", "- id: salted\n bad\n", "not well-formed YAML"),
    (FINDINGS, "kind: sign\n  axis: tastiness\n  value: good", "kind: omen\n  axis: tastiness\n  value: good", "'omen'"),
    (FINDINGS, "kind: sign\n  axis: tastiness\n  value: good", "kind: sign\n  axis: tastines\n  value: good", "there is no axis 'tastines'"),
    (FINDINGS, "kind: sign\n  axis: tastiness\n  value: good", "kind: sign\n  axis: tastiness", "needs both an axis and a value"),
    (FINDINGS, "- id: seasoned", "- id: lonely\n  kind: factor\n  statements: [toy-claim]\n  holds: {en: a, ru: а}\n  fails: {en: b, ru: б}\n- id: seasoned",
     "no rule concludes lonely"),
    (QUESTIONS, "fair: {label", "no: {label", "a bare 'no' is read as true or false elsewhere"),
    (QUESTIONS, "sides: [cook, guest]", "sides: [cook, ghost]", "there is no side 'ghost'"),
    (QUESTIONS, "neutral: fair", "neutral: fairly", "'fairly'. Did you mean 'fair'?"),
    (QUESTIONS, "- id: salt\n", "- id: salt\n      changes: nevr\n", "'nevr'. Did you mean 'never'?"),
    (QUESTIONS, "- page: tasting\n", "- page: tasting\n  changes: always\n", "'always'"),
    ("remedies/all.yaml", "in_place: []", "in_place: []\n  brings: [{question: sallt, answers: [salted], statements: [toy-claim]}]",
     "there is no question (in remedy add_salt, brings) 'sallt'. Did you mean 'salt'?"),
    ("remedies/all.yaml", "in_place: []", "in_place: []\n  brings: [{question: salt, answers: [salty], statements: [toy-claim]}]",
     "there is no answer of salt 'salty'. Did you mean 'salted'?"),
    ("remedies/all.yaml", "in_place: []", "in_place: []\n  brings: [{question: salt, answers: [salted], statements: []}]", "names no statement"),
    (QUESTIONS, "- id: salt\n", "- id: not\n", "'not' is a word of the condition language"),
    ("sides.yaml", "{en: the guest, ru: гостя}, role: party", "{en: the guest, ru: гостя}, role: party, wording: staff",
     "question salt may be answered by guest, but has no wording for staff"),
    ("sides.yaml", "ru: гостя}, role: party", "ru: гостя}, role: party, wording: stuff", "'stuff'. Did you mean 'staff'"),
    (QUESTIONS, "      help:", "      staff: {en: Our soup?, ru: Наш суп?}\n      help:", "has a wording for staff, but none of its sides is asked in it"),
    ("axes.yaml", "finding: good_soup", "finding: god_soup", "there is no finding (rung good of tastiness) 'god_soup'"),
    ("axes.yaml", "finding: great_soup", "finding: noisy", "nothing makes noisy imply good_soup"),
    ("axes.yaml", "{value: plain, target: good", "{value: great, target: good", "'at' has to go through the values"),
    ("remedies/all.yaml", "effort: days", "effort: hours", "'hours'"),
    ("remedies/all.yaml", "brought_by: buy_spoons", "brought_by: buy_spoon", "there is no remedy 'buy_spoon'. Did you mean 'buy_spoons'?"),
    ("remedies/all.yaml", "needs: []", "needs: [{finding: spooned, brought_by: add_salt, statements: [toy-claim]}]", "remedies need each other in a loop"),
    ("remedies/all.yaml", "{en: three, ru: три}]", "]", "three first steps belong here"),
    ("instrument.yaml", "from: 4, to: 5", "from: 5, to: 5", "the band 5-5 has to begin at 4"),
    ("instrument.yaml", "from: 4, to: 5", "from: 3, to: 5", "the band 3-5 has to begin at 4"),
    ("instrument.yaml", "from: 6, to: 6", "from: 6, to: 7", "the bands end at 7; the highest score is 6"),
    ("instrument.yaml", "from: 2, to: 3", "from: 1, to: 3", "the band 1-3 has to begin at 2"),
    ("instrument.yaml", "value: good", "value: fine", "the bands have to stand for the values of tastiness: plain, good, great"),
    ("instrument.yaml", "axis: tastiness", "axis: tastines", "there is no axis 'tastines'. Did you mean 'tastiness'?"),
    ("instrument.yaml", "points: 3", "points: 4", "has to rise by one point a step"),
    ("instrument.yaml", "points: 3", "points: 2", "there is a step of 2 points already"),
    ("instrument.yaml", "neutral: 2", "neutral: 5", "there is no step of the scale '5'"),
    ("instrument.yaml", "sides: [cook, guest]", "sides: [cook, gest]", "there is no side 'gest'. Did you mean 'guest'?"),
    ("instrument.yaml", "signs: [seasoned]", "signs: [noisy]", "item has_salt: 'noisy' is no counted sign"),
    ("instrument.yaml", "about: attitude", "about: mood", "'mood'"),
    ("instrument.yaml", "- id: liked", "- id: has_salt", "there is a item 'has_salt' already"),
    ("instrument.yaml", "- id: liked", "- id: Liked!", "'Liked!' is no id"),
    ("instrument.yaml", "signs: []\n    statements: [toy-claim]", "signs: []\n    statements: []", "item liked names no statement"),
    ("instrument.yaml", "signs: []\n    statements: [toy-claim]", "signs: []\n    statements: [no-claim]", "there is no statement (in item liked) 'no-claim'"),
    ("instrument.yaml", "signs: []\n    statements: [toy-claim]", "signs: []\n    statements: [a, b, c, d, e, f, g]", "at most 6 can be read together"),
    ("instrument.yaml", "apart:\n  text: {en: Tastes differ., ru: Вкусы разные.}\n  statements: [toy-claim]\n", "", "'apart' is missing"),
    ("statements/toy.yaml", "source: cookbook", "source: cookbok", "there is no source 'cookbok'. Did you mean 'cookbook'?"),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), MISTAKES, ids=[f"{m[3][:40]}" for m in MISTAKES])
def test_each_mistake_is_told_with_file_and_line(tmp_path, file, old, new, told):
    folder = tmp_path / "kb"
    shutil.copytree(TOY, folder)
    text = (folder / file).read_text()
    assert old in text, "the mistake has to be possible"
    (folder / file).write_text(text.replace(old, new, 1))
    with pytest.raises(BrokenFile) as broken:
        load(folder)
    assert any(told in str(problem) for problem in broken.value.problems), str(broken.value)


def test_what_no_company_can_change_is_brought_about_by_nothing(tmp_path):
    folder = tmp_path / "kb"
    shutil.copytree(TOY, folder)
    for file, old, new in ((QUESTIONS, "- id: salt\n", "- id: salt\n      changes: never\n"),
                           ("remedies/all.yaml", "in_place: []", "in_place: []\n  brings: [{question: salt, answers: [salted], statements: [toy-claim]}]")):
        (folder / file).write_text((folder / file).read_text().replace(old, new, 1))
    with pytest.raises(BrokenFile) as broken:
        load(folder)
    told = str(broken.value)
    assert "remedy add_salt brings about salt, which no company can change. Take it out of 'brings'" in told
    assert "remedies/all.yaml" in told


def test_the_toy_knowledge_base_is_right():
    assert len(load(TOY).rules) == 12


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path):
    folder = tmp_path / "kb"
    shutil.copytree(TOY, folder)
    for file, old, new in ((RULES, "concludes: seasoned", "concludes: saltish"), (FINDINGS, "kind: outcome", "kind: oracle"),
                           (QUESTIONS, "neutral: fair", "neutral: unfair")):
        (folder / file).write_text((folder / file).read_text().replace(old, new, 1))
    with pytest.raises(BrokenFile) as broken:
        load(folder)
    files = {Path(problem.place.file).as_posix() for problem in broken.value.problems}
    assert {"kb/rules/all.yaml", "kb/findings/all.yaml", "kb/questions/kitchen.yaml"} <= files
    assert all(problem.place.line for problem in broken.value.problems if problem.place.file.endswith("all.yaml"))


def test_deep_nesting_and_second_documents_are_refused():
    with pytest.raises(BrokenFile, match="nested more than"):
        read_text("[" * 100_000, "deep.yaml")
    with pytest.raises(BrokenFile, match="second document"):
        read_text("a: b\n---\nc: d\n", "two.yaml")


def test_a_knowledge_base_changes_its_hash_with_any_content(tmp_path):
    folder = tmp_path / "toy_kb"
    shutil.copytree(TOY, folder)
    before = load(folder).hash
    assert load(TOY).hash == before
    (folder / RULES).write_text((folder / RULES).read_text().replace("So it is.", "So it was.", 1))
    assert load(folder).hash != before
