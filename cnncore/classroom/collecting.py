"""A room collects photos of a few things from those in it; whose a photo is, nobody is told."""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from cnncore.classroom.room_file import RoomFile
from cnncore.errors import InputError

LEAST_THINGS, MOST_THINGS = 2, 6
MOST_OF_A_THING = 24  # letters
MOST_PHOTOS = 200  # of a room: 20 MB
MOST_BYTES = 200_000  # of a photo: its square of 224 × 224 and what a network says of it


@dataclass(frozen=True)
class GivenPhoto:
    """A photo of the thing at the place `label`: a PNG, and two records that a network's package
    writes and reads, its numbers and its outline."""

    label: int
    png: bytes = field(repr=False)
    numbers: bytes = field(repr=False)
    outline: bytes = field(repr=False)
    burst: str = ""


class Collecting(RoomFile):
    """What a room's file knows of the photos it collects.

    All raise `InputError` for a file that cannot be used; what changes a room, for one that is not
    open.
    """

    def collect(self, code: str, things: Sequence[str]) -> None:
        """Collect photos of these 2 to 6 things from now on; photos of others are deleted.

        With no things at all the room collects no more, and all its photos are deleted.
        """
        names = tuple(" ".join(thing.split()) for thing in things)
        if names:
            _require_names(names)
        with self.connected() as db:
            db.execute("BEGIN IMMEDIATE")
            self.require_open(db, code)
            if names == self._collected(db, code):
                return
            db.execute("DELETE FROM photo WHERE code = ?", (code,))
            db.execute("DELETE FROM collection WHERE code = ?", (code,))
            if names:
                db.execute("INSERT INTO collection VALUES (?, ?)", (code, json.dumps(names)))

    def collected(self, code: str) -> tuple[str, ...]:
        """Return the things whose photos the room collects; () where it collects none."""
        with self.connected() as db:
            return self._collected(db, code)

    def _collected(self, db: sqlite3.Connection, code: str) -> tuple[str, ...]:
        found = db.execute("SELECT things FROM collection WHERE code = ?", (code,)).fetchone()
        return tuple(json.loads(found[0])) if found else ()

    def give_photo(self, code: str, photo: GivenPhoto) -> str:
        """Give a photo to the room; return the receipt that takes it back.

        Raise `InputError` where the room does not collect, has the same photo, or is full.
        """
        size = len(photo.png) + len(photo.numbers) + len(photo.outline) + len(photo.burst)
        if size > MOST_BYTES:
            raise InputError(f"a photo of at most {MOST_BYTES:,} bytes", f"{size:,}", "Shrink it.")
        receipt = secrets.token_urlsafe(16)
        with self.connected() as db:
            db.execute("BEGIN IMMEDIATE")
            self.require_open(db, code)
            things = self._collected(db, code)
            if not 0 <= photo.label < len(things):
                raise InputError("a thing that the room collects", "another", "Choose one of them.")
            digest = hashlib.sha256(photo.png).hexdigest()
            digests = db.execute("SELECT digest FROM photo WHERE code = ?", (code,)).fetchall()
            if (digest,) in digests:
                raise InputError("a new photo", "one that the room has", "Take another.")
            if len(digests) >= MOST_PHOTOS:
                raise InputError(
                    f"at most {MOST_PHOTOS} photos in a room", "one more", "Take one of yours back."
                )
            blobs = photo.png, photo.numbers, photo.outline
            db.execute(
                "INSERT INTO photo VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (receipt, code, digest, photo.label, *blobs, photo.burst),
            )
        return receipt

    def photos(self, code: str) -> list[GivenPhoto]:
        """Return the room's photos in the order of their receipts, which says nothing."""
        with self.connected() as db:
            rows = db.execute(
                "SELECT label, png, numbers, outline, burst FROM photo WHERE code = ? "
                "ORDER BY receipt",
                (code,),
            ).fetchall()
        return [GivenPhoto(*row) for row in rows]

    def photos_mark(self, code: str) -> str:
        """Name what the room has collected: another name as soon as any of it is another."""
        with self.connected() as db:
            things = self._collected(db, code)
            receipts = db.execute(
                "SELECT receipt FROM photo WHERE code = ? ORDER BY receipt", (code,)
            ).fetchall()
        return hashlib.sha256(json.dumps([code, things, receipts]).encode()).hexdigest()

    def take_photo_down(self, code: str, png: bytes) -> bool:
        """Delete a photo from the room: the host's hand; say whether there was one."""
        digest = hashlib.sha256(png).hexdigest()
        with self.connected() as db:
            gone = db.execute("DELETE FROM photo WHERE code = ? AND digest = ?", (code, digest))
        return gone.rowcount > 0


def _require_names(names: Sequence[str]) -> None:
    if not LEAST_THINGS <= len(names) <= MOST_THINGS:
        raise InputError(
            f"{LEAST_THINGS} to {MOST_THINGS} things", f"{len(names)}", "Part them by commas."
        )
    for name in names:
        if not name or not name.isprintable() or len(name) > MOST_OF_A_THING:
            raise InputError(
                f"names of 1 to {MOST_OF_A_THING} letters",
                repr(name[: MOST_OF_A_THING + 1]),
                "Say in a word or two what the photos show.",
            )
    if len({name.casefold() for name in names}) < len(names):
        raise InputError("different things", "the same name twice", "Name each once.")
