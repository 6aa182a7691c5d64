"""The report in a browser, used as a reader would use it."""

import re

import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.report import report

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def html(study, written):
    return written(study)


def overflow(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("width", "height"), [(1400, 900), (380, 800)])
def test_the_first_screen_holds_the_answer(page_of, html, width, height, dark):
    page = page_of(html, width, height, dark)
    assert overflow(page) <= 0
    for part in ("h1", ".verdict", ".bars", ".changes ul", ".caution"):
        first = page.locator(f"#answer {part}").first
        assert first.is_visible()
        box = first.bounding_box()
        assert box["y"] + box["height"] <= height
    ink, ground = page.evaluate(
        "['color', 'backgroundColor'].map((one) => getComputedStyle(document.body)[one])"
    )
    light, shade = (sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (ink, ground))
    assert (light > shade) == dark
    assert abs(light - shade) > 500


def test_a_score_opens_its_codes(page_of, html, study):
    page = page_of(html)
    assert not page.locator(".matrix").is_visible()
    page.get_by_role("navigation").get_by_role("link", name="Scores and evidence").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Rivalry"))
    row.locator("a").first.click()
    dialog = page.get_by_role("dialog")
    assert (
        dialog.get_by_role("heading").first.inner_text() == "CA-EU: 2.57 · Rivalry and dependence"
    )
    text = dialog.inner_text()
    codes = study.evidence("CA-EU", "G2")
    assert dialog.locator("tbody tr, table > tr").filter(has=page.locator("td")).count() >= len(
        codes
    )
    for code in codes.itertuples():
        assert code.evidence.replace(": ", " ", 1) in text
    assert "Scale 1 to 5; less is better" in text
    assert "What else the source says" not in text
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    row.locator("a").first.click()
    dialog.get_by_role("button", name="Close").click()
    assert dialog.count() == 0


def test_the_keyboard_is_enough(page_of, html):
    page = page_of(html)
    page.get_by_role("button", name="Open all").click()
    scores = page.locator(".matrix a")
    assert scores.filter(has=page.locator(":scope[tabindex='0']")).count() == 1
    scores.first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.hash") == "#c0-1"
    page.keyboard.press("Enter")
    assert "CA-Japan: 4.57" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.hash") == "#c0-1"
    page.keyboard.press("Space")
    assert page.get_by_role("dialog").count() == 1


def test_every_part_is_reached_from_the_contents(page_of, html):
    page = page_of(html, 380, 800)
    for link in page.get_by_role("navigation").get_by_role("link").all():
        target = link.get_attribute("href")
        link.click()
        page.wait_for_function(
            "(id) => { const y = document.querySelector(id).getBoundingClientRect().y;"
            " return y > -5 && y < innerHeight; }",
            arg=target,
        )
        assert page.locator(f"{target} .fold:not([open])").count() == 0


def test_no_section_is_wider_than_a_telephone(page_of, html):
    page = page_of(html, 380, 800)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert overflow(page) <= 0


def test_labels_are_shown_and_never_run(page_of, hostile, written):
    page = page_of(written(hostile), 380, 800)
    verdict = page.locator(".verdict").inner_text()
    assert verdict.startswith("<script>boom()</script> comes first while “Strategic dependence”")
    assert overflow(page) <= 0
    page.get_by_role("button", name="Open all").click()
    page.locator(".matrix a").first.click()
    assert page.get_by_role("dialog").inner_text().startswith("<script>boom()</script>: 3.0")


@pytest.mark.parametrize("width", [380, 1400])
def test_a_large_study_stays_readable(page_of, large, written, width):
    page = page_of(written(large), width, 800)
    assert overflow(page) <= 0
    page.get_by_role("button", name="Open all").click()
    page.locator(".matrix a").nth(85).click()
    assert page.get_by_role("dialog").locator("tr").count() == 4
    heading = page.get_by_role("dialog").locator("h2").inner_text()
    assert heading.startswith(f"{fp.topsis(large.problem()).order[5]}: ")
    assert heading.endswith("Criterion 1.3 on the costs of handling goods")


def test_it_prints_in_light_what_a_reader_of_paper_needs(page_of, html):
    page = page_of(html, dark=True)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert not page.locator("nav").is_visible()
    assert not page.locator("#explorer button:visible").count()
    assert not page.locator("#codes > table").first.is_visible()
    for heading in ("Kendall's tau", "Every comparison", "Every single criterion"):
        assert page.get_by_text(heading).first.is_visible()
    assert not page.get_by_text("CA-Russia: 20 items").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.fold[open]").count() == 0
    pdf = page.pdf(prefer_css_page_size=True)
    pages = pdf.count(b"/Type /Page\n") or max(map(int, re.findall(rb"/Count (\d+)", pdf)))
    assert 8 < pages <= 15


def test_it_works_without_scripts(browser, html, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1400, "height": 900}
    )
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator("#evidence summary").first.click()
    page.locator(".matrix a").nth(2).click()
    target = page.locator("#c0-2")
    assert target.is_visible()
    assert "CA-China: 1.00" in target.inner_text()
    context.close()


def test_a_study_of_ones_own(page_of, tmp_path):
    study = fp.load(fp.new_study(tmp_path / "mine"))
    page = page_of(report(study, tmp_path / "mine.html").read_text(encoding="utf-8"), 380, 800)
    assert overflow(page) <= 0
    page.get_by_role("button", name="Open all").click()
    page.locator(".matrix a").first.click()
    assert "two offers" in page.get_by_role("dialog").inner_text()


def test_sections_are_folded_and_open_from_links(page_of, html):
    page = page_of(html, 390, 844)
    assert page.evaluate("document.documentElement.scrollHeight") < 4 * 844
    assert page.locator(".fold[open]").count() == 0
    page.get_by_role("link", name="Try other weights").last.click()
    assert page.locator("#explorer-profile").is_visible()
    page.goto(page.url.split("#")[0] + "#claims")
    assert page.locator("#claims").is_visible()
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".fold:not([open])").count() == 0
    page.get_by_role("button", name="Close all").click()
    assert page.locator(".fold[open]").count() == 0
