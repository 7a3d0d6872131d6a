"""The convolution board: grids to point at, play and edit; all its numbers come from here."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ui.components.mount import component
from ui.figures import style

_COLOURS = {
    "patch": style.PATCH,
    "kernel": style.KERNEL,
    "map": style.MAP,
    "negative": style.NEGATIVE,
    "negative-weight": style.NEGATIVE_WEIGHT,
    "bad": style.BAD,
}
_VARIABLES = "".join(f"--{name}: {colour};" for name, colour in _COLOURS.items())
_MOUNT = component("convolution_board", Path(__file__).parent, css=f".board {{{_VARIABLES}}}\n")


def board(
    setting: str,
    texts: Mapping[str, str],
    inputs: Mapping[str, object],
    announced: Callable[[], None],
    *,
    key: str,
    problem: Mapping[str, object] | None = None,
    taken: str | None = None,
    picked: Callable[[], None] | None = None,
) -> None:
    """Draw the board of a setting (as `lists.setting_key` names it); it then follows its inputs.

    `texts` is what `lists.texts` wrote: the results of this setting and of those around it.
    `inputs` names, in the order of a setting's parts, the keys of the inputs to watch, and for
    choices whose words are not their keys the keys by words. `announced` is called when it
    reports: cells that were changed are told in the next run, as `edit` of the board's state;
    sliders moved while the server was away, once it is back, as `moved`; `taken` says which of
    these was the last. With `picked` the map's numbers are asked for, and not told: a click on one
    of its cells calls it, and is told as `picked` of the board's state.
    """
    told = {"problem": problem, "taken": taken, "asks": picked is not None}
    data = {"setting": setting, "inputs": inputs, **told, **texts}
    changes = {"edit": announced, "moved": announced, "picked": picked or announced}
    _MOUNT(key=key, data=data, **{f"on_{name}_change": act for name, act in changes.items()})
