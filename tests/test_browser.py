"""Every page in a real browser: WCAG 2.2 AA by axe, no sideways scrolling on a phone, nothing requested, no policy violated."""

import shutil
from pathlib import Path

import pytest
from rapport import tasks, tasks_survey
from rapport.cases.model import Case
from rapport.reports.guide import guide

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
FLAGS = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def pages(examples, known, language):
    """The pages by name."""
    pump, maker, second = (examples / f"{name}.yaml" for name in ("invented-pump-maker", "invented-furniture-maker", "organisation-2"))
    return {"report": tasks.diagnose(pump, language, "html"), "report_open": tasks.diagnose(second, language, "html"),
            "handout": tasks.handout(second, language, "html", False), "solution": tasks.handout(pump, language, "html", True),
            "guide": guide(known, Case("X"), "sales", 15, language, "html"),
            "player": tasks.trace(second, language, "html", False), "survey": tasks_survey.summary(maker, language, "html", ())}


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *FLAGS])
        yield browser
        browser.close()


def looked_at(browser, path, width, scheme):
    """What is wrong with a page at one width, light or dark."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=False)
    page, wrong = context.new_page(), []
    page.on("request", lambda request: wrong.append(f"requested {request.url}") if not request.url.startswith("file:") else None)
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        wrong.append(f"{over} px too wide")
    page.evaluate(axe.Axe().axe_script)
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    wrong += [f"{one['id']}: {one['help']} ({node['target']}, {node['failureSummary']})" for one in found for node in one["nodes"][:3]]
    context.close()
    return wrong


@pytest.mark.parametrize("language", ["en", "ru"])
def test_pages_are_accessible(chromium, examples, known, tmp_path, language):
    found = {}
    for name, html in pages(examples, known, language).items():
        path = Path(tmp_path / f"{name}.html")
        path.write_text(html)
        for width, scheme in ((360, "light"), (1200, "dark")) if language == "en" else ((360, "dark"), (1200, "light")):
            wrong = looked_at(chromium, path, width, scheme)
            if wrong:
                found[f"{name} {width} {scheme}"] = wrong[:6]
    assert found == {}


@pytest.mark.parametrize(("planted", "told"), [
    ('<p style="color: #aaa; background: #fff">pale</p>', "color-contrast"), ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "image-alt"),
    ('<p style="width: 900px">wide</p>', "px too wide"), ("<script>1</script>", "Content Security Policy"),
    ('<img alt="x" src="http://127.0.0.1:9/x.png">', "Content Security Policy")])
def test_what_is_planted_is_found(chromium, tmp_path, planted, told):
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    page = f'<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="{policy}"><title>t</title></head>'
    (tmp_path / "bad.html").write_text(f"{page}<body><main><h1>t</h1>{planted}</main></body></html>")
    assert any(told in line for line in looked_at(chromium, tmp_path / "bad.html", 360, "light"))
