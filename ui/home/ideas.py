"""Four wrong ideas, each met with what is so and an experiment one click away."""

import streamlit as st

from cnncore.networks.bundled_facts import bundled
from ui.home import states
from ui.home.states import State
from ui.lessons import lesson_named
from ui.shared.prose import prose


def draw() -> None:
    """Set each idea beside its answer; the numbers come from the bundled network's record."""
    network = bundled()
    times = network.digit_bytes / network.weight_bytes
    ideas: tuple[tuple[str, str, str, State, str], ...] = (
        (
            "“It is programmed.”",
            f"Nobody wrote its {network.parameters:,} numbers. They start random, and training "
            "moves each of them a little, batch after batch. Start from another random seed and "
            "other filters come out, about as good.",
            "training",
            {"seed": "1", "epochs": "2"},
            "Train it from seed 1",
        ),
        (
            "“It is exact.”",
            f"It guesses, well: of {network.held_out:,} held-out digits the bundled network gets "
            f"{network.wrong} wrong; a run in Training is another network and has its own count. "
            "And left to itself it names a digit for anything you draw, a house as well.",
            "draw_digit",
            {"view": "unknown"},
            "Draw something that is no digit",
        ),
        (
            "“It stores the digits.”",
            f"The 8,500 digits it learned from take {network.digit_bytes / 1e6:.1f} MB, its "
            f"weights {network.weight_bytes / 1e3:.0f} kB: {times:.0f} times less. There is no "
            "room for pictures, only for what many of them have in common.",
            "network",
            states.COUNTED,
            "Count where its numbers are",
        ),
        (
            "“It goes on learning while it is used.”",
            "Answering only computes; no weight moves. The same drawing gets the same answer, "
            "however often you ask. Learning needs the right answers, and happens in training.",
            "draw_digit",
            {"view": "heat"},
            "Ask it the same thing twice",
        ),
    )
    for first, second in (ideas[:2], ideas[2:]):
        for column, idea in zip(st.columns(2, gap="medium"), (first, second), strict=True):
            with column:
                _idea(*idea)


def _idea(claim: str, answer: str, name: str, address: State, link: str) -> None:
    lesson = lesson_named(name)
    prose(f"**{claim}** {answer}")
    st.page_link(lesson.path, label=link, icon=lesson.icon, query_params=address)
