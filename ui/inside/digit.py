"""Whose digit is followed: the visitor's drawing, one from a link, or a held-out one."""

import numpy as np
import streamlit as st
from torch import nn

import cnncore
from cnncore.digits.address_text import read_digit, write_digit
from cnncore.errors import InputError
from cnncore.inside import words
from ui.inside import controls
from ui.shared import address, answering, doubt, show
from ui.shared.sketch import kept_picture

_WORD = "ink"
_BLANK = "Nothing is drawn: these are the numbers of blank paper, and its answer means nothing."


def refusal(model: nn.Module, key: str, digit: np.ndarray) -> str:
    """Return what Draw a digit says to a drawing that it does not answer, "" where it does."""
    if controls.follows_known():
        return ""
    if not digit.any():
        return _BLANK
    judge = doubt.judge(model, key, answering.also_taught())
    verdict = doubt.verdict(judge, model, key, digit, doubt.KEPT_COVERAGE.get() / 100)
    return words.refusal(cnncore.predict(model, digit), verdict) if verdict.refused else ""


def choose() -> np.ndarray:
    """Return the digit (28, 28) to follow; its pixels stand in the address."""
    if controls.digit_from() == "known":
        number = controls.held_out_number()
        st.query_params.pop(_WORD, None)
        return cnncore.load_digits(split="held-out").images[number] / np.float32(255)
    word = address.word(_WORD)
    if word:
        try:
            return read_digit(word)
        except InputError as problem:
            show.problem(problem)
    digit = cnncore.prepare_drawing(kept_picture()).digit
    st.query_params[_WORD] = write_digit(digit)
    return digit
