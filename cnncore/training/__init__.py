"""Training: a network learns digits, quickly and repeatably, from settings that a visitor chooses.

What it has learnt is judged here too, and a trained one is taught a visitor's own digits.
"""

from cnncore.lazy import lazy

_HOMES = {
    "augmentation": "RECIPES Augmentation augment",
    "equal_budget": "KINDS NETWORKS Here Result measure of_kind recorded",
    "judging": "Judgement judge reliability",
    "quick": "expect_pixels product_type training_logits",
    "settings": "DEFAULTS Settings changed command from_record limits",
    "teaching": "Effect effect taught_network teach",
    "trainer": "Diverged Score Trainer TrainStep best_device score_digits",
}
__getattr__, __dir__, __all__ = lazy(__name__, _HOMES)
