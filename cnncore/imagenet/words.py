"""What is said of a photo in an ImageNet network: every number comes from the record it is about.

Rows, columns and channels count from 1 here, as people count; records and code count from 0.
"""

import numpy as np

from cnncore.imagenet.observation import Observation, StageMaps

# what a stage's cells are about, by its depth: the order that is known from such networks
_TOLD = ("edges and colours", "corners and lines", "textures", "patterns", "parts", "whole things")


def stage_lines(seen: Observation, number: int) -> str:
    """Return three lines on a stage: its name and what it is about, its maps, what a cell sees."""
    stage = seen.stages[number]
    height, width = stage.maps.shape[1:]
    depth = number / max(1, len(seen.stages) - 1)
    return (
        f"{stage.title}: {_TOLD[round(depth * (len(_TOLD) - 1))]}\n"
        f"{stage.count} maps of {height} × {width}\n"
        f"a cell sees {stage.field.size} pixels"
    )


def journey_sentence(seen: Observation) -> str:
    """Say how what a cell sees grows from the first stage to the last."""
    first, last = seen.stages[0], seen.stages[-1]
    side, longer = sorted(seen.view.pixels.shape[:2])
    middle = next((one for one in seen.stages if one.field.size > side / 5), last)
    if last.field.size > longer:
        wide = "wider than the photo"
    elif last.field.size > side:
        wide = "wider than the photo's shorter side"
    else:
        wide = f"of {side}"
    rows, columns = last.maps.shape[1:]
    return (
        f"A cell of the {first.title.lower()} sees {first.field.size} pixels of {side}: enough for "
        f"an edge. In *{middle.title}* it sees {middle.field.size}, a piece of texture or a part. "
        f"In *{last.title}* its field is {last.field.size} pixels, {wide}, and {last.count:,} maps "
        f"of {rows} × {columns} cells say what is there and only roughly where."
    )


def strongest_cell(values: np.ndarray) -> tuple[int, int]:
    """Return (row, column) of the cell of a map (h, w) that is farthest from zero, the first."""
    row, col = np.unravel_index(np.abs(values).argmax(), values.shape)
    return int(row), int(col)


def strongest_sentence(stage: StageMaps, channel: int, values: np.ndarray) -> str:
    """Name a channel of a stage and the cell of its map that is farthest from zero."""
    named = f"Channel {channel + 1} of {stage.title}."
    row, col = strongest_cell(values)
    if values[row, col] == 0:
        return f"{named} Every cell is 0: it finds nothing here."
    value = f"{values[row, col]:.4g}".replace("-", "−")
    return f"{named} Farthest from zero: row {row + 1}, column {col + 1}, value {value}."


def evidence_sentence(heat: np.ndarray, name: str) -> str:
    """Say what glows: the cells of the last stage, `heat` (h, w), that speak for a class."""
    rows, columns = heat.shape
    if not heat.any():
        return (
            f"Grad-CAM: none of the {rows} × {columns} cells of the last stage speaks for {name}."
        )
    return f"Grad-CAM: of {rows} × {columns} cells of the last stage, those that speak for {name}."
