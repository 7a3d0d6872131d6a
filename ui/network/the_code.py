"""The network as PyTorch code: every line explained, run for real, and to take home."""

import streamlit as st

from cnncore.errors import InputError
from cnncore.networks.code import class_name, model_code, script
from cnncore.networks.layers import format
from cnncore.networks.ledger import Ledger
from cnncore.notebook import notebook
from ui.network import cache
from ui.network.figures.code_view import code_view
from ui.shared import show
from ui.shared.prose import prose


def draw(book: Ledger) -> None:
    """Show the code of the network on screen, what it prints, and the files to take home."""
    layers = tuple(entry.layer for entry in book.entries)
    try:
        lines = model_code(layers)
        said = cache.printed(format(layers))
    except InputError as error:
        show.problem(error)
        return
    prose(
        "Exactly the network above, as PyTorch. Point at a line or at its explanation (or step "
        "through the list with the Tab key): the two and the layer in the picture light up."
    )
    st.html(code_view(lines, book))
    st.markdown("**What it prints**, run just now on this server:")
    st.code(said, language=None)
    whole = script(layers)
    name = class_name(layers).lower()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Script (.py)",
            whole,
            f"{name}.py",
            "text/x-python",
            icon=":material/code:",
            on_click="ignore",
        )
        st.download_button(
            "Notebook (.ipynb)",
            notebook(whole),
            f"{name}.ipynb",
            "application/x-ipynb+json",
            icon=":material/book_2:",
            on_click="ignore",
        )
    st.caption(
        "Both also train the network on MNIST, and on made-up digits where MNIST cannot be "
        "fetched. The notebook opens in Jupyter, and in Colab by File, Upload notebook."
    )
    if fold := show.opened(
        "The whole script, to copy", icon=":material/content_copy:", key="whole_script"
    ):
        fold.code(whole, language="python", height=420)
