"""Pictures: nothing outside the frame, no words on words, every number in the table, readable in light and dark, and true."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from companies import by_level
from markupsafe import escape
from rapport.cases.hearing import hear
from rapport.cases.model import Case, Given, Respondent
from rapport.cases.outcome import Cause, Shift
from rapport.cases.reading import read_case
from rapport.cli import main
from rapport.engine.diagnosis import diagnose
from rapport.engine.planning import Plan, Prescription
from rapport.reports.axis_words import Namer
from rapport.reports.case_pages import replays_page
from rapport.reports.pictures import pictures
from rapport.reports.pictures.area_counts import Count, area_counts
from rapport.reports.pictures.areas import drawn_lines
from rapport.reports.pictures.before_after import before_after
from rapport.reports.pictures.level_axis import states
from rapport.reports.pictures.marks import CELLS
from rapport.reports.pictures.paint import COLOURS, PAINTS
from rapport.reports.pictures.plan_line import laid_out, plan_line
from rapport.reports.pictures.shapes import Words, folded, measured
from rapport.reports.rendering import environment, render
from rapport.reports.replaying import Replay, replays_plain, replays_text
from rapport.reports.telling import Teller


def people(**answers):
    """A case: side -> question -> code."""
    return Case("Firm", respondents=tuple(Respondent(side, side, "", {question: Given(code) for question, code in given.items()})
                                          for side, given in answers.items()))


def contradicting(known):
    """Every question answered by every side that may: sales as one company, the others as another."""
    drawn = {"sales": by_level(known, 3)}
    other = by_level(known, 8)
    sides = {side: {q: code for q, code in drawn.get(side, other).items() if side in known.questions[q].sides}
             for side in ("sales", "marketing", "management", "hr")}
    return people(**sides)


CASES = ("organisation-1", "organisation-2", "invented-pump-maker", "invented-agency", "nearly_empty", "contradicting", "of_one_mind")


@pytest.fixture(scope="module")
def cases(known, examples):
    """Name -> case and diagnosis."""
    found = {name: read_case(examples / f"{name}.yaml", known) for name in CASES[:4]}
    found["nearly_empty"] = people(sales={"joint_meetings": "never", "funnel_loyalty": "nobody"})
    found["contradicting"] = contradicting(known)
    found["of_one_mind"] = people(sales=by_level(known, 5))
    return {name: (case, diagnose(known, hear(case))) for name, case in found.items()}


def teller(known, case, language="en"):
    return Teller(case, diagnose(known, hear(case)), language)


def drawn(cases, name, language):
    """All pictures of a case, with that of before and after."""
    case, diagnosis = cases[name]
    found = [one for one in pictures(Teller(case, diagnosis, language)).values() if one]
    return [*found, before_after(cases["organisation-2"][1], diagnosis, Namer(diagnosis.known, language))]


def well_laid_out(picture):
    """Everything in the frame, no words on words, and every number among those of the table."""
    for shape in picture.shapes:
        left, top, right, bottom = shape.bounds
        assert all(type(edge) is int for edge in shape.bounds)
        assert left >= 0 and top >= 0 and right <= picture.width and bottom <= picture.height, (picture.id, shape)
    words = [shape for shape in picture.shapes if isinstance(shape, Words)]
    for at, one in enumerate(words):
        for other in words[at + 1:]:
            a, b = one.bounds, other.bounds
            assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3], (picture.id, one.text, other.text)
    told = set(re.findall(r"\d+", " ".join([*picture.table.heads, *(cell.text for row in picture.table.rows for cell in row)])))
    assert {number for one in words for number in re.findall(r"\d+", one.text)} <= told, picture.id
    assert {len(row) for row in picture.table.rows} == {len(picture.table.heads)}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", CASES)
def test_everything_is_in_the_frame_and_nothing_written_over(cases, name, language):
    for picture in drawn(cases, name, language):
        well_laid_out(picture)


def test_a_picture_that_is_laid_out_badly_is_found(cases):
    picture = drawn(cases, "organisation-2", "en")[0]
    for word in (Words(400, 20, "far too long for what is left"), replace(next(s for s in picture.shapes if isinstance(s, Words)), text="7")):
        with pytest.raises(AssertionError):
            well_laid_out(replace(picture, shapes=(*picture.shapes, word)))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_longest_names_of_remedies_and_steps_find_room(known, cases, language):
    case, diagnosis = cases["contradicting"]
    every = tuple(Prescription(name, (), (), (), ()) for name in known.remedies)
    picture = plan_line(Teller(case, replace(diagnosis, plan=Plan(every, (), ())), language))
    well_laid_out(picture)
    assert len(picture.table.rows) == len(known.remedies)
    ids = {one.id for one in drawn(cases, "contradicting", language)}
    assert {"level_axis", "signs_by_level", "areas", "plan_line", "process_heat", "funnel", "before_after"} == ids


def test_words_are_folded_into_the_room_there_is():
    assert folded("one two three", measured("one two")) == ("one two", "three")
    assert all(measured(line) <= 60 for line in folded("Взаимодействие отделов", 60))
    assert "".join(folded("Взаимодействие", 60)) == "Взаимодействие"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_svg_is_well_formed_accessible_and_alone(cases, language):
    macro = environment("html").get_template("pictures/all.j2").module.picture
    root = ElementTree.fromstring(f"<page>{''.join(macro(one) for one in drawn(cases, 'contradicting', language))}</page>")
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in root.iter():
        assert not {"style", "href", "src"} & set(one.attrib) and not any(name.startswith("on") for name in one.attrib)
        assert not one.tag.endswith(("script", "style", "image"))
    drawings = [one for one in root.iter() if one.tag.endswith("}svg")]
    assert len(drawings) == 7
    for one in drawings:
        title, told = one[0], one[1]
        assert one.get("role") == "img" and one.get("aria-labelledby") == title.get("id")
        assert title.tag.endswith("title") and told.tag.endswith("desc") and title.text and told.text
    assert all(figure.find(".//table/caption").text for figure in root)


def test_a_picture_with_nothing_to_show_leaves_nothing(known):
    found = pictures(teller(known, people(sales={"terms": "each_own"})))
    assert [name for name, one in found.items() if one is None] == ["areas", "plan_line", "process_heat", "funnel"]
    assert environment("html").get_template("pictures/all.j2").module.picture(None) == ""


def luminance(colour):
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other, dark):
    bright, dim = sorted((luminance(COLOURS[name][dark]) for name in (one, other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_colours_can_be_told_from_the_paper_and_marks_from_their_cells(dark):
    for text in ("ink", "quiet"):
        assert contrast(PAINTS[text].fill, "paper", dark) >= 4.5
    assert contrast("paper", PAINTS["first"].fill, dark) >= 4.5  # the number in a filled box
    for name, paint in PAINTS.items():
        if name not in ("on", "mark_on", "grid", "track"):  # what is drawn on a filled cell, and lines that only help the eye
            assert contrast(paint.stroke or paint.fill, "paper", dark) >= 3, name
    for state, (frame, _, mark, _) in CELLS.items():
        under = PAINTS[frame].fill or "paper"
        assert contrast(PAINTS[mark].stroke, under, dark) >= 3, state


def test_no_two_states_are_told_apart_by_colour_alone():
    for together in (("holds", "fails", "contested", "open"),
                     ("as_source", "otherwise", "twice", "differ", "nobody", "missing", "unneeded", "open")):
        assert len({(CELLS[state][1], PAINTS[CELLS[state][0]].dash) for state in together}) == len(together)
    assert PAINTS["first_line"].dash != PAINTS["second_line"].dash


def test_the_levels_below_stand_those_above_are_ruled_out(cases, known):
    def of(name):
        return states(Teller(*cases[name], "en"))

    assert of("organisation-2") == ["possible", "possible", "excluded", "excluded"]
    assert of("invented-pump-maker") == ["passed", "established", "excluded", "excluded"]
    assert of("nearly_empty") == ["possible"] * 4


def test_each_side_is_counted_by_its_own_answers_and_silence_is_no_no(known):
    both = {"product_planning": "both_together", "sales_targets": "both_together"}
    alone = next(code for code in known.questions["product_planning"].answers if code != "both_together")
    case = people(sales=both, marketing={"product_planning": alone})
    activities, *rest = area_counts(diagnose(known, hear(case)))
    assert activities.sides == {"sales": Count(2, 0, 4), "marketing": Count(0, 1, 5)}
    assert activities.together == Count(1, 0, 5)
    assert activities.apart == 1
    assert [one.apart for one in rest] == [0, 0, 0]
    assert all(one.sides["sales"].known == 0 for one in rest)
    told = teller(known, case)
    assert [line.name for line in drawn_lines(told, area_counts(told.diagnosis))] == ["Sales", "Marketing"]
    picture = pictures(told)["areas"]
    texts = [shape.text for shape in picture.shapes if isinstance(shape, Words)]
    assert "Sales: 2 of 6, 4 open" in texts and "Sales: not answered" in texts and "Contradictions: 1" in texts
    assert sum(shape.kind == "dot" for shape in picture.shapes) == 2  # one area, and the legend


@pytest.mark.parametrize(("count", "there"), [(4, False), (5, True)])
def test_a_few_staff_are_no_side_of_the_radar(known, count, there):
    staff = tuple(Respondent(f"s{at}", "staff", "sales", {"missed_result": Given("both_together")}) for at in range(count))
    case = Case("Firm", respondents=(*people(sales={"missed_result": "both_together"}).respondents, *staff))
    (culture,) = [one for one in area_counts(diagnose(known, hear(case))) if one.area.id == "culture"]
    assert ("staff" in culture.sides) is there
    for layout, told in {"html": "<td>Staff</td>", "md": "| Culture | Staff |", "text": "- Culture, Staff:"}.items():
        assert (told in render(case, diagnose(known, hear(case)), "en", layout)) is there


def test_what_a_remedy_needs_ends_before_it_begins_and_stages_follow_each_other(cases):
    for name in ("organisation-2", "contradicting", "invented-agency"):
        bars = laid_out(Teller(*cases[name], "en"))
        ends = {bar.remedy: bar.end for bar in bars}
        for at, bar in enumerate(bars):
            assert all(ends[needed] <= bar.start for needed in bar.after)
            assert all(earlier.end <= bar.start for earlier in bars[:at] if earlier.stage != bar.stage)
        assert bars[0].start == 0


def test_the_funnel_shows_where_the_source_hands_over_and_where_this_company_does(known):
    steps = known.processes.tables["buying_funnel"].duties
    owners = dict(zip((one.id for one in steps), ["marketing"] * 6 + ["sales", "nobody"], strict=True))
    picture = pictures(teller(known, people(sales=owners, marketing=owners)))["funnel"]
    heads = [row[0].text for row in picture.table.rows]
    assert [heads.index(line) for line in ("Here the source hands over", "Passes on here: Marketing → Sales")] == [4, 7]
    assert [row[3].text for row in picture.table.rows][-1] == "nobody does it"
    assert len(heads) == len(steps) + 2


def test_the_heat_map_counts_what_the_tables_tell(cases, known):
    case, diagnosis = cases["contradicting"]
    picture = pictures(Teller(case, diagnosis, "en"))["process_heat"]
    for process in known.processes.tables.values():
        rows = [row for row in picture.table.rows if row[0].text.startswith(f"{process.name['en']}: ")]
        counted = sum(int(cell.text) for row in rows for cell in row[1:])
        assert counted == (0 if process.id == "buying_funnel" else len(process.entries))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_report_shows_its_pictures_and_the_text_tells_the_areas(cases, language):
    case, diagnosis = cases["contradicting"]
    page = render(case, diagnosis, language, "html")
    assert page.count("<svg ") == 6
    for picture in pictures(Teller(case, diagnosis, language)).values():
        assert page.count(f'id="picture-{picture.id}"') == 1
    title = pictures(Teller(case, diagnosis, language))["areas"].title
    assert f"**{title}**" in render(case, diagnosis, language, "md")
    assert f"{title}:" in render(case, diagnosis, language, "text")


def test_two_cases_compared_as_a_page(tmp_path, examples):
    one = (examples / "organisation-2.yaml").read_text()
    before = tmp_path / "a.yaml"
    before.write_text(re.sub("^organisation:.*", "organisation: '<b onclick=x>A</b>'", one, flags=re.M))
    done = CliRunner().invoke(main, ["compare", str(before), str(examples / "organisation-1.yaml"), "--format", "html", "--lang", "en"])
    assert done.exit_code == 0, done.stderr
    assert 'id="picture-before_after"' in done.stdout
    assert "<b onclick" not in done.stdout and "&lt;b onclick" in done.stdout
    told = CliRunner().invoke(main, ["compare", str(before), str(examples / "organisation-1.yaml"), "--lang", "en"])
    won = re.search(r"\((\w+)\)", told.stdout.split("Signs won:")[1].split("Signs lost:")[0])
    assert won is None or f"({won[1]})" in done.stdout


def test_the_plan_and_cases_read_again_as_pages(tmp_path, examples, monkeypatch):
    monkeypatch.setenv("RAPPORT_STORE", str(tmp_path / "cases.db"))

    def run(*arguments):
        done = CliRunner().invoke(main, [str(one) for one in arguments])
        assert done.exit_code == 0, done.stderr
        return done.stdout

    run("cases", "import", examples / "invented-agency.yaml", "--id", "firm")
    run("plan", "firm", "--remedy", "sla", "--owner", "<i>O</i> & Co", "--status", "started")
    page = run("plan", "firm", "--format", "html", "--lang", "en")
    assert page.count("<svg ") == 1 and "&lt;i&gt;O&lt;/i&gt; &amp; Co" in page
    assert page.count("<h2>") == len(re.findall(r"^\d+\. ", run("plan", "firm", "--lang", "en"), re.M))
    run("diagnose", "firm")
    assert "1 of 1" in run("replay", "--format", "html", "--lang", "en")
    empty = tmp_path / "empty.yaml"
    empty.write_text("organisation: Firm\nanswers: {terms: common}\n")
    assert "<svg" not in run("plan", empty, "--format", "html", "--lang", "ru")


def test_what_reads_otherwise_is_told_with_its_causes_on_the_page(known):
    rule = next(iter(known.rules.values()))
    shift = Shift("level", ("1",), ("2",), (Cause("rules", rule.id, "new"),))
    namer = Namer(known, "en")
    page = replays_page(replays_plain([Replay("<a>", ("0.0", "abc"), True, (shift,)), Replay("b", None, False, ())], namer), namer)
    assert "&lt;a&gt;" in page and "<a>" not in page and rule.id in page
    assert str(escape(rule.because["en"])) in page
    text = replays_text(replays_plain([Replay("a", ("0.0", "abc"), True, (shift,))], namer), namer)
    assert rule.id in text and "abc" in text
