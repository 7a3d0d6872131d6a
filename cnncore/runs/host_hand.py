"""A host's hand on the queue of runs: which go first, and how much one visitor may ask for."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from cnncore.errors import InputError
from cnncore.runs.files import read_some, write_whole
from cnncore.training.settings import Settings

_FILE = ".host.json"
_MOST_BYTES = 100_000
_MOST_FIRST = 60


@dataclass(frozen=True)
class Hand:
    """What a host has set: most `epochs` of a run and `runs` of a visitor that wait or train.

    0 is no bound. `first` holds the ids of runs that go before all others, in their order.
    """

    epochs: int = 0
    runs: int = 0
    first: tuple[str, ...] = ()

    def hasten(self, run: str) -> "Hand":
        """Put a run before all others."""
        rest = tuple(one for one in self.first if one != run)
        return replace(self, first=(run, *rest)[:_MOST_FIRST])

    def rank(self, run: str) -> int:
        """Return the place of a run among those that go first; behind them for any other."""
        return self.first.index(run) if run in self.first else len(self.first)

    def require_allowed(self, settings: Settings, moving: int) -> None:
        """Raise `InputError` for more epochs, or for one run more, than the host allows.

        >>> Hand(epochs=3).require_allowed(Settings(epochs=3), moving=9)
        """
        if self.epochs and settings.epochs > self.epochs:
            raise InputError(
                f"at most {self.epochs} epochs, as your host asks",
                f"{settings.epochs}",
                "Choose fewer, so that everybody's turn comes.",
            )
        if self.runs and moving >= self.runs:
            runs = "run" if self.runs == 1 else "runs"
            raise InputError(
                f"at most {self.runs} {runs} at a time, as your host asks",
                "one more",
                "Wait until yours has ended, or stop it.",
            )


def read_hand(root: Path) -> Hand:
    """Return what a host has set for the runs below `root`; nothing where that cannot be read."""
    try:
        record = json.loads(read_some(root / _FILE, _MOST_BYTES))
        first = tuple(str(run) for run in record["first"])
        return Hand(int(record["epochs"]), int(record["runs"]), first)
    except (OSError, ValueError, KeyError, TypeError):
        return Hand()


def write_hand(root: Path, hand: Hand) -> None:
    """Set it for all servers that share the folder."""
    root.mkdir(parents=True, exist_ok=True)
    write_whole(root / _FILE, json.dumps(asdict(hand)).encode())
