"""What a visitor chooses about a training run: each setting with its range, default and advice."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from cnncore.border.checked import is_a
from cnncore.errors import InputError
from cnncore.networks.limits import ledger_of, require_trainable

Value = TypeVar("Value", str, int, float)


def _setting(
    default: Value,
    advice: str,
    *,
    low: float | None = None,
    high: float | None = None,
    choices: tuple[str, ...] | None = None,
) -> Value:
    return field(
        default=default,
        metadata={"advice": advice, "low": low, "high": high, "choices": choices},
    )


@dataclass(frozen=True)
class Settings:
    """A run's settings; InputError for a value out of range.

    >>> Settings(epochs=3).batch_size
    64
    >>> Settings(schedule="zigzag")
    Traceback (most recent call last):
    cnncore.errors.InputError: Expected schedule among constant, cosine, steps; got 'zigzag'. \
Choose one of these.
    """

    data: str = _setting(
        "bundled",
        "The bundled 8,500 digits train in seconds; all of MNIST takes minutes.",
        choices=("bundled", "full"),
    )
    first_digits: int = _setting(
        0,
        "Learn from the first so many digits only; 0: from all. From few, it learns by heart.",
        low=0,
        high=60_000,
    )
    drawings: str = _setting("", "A file with your own digits, added to the training set.")
    epochs: int = _setting(
        10, "One epoch shows every digit once; stop when held-out stops rising.", low=1, high=100
    )
    batch_size: int = _setting(
        64, "Digits per step: small is noisy and learns fast, large is calm.", low=8, high=512
    )
    learning_rate: float = _setting(
        0.003, "How far one step goes: too small crawls, too large explodes.", low=1e-5, high=10.0
    )
    schedule: str = _setting(
        "cosine",
        "How the learning rate falls: smaller steps at the end settle the weights.",
        choices=("constant", "cosine", "steps"),
    )
    optimiser: str = _setting(
        "adam",
        "Adam adapts the step for every weight; SGD needs a larger learning rate (0.05).",
        choices=("adam", "momentum", "sgd"),
    )
    augmentation: str = _setting(
        "light",
        "Show every digit a little moved, turned and bent, so that it cannot be memorised.",
        choices=("none", "light", "pen"),
    )
    weight_decay: float = _setting(
        0.0, "Pulls weights towards zero; a little (0.0001) calms a long run.", low=0.0, high=0.1
    )
    dropout: float = _setting(
        0.0, "Switches off this share of features at random while training.", low=0.0, high=0.8
    )
    average: float = _setting(
        0.0,
        "Keep a running average of the weights (0.999): steadier answers in long runs.",
        low=0.0,
        high=0.9999,
    )
    seed: int = _setting(
        0, "The same seed gives the same run, number for number.", low=0, high=999_999
    )
    network: str = _setting(
        "simple", "The article's SimpleCNN, or layers in words: conv8k3p1-relu-max2-linear10."
    )

    def __post_init__(self) -> None:
        for entry in fields(self):
            object.__setattr__(self, entry.name, _checked(entry, getattr(self, entry.name)))
        require_trainable(ledger_of(self.network))


_KINDS = {str: "a text", int: "a whole number", float: "a number"}


def _checked(entry: dataclasses.Field[Any], value: object) -> object:
    kind: type = type(entry.default)
    limits = entry.metadata
    if not is_a(kind, value):
        raise InputError(f"{entry.name} as {_KINDS[kind]}", repr(value)[:40], "Correct it.")
    number = kind(value)
    if limits["choices"] and number not in limits["choices"]:
        raise InputError(
            f"{entry.name} among {', '.join(limits['choices'])}",
            repr(value)[:40],
            "Choose one of these.",
        )
    if limits["low"] is not None and not limits["low"] <= number <= limits["high"]:
        raise InputError(
            f"{entry.name} from {limits['low']} to {limits['high']}",
            str(value),
            "Choose a value in this range.",
        )
    return number


DEFAULTS = Settings()


def limits(name: str) -> Mapping[str, Any]:
    """Return a setting's `low`, `high`, `choices` and `advice`.

    >>> limits("epochs")["high"]
    100
    """
    return next(entry.metadata for entry in fields(Settings) if entry.name == name)


def from_record(record: object) -> Settings:
    """Read settings back from JSON; InputError for unknown names and values of another type."""
    if not isinstance(record, Mapping):
        raise InputError("settings by name", type(record).__name__, "Correct it.")
    known = {entry.name for entry in fields(Settings)}
    if unknown := sorted(set(record) - known):
        raise InputError("known settings", ascii(unknown)[:80], "Remove them.")
    return Settings(**record)


def changed(settings: Settings) -> dict[str, object]:
    """Return the settings that differ from the defaults.

    >>> changed(Settings(epochs=3, seed=7))
    {'epochs': 3, 'seed': 7}
    """
    return {
        name: value
        for name, value in dataclasses.asdict(settings).items()
        if value != getattr(DEFAULTS, name)
    }


def command(settings: Settings, out: str = "") -> str:
    """Return the shell command that repeats the run outside the app.

    >>> command(Settings(epochs=3, learning_rate=0.01))
    'python -m cnncore.training --epochs 3 --learning-rate 0.01'
    """
    words = ["python -m cnncore.training"]
    for name, value in changed(settings).items():
        words.append(f"--{name.replace('_', '-')} {value}")
    return " ".join([*words, *([f"--out {out}"] if out else [])])
