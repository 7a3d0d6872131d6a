"""The exercise tab of the network lesson."""

from cnncore.exercises.network import KINDS, make
from ui.panels.exercise import exercise_card


def exercise_tab() -> None:
    """Ask for a layer's output, its parameters or what one number sees."""
    words = ("network_task", "network_level", "network_question")
    exercise_card("network", KINDS, make, words=words)
