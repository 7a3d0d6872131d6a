"""A filter as a PyTorch script that runs by itself."""

from collections.abc import Sequence

import numpy as np

_PAD = {"zeros": "constant", "reflect": "reflect", "replicate": "replicate", "circular": "circular"}
_SHOW = {
    "clip": "response.clamp(0, 255)",
    "absolute": "response.abs().clamp(0, 255)",
    "rescale": "(response - response.min()) * 255 / (response.max() - response.min())",
    "signed": "response * 127 / response.abs().max() + 128  # 128 is zero",
}


def pytorch_snippet(
    kernels: Sequence[np.ndarray],
    *,
    grey: bool = False,
    border: str = "reflect",
    mode: str = "clip",
) -> str:
    """Write the script that filters photo.png to filtered.png as `open_filter` does.

    A test runs it and compares the picture; kernels are written with six decimals.

    >>> print(pytorch_snippet([np.eye(2)]).splitlines()[-1])
    Image.fromarray(picture).save("filtered.png")
    """
    lines = _photo(grey)
    for number, kernel in enumerate(kernels):
        lines += _one_response(np.asarray(kernel), number, border)
    lines.append(f"response = {_joined(len(kernels))}")
    bright = mode == "signed" and not grey
    if bright:
        lines.append("luma = torch.tensor([0.299, 0.587, 0.114]).double()")
        lines.append("response = (response * luma[:, None, None, None]).sum(0, keepdim=True)")
    one = ".squeeze(2)" if grey or bright else ""
    lines += [
        f"shown = {_SHOW[mode]}",
        f"picture = shown.round().byte()[:, 0].permute(1, 2, 0){one}.numpy()",
        'Image.fromarray(picture).save("filtered.png")',
    ]
    return "\n".join(lines)


def _photo(grey: bool) -> list[str]:
    return [
        "import numpy as np",
        "import torch",
        "import torch.nn.functional as F",
        "from PIL import Image",
        "",
        f'photo = Image.open("photo.png").convert("{"L" if grey else "RGB"}")',
        "pixels = torch.from_numpy(np.array(photo)).double()",
        "# one channel at a time: (channels, 1, height, width)",
        f"x = pixels{'[None]' if grey else '.permute(2, 0, 1)'}.unsqueeze(1)",
    ]


def _one_response(kernel: np.ndarray, number: int, border: str) -> list[str]:
    rows = [f"    [{', '.join(_number(value) for value in row)}]," for row in kernel]
    height, width = kernel.shape
    sides = ((width - 1) // 2, width // 2, (height - 1) // 2, height // 2)
    return [
        f"kernel{number} = torch.tensor([",
        *rows,
        "]).double()",
        f'padded = F.pad(x, {sides}, mode="{_PAD[border]}")',
        f"response{number} = F.conv2d(padded, kernel{number}[None, None])",
    ]


def _joined(count: int) -> str:
    return "response0" if count == 1 else "torch.hypot(response0, response1)"


def _number(value: float) -> str:
    return f"{round(float(value), 6):g}" if value == round(value) else f"{value:.6f}"
