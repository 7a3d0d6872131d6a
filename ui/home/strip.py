"""Seven steps from pixels to an answer, each with its picture and its lesson."""

import streamlit as st

from ui.figures import style
from ui.home.states import STEPS_OPEN
from ui.lessons import lesson_named

# the article's seven steps: name, what happens, the lesson to touch it in, what its link says
STEPS = (
    ("Pixels", "A grid of numbers enters; a colour photo is three.", "draw_digit", "Draw one"),
    ("Filters", "16 small filters slide over it: 16 feature maps.", "convolution", "Slide one"),
    ("Pooling", "Each map shrinks: the largest of each 2×2 stays.", "convolution", "Pool one"),
    ("More filters", "32 filters read all 16 maps: richer patterns.", "inside", "See them"),
    ("Repeat", "Pool again; deeper networks repeat this often.", "network", "Go deeper"),
    ("Flatten", "The last maps become one list of 1,568 numbers.", "network", "Count them"),
    ("Answer", "Ten scores, one a digit; the largest wins.", "training", "Train it"),
)
_CSS = f"""<style>
.step{{font-size:.82rem;line-height:1.35}}
.step img{{width:100%!important}}
.step b{{display:block;margin:.4rem 0 .1rem;font-size:.95rem}}
.step>div:last-child{{min-height:4.1em}}
.answer{{aspect-ratio:1;display:flex;flex-direction:column;justify-content:space-between;
font-size:.6rem;line-height:1}}
.answer .row{{display:flex;align-items:center;gap:.3rem;height:9%}}
.answer span{{width:.8em}}
.answer i{{display:block;height:70%;min-width:2px;background:{style.NEUTRAL};border-radius:2px}}
.answer .won i{{background:{style.MAP}}}
.answer .won span{{font-weight:700}}
</style>"""


def seven_steps(pictures: tuple[str, ...]) -> None:
    """Draw the strip; `pictures` are the HTML of the seven steps."""
    with st.container(key="steps"):
        columns = st.columns(len(STEPS), gap="small")
    for number, (column, picture, step) in enumerate(
        zip(columns, pictures, STEPS, strict=True), start=1
    ):
        name, words, lesson_name, link = step
        lesson = lesson_named(lesson_name)
        with column:
            st.html(
                f'{_CSS}<div class="step">{picture}<b>{number} {name}</b><div>{words}</div></div>'
            )
            st.page_link(
                lesson.path,
                label=link,
                icon=lesson.icon,
                help=lesson.title,
                query_params=STEPS_OPEN[link],
            )
