"""Train on other machines: the second engine, on dask.distributed.

Scheduler and workers are started by Dask's own commands; this server needs only the scheduler's
address. Runs stay folders on this server: a relay sends a run's folder out, and writes what the
far worker measures back into it, so that pages, pause, resume and the time slider know no
difference. When a worker dies, Dask gives the run to another, which goes on from the last state.
"""

import contextlib
import dataclasses
import os
import secrets
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from distributed import Client, Queue, Variable

from cnncore.errors import InputError
from cnncore.runs.cluster_task import train_far
from cnncore.runs.folder import RunFolder
from cnncore.runs.local import LocalEngine
from cnncore.runs.records import ACTIVE
from cnncore.runs.travel import packed, receive
from cnncore.training.settings import Settings

PATIENCE = 5.0  # seconds for the scheduler to answer
BEAT = 1.0  # seconds between signs of life to the far worker
QUIET = 10.0  # seconds without news after which the page is told why


class ClusterEngine(LocalEngine):
    """As many runs at once as the cluster's workers have threads; one a visitor, in order."""

    def __init__(self, scheduler: str, root: Path | None = None) -> None:
        super().__init__(root, slots=1)
        self.scheduler = scheduler
        self._client: Client | None = None
        self._connecting = threading.Lock()

    def submit(
        self,
        settings: Settings,
        visitor: str,
        drawings: bytes | None = None,
        note: str = "",
        press: str = "",
    ) -> str:
        """Queue a run; InputError where the scheduler does not answer or the visitor has many."""
        self._threads()
        return super().submit(settings, visitor, drawings, note, press)

    def start_waiting(self) -> None:
        """Start as many waiting runs as the cluster has room for; none while it is gone."""
        with contextlib.suppress(InputError):
            self.slots = max(1, self._threads())
            super().start_waiting()

    def prepare(self) -> None:
        """Do nothing: workers that wait are the cluster's own."""

    def close(self) -> None:
        """Let go of the cluster; runs on it end as lost and can be resumed."""
        if self._client is not None:
            self._client.close(timeout=PATIENCE)

    def _threads(self) -> int:
        with self._answered():  # the scheduler may go between the connection and the question
            return sum(self.client().nthreads().values())

    def client(self) -> Client:
        """Return the connection, opened when first needed; InputError where nobody answers."""
        with self._connecting, self._answered():
            if self._client is None or self._client.status != "running":
                self._client = None
                self._client = Client(
                    self.scheduler, timeout=PATIENCE, set_as_default=False, name="cnn-by-hand"
                )
            return self._client

    @contextlib.contextmanager
    def _answered(self) -> Iterator[None]:
        try:
            yield
        except InputError:
            raise
        except (OSError, ValueError) as error:
            raise InputError(
                f"a training cluster at {self.scheduler}",
                f"no answer ({type(error).__name__})",
                "Ask the host to start the scheduler; your runs are kept.",
            ) from error

    def _spawn(self, folder: RunFolder) -> None:
        ready = threading.Event()
        relay = threading.Thread(target=self._relay, args=(folder, ready), daemon=True)
        relay.start()
        ready.wait(PATIENCE)

    def _relay(self, folder: RunFolder, ready: threading.Event) -> None:
        lock = folder.lock()
        mine = lock.acquire()
        ready.set()
        if not mine:
            return
        try:
            _Relay(self.client(), folder).follow()
        except InputError as error:
            _lose(folder, "cluster refused", str(error))
        except Exception as error:  # Dask raises many kinds when a part of the cluster is gone
            _lose(folder, "cluster lost", type(error).__name__)
        finally:
            lock.release()
            self.start_waiting()


class _Relay:
    """One run's traffic: its folder out, its news in, orders and signs of life along."""

    def __init__(self, client: Client, folder: RunFolder) -> None:
        self.folder, self.client = folder, client
        self.name = f"cnn-{folder.id}-{secrets.token_hex(4)}"
        self.news = Queue(f"{self.name}-news", client=client)
        self.start = Variable(f"{self.name}-start", client=client)
        self.order = Variable(f"{self.name}-order", client=client)
        self.lease = float(os.environ.get("CNN_LEASE", 3600))

    def follow(self) -> None:
        """Submit the run and write its news into its folder until it has ended."""
        self.start.set(packed(self.folder))
        beats = 0
        self._beat(beats)
        future = self.client.submit(train_far, self.name, key=self.name, pure=False)
        last_news = last_beat = time.monotonic()
        while self.folder.path.exists():
            if time.monotonic() - last_beat > BEAT:
                beats, last_beat = beats + 1, time.monotonic()
                self._beat(beats)
            done = future.done()
            files = self._next()
            if files:
                last_news = time.monotonic()
                if receive(self.folder, files):
                    self.start.set(packed(self.folder))
            elif done:
                future.result()  # raises what went wrong far away
                break
            elif time.monotonic() - last_news > QUIET:
                last_news = time.monotonic()
                self._explain_silence()
        future.release()
        self.start.delete()
        self.order.delete()

    def _next(self) -> dict[str, bytes]:
        try:
            return self.news.get(timeout=0.5)
        except TimeoutError:
            return {}

    def _beat(self, beats: int) -> None:
        unseen = self.folder.unseen()
        watched = unseen is not None and unseen < self.lease
        self.order.set({"order": self.folder.ordered(), "beat": beats, "watched": watched})

    def _explain_silence(self) -> None:
        cause = "far away" if self.client.nthreads() else "no worker"
        status = self.folder.status()
        self.folder.set_status(dataclasses.replace(status, cause=cause, detail=""))


def _lose(folder: RunFolder, cause: str, detail: str) -> None:
    with contextlib.suppress(OSError):
        status = folder.status()
        if status.state in ACTIVE:
            lost = dataclasses.replace(status, state="lost", cause=cause, detail=detail)
            folder.set_status(lost)
