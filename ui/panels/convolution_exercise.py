"""The exercise tab of the convolution lesson."""

from cnncore.exercises.convolution import make
from ui.shared.exercise_card import exercise_card


def exercise_tab() -> None:
    """Ask for the next cell, the map's size or the number of weights."""
    exercise_card("convolution", make)
