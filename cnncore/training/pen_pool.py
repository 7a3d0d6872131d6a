"""Training digits redrawn with pens of even width, a batch at a time."""

import torch

from cnncore.digits.dataset import Digits
from cnncore.digits.pens import formula_digits, traced_digits

THINNEST, THICKEST = 0.5, 2.6  # half-widths in pixels, after fitting into 20 × 20


class PenPool:
    """Every training digit as a line, and as many digits again made from formulas."""

    def __init__(self, digits: Digits, share: float, seed: int, device: str) -> None:
        self.share = share
        self.traced = torch.from_numpy(traced_digits(digits.images)).to(device)
        lines, labels = formula_digits(len(digits), seed)
        self.formula = torch.from_numpy(lines).to(device)
        self.formula_labels = torch.from_numpy(labels.astype("int64")).to(device)

    def redraw(
        self,
        images: torch.Tensor,
        labels: torch.Tensor,
        chosen: torch.Tensor,
        generator: torch.Generator,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Replace a share of the batch: half of it by its own traced line, half by a formula's."""
        count = len(images)
        fate = torch.rand(count, generator=generator)
        other = torch.randint(len(self.formula), (count,), generator=generator)
        radius = torch.rand(count, generator=generator) * (THICKEST - THINNEST) + THINNEST
        formula = (fate < self.share / 2).to(images.device)
        traced = (fate < self.share).to(images.device)
        lines = torch.where(formula[:, None, None], self.formula[other], self.traced[chosen])
        drawn = (radius.to(images.device)[:, None, None] + 0.5 - lines).clamp(0, 1)[:, None]
        images = torch.where(traced[:, None, None, None], drawn, images)
        return images, torch.where(formula, self.formula_labels[other], labels)
