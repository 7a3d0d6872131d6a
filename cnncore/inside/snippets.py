"""The lessons on one drawing as short scripts, to run beside a copy of this project."""

ANSWER = """import numpy as np
from PIL import Image

import cnncore
from cnncore.digits.strokes import render_strokes, sample_strokes

rgba = render_strokes(sample_strokes(7))  # or np.asarray(Image.open("mine.png").convert("RGBA"))
drawing = cnncore.prepare_drawing(rgba)   # every stage is kept in the record
model = cnncore.load_pretrained()         # a torch.nn.Module
answer = cnncore.predict(model, drawing.digit)
print(answer.label, answer.probabilities.round(3))
"""

NUMBER = """import torch
from torch.nn import functional

import cnncore

model = cnncore.load_pretrained()
digit = cnncore.load_digits(split="held-out").images[8] / 255
x = torch.tensor(digit, dtype=torch.float32)[None, None]
with torch.no_grad():
    pooled = model.pool(model.relu(model.conv1(x)))        # (1, 16, 14, 14)
    maps = model.relu(model.conv2(pooled))                 # (1, 32, 14, 14)
    channel, row, col = 5, 6, 7
    patch = functional.pad(pooled, (1, 1, 1, 1))[0, :, row : row + 3, col : col + 3]
    products = patch * model.conv2.weight[channel]         # (16, 3, 3)
    total = torch.relu(products.sum() + model.conv2.bias[channel])
print(total.item(), maps[0, channel, row, col].item())
assert torch.allclose(total, maps[0, channel, row, col], atol=1e-5)
"""
