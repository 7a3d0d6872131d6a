"""A host leads a room: where everybody is to be, what is asked of all, and what they predicted."""

import math
import sqlite3
import time
from dataclasses import dataclass, replace
from typing import Literal

from cnncore.classroom.room_file import RoomFile
from cnncore.errors import InputError

MOST_LETTERS = 4000  # of a place: what an address may hold
MOST_OF_A_NAME = 80
Phase = Literal["open", "locked", "revealed"]


@dataclass(frozen=True)
class Lead:
    """Where the host has taken the room.

    `number` grows with every move; `place` is a lesson with its settings, "network?layers=...";
    `question` is asked of all there, "" if none is, for the `turn`-th time, counted from 1.
    Predictions are taken while the phase is "open"; the answer is shown once it is "revealed".
    `until`, in seconds since 1970, is when a question with a timer locks by itself; None: never.
    """

    number: int
    place: str
    question: str = ""
    turn: int = 0
    phase: Phase = "open"
    until: float | None = None

    @property
    def seconds_left(self) -> float | None:
        """Return the seconds for which predictions are still taken; None without a timer."""
        return None if self.until is None else max(0.0, self.until - time.time())


class Leading(RoomFile):
    """What a room's file knows of its host's lead; who predicted is known by no name.

    All raise `InputError` for a room that is not open and for a file that cannot be used.
    """

    def lead(self, code: str, place: str) -> Lead:
        """Take everybody of the room to a place."""
        return self._move(code, place, "")

    def ask(self, code: str, place: str, question: str, seconds: float = 0.0) -> Lead:
        """Ask a question of the room, at a place; asked again, it has one more turn.

        After so many seconds it locks by itself; 0 is no timer.
        """
        return self._move(code, place, question[:MOST_OF_A_NAME], seconds)

    def _move(self, code: str, place: str, question: str, seconds: float = 0.0) -> Lead:
        if not 0 < len(place) <= MOST_LETTERS:
            raise InputError("a lesson and its settings", repr(place)[:40], "Open a lesson first.")
        with self.connected() as db:
            db.execute("BEGIN IMMEDIATE")
            self.require_open(db, code)
            turn = self._turns(db, code, question) + 1 if question else 0
            db.execute(
                "INSERT INTO lead VALUES (?, 1, ?, ?, ?, 'open') ON CONFLICT DO UPDATE SET "
                "number = number + 1, place = excluded.place, question = excluded.question, "
                "turn = excluded.turn, phase = 'open'",
                (code, place, question, turn),
            )
            found = db.execute("SELECT number FROM lead WHERE code = ?", (code,)).fetchone()
            db.execute("DELETE FROM timer WHERE code = ?", (code,))
            until = time.time() + seconds if seconds > 0 else None
            if until is not None:
                db.execute("INSERT INTO timer VALUES (?, ?)", (code, until))
        return Lead(found[0], place, question, turn, until=until)

    def _turns(self, db: sqlite3.Connection, code: str, question: str) -> int:
        """Count the turns a question has had, those that nobody answered too."""
        (turn,) = db.execute(
            "SELECT max(turn) FROM (SELECT turn FROM prediction WHERE code = ?1 AND question = ?2 "
            "UNION ALL SELECT turn FROM lead WHERE code = ?1 AND question = ?2)",
            (code, question),
        ).fetchone()
        return turn or 0

    def led(self, code: str) -> Lead | None:
        """Return where the host has taken the room; None before, and where it is let go."""
        with self.connected() as db:
            return self._led(db, code)

    def _led(self, db: sqlite3.Connection, code: str) -> Lead | None:
        found = db.execute(
            "SELECT number, place, question, turn, phase, until FROM lead LEFT JOIN timer "
            "USING (code) WHERE code = ?",
            (code,),
        ).fetchone()
        lead = Lead(*found) if found and found[1] else None
        if lead is not None and lead.phase == "open" and lead.seconds_left == 0:
            return replace(lead, phase="locked")
        return lead

    def lock(self, code: str) -> None:
        """Take no more predictions of what is asked."""
        self._set_phase(code, "locked")

    def reveal(self, code: str) -> None:
        """Show everybody the answer; no more predictions are taken."""
        self._set_phase(code, "revealed")

    def _set_phase(self, code: str, phase: Phase) -> None:
        with self.connected() as db:
            db.execute("BEGIN IMMEDIATE")
            self.require_open(db, code)
            db.execute("UPDATE lead SET phase = ? WHERE code = ?", (phase, code))

    def let_go(self, code: str) -> None:
        """Lead no longer; everybody goes on where they are."""
        with self.connected() as db:
            db.execute("UPDATE lead SET place = '', question = '' WHERE code = ?", (code,))

    def predict(self, code: str, question: str, voter: str, said: float) -> None:
        """Take one prediction of one voter, a token that says nothing about them.

        Raise `InputError` where something else, or nothing, is asked now, where predictions are
        no longer taken, where this voter has said something already, and for what is no number.
        """
        if not isinstance(said, (int, float)) or not math.isfinite(said):
            raise InputError("a number", repr(said), "Type your prediction in figures.")
        with self.connected() as db:
            db.execute("BEGIN IMMEDIATE")
            self.require_open(db, code)
            lead = self._led(db, code)
            if lead is None or not question or lead.question != question:
                raise InputError(
                    "what is asked now",
                    "another question",
                    "Go where the host is, and answer there.",
                )
            if lead.phase != "open":
                raise InputError(
                    "a prediction in time", "one after the host's stop", "Wait for the next one."
                )
            taken = db.execute(
                "INSERT INTO prediction VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (code, question, lead.turn, voter, said),
            )
            if not taken.rowcount:
                raise InputError(
                    "one prediction each", "another one", "The first one counts; wait for the rest."
                )

    def predicted(self, code: str, lead: Lead, voter: str) -> float | None:
        """Return what this voter has said to what is asked now; None if nothing."""
        with self.connected() as db:
            found = db.execute(
                "SELECT said FROM prediction WHERE code = ? AND question = ? AND turn = ? "
                "AND voter = ?",
                (code, lead.question, lead.turn, voter),
            ).fetchone()
        return None if found is None else float(found[0])

    def predictions(self, code: str, question: str) -> dict[int, list[float]]:
        """Return what the room has said to a question, by turn; in the order of the numbers."""
        with self.connected() as db:
            rows = db.execute(
                "SELECT turn, said FROM prediction WHERE code = ? AND question = ? "
                "ORDER BY turn, said",
                (code, question),
            ).fetchall()
        said: dict[int, list[float]] = {}
        for turn, number in rows:
            said.setdefault(turn, []).append(float(number))
        return said
