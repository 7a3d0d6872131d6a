"""Words broken within, letter by letter, as a column that is too narrow breaks them."""

from contextlib import suppress

from playwright.sync_api import TimeoutError

TABLET = {"width": 768, "height": 1024}
_OPEN = "[data-testid=stExpandSidebarButton]"
_IS_OPEN = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return main.getBoundingClientRect().x === 300 && main.scrollWidth <= main.clientWidth;
}"""
# a word of a shown text whose letters stand in more than one line; an address in a code may break
_BROKEN = r"""() => {
  const broken = [], range = document.createRange();
  const look = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode, around = text.parentElement;
      if (around.closest("code, script, style")) continue;
      if (!around.checkVisibility({ visibilityProperty: true })) continue;
      for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}]+/gu)) {
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
        const clipped = around.clientWidth === 1;  // to be read out only
        if (!clipped && new Set(boxes.map((box) => Math.round(box.top))).size > 1) {
          broken.push(word);
        }
      }
    }
    root.querySelectorAll("*").forEach((one) => one.shadowRoot && look(one.shadowRoot));
  };
  look(document.querySelector("[data-testid=stMain]"));
  return broken;
}"""


def beside_the_sidebar(page: object) -> None:
    """Make the window as wide as a tablet, and open the sidebar beside the lesson."""
    page.set_viewport_size(TABLET)
    page.locator(_OPEN).click()  # at this width it closes by itself
    for _ in range(3):
        with suppress(TimeoutError):
            page.wait_for_function(_IS_OPEN, timeout=8_000)
            return
        if page.locator(_OPEN).count():  # it closed once more as the window became narrower
            page.locator(_OPEN).click()
    page.wait_for_function(_IS_OPEN)


def broken_words(page: object) -> list[str]:
    """List the words of the lesson that are broken within."""
    return page.evaluate(_BROKEN)
