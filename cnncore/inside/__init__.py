"""Inside a network: every layer's numbers for one digit, the sum behind each, and what moves it.

Networks are opened, operated on, shifted against and doubted here, never trained.
"""

from cnncore.lazy import lazy

_HOMES = {
    "attention": "gradient_map occlusion_map",
    "doubt": (
        "COVERAGE Doubt Judge Memory Neighbour calibrate doubt_of doubts hidden_features "
        "neighbours remember"
    ),
    "doubt_bundled": "bundled_judge",
    "favourites": "Excitement exciting peaks pixels_seen",
    "first_filters": "first_layer",
    "seven_steps": "Strip compute_strip load_strip",
    "shift": "Stability stability",
    "snippets": "ANSWER NUMBER",
    "steps": "Cell Step Stop check_cell kind_of layers_of read_trail steps_of value_at write_trail",
    "sums": "Scaling Sum Term sum_at",
    "surgery": "Confusion Operation HeldOutAnswers confusions filters_of judge_held_out operate",
    "words": "REASONS axes_of explain_sum reason_of",
}
__getattr__, __dir__, __all__ = lazy(__name__, _HOMES)
