"""What is bundled, and where it lies; README.md here says source, SHA-256 and licence of each."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
PROJECT = _HERE.parents[1]  # where `python -m cnncore...` finds the package
DIGITS = _HERE / "digits.npz"
WEIGHTS = _HERE / "simple_cnn.pt"
WEIGHTS_FACTS = _HERE / "simple_cnn.json"
DOUBT_SCALE = _HERE / "doubt.npz"
SEVEN_STEPS = _HERE / "seven_steps.npz"
EQUAL_BUDGET = _HERE / "equal_budget.json"
RECORDED_RUN = _HERE / "recorded"
PHOTOS = _HERE / "photos"
