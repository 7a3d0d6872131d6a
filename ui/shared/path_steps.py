"""What a path is made of: its steps, and what every step begins from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cnncore.exercises import Exercise

WORD = "step"  # in the address


@dataclass(frozen=True)
class Step:
    """One question: `name` stands in the address, `title` in the strip.

    `ask` writes question, answer and known slips with the numbers of `cnncore`; with `choices` the
    answer is the place of one of them, from 0. Each has a button; or it is a cell, counted row by
    row, of the component whose key `picked` is. `inputs` are what the workbench's inputs hold, by
    key, where that is not their default; `options` the same for choices and tabs; `shows` what the
    inputs hold once it is answered, where that is another; a function there is asked as the step is
    come to, for what the visitor has drawn. `covers` names what is hidden until then
    (`--cover-NAME` in the style sheets); `look` the key of the one part to look at; `learnt` what
    this step has shown.
    """

    name: str
    title: str
    ask: Callable[[], Exercise]
    learnt: str
    look: str
    choices: tuple[str, ...] = ()
    picked: str = ""
    inputs: Mapping[str, object] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    shows: Mapping[str, object] = field(default_factory=dict)
    covers: tuple[str, ...] = ()


def cell_names(rows: int, cols: int) -> tuple[str, ...]:
    """Name the cells of a grid, row by row, as choices.

    >>> cell_names(1, 2)
    ('Row 1, column 1', 'Row 1, column 2')
    """
    return tuple(f"Row {row + 1}, column {col + 1}" for row in range(rows) for col in range(cols))


def held_by(inputs: Mapping[str, object]) -> dict[str, object]:
    """Return what inputs are to hold now, by key."""
    return {key: value() if callable(value) else value for key, value in inputs.items()}


@dataclass(frozen=True)
class Path:
    """The steps of a lesson, and the inputs and choices that every step begins from."""

    lesson: str
    steps: tuple[Step, ...]
    inputs: Mapping[str, object]
    options: Mapping[str, str]

    def place(self, name: str) -> int | None:
        """Return the place, from 0, of a step by its name or its number; None for neither."""
        names = [step.name for step in self.steps]
        numbers = [str(number) for number in range(1, len(names) + 1)]
        return next((where.index(name) for where in (names, numbers) if name in where), None)
