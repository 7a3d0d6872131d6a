"""Why share weights: nine measured accuracies, and what each shows."""

import streamlit as st

from cnncore.training.equal_budget import KINDS, NETWORKS, Cell, recorded
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
    cells = recorded()
    sizes = {cell.network: cell.parameters for cell in cells}
    words = ", ".join(f"{name} {size:,}" for name, size in sizes.items())
    st.markdown(
        f"Three networks of nearly equal size ({words} parameters) learn the same digits in three "
        "forms: as written; each shifted by up to 4 pixels; all with their pixels shuffled alike. "
        "**Which of them would you trust?**"
    )
    here = cache.equal_budget_here()
    moving = here.running()
    st.fragment(_table, run_every=1.0 if moving else None)(cells, moving)
    for kind in ("shifted", "shuffled"):
        st.markdown(f"{_WORDS[kind]} {_loss_words(cells, kind)}")


def _table(recorded_cells: list[Cell], moving: bool) -> None:
    here = cache.equal_budget_here()
    if moving != here.running():
        st.rerun()
    measured = here.cells()
    whole = len(measured) == len(recorded_cells)
    st.html(accuracy_table(measured if whole else recorded_cells))
    seconds = sum(cell.seconds for cell in recorded_cells)
    if moving:
        done = len(measured) / len(recorded_cells)
        st.progress(done, text=f"Measuring here: {len(measured)} of {len(recorded_cells)} runs")
        return
    what = "Measured here" if whole else f"Recorded: nine runs, {seconds:.0f} s in all"
    st.caption(f"{what}. The command: `python -m cnncore.training.equal_budget`.")
    st.button(
        "Measure it here, about two minutes",
        icon=":material/timer:",
        key="measure_sharing",
        on_click=_measure,
    )


def _measure() -> None:
    cache.equal_budget_here().start()


def _loss_words(cells: list[Cell], kind: str) -> str:
    at = {(cell.network, cell.kind): 100 * cell.accuracy for cell in cells}
    losses = [
        f"{name} {at[name, KINDS[0]] - at[name, kind]:.1f}".replace("-", "−") for name in NETWORKS
    ]
    return f"Points lost here: {', '.join(losses)}."
