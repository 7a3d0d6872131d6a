"""While a lesson is read, the browser fetches what the next one is first drawn with.

Streamlit sends each of its front-end parts when it first appears, and shows grey until it is there.
"""

import json
from functools import cache
from pathlib import Path

import streamlit as st

_INPUTS = ("Slider", "Selectbox", "NumberInput", "TextInput", "Checkbox", "ButtonGroup", "numbro")
PARTS = {
    "convolution": (*_INPUTS, "moment"),
    "training": (*_INPUTS, "moment", "ArrowVegaLiteChart", "embed", "serialization"),
}  # lesson -> the parts that lessons before it need not have, by the names of Streamlit's files
CALM = 3.0  # seconds that a page has stood
_FETCH = """
(window.fetchedAhead ??= {})[%s] ??= new Promise((calm) => setTimeout(calm, %d)).then(() => {
  const own = document.querySelector("script[type=module][src]").src;
  return Promise.allSettled(%s.map((name) => import(new URL(name, own))));
});
"""
_FILES = Path(st.__file__).parent / "static/static/js"


@cache
def files(lesson: str) -> tuple[str, ...]:
    """Return the names of the files with a lesson's parts; one that is not there is left out."""
    found = (next(_FILES.glob(f"{part}.*.js"), None) for part in PARTS.get(lesson, ()))
    return tuple(file.name for file in found if file is not None)


def fetch(lesson: str) -> None:
    """Have the browser fetch a lesson's parts once this page has stood for a while."""
    if names := files(lesson):
        st.html(
            f"<script>{_FETCH % (json.dumps(lesson), 1000 * CALM, json.dumps(names))}</script>",
            unsafe_allow_javascript=True,
        )
