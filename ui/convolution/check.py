"""The check tab: three ways to the same map, every argument, and the code to take home."""

import streamlit as st

from cnncore.convolution import three_ways
from cnncore.convolution.size import axis_sizes
from cnncore.convolution.worked import Setup
from cnncore.notebook import notebook
from ui.convolution.cache import checked
from ui.convolution.figures import size_formula
from ui.convolution.figures.number_table import number_table
from ui.figures import style
from ui.shared import show

_NUMPY = """\
from cnncore import convolve

convolve(image, kernel, bias={bias:g}, stride={stride}, padding={padding!r},
         dilation={dilation}, border={border!r}, flip={flip})
"""


def draw(setup: Setup) -> None:
    """Compute today's map by loops, by NumPy and by torch, and compare."""
    with st.spinner("Asking PyTorch…"):
        ways = checked(setup)
    st.markdown(
        f"Largest difference between any two of the three maps: **{ways.difference:.1e}**."
        if ways.difference
        else "The three maps are equal: the largest difference is **0**."
    )
    code = (
        ("By hand: loops", ways.by_hand, three_ways.source_of(three_ways.by_hand)),
        ("cnncore.convolve: NumPy", ways.numpy, _NUMPY.format(**setup.settings())),
        ("PyTorch: F.conv2d", ways.torch, three_ways.source_of(three_ways.with_torch)),
    )
    for number, column in enumerate(st.columns(3)):
        title, values, source = code[number]
        with column:
            st.markdown(f"**{title}**")
            st.html(number_table(values, title))
            if fold := show.opened("Code", icon=":material/code:", key=f"way_{number}"):
                fold.code(source, language="python")
    lit = size_formula.bridge_style(style.KERNEL)
    st.html(lit + size_formula.in_code(setup, *axis_sizes(setup)))
    script = three_ways.three_way_script(setup)
    with st.container(horizontal=True):
        st.download_button(
            "Download as .py", script, "convolution.py", "text/x-python", icon=":material/code:"
        )
        st.download_button(
            "Download as .ipynb",
            notebook(script),
            "convolution.ipynb",
            "application/x-ipynb+json",
            icon=":material/book:",
        )
