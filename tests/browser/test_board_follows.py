"""The board follows its inputs before the server knows them, and agrees with it afterwards."""

import random
import re
from contextlib import suppress

import numpy as np
import pytest
from playwright.sync_api import TimeoutError

from benchmarks.chromium import free_port, running_app
from cnncore import convolve, parse_grid
from cnncore.convolution.grids import ARTICLE_IMAGE, ARTICLE_KERNEL
from tests.browser.moved import more_settings
from tests.conftest import settled
from tests.fuzz import tried
from tests.oracles import torch_convolve
from ui.convolution.controls import INPUTS

pytestmark = pytest.mark.browser
SLIDERS = {"padding": (0, 4), "stride": (1, 4), "dilation": (1, 3)}
FIRST = {"padding": 0, "stride": 1, "dilation": 1}
BOARD = """const board = [...document.querySelectorAll('*')].find(
    (one) => one.shadowRoot?.querySelector('.board'))?.shadowRoot;"""
SHOWN = f"""() => {{
  {BOARD}
  if (board?.querySelector('.unfit')) return board.querySelector('.card').textContent;
  const cells = [...(board?.querySelectorAll('.cell[data-grid=map0] .v') ?? [])];
  return cells.map((one) => one.textContent).join(' ');
}}"""
WATCH = f"""() => {{
  {BOARD}
  const shown = {SHOWN};
  window.seen = new Set();
  new MutationObserver(() => window.seen.add(shown())).observe(
    board, {{ childList: true, characterData: true, subtree: true }});
}}"""


def chosen_now(page) -> dict[str, int]:
    """Return what the sliders show."""
    return {name: int(page.locator(f".st-key-{name} input").input_value()) for name in SLIDERS}


def expected(chosen: dict[str, int]) -> str:
    """Return torch's map, or the refusal, of the article's board under some settings."""
    image, kernel = parse_grid(ARTICLE_IMAGE), parse_grid(ARTICLE_KERNEL)
    _, refusal = tried(convolve, image, kernel, **chosen)
    if refusal:
        return f"This needs {refusal.expected}; it got {refusal.got}. {refusal.todo}"
    return " ".join(f"{value:g}" for value in np.ravel(torch_convolve(image, kernel, **chosen)))


def shows(page, chosen: dict[str, int]) -> None:
    """Wait until the board shows the result of some settings."""
    page.wait_for_function(f"(text) => ({SHOWN})() === text", arg=expected(chosen))


def press(page, name: str, key: str) -> None:
    """Press a key on a slider."""
    page.locator(f".st-key-{name} input").focus()
    page.keyboard.press(key)


def place(page, name: str, value: int) -> tuple[float, float]:
    """Return where a slider's thumb stands at some value."""
    box = page.locator(f".st-key-{name} [role=group]").bounding_box()
    least, most = SLIDERS[name]
    inset = 6  # half a thumb
    share = (value - least) / (most - least)
    return box["x"] + inset + share * (box["width"] - 2 * inset), box["y"] + box["height"] / 2


def drag(page, name: str, to: list[int]) -> None:
    """Drag a slider's thumb over several values and let go at the last."""
    page.mouse.move(*place(page, name, chosen_now(page)[name]))
    page.mouse.down()
    for value in to:
        page.mouse.move(*place(page, name, value), steps=3)
    page.mouse.up()


@pytest.mark.parametrize("kind", INPUTS)
def test_the_value_of_every_input_can_be_seen(board, kind: str) -> None:
    page = board("?then=max&padding=1&stride=2")
    now = {"padding": "1", "stride": "2", "dilation": "1", "window": "2", "window_stride": "2"}
    now |= {"padding_by": "slider", "border": "zeros", "stage": "ReLU, max pooling"}
    field = page.locator(f".st-key-{INPUTS[kind]['key']} input")
    if kind == "flip":
        assert not field.is_checked()
    else:
        assert field.input_value() == now[kind]


