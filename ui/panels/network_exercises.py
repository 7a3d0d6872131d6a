"""The exercise tab of the network lesson."""

from cnncore.exercises.network import make
from ui.shared.exercise_card import exercise_card


def exercise_tab() -> None:
    """Ask for a layer's output, its parameters or what one number sees."""
    exercise_card("network", make)
