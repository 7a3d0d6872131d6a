"""What a CNN is, and the way into each lesson.

Answers: how can a grid of numbers know a 7 when it sees one?
"""

from cnncore.networks.bundled_facts import bundled
from ui import frame
from ui.home import cache, controls
from ui.home.formula import formula
from ui.home.ideas import wrong_ideas
from ui.home.progress import your_progress
from ui.home.recap import quick_recap
from ui.home.strip import seven_steps
from ui.home.ways import ways_in
from ui.shared.prose import glossary, prose

frame.open_lesson("home")
prose(
    "Phones unlock by your face and photos sort themselves by person because of convolutional "
    "neural networks, CNNs. Such a network looks at an image the way you read a page: not all at "
    "once, but through a small window that moves left to right, top to bottom. The window is a "
    "filter, a small grid of numbers. At every place it asks one question: *is my pattern here?* "
    "The answer is one number, and all the answers together form a feature map. First filters find "
    "edges, the next ones corners and curves made of edges, deeper ones shapes and parts. Nobody "
    "tells the network what to look for: it finds its filters in training. A real digit on its way:"
)
seven_steps(cache.strip_pictures())

ways, maths, ideas, recap, words, done = controls.tabs()
if ways.open:
    with ways:
        ways_in()
if maths.open:
    with maths:
        formula()
if ideas.open:
    with ideas:
        wrong_ideas(bundled())
if recap.open:
    with recap:
        quick_recap()
if words.open:
    with words:
        glossary()
if done.open:
    with done:
        your_progress()
