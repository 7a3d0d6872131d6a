"""A script becomes a notebook whose cells run."""

import json

import numpy as np

from cnncore.convolution.three_ways import three_way_script
from cnncore.convolution.worked import Setup
from cnncore.notebook import notebook


def test_the_notebook_runs_cell_by_cell() -> None:
    setup = Setup(np.eye(5)[None], np.ones((1, 3, 3)), padding=1, stride=2)
    cells = json.loads(notebook(three_way_script(setup)))["cells"]
    space: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), space)
    assert space["difference"] == 0
