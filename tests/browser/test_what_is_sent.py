"""What a first visit fetches: nothing that only a fold needs; compressed, by a class's server."""

import pytest

from benchmarks.chromium import running_app
from tests.conftest import settled

pytestmark = pytest.mark.browser
CODE = ".st-key-in_pytorch [data-testid=stCode]"


def test_what_sets_code_in_colours_comes_with_the_code(visit) -> None:
    page = visit("/draw_digit")
    settled(page)
    fetched = []
    page.on("response", lambda one: fetched.append(one.url))
    assert page.evaluate("performance.getEntriesByType('resource').length") > 20
    urls = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert not [url for url in urls if "SyntaxHighlighter" in url]
    page.get_by_text("The same in PyTorch").click()
    page.locator(CODE).filter(has_text="import cnncore").wait_for()
    assert [url for url in fetched if "SyntaxHighlighter" in url]


def test_a_class_s_server_opens_a_lesson_with_compressed_files(browser, tmp_path) -> None:
    places = {"CNN_RUNS": str(tmp_path / "runs"), "CNN_DATA": str(tmp_path)}
    with running_app(script="deploy/classroom.py", **places) as (address, _, _):
        page = browser.new_context().new_page()
        files = {}
        page.on("response", lambda one: files.__setitem__(one.url, one.headers))
        page.goto(f"{address}/convolution?stride=2")
        settled(page)
        page.locator(".board .cell").first.wait_for()
        page.get_by_role("slider", name="Padding").press("ArrowRight")
        page.wait_for_url("**padding=1**")
        settled(page)
        assert page.get_by_test_id("stException").count() == 0
        scripts = [head for url, head in files.items() if "/static/js/" in url]
        assert len(scripts) > 20
        large = [one for one in scripts if one.get("content-encoding") != "gzip"]
        assert all(int(one["content-length"]) < 1000 for one in large)
        page.context.close()
