"""A room's shared memory: what was given to it, and how exercises went, without names.

One SQLite file (WAL) that any number of server threads and processes may share. What was given is
known only by the receipt its giver holds; nothing says who gave it.
"""

import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cnncore.classroom.collecting import Collecting
from cnncore.classroom.concept_counts import ConceptCounts
from cnncore.classroom.leading import Leading
from cnncore.classroom.room_file import OPEN_FOR
from cnncore.digits.dataset import Digits
from cnncore.digits.ink import to_bytes
from cnncore.errors import InputError

# letters and figures that cannot be taken for one another on a projector
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 6
MOST_DRAWINGS = 2000
MOST_NETWORKS = 60
_GIVEN = ("drawing", "network", "photo")  # what a receipt takes back


@dataclass(frozen=True)
class Tally:
    """How one question went in the room; `mistakes` counts wrong answers by their cause."""

    question: str
    right: int
    mistakes: dict[str, int]

    @property
    def answers(self) -> int:
        """Count all answers to the question."""
        return self.right + sum(self.mistakes.values())


@dataclass(frozen=True)
class EnteredNetwork:
    """A network that a room tests on its wall: the id of its run, and what is special about it."""

    run: str
    words: str


class Classroom(Leading, Collecting, ConceptCounts):
    """The rooms kept in one file; every method may be called from any thread or process.

    All but `is_open` raise `InputError` where the file, or its folder, cannot be used.

    >>> import tempfile
    >>> from pathlib import Path
    >>> school = Classroom(Path(tempfile.mkdtemp()) / "rooms.sqlite3")
    >>> code = school.open_room()
    >>> receipt = school.give(code, np.eye(28, dtype=np.float32), 1)
    >>> school.wall(code).labels.tolist(), school.take_back(receipt), len(school.wall(code).labels)
    ([1], True, 0)
    """

    def open_room(self) -> str:
        """Open a room and return its code; rooms older than a day are emptied and closed."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        with self.connected() as db:
            db.execute("DELETE FROM room WHERE opened < ?", (time.time() - OPEN_FOR,))
            db.execute("INSERT INTO room VALUES (?, ?)", (code, time.time()))
        return code

    def close_room(self, code: str) -> None:
        """Close a room: all that was given to it, and its counts, are deleted for good."""
        with self.connected() as db:
            db.execute("DELETE FROM room WHERE code = ?", (code,))
        with self.connected() as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def rooms(self) -> list[str]:
        """List the codes of the rooms that are open, the latest first."""
        with self.connected() as db:
            since = (time.time() - OPEN_FOR,)
            rows = db.execute("SELECT code FROM room WHERE opened >= ? ORDER BY opened DESC", since)
            return [code for (code,) in rows]

    def is_open(self, code: str) -> bool:
        """Say whether the room with this code is open; any text may be asked.

        Where the file of rooms cannot be read, no room is.
        """
        try:
            return code in self.rooms()
        except InputError:
            return False

    def give(self, code: str, digit: np.ndarray, label: int) -> str:
        """Hang a drawing on the room's wall and return the receipt that takes it back.

        `digit` is (28, 28) in 0..1 with ink 1, `label` 0 to 9. Raise `InputError` for another
        shape or label, for a room that is not open, and for a full wall.
        """
        digit = np.asarray(digit, dtype=np.float64)
        if digit.shape != (28, 28) or not np.isfinite(digit).all():
            raise InputError("a drawing of 28 x 28 numbers", f"{digit.shape}", "Draw a digit.")
        if label not in range(10):
            raise InputError("a label from 0 to 9", repr(label), "Say which digit it is.")
        pixels = to_bytes(digit).tobytes()
        receipt = secrets.token_urlsafe(16)
        with self.connected() as db:
            db.execute("BEGIN IMMEDIATE")
            self.require_open(db, code)
            count = db.execute("SELECT count(*) FROM drawing WHERE code = ?", (code,)).fetchone()[0]
            if count >= MOST_DRAWINGS:
                raise InputError(
                    f"at most {MOST_DRAWINGS} drawings in a room",
                    "one more",
                    "Take a drawing of yours back, or ask the host to open a new room.",
                )
            db.execute(
                "INSERT INTO drawing VALUES (?, ?, ?, ?)", (receipt, code, int(label), pixels)
            )
        return receipt

    def take_back(self, receipt: str) -> bool:
        """Delete what was given for this receipt; say whether it was there."""
        with self.connected() as db:
            gone = [
                db.execute(f"DELETE FROM {table} WHERE receipt = ?", (receipt,)).rowcount
                for table in _GIVEN
            ]
        return sum(gone) == 1

    def still_given(self, receipts: Iterable[str]) -> set[str]:
        """Return those of the receipts for which a room still has what was given."""
        with self.connected() as db:
            found = [
                db.execute(f"SELECT 1 FROM {table} WHERE receipt = ?", (receipt,)).fetchone()
                and receipt
                for receipt in receipts
                for table in _GIVEN
            ]
        return {receipt for receipt in found if receipt}

    def take_down(self, code: str, drawing: np.ndarray) -> bool:
        """Delete a drawing, uint8 (28, 28) as `wall` returns it, from a room: the host's hand.

        Drawings equal to it go too; say whether there was one.
        """
        with self.connected() as db:
            gone = db.execute(
                "DELETE FROM drawing WHERE code = ? AND pixels = ?",
                (code, np.asarray(drawing, np.uint8).tobytes()),
            ).rowcount
        return gone > 0

    def enter(self, code: str, run: str, words: str) -> str:
        """Have the room test a run's network on its wall; return the receipt that ends it.

        Raise `InputError` for a room that is not open, for a run that is tested there already, and
        where too many are.
        """
        receipt = secrets.token_urlsafe(16)
        with self.connected() as db:
            db.execute("BEGIN IMMEDIATE")
            self.require_open(db, code)
            runs = [run for (run,) in db.execute("SELECT run FROM network WHERE code = ?", (code,))]
            if run in runs:
                raise InputError("another network", "one that is tested already", "Train another.")
            if len(runs) >= MOST_NETWORKS:
                raise InputError(
                    f"at most {MOST_NETWORKS} networks in a room",
                    "one more",
                    "Take one back first.",
                )
            db.execute("INSERT INTO network VALUES (?, ?, ?, ?)", (receipt, code, run, words[:80]))
        return receipt

    def entries(self, code: str) -> list[EnteredNetwork]:
        """Return the networks the room tests, in the order of their receipts."""
        with self.connected() as db:
            rows = db.execute(
                "SELECT run, words FROM network WHERE code = ? ORDER BY receipt", (code,)
            ).fetchall()
        return [EnteredNetwork(*row) for row in rows]

    def wall(self, code: str) -> Digits:
        """Return all drawings of a room in the order of their receipts, which says nothing."""
        with self.connected() as db:
            rows = db.execute(
                "SELECT pixels, label FROM drawing WHERE code = ? ORDER BY receipt", (code,)
            ).fetchall()
        pixels = b"".join(row[0] for row in rows)
        images = np.frombuffer(pixels, np.uint8).reshape(-1, 28, 28)
        return Digits(images, np.array([row[1] for row in rows], np.uint8))

    def count(self, code: str, question: str, outcome: str) -> None:
        """Count one answer to a question; `outcome` is "right" or the name of the mistake."""
        with self.connected() as db:
            db.execute("BEGIN IMMEDIATE")
            self.require_open(db, code)
            db.execute(
                "INSERT INTO tally VALUES (?, ?, ?, 1) "
                "ON CONFLICT DO UPDATE SET number = number + 1",
                (code, question[:80], outcome[:80]),
            )

    def tallies(self, code: str) -> list[Tally]:
        """Return how each question went, in the alphabet's order."""
        with self.connected() as db:
            rows = db.execute(
                "SELECT question, outcome, number FROM tally WHERE code = ? ORDER BY question",
                (code,),
            ).fetchall()
        outcomes: dict[str, dict[str, int]] = {}
        for question, outcome, number in rows:
            outcomes.setdefault(question, {})[outcome] = number
        return [Tally(q, counts.pop("right", 0), counts) for q, counts in outcomes.items()]
