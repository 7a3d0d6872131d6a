"""Caught cheating: a set with a trap, a prediction, the answer, what it rests on, the repair."""

import streamlit as st

from cnncore.transfer import words
from cnncore.transfer.ready import READY
from cnncore.transfer.trap import MOST_ADDED
from ui.own_classes import cache, controls
from ui.own_classes.answer import picture, show_answer
from ui.shared import address

_TRAPS = {name: ready.title for name, ready in READY.items() if ready.trap}


def draw() -> None:
    """Ask which it will say; then show what it says, why, and what mends it."""
    name = controls.trap(_TRAPS)
    ready, caught = READY[name], cache.caught(name)
    album = caught.learnt.album
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.markdown(f"**It learnt from photos like these.** Test: {caught.learnt.right} of "
                    f"{caught.learnt.tested} right.")  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            for label, kind in enumerate(album.kinds):
                shot = next(one for one in album.shots if one.label == label)
                picture(shot.square, kind.name, f"A photo of the class {kind.name}", 150)
        st.markdown("**And now this one. Which will it say?**")
        shown = caught.turned[0]
        picture(shown.square, "a new photo", "A thing as only the other was in the photos", 168)
    with right:
        names = {str(place): kind.name for place, kind in enumerate(album.kinds)}
        guess = address.choose(
            st.segmented_control, "I think it says", {"": "…", **names}, key="guess"
        )
        if not guess:
            st.caption("Say what you think first; then see.")
            return
        _reveal(name, ready.trap, int(guess))


def _reveal(name: str, trap: str, guess: int) -> None:
    added = controls.added(MOST_ADDED)
    now = cache.repaired(name, added)
    shot, kinds = now.turned[0], now.learnt.album.kinds
    said = int(now.said[0])
    truth = kinds[shot.label].name
    seen = "as you thought" if said == guess else "not what you thought"
    verdict = "right" if said == shot.label else f"wrong: it is the {truth.lower()}"
    st.markdown(f"It says **{kinds[said].name}**, {seen}; that is {verdict}.")
    show_answer(now.learnt, shot, key="trap_answer")
    st.markdown(words.caught(now))
    if not added:
        st.markdown(
            f"In its photos {trap} alone tells the classes apart, and that is what it learnt. "
            "Photos set aside have the same fault, so they do not give it away. **Add photos "
            "against the trap: move the slider.**"
        )
    else:
        before = cache.caught(name)
        st.markdown(
            f"With {words.photos(added)} more it went from {before.right} to {now.right} of "
            f"{len(now.turned)}."
        )
