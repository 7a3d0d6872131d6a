"""The SQLite file that rooms are kept in, and the sentence where it cannot be used."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cnncore.border.folders import unwritable
from cnncore.errors import InputError

FOLDER = "CNN_DATA"  # the variable that moves the file
OPEN_FOR = 24 * 3600.0  # seconds that a room stays open
# what only a mistake of this package can raise
_OURS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS room (code TEXT PRIMARY KEY, opened REAL NOT NULL);
CREATE TABLE IF NOT EXISTS drawing (
    receipt TEXT PRIMARY KEY,
    code TEXT NOT NULL REFERENCES room ON DELETE CASCADE,
    label INTEGER NOT NULL,
    pixels BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS network (
    receipt TEXT PRIMARY KEY,
    code TEXT NOT NULL REFERENCES room ON DELETE CASCADE,
    run TEXT NOT NULL,
    words TEXT NOT NULL,
    UNIQUE (code, run)
);
CREATE TABLE IF NOT EXISTS collection (
    code TEXT PRIMARY KEY REFERENCES room ON DELETE CASCADE,
    things TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS photo (
    receipt TEXT PRIMARY KEY,
    code TEXT NOT NULL REFERENCES room ON DELETE CASCADE,
    digest TEXT NOT NULL,
    label INTEGER NOT NULL,
    png BLOB NOT NULL,
    numbers BLOB NOT NULL,
    outline BLOB NOT NULL,
    burst TEXT NOT NULL,
    UNIQUE (code, digest)
);
CREATE TABLE IF NOT EXISTS tally (
    code TEXT NOT NULL REFERENCES room ON DELETE CASCADE,
    question TEXT NOT NULL,
    outcome TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (code, question, outcome)
);
CREATE TABLE IF NOT EXISTS concept (
    code TEXT NOT NULL REFERENCES room ON DELETE CASCADE,
    concept TEXT NOT NULL,
    form INTEGER NOT NULL,
    times INTEGER NOT NULL,
    right INTEGER NOT NULL,
    PRIMARY KEY (code, concept, form)
);
CREATE TABLE IF NOT EXISTS lead (
    code TEXT PRIMARY KEY REFERENCES room ON DELETE CASCADE,
    number INTEGER NOT NULL,
    place TEXT NOT NULL,
    question TEXT NOT NULL,
    turn INTEGER NOT NULL,
    phase TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS timer (
    code TEXT PRIMARY KEY REFERENCES room ON DELETE CASCADE,
    until REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS prediction (
    code TEXT NOT NULL REFERENCES room ON DELETE CASCADE,
    question TEXT NOT NULL,
    turn INTEGER NOT NULL,
    voter TEXT NOT NULL,
    said REAL NOT NULL,
    PRIMARY KEY (code, question, turn, voter)
);
"""


class RoomFile:
    """One file (WAL) that any number of threads and processes may share; made when first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_made = False

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """Open the file, made when first needed; InputError where that cannot be."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self._path, timeout=30.0)
        except OSError as error:
            raise unwritable(self._path.parent, FOLDER, error) from error
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        try:
            self._make(db)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")
            with db:
                yield db
        except sqlite3.DatabaseError as error:
            if isinstance(error, _OURS):
                raise
            self._is_made = False  # the file may be another one by the next time
            raise self._unusable(error) from error
        finally:
            db.close()

    def _make(self, db: sqlite3.Connection) -> None:
        if not self._is_made:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(_SCHEMA)
            self._is_made = True

    def _unusable(self, error: sqlite3.Error) -> InputError:
        return InputError(
            f"a file of rooms that can be read and written, {self._path}",
            f"{error}",
            f"Tell the host: make room there, move that file away, or set {FOLDER} to another "
            "folder.",
        )

    def require_open(self, db: sqlite3.Connection, code: str) -> None:
        """Raise `InputError` unless a room of this code is open."""
        since = time.time() - OPEN_FOR
        found = db.execute("SELECT 1 FROM room WHERE code = ? AND opened >= ?", (code, since))
        if found.fetchone() is None:
            raise InputError("the code of an open room", repr(code)[:40], "Ask your host for it.")

    def require_usable(self) -> None:
        """Raise `InputError` where the file of rooms cannot be read and written."""
        with self.connected() as db:
            db.execute("BEGIN IMMEDIATE")
