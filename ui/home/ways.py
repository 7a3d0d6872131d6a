"""Ways into the lessons by the time one has."""

import streamlit as st

from ui.lessons import lesson_named

# title -> (lesson, minutes, what to do there); the minutes of a way add up to its title
WAYS = {
    "5 minutes": (
        ("home", 1, "Read the strip above."),
        ("convolution", 2, "Press play and watch the map fill."),
        ("draw_digit", 2, "Draw a 7, then something that is no digit."),
    ),
    "30 minutes": (
        ("convolution", 8, "Predict the next cell, then turn padding and stride."),
        ("filter_gallery", 6, "Find the edges in a photo of your own."),
        ("network", 6, "Take a layer out, mend what breaks."),
        ("training", 6, "Train for two epochs and watch the filters."),
        ("draw_digit", 4, "Draw, and see what each layer saw."),
    ),
    "A workshop of 2 hours": (
        ("home", 10, "The idea, the formula, the wrong ideas."),
        ("convolution", 25, "By hand, then all three kinds of exercises."),
        ("filter_gallery", 15, "Filters on photos; build one of your own."),
        ("network", 25, "Count parameters; share weights; take the code home."),
        ("training", 20, "Compare two runs that differ in one setting."),
        ("draw_digit", 10, "Where it fails, and why it is so sure."),
        ("inside", 10, "Follow one number down to the pixels."),
        ("home", 5, "The quick recap, and the report."),
    ),
}


def draw() -> None:
    """Lay the three ways out side by side, every stop a link."""
    for column, (title, stops) in zip(st.columns(3, gap="medium"), WAYS.items(), strict=True):
        with column:
            st.markdown(f"**{title}**")
            for name, minutes, words in stops:
                lesson = lesson_named(name)
                unit = "minute" if minutes == 1 else "minutes"
                if name == "home":
                    st.markdown(f"{words} *{minutes} {unit}*")
                    continue
                label = f"**{lesson.title}**, {minutes} {unit}. {words}"
                st.page_link(lesson.path, label=label, icon=lesson.icon)
