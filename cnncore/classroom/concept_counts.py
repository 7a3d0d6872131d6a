"""How a room's ten concept questions went, before the lessons and after: counts, no names."""

from collections.abc import Mapping
from dataclasses import dataclass

from cnncore.classroom.room_file import RoomFile


@dataclass(frozen=True)
class Handed:
    """How often a concept's question was handed in, and how often it was right."""

    times: int = 0
    right: int = 0

    @property
    def share(self) -> float | None:
        """The share of right ones, None where none was handed in."""
        return self.right / self.times if self.times else None


class ConceptCounts(RoomFile):
    """What a room's file knows of the ten questions.

    Both raise `InputError` for a file that cannot be used, `hand_in` for a room that is not open.
    """

    def hand_in(self, code: str, form: int, right: Mapping[str, bool]) -> None:
        """Count one form that was handed in: by concept, whether its answer was right."""
        rows = [(code, concept, form, int(was_right)) for concept, was_right in right.items()]
        with self.connected() as db:
            db.execute("BEGIN IMMEDIATE")
            self.require_open(db, code)
            db.executemany(
                "INSERT INTO concept VALUES (?, ?, ?, 1, ?) ON CONFLICT DO UPDATE SET "
                "times = times + 1, right = right + excluded.right",
                rows,
            )

    def handed_in(self, code: str) -> dict[tuple[str, int], Handed]:
        """Return the counts by concept and form; what nobody handed in is left out."""
        with self.connected() as db:
            rows = db.execute(
                "SELECT concept, form, times, right FROM concept WHERE code = ?", (code,)
            ).fetchall()
        return {(concept, form): Handed(times, right) for concept, form, times, right in rows}
