"""A run in real Chromium: it moves, and a reload shows the same one."""

import pytest

from cnncore import load_digits
from cnncore.networks.from_words import load_network
from cnncore.runs.recorded import recorded_run
from cnncore.training.judging import judge

pytestmark = pytest.mark.browser


def test_reload_while_training_shows_the_same_run(visit) -> None:
    page = visit("/training?epochs=60&rate=0.001")
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_url("**run=**", timeout=30_000)
    address = page.url
    page.get_by_text("images/s").first.wait_for(timeout=60_000)
    page.locator("canvas, svg.marks").nth(1).wait_for(timeout=60_000)
    page.reload()
    page.get_by_text("images/s").first.wait_for(timeout=60_000)
    assert page.url == address
    page.get_by_text("of 60").first.wait_for(timeout=30_000)
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped").first.wait_for(timeout=30_000)
    page.get_by_text("held-out digits are misread").wait_for(timeout=30_000)


def test_two_tabs_show_one_visitors_runs(visit) -> None:
    page = visit("/training?epochs=60&seed=77")
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_url("**run=**", timeout=30_000)
    other = page.context.new_page()
    other.goto(page.url.partition("?")[0])
    box = other.get_by_role("combobox", name="Run")
    box.wait_for(timeout=30_000)
    box.click()
    other.get_by_text("seed 77").first.wait_for(timeout=30_000)
    page.get_by_role("button", name="Delete").click()
    page.get_by_text("Finished").first.wait_for(timeout=30_000)


def test_a_clicked_cell_of_the_confusion_matrix_shows_its_digits(visit) -> None:
    shown = recorded_run()
    model = load_network(shown.settings.network, shown.folder.weights())
    many = len(judge(model, load_digits(split="held-out")).cell(4, 4))
    page = visit("/training")
    cell = page.locator(".st-key-confusion svg .mark-rect path").nth(44)
    cell.wait_for(timeout=60_000)
    page.get_by_text("Misread, those it is surest of first").wait_for()
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.get_by_text(f"{many} digits 4 were read as 4").wait_for(timeout=30_000)


def test_on_a_phone_what_is_trained_is_seen_at_once(visit) -> None:
    page = visit("/training?epochs=2", width=390, height=844, touch=True)
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_url("**run=**")
    page.wait_for_function(
        "() => { const box = document.querySelector('.st-key-run_status')?.getBoundingClientRect();"
        " return box && box.top > 0 && box.bottom < innerHeight }"
    )
    assert page.locator(".st-key-run_status").get_by_role("progressbar").is_visible()
