"""The counts in the confusion matrix can be read on either theme."""

from ui.figures import style
from ui.training.figures import mistakes


def test_counts_take_the_themes_text_colour() -> None:
    light, dark = (mistakes.confusion_chart(3, dark=dark) for dark in (False, True))
    assert light["layer"][1]["mark"]["color"] == style.TEXT["light"]
    assert dark["layer"][1]["mark"]["color"] == style.TEXT["dark"]