def test_the_board_goes_before_the_server_and_a_late_answer_changes_nothing(
    browser, server
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page, held, late = context.new_page(), [], []

    def between(near) -> None:
        far = near.connect_to_server()
        near.on_message(far.send)
        far.on_message(lambda word: late.append((near, word)) if held else near.send(word))

    page.route_web_socket(re.compile("_stcore/stream"), between)
    page.goto(f"{server}/convolution")
    page.wait_for_selector(".board .cell")
    settled(page)
    held.append("from here on the server is not heard")
    for name, chosen in (("stride", {"stride": 2}), ("padding", {"stride": 2, "padding": 1})):
        press(page, name, "ArrowRight")
        shows(page, FIRST | chosen)
    page.wait_for_timeout(0)  # lets the words arrive that are held
    page.wait_for_function("() => document.querySelector('[data-test-script-state]')")
    page.evaluate(WATCH)
    held.clear()
    for near, word in late:
        near.send(word)
    page.wait_for_url("**padding=1*")
    settled(page)
    shows(page, FIRST | {"stride": 2, "padding": 1})
    assert set(page.evaluate("[...seen]")) <= {expected({"stride": 2, "padding": 1})}
    context.close()


@pytest.mark.parametrize("seed", range(4))
def test_after_random_drags_board_tab_address_and_a_fresh_page_agree(board, seed: int) -> None:
    page, chance = board("?tab=size"), random.Random(seed)
    more_settings(page)
    for _ in range(6):
        name = chance.choice(list(SLIDERS))
        values = range(SLIDERS[name][0], SLIDERS[name][1] + 1)
        drag(page, name, chance.choices(values, k=4))
        shows(page, chosen_now(page))
    chosen = chosen_now(page)
    for name, value in chosen.items():
        told = f"{name}={value}" if value != SLIDERS[name][0] else ""
        page.wait_for_function("(word) => location.search.includes(word)", arg=told)
    settled(page)
    shows(page, chosen)
    fresh = board(page.url.partition("/convolution")[2]) if fits(chosen) else None
    if fresh:
        assert chosen_now(fresh) == chosen
        shows(fresh, chosen)
        today = page.locator(".bridge td .m-s").nth(2)  # after the symbol and its name
        today.filter(has_text=re.compile(f"^{chosen['stride']}$")).wait_for()


def fits(chosen: dict[str, int]) -> bool:
    """Tell whether settings fit the article's board."""
    return not expected(chosen).startswith("This needs")


def test_the_other_inputs_are_followed_too(board) -> None:
    page = board("?padding=1")
    more_settings(page)
    page.locator(".st-key-flip label").click()
    page.wait_for_function(f"() => {{ {BOARD} return board.querySelector('figure.other'); }}")
    page.wait_for_url("**flip=*")
    settled(page)
    option = page.get_by_role("option", name="ReLU, max pooling")
    for _ in range(5):  # an answer that comes late shuts a list that is open
        page.locator(".st-key-then input").click()
        with suppress(TimeoutError):
            option.wait_for(timeout=3_000)
            break
    option.click()
    page.wait_for_function(f"() => {{ {BOARD} return board.querySelector('figure.pooled'); }}")
    page.wait_for_url("**then=max*")
    assert page.locator(".board figure.pooled").is_visible()


def test_what_does_not_fit_is_told_at_once_and_left_again(board) -> None:
    page = board("?dilation=3&padding=1")
    press(page, "padding", "ArrowLeft")
    shows(page, {"padding": 0, "stride": 1, "dilation": 3})
    page.get_by_role("button", name="Set the dilation to 1").wait_for()
    assert not page.locator(".board .transport").is_visible()
    press(page, "padding", "ArrowRight")
    shows(page, {"padding": 1, "stride": 1, "dilation": 3})
    assert page.locator(".board .transport").is_visible()


def test_a_way_out_is_taken_by_the_settings_around_the_board_too(visit) -> None:
    page = visit("/convolution?dilation=3")
    page.get_by_role("button", name="Set the dilation to 1").click()
    page.wait_for_function("() => !location.search.includes('dilation')")
    shows(page, FIRST)
    assert chosen_now(page) == FIRST


def test_a_moved_slider_redraws_nothing_but_what_follows_from_it(browser, server) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page, messages = context.new_page(), []

    def count(socket) -> None:
        socket.on("framereceived", lambda word: messages.append(word))

    page.on("websocket", count)
    page.goto(f"{server}/convolution")
    page.wait_for_selector(".board .cell")
    settled(page)
    messages.clear()
    press(page, "stride", "ArrowRight")
    page.wait_for_url("**stride=2*")
    page.locator(".bridge td .m-s").filter(has_text=re.compile("^2$")).wait_for()
    settled(page)
    assert 0 < len(messages) <= 17
    context.close()


def test_a_tap_on_a_phone_moves_the_board(board) -> None:
    page = board(width=390, height=844, touch=True)
    page.locator(".st-key-stride").scroll_into_view_if_needed()
    page.touchscreen.tap(*place(page, "stride", 3))
    shows(page, FIRST | {"stride": 3})
    page.wait_for_url("**stride=3*")


def test_the_server_killed_in_the_middle_of_a_drag_costs_nothing(browser) -> None:
    port = free_port()
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    with running_app(port) as (address, _, _):
        page.goto(f"{address}/convolution")
        page.wait_for_selector(".board .cell")
        settled(page)
        page.mouse.move(*place(page, "padding", 0))
        page.mouse.down()
        page.mouse.move(*place(page, "padding", 2), steps=3)
        shows(page, FIRST | {"padding": 2})
    page.wait_for_selector(".board .offline:has-text('Not connected')")
    page.mouse.up()
    page.locator("[data-do=next]").click()
    assert page.locator(".board .place").inner_text() == "Cell 2 of 49"
    with running_app(port):
        page.wait_for_selector(".board .offline", state="hidden", timeout=60_000)
        page.wait_for_url("**padding=2*", timeout=60_000)
        settled(page)
        shows(page, FIRST | {"padding": 2})
    context.close()


def test_the_window_walks_until_the_first_key(board) -> None:
    page = board(motion="no-preference")
    page.wait_for_selector(".board .place:has-text('Cell 3 of 9')")
    page.keyboard.press("Shift")
    stopped = page.locator(".board .place").inner_text()
    page.locator("[data-do=next]").click()
    number = int(stopped.split()[1])
    assert page.locator(".board .place").inner_text() == f"Cell {number % 9 + 1} of 9"


@pytest.mark.parametrize(
    ("query", "motion"), [("", "reduce"), ("?stride=1&room=", "no-preference")]
)
def test_nothing_walks_where_it_is_not_wanted(board, query: str, motion: str) -> None:
    page = board(query, motion=motion)
    page.clock.install()
    page.clock.run_for(6_000)
    assert page.locator(".board .place").inner_text() == "Cell 1 of 9"
