"""Sentences on what was learnt from an album, each computed from its record."""

import numpy as np

from cnncore.transfer.learning import Curve, Learnt, Threshold, starving
from cnncore.transfer.other_light import Changed
from cnncore.transfer.trap import Caught


def what_learns(classes: int, numbers: int, frozen: int) -> str:
    """Say how few weights learn.

    >>> what_learns(2, 1280, 3371008)
    'Only a last layer learns: 1,281 weights a class, 2,562 in all. The other 3,371,008 stay.'
    """
    each = numbers + 1
    return (
        f"Only a last layer learns: {each:,} weights a class, {classes * each:,} in all. The other "
        f"{frozen:,} stay."
    )


def photos(count: int) -> str:
    """Count photos in words.

    >>> photos(1), photos(12)
    ('1 photo', '12 photos')
    """
    return f"{count} photo{'' if count == 1 else 's'}"


def verdict(learnt: Learnt) -> str:
    """Say how many of the photos set aside are named right."""
    if not learnt.tested:
        return (
            "No photo could be set aside: the photos of each class are one burst, or nearly alike. "
            "So nobody knows yet how good it is. Add photos from another moment."
        )
    return (
        f"**{learnt.right} of {photos(learnt.tested)}** that it never learnt from "
        f"{'is' if learnt.right == 1 else 'are'} named right."
    )


def starved(learnt: Learnt) -> str:
    """Say which class is never named right, why, and what helps; "" where none is."""
    place = starving(learnt)
    if place is None:
        return ""
    names = [kind.name for kind in learnt.album.kinds]
    counts = np.bincount(learnt.album.labels[~learnt.aside], minlength=len(names))
    most = int(counts.argmax())
    return (
        f"It never says {names[place]} where that is right: it learnt from "
        f"{photos(counts[place])} of it and from {counts[most]} of {names[most]}. Give "
        f"{names[place]} {counts[most] - counts[place]} more, or {names[most]} fewer."
    )


def from_nothing(right: int, learnt: Learnt, weights: int) -> str:
    """Compare a small network that began from random weights with the last layer."""
    return (
        f"From random weights, a small CNN of {weights:,} names **{right} of "
        f"{learnt.tested}** right after the same photos; the last layer {learnt.right}."
    )


def costs(threshold: Threshold) -> str:
    """Say what the threshold keeps and refuses."""
    return (
        f"Answered from a likeness of {threshold.value:.2f} on: {threshold.kept} of the "
        f"{threshold.own} photos set aside still are, {threshold.refused} of {threshold.others} "
        "pictures of other things are refused."
    )


def growth(curve: Curve) -> str:
    """Say what one photo a class gives, and what all of them give."""
    low, mean, high = (100 * float(one[0]) for one in (curve.least, curve.mean, curve.most))
    spread = f"on average, {low:.0f} to {high:.0f} % by which it is"
    if low == high:
        spread = "whichever it is"
    return (
        f"One photo a class gives {mean:.0f} %, {spread}; {curve.numbers[-1]} give "
        f"{100 * curve.mean[-1]:.0f} %."
    )


def holds(changed: list[Changed]) -> str:
    """Name the change that costs most."""
    usual = changed[0]
    worst = min(changed[1:], key=lambda one: one.right)
    if worst.right >= usual.right:
        return (
            f"No change costs anything here: at least {worst.right} of {worst.tested} stay right."
        )
    return (
        f"Worst is “{worst.name}”: {worst.right} of {worst.tested} are named right instead of "
        f"{usual.right}. Photos of that kind among yours would teach it."
    )


def caught(one: Caught) -> str:
    """Say how it does on photos set aside and on the trap turned round."""
    return (
        f"It names {one.learnt.right} of {photos(one.learnt.tested)} set aside right, and "
        f"**{one.right} of {len(one.turned)}** where the trap is turned round."
    )


def most_helpful(effects: np.ndarray) -> tuple[int, int]:
    """Return the places of the photo that helps most and of the one that harms most."""
    return int(np.argmax(effects)), int(np.argmin(effects))
