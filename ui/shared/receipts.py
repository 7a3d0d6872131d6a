"""What takes back what this visitor gave to a room: a receipt for each thing given."""

from collections.abc import Mapping

from ui.shared import session

DRAWINGS: session.Slot[tuple[str, ...]] = session.Slot("receipts", tuple)
PHOTOS: session.Slot[tuple[str, ...]] = session.Slot("receipts of photos", tuple)
# the visitor's runs that the room tests -> the receipt that takes each back
NETWORKS: session.Slot[Mapping[str, str]] = session.Slot("entered networks", dict)
