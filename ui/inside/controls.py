"""What can be set inside the network; every key is its word in the address."""

import numpy as np
import pandas as pd
import streamlit as st

from cnncore.digits.dataset import HELD_OUT
from ui.shared import address, session
from ui.shared.inputs import whole_number

TABS = {
    "number": "Any number",
    "surgery": "Filter surgery",
    "shift": "Shift it",
    "like": "Favourites",
}


def digit_from() -> str:
    """Ask whose digit is followed through the network."""
    names = {"mine": "My drawing", "known": "Held-out digit"}
    return address.choose(st.segmented_control, "Follow", names, key="follow")


def follows_known() -> bool:
    """Tell whether a held-out digit is followed, not a drawing."""
    return session.held("follow") == "known"


def held_out_number() -> int:
    """Ask which of the held-out digits is followed."""
    return whole_number("Its number", 0, HELD_OUT - 1, 8, key="known", width=140)


def trail() -> str:
    """Ask for the trail of cells, as it stands in the address."""
    return st.text_input(
        "Trail, in code: counts from 0",
        key="trail",
        bind="query-params",
        max_chars=400,
        help="Stops joined by -, each as step.channel.row.column; step 0 is the input. "
        "Type one to go there without a mouse.",
    )


def channel(count: int, strongest: int) -> int:
    """Ask which input channel's products are written out."""
    if count == 1:
        return 0
    options = {"strongest": f"the strongest ({strongest + 1})"}
    options |= {str(number): str(number + 1) for number in range(count)}
    chosen = address.choose(st.selectbox, "Written out: input channel", options, key="channel")
    return strongest if chosen == "strongest" else int(chosen)


def layer(names: list[str], key: str) -> str:
    """Ask for one of the layers that have filters."""
    if len(names) == 1:
        return names[0]
    return address.choose(st.segmented_control, "Layer", {name: name for name in names}, key=key)


def filters_off(count: int) -> tuple[int, ...]:
    """Ask which filters are switched off."""
    numbers = {str(number): str(number + 1) for number in range(count)}
    chosen = address.choose_some("Switched off, counted from 1", numbers, key="off")
    return tuple(sorted(map(int, chosen)))


def filter_number(count: int, label: str, key: str, value: int = 0) -> int:
    """Ask for one filter, counted from 1 on the page and from 0 in the address and in code."""
    numbers = {str(number): str(number + 1) for number in range(count)}
    first = str(min(value, count - 1))
    return int(address.choose(st.selectbox, label, numbers, key=key, default=first, width=150))


def shift(name: str, key: str, value: int = 0) -> int:
    """Ask by how many pixels the drawing is moved."""
    return st.slider(name, -4, 4, value, key=key, bind="query-params")


def kernel_numbers(own: np.ndarray, key: str) -> np.ndarray:
    """Ask for a kernel's numbers, at first the network's own; returns an array as large."""
    table = st.data_editor(
        pd.DataFrame(own, columns=[str(col) for col in range(own.shape[1])]),
        key=key,
        hide_index=True,
        num_rows="fixed",
        column_config={
            str(col): st.column_config.NumberColumn(min_value=-10, max_value=10, step=0.0001)
            for col in range(own.shape[1])
        },
    )
    return np.nan_to_num(table.to_numpy(float)).clip(-10, 10)
