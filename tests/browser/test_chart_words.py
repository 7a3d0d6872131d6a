"""The words of a chart are read on the page's paper, in both themes."""

import pytest

pytestmark = pytest.mark.browser

# what a chart writes beside its marks; what stands on a mark has the mark's own contrast
_CONTRASTS = """() => {
  const channels = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = colour => channels(colour)
    .map(part => part / 255)
    .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, k) => sum + part * [0.2126, 0.7152, 0.0722][k], 0);
  const paper = light(getComputedStyle(document.querySelector('.stApp')).backgroundColor);
  const words = document.querySelectorAll('.stPlotlyChart text, .stVegaLiteChart text');
  return [...words]
    .filter(word => word.textContent.trim() && !word.closest('.role-mark, .bartext-inside'))
    .map(word => light(getComputedStyle(word).fill))
    .map(ink => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/own_classes?own=holds", "/own_classes?own=why", "/training"])
def test_a_charts_words_are_no_grey_on_grey(visit, path: str, scheme: str) -> None:
    page = visit(path, scheme=scheme)
    page.wait_for_function(f"() => ({_CONTRASTS})().length > 3")
    assert min(page.evaluate(_CONTRASTS)) >= 4.5
