"""What takes back what this visitor gave to a room: a receipt for each thing given."""

from collections.abc import Callable, Mapping
from functools import partial

from ui.shared import once, session
from ui.shared.classroom import classroom

Receipts = session.Slot[tuple[str, ...]]
DRAWINGS: Receipts = session.Slot("receipts", tuple)
PHOTOS: Receipts = session.Slot("receipts of photos", tuple)
# the visitor's runs that the room tests -> the receipt that takes each back
NETWORKS: session.Slot[Mapping[str, str]] = session.Slot("entered networks", dict)


def keep(receipts: Receipts, *fresh: str) -> None:
    """Keep receipts that came, each once."""
    receipts.put(tuple(dict.fromkeys((*receipts.get(), *fresh))))


def offer_to_take_back(receipts: Receipts, *, key: str, gone: Callable[[], None]) -> None:
    """Offer to take the last thing given back; `gone` makes others see that it is."""
    if given := receipts.get():
        label, last = f"Take my last one back ({len(given)} given)", given[-1]
        once.button(label, _take_back, receipts, last, gone, key=key, about=last)


def _take_back(receipts: Receipts, last: str, gone: Callable[[], None]) -> once.Follow:
    classroom().take_back(last)
    gone()
    return partial(_forget, receipts, last)


def _forget(receipts: Receipts, last: str) -> None:
    receipts.put(tuple(one for one in receipts.get() if one != last))
