"""What trains outside the server, as a page knows it: submit a run, watch it, stop it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from cnncore.runs.folder import RunFolder
from cnncore.runs.records import Status
from cnncore.training.settings import Settings

TYPICAL_SPEED = 4_000.0  # images per second, until this machine has measured its own


@dataclass(frozen=True)
class RunView:
    """A run as its page sees it: `place` 1 is next in the queue, 0 is not waiting."""

    id: str
    settings: Settings
    status: Status
    folder: RunFolder
    place: int = 0
    wait: float = 0.0  # seconds until it starts, estimated
    made: float = 0.0  # seconds since 1970
    note: str = ""

    @property
    def seconds_left(self) -> float:
        """Estimate how long it still trains."""
        steps = max(0, self.status.total - self.status.step)
        return steps * self.settings.batch_size / (self.status.speed or TYPICAL_SPEED)


def view_of(folder: RunFolder, run: str = "") -> RunView:
    """Look at a run, all from one reading of its record; InputError if that cannot be read."""
    chosen = folder.chosen
    return RunView(
        run or folder.id,
        chosen.settings,
        folder.status(),
        folder,
        made=chosen.made,
        note=chosen.note,
    )


@runtime_checkable
class Engine(Protocol):
    """What every engine does; pages know nothing else of it."""

    root: Path

    def submit(
        self,
        settings: Settings,
        visitor: str,
        drawings: bytes | None = None,
        note: str = "",
        press: str = "",
    ) -> str:
        """Queue a run and return its id; the same `press` again returns the same run.

        InputError if this visitor has too many waiting, if a step would need too much memory, and
        if the folder of runs cannot be written.
        """

    def adopt(self, settings: Settings, visitor: str, weights: bytes) -> str:
        """Take weights from elsewhere, checked already, as a finished run; return its id."""

    def find(self, run: str) -> RunFolder:
        """Return the folder of a run by its id; InputError if there is none."""

    def watch(self, run: str) -> RunView:
        """Return where a run is, and note that somebody is watching; InputError if it is gone."""

    def runs_of(self, visitor: str) -> list[RunView]:
        """Return this visitor's runs, the newest first."""

    def unreadable(self, visitor: str) -> list[RunFolder]:
        """Return this visitor's runs whose record cannot be read; they are kept as they are."""

    def stop(self, run: str, visitor: str) -> None:
        """End a run of this visitor; what has been learnt is kept."""

    def pause(self, run: str, visitor: str) -> None:
        """Halt a run of this visitor, to be resumed bit for bit."""

    def resume(self, run: str, visitor: str) -> None:
        """Queue a paused or lost run again."""

    def delete(self, run: str, visitor: str) -> None:
        """Stop a run of this visitor and remove all that it wrote."""

    def moving(self) -> list[RunView]:
        """Return the runs of all visitors that train, then those that wait, in their order."""

    def cancel(self, run: str) -> None:
        """End anybody's run: the host's hand; what has been learnt is kept."""

    def traffic(self) -> tuple[int, int]:
        """Count the runs that train now and those that wait, of all visitors."""

    def prepare(self) -> None:
        """Have a worker ready, so that a press starts at once."""
