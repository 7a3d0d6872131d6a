"""Nine accuracies: networks go down, kinds of digits across, and more is greener."""

import re
from types import SimpleNamespace

from ui.figures import style
from ui.training.figures.equal_budget import accuracy_table

ACCURACIES = {
    ("dense", "plain"): 0.9,
    ("dense", "moved"): 0.5,
    ("shared", "plain"): 1.0,
    ("shared", "moved"): 0.951,
}


def test_each_accuracy_stands_in_its_row_and_column() -> None:
    html = accuracy_table(
        [
            SimpleNamespace(network=network, kind=kind, accuracy=accuracy)
            for (network, kind), accuracy in ACCURACIES.items()
        ]
    )
    assert re.findall(r'scope="col">(.*?)<', html) == ["plain", "moved"]
    rows = re.findall(r'scope="row">(.*?)</th>(.*?)</tr>', html)
    read = {network: re.findall(r">([\d.]+)%<", cells) for network, cells in rows}
    assert read == {"dense": ["90.0", "50.0"], "shared": ["100.0", "95.1"]}
    shades = re.findall(rf"background:{style.MAP}(\w\w)", html)
    assert [int(shade, 16) for shade in shades] == [84, 7, 140, 113]
