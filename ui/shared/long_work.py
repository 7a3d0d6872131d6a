"""Long work on a page: done piece by piece under a bar; who leaves loses nothing of it."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import streamlit as st

from cnncore.pieces import Pieces

T = TypeVar("T")
_PIECE = threading.Lock()  # one piece at a time in the whole server: long work never queues up


class Work(Generic[T]):
    """Work that is kept: whoever waits for it does the next piece, also of what others began.

    What a piece raises is raised to whoever did it, and the work begins anew.
    """

    def __init__(self, begin: Callable[[], Pieces[T]]) -> None:
        self._begin = begin
        self._pieces: Pieces[T] | None = None
        self._result: tuple[T] | None = None
        self.share = 0.0

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to do."""
        return self._result is not None

    def step(self) -> None:
        """Do one piece."""
        with _PIECE:
            if self._result is not None:
                return
            try:
                self._pieces = self._pieces or self._begin()
                self.share = next(self._pieces)
            except StopIteration as done:
                self._result, self._pieces = (done.value,), None
            except BaseException:
                self._pieces, self.share = None, 0.0
                raise

    def whole(self) -> T:
        """Do what is left, where no page waits for it; return what it comes to."""
        while self._result is None:
            self.step()
        return self._result[0]

    def finish(self, words: str) -> T:
        """Return what it comes to; where something is left, do it under a bar with `words` first.

        The page can be left after every piece. In the end it is drawn anew: with the bar gone all
        that follows would stand elsewhere, and lose the focus, a camera that runs, a drawing.
        """
        if self._result is None:
            bar = st.progress(self.share, words)
            while self._result is None:
                self.step()
                bar.progress(self.share, words)
            st.rerun()
        return self._result[0]
