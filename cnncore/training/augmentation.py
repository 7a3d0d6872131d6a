"""Digits moved, scaled, turned, slanted, bent and thickened, a whole batch at a time.

One matrix product makes the sampling grid of every digit: six numbers of an affine map
and a coarse sheet of random bends (elastic deformation as in Simard et al., 2003, drawn
from 25 control points instead of a smoothed field, which is faster and looks the same).
"""

from dataclasses import dataclass
from functools import lru_cache

import torch
from torch.nn import functional

CONTROL = 5  # control points a side


@dataclass(frozen=True)
class Augmentation:
    """How far a digit may be changed, drawn evenly from minus to plus."""

    shift: float = 0.0  # pixels
    scale: float = 0.0  # share: 0.1 is 90 % to 110 %
    stretch: float = 0.0  # the same for height and width apart
    rotation: float = 0.0  # degrees
    slant: float = 0.0  # shear
    thickness: float = 0.0  # share of a one-pixel dilation or erosion
    elastic: float = 0.0  # pixels at the control points (standard deviation)
    contrast: float = 1.0  # up to this much harder edges
    strokes: float = 0.0  # share of digits redrawn with a uniform pen (cnncore.digits.pens)


RECIPES = {
    "none": None,
    "light": Augmentation(shift=1.5, scale=0.1, rotation=8, slant=0.1, elastic=0.5),
    "pen": Augmentation(
        shift=2.0,
        stretch=0.15,
        rotation=12,
        slant=0.25,
        thickness=0.6,
        elastic=0.7,
        contrast=3.0,
        strokes=0.5,
    ),
}


def augment(digits: torch.Tensor, recipe: Augmentation, generator: torch.Generator) -> torch.Tensor:
    """Return changed copies of `digits`, (N, 1, 28, 28) in 0..1; the generator decides all.

    >>> digits = torch.zeros(2, 1, 28, 28)
    >>> augment(digits, RECIPES["light"], torch.Generator().manual_seed(0)).shape
    torch.Size([2, 1, 28, 28])
    """
    grid = sampling_grid(len(digits), recipe, generator).to(digits.device)
    warped = functional.grid_sample(digits, grid, padding_mode="zeros", align_corners=False)
    if recipe.thickness:
        warped = _thickened(warped, recipe.thickness, generator)
    if recipe.contrast > 1:
        factor = _even(len(digits), 1, recipe.contrast, generator).to(digits.device)
        warped = ((warped - 0.5) * factor[:, None, None, None] + 0.5).clamp(0, 1)
    return warped


def sampling_grid(count: int, recipe: Augmentation, generator: torch.Generator) -> torch.Tensor:
    """Return where each output pixel is read from, (count, 28, 28, 2) as `grid_sample` takes it."""
    pixels = 2 / 28  # one pixel in grid coordinates, which run from -1 to 1
    angle = _even(count, -recipe.rotation, recipe.rotation, generator) * torch.pi / 180
    slant = _even(count, -recipe.slant, recipe.slant, generator)
    sizes = (recipe.scale, recipe.stretch, recipe.stretch)
    both, wide, high = (1 / _even(count, 1 - size, 1 + size, generator) for size in sizes)
    wide, high = wide * both, high * both
    cos, sin = torch.cos(angle), torch.sin(angle)
    affine = torch.stack(
        [
            torch.stack([cos * wide, sin * high], 1),
            torch.stack([(slant * cos - sin) * wide, (slant * sin + cos) * high], 1),
            _even((count, 2), -recipe.shift * pixels, recipe.shift * pixels, generator),
        ],
        2,
    )
    bends = torch.randn(count, 2, CONTROL**2, generator=generator) * (recipe.elastic * pixels)
    weights = torch.cat([affine, bends], 2).reshape(2 * count, -1)
    grids = (weights @ _basis()).reshape(count, 2, 28, 28)  # one product for all
    return grids.permute(0, 2, 3, 1)


@lru_cache(maxsize=1)
def _basis() -> torch.Tensor:
    """Each pixel's x, y, 1 and its share in each control point, (3 + CONTROL², 784)."""
    centres = (torch.arange(28) + 0.5) / 14 - 1
    y, x = torch.meshgrid(centres, centres, indexing="ij")
    sheets = torch.eye(CONTROL**2).reshape(CONTROL**2, 1, CONTROL, CONTROL)
    smooth = functional.interpolate(sheets, size=(28, 28), mode="bicubic", align_corners=True)
    affine = torch.stack([x.flatten(), y.flatten(), torch.ones(784)])
    return torch.cat([affine, smooth.reshape(CONTROL**2, 784)])


def _thickened(digits: torch.Tensor, most: float, generator: torch.Generator) -> torch.Tensor:
    amount = _even(len(digits), -most, most, generator).to(digits.device)[:, None, None, None]
    thick = functional.max_pool2d(digits, 3, stride=1, padding=1)
    thin = -functional.max_pool2d(-digits, 3, stride=1, padding=1)
    return torch.where(amount > 0, digits.lerp(thick, amount), digits.lerp(thin, -amount))


def _even(
    shape: int | tuple[int, ...], low: float, high: float, generator: torch.Generator
) -> torch.Tensor:
    return torch.rand(shape, generator=generator) * (high - low) + low
