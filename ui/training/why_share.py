"""Why share weights: nine measured accuracies, and what each shows."""

import streamlit as st

from cnncore.training import KINDS, NETWORKS, Result, recorded
from ui.figures.numbers import fixed
from ui.shared import once
from ui.training import cache
from ui.training.figures.equal_budget import accuracy_table

_WORDS = {
    "shuffled": "**Shuffling the pixels hurts only those who rely on neighbourhood.** The dense "
    "network has no idea which pixels are neighbours, so it loses next to nothing; a kernel "
    "looks for patterns of neighbours, and there are none left.",
    "shifted": "**Shifting hurts those who do not share.** A shared kernel knows an edge "
    "wherever it lies. A dense or local network must learn every place anew, from as few digits.",
}


def draw() -> None:
    """Show the recorded table, and say how to measure it again."""
    results = recorded()
    sizes = {result.network: result.parameters for result in results}
    words = ", ".join(f"{name} {size:,}" for name, size in sizes.items())
    st.markdown(
        f"Three networks of nearly equal size ({words} parameters) learn the same digits in three "
        "forms: as written; each shifted by up to 4 pixels; all with their pixels shuffled alike. "
        "**Which of them would you trust?**"
    )
    here = cache.equal_budget_here()
    moving = here.running()
    st.fragment(_table, run_every=1.0 if moving else None)(results, moving)
    for kind in ("shifted", "shuffled"):
        st.markdown(f"{_WORDS[kind]} {_loss_words(results, kind)}")


def _table(on_record: list[Result], moving: bool) -> None:
    here = cache.equal_budget_here()
    if moving != here.running():
        st.rerun()
    measured = here.results()
    whole = len(measured) == len(on_record)
    st.html(accuracy_table(measured if whole else on_record))
    seconds = sum(result.seconds for result in on_record)
    if moving:
        done = len(measured) / len(on_record)
        st.progress(done, text=f"Measuring here: {len(measured)} of {len(on_record)} runs")
        return
    what = "Measured here" if whole else f"Recorded: nine runs, {seconds:.0f} s in all"
    st.caption(f"{what}. The command: `python -m cnncore.training.equal_budget`.")
    label, look = "Measure it here, about two minutes", {"icon": ":material/timer:"}
    once.button(label, _measure, key="measure_sharing", **look)


def _measure() -> None:
    cache.equal_budget_here().start()


def _loss_words(results: list[Result], kind: str) -> str:
    at = {(one.network, one.kind): 100 * one.accuracy for one in results}
    losses = [f"{name} {fixed(at[name, KINDS[0]] - at[name, kind], 1)}" for name in NETWORKS]
    return f"Points lost here: {', '.join(losses)}."
