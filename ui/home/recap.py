"""The quick recap: five questions, every answer explained at once."""

import streamlit as st

from cnncore.words.recap import RECAP, Question, score
from ui.home import controls


@st.fragment
def draw() -> None:
    """Ask the five questions; the explanation follows each choice."""
    for number, question in enumerate(RECAP):
        option = controls.recap_answer(number, question)
        if option is not None:
            _explain(question, option)
    right, answered = score(controls.RECAP.get())
    if answered:
        st.markdown(f"**{right} of {answered} right.** You may choose again.")


def _explain(question: Question, option: int) -> None:
    words = question.options[option].explanation
    if option == question.right:
        st.success(words, icon=":material/check:")
    else:
        right = question.options[question.right]
        st.warning(
            f"{words} Right: **{right.words.rstrip('.')}.** {right.explanation}",
            icon=":material/lightbulb:",
        )
