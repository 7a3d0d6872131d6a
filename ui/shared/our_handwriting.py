"""Our handwriting as a test set: how the room's networks read it, and where they disagree."""

from collections import Counter
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st
from torch import nn

import cnncore
from cnncore.classroom.comparison import Comparison, compare_answers
from cnncore.errors import InputError
from ui.figures.pictures import cards, pixels
from ui.shared import networks, once, runs, visitor
from ui.shared.classroom import classroom
from ui.shared.networks import BUNDLED
from ui.shared.receipts import NETWORKS

EVERY = 5.0  # seconds between looks at what the room has given
_MOST_SHOWN = 24
_SIDE = 96
MOST_TESTED = 240  # drawings of a wall; receipts order them, so these are as good as any


@dataclass(frozen=True)
class RoomTest:
    """How a room's networks, the bundled one first, answer its drawings (N, 28, 28) uint8.

    `runs` are the networks' keys, `names` what visitors see of them.
    """

    runs: tuple[str, ...]
    names: tuple[str, ...]
    images: np.ndarray
    labels: np.ndarray
    told: Comparison


@st.cache_data(ttl=4.0, max_entries=8, show_spinner="The room's networks read our handwriting…")
def room_test(code: str) -> RoomTest:
    """Ask every network of the room for its drawings, at most once in four seconds for all."""
    wall = classroom().wall(code)
    images, labels = wall.images[:MOST_TESTED], wall.labels[:MOST_TESTED]
    runs, names, models = [BUNDLED], ["The bundled network"], [networks.load(BUNDLED)]
    for entry in classroom().entries(code):
        try:
            models.append(networks.load(entry.run))
        except InputError:  # its run was deleted
            continue
        runs.append(entry.run)
        names.append(f"Network {len(names)}: {entry.words}")
    answers = np.zeros((len(models), len(images)), np.int64)
    if len(images):
        answers = np.array([cnncore.logits(one, images).argmax(1).numpy() for one in models])
    return RoomTest(tuple(runs), tuple(names), images, labels, compare_answers(answers, labels))


def enter(code: str, key: str) -> None:
    """Offer to have the room test the visitor's own network, and to end that."""
    entered = NETWORKS.get()
    if key in entered:
        st.caption("The room tests this network of yours, without your name.")
        back = {"key": "_take_network", "about": entered[key]}
        once.button("Take my network back", _take_back, key, entered[key], **back)
    elif key == BUNDLED:
        st.caption("Choose a network that you have trained, and the room can test it too.")
    else:
        look = {"icon": ":material/groups:", "about": (code, key)}
        once.button("Let the room test my network", _enter, code, key, key="_enter", **look)


def _enter(code: str, key: str) -> once.Follow:
    folder = runs.engine().find(key)
    if not folder.belongs_to(visitor.token()):
        raise InputError("a network of your own", "somebody else's", "Train one yourself.")
    return partial(_entered, key, classroom().enter(code, key, runs.special(folder.settings)))


def _entered(key: str, receipt: str) -> None:
    NETWORKS.put({**NETWORKS.get(), key: receipt})
    room_test.clear()


def _take_back(key: str, receipt: str) -> once.Follow:
    classroom().take_back(receipt)
    return partial(_taken_back, key)


def _taken_back(key: str) -> None:
    NETWORKS.put({run: receipt for run, receipt in NETWORKS.get().items() if run != key})
    room_test.clear()


def results(code: str, key: str = BUNDLED, mine: nn.Module | None = None) -> None:
    """Show every network's share of right answers, and the drawings they read differently.

    `mine` is the network that answers on this page, if there is one, and `key` the run it is from.
    """
    test = room_test(code)
    if not len(test.images):
        return
    entered = NETWORKS.get()
    names = [
        f"{name} (yours)" if run in entered else name
        for run, name in zip(test.runs, test.names, strict=True)
    ]
    shares = list(zip(names, test.told.accuracy.tolist(), strict=True))
    if mine is not None and key not in test.runs:
        answers = cnncore.logits(mine, test.images).argmax(1).numpy()
        shares.insert(0, ("The one that answers here", float((answers == test.labels).mean())))
    st.dataframe(
        pd.DataFrame(shares, columns=["Network", "Right on our handwriting"]).sort_values(
            "Right on our handwriting", ascending=False, kind="stable"
        ),
        hide_index=True,
        column_config={"Right on our handwriting": st.column_config.NumberColumn(format="percent")},
    )
    _disputed(test.images, test.labels, test.told.answers, test.told.disputed)


def _disputed(
    images: np.ndarray, labels: np.ndarray, answers: np.ndarray, disputed: np.ndarray
) -> None:
    if len(answers) < 2:
        return
    count, asked = len(disputed), len(labels)
    if not count:
        who = "Both" if len(answers) == 2 else f"All {len(answers)}"
        st.caption(f"{who} networks read all {asked} drawings alike.")
        return
    st.markdown(f"**The networks read {count} of {asked} drawings differently**")
    items = []
    for place in disputed[:_MOST_SHOWN]:
        votes = Counter(answers[:, place].tolist()).most_common()
        said = ", ".join(f"{number} say {digit}" for digit, number in votes)
        picture = pixels(images[place] / 255, alt=f"A {labels[place]}: {said}", width=_SIDE)
        items.append((picture, f"given as <b>{labels[place]}</b><br>{said}"))
    st.html(cards(items, width=_SIDE))
