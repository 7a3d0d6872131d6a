"""Every lesson done from the keyboard: its main control is reached by Tab and works by keys."""

import pytest

from tests.conftest import settled
from ui.lessons import LESSONS, address_path, lesson_named

pytestmark = pytest.mark.browser
MOST_TABS = 120
FOCUSED = """() => {
  let here = document.activeElement;
  while (here && here.shadowRoot && here.shadowRoot.activeElement) {
    here = here.shadowRoot.activeElement;
  }
  const labelled = here && here.closest('[class*=st-key-]');
  const key = labelled ? (labelled.className.match(/st-key-([\\w-]+)/) || ['', ''])[1] : '';
  return here ? [here.getAttribute('aria-label') || '', here.innerText || '', key].join('|') : '';
}"""

# lesson -> what is reached by Tab, the keys pressed there, what then stands in the address
DONE = {
    "home": ("Train it", ("Enter",), "/training"),
    "convolution": ("Stride||stride", ("ArrowRight",), "stride=2"),
    "filter_gallery": ("|gallery", ("ArrowRight",), "gallery="),
    "network": ("|network_preset", ("ArrowRight", "Enter"), "layers="),
    "training": ("Epochs||epochs", ("ArrowRight",), "epochs="),
    "draw_digit": ("|view", ("ArrowRight",), "view="),
    "own_classes": ("|own", ("ArrowRight",), "own="),
    "inside": ("|inside", ("ArrowRight",), "inside="),
}


def test_every_lesson_is_listed() -> None:
    assert set(DONE) == {lesson.name for lesson in LESSONS}


@pytest.mark.parametrize("name", DONE)
def test_main_control_works_by_keys(visit, name: str) -> None:
    words, keys, expected = DONE[name]
    page = visit(f"/{address_path(lesson_named(name))}")
    # the title stands before the controls, and a control's frame before what takes the focus
    within = f".st-key-{words.rpartition('|')[2]} " if "|" in words else ""
    control = page.locator(f"{within}:is(a, button, input, [tabindex='0'])")
    control.first.wait_for(state="attached", timeout=60_000)
    settled(page)
    page.get_by_role("heading", level=1).click()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if words in focused and "Help for" not in focused:
            break
    else:
        raise AssertionError(f"Tab does not reach {words!r}")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_function("(words) => location.href.includes(words)", arg=expected)


def test_tab_passes_over_the_tools_of_the_canvas_that_nobody_sees(visit) -> None:
    page = visit("/draw_digit")
    page.locator(".st-key-canvas canvas").first.wait_for()
    page.locator(".dc-toolbar-card button:enabled").first.wait_for(state="attached")
    page.locator(".st-key-source button").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED).endswith("|tool")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_tabs_through_the_sidebar_sees_where_they_are(visit, scheme: str) -> None:
    page = visit("/network", scheme=scheme)
    links = page.locator("[data-testid=stSidebar] a")
    links.nth(len(LESSONS)).wait_for()
    settled(page)
    assert links.count() > len(LESSONS)
    page.keyboard.press("Tab")  # the way past the sidebar
    for number in range(links.count()):
        page.keyboard.press("Tab")
        link = links.nth(number)
        assert link.evaluate("one => one === document.activeElement")
        assert link.evaluate("one => getComputedStyle(one).outline").endswith("solid 2px")
