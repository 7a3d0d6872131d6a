"""What a CNN is, and the way into each lesson.

Answers: how can a grid of numbers know a 7 when it sees one?
"""

from ui import frame
from ui.home import (
    controls,
    flow,
    formula,
    ideas,
    progress,
    recap,
    start_here,
    ten_questions,
    ways,
    words,
)
from ui.shared import tabs
from ui.shared.prose import prose

DRAWN = {
    "ways": ways.draw,
    "formula": formula.draw,
    "ideas": ideas.draw,
    "recap": recap.draw,
    "ten": ten_questions.draw,
    "words": words.draw,
    "progress": progress.draw,
}

frame.open_lesson("home")
flow.draw()
start_here.draw()
prose(
    "Phones unlock by your face and photos sort themselves by person because of convolutional "
    "neural networks, CNNs. Such a network looks at an image the way you read a page: not all at "
    "once, but through a small window that moves left to right, top to bottom. The window is a "
    "filter, a small grid of numbers. At every place it asks one question: *is my pattern here?* "
    "The answer is one number, and all the answers together form a feature map. First filters find "
    "edges, the next ones corners and curves made of edges, deeper ones shapes and parts. Nobody "
    "tells the network what to look for: it finds its filters in training."
)

with tabs.choose(controls.TABS, key="home_tab") as name:
    DRAWN[name]()
