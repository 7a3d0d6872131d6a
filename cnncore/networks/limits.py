"""Which networks may be made and trained here."""

from cnncore.errors import InputError
from cnncore.networks.layers import PRESETS, parse
from cnncore.networks.ledger import FLOAT_BYTES, Ledger, Line, account
from cnncore.networks.shapes import count
from cnncore.networks.words import problem_sentence

MOST_PARAMETERS = 10_000_000
MOST_MULTIPLY_ADDS = 200_000_000
MOST_TRAINING_BYTES = 1_000_000_000
JUDGED_AT_ONCE = 500  # digits, where a network is only asked
SIMPLE = "simple"


def ledger_of(words: str) -> Ledger:
    """Account for a network as a setting names it: "simple", or layers in words."""
    return account(parse(PRESETS["SimpleCNN"] if words == SIMPLE else words))


def require_buildable(book: Ledger) -> None:
    """Raise `InputError` where a layer does not fit or the network is too large to make here."""
    if book.problem is not None:
        raise InputError(
            "layers that fit together",
            f"a misfit at layer {book.problem.number + 1}",
            problem_sentence(book.problem),
        )
    for name, number, most in (
        ("parameters", book.parameters, MOST_PARAMETERS),
        ("multiply-adds an image", book.multiply_adds, MOST_MULTIPLY_ADDS),
    ):
        if number > most:
            raise InputError(
                f"at most {most:,} {name}", f"{number:,}", "Take fewer channels or features."
            )


def require_trainable(book: Ledger) -> None:
    """Raise `InputError` where the network cannot be made, or does not end in ten scores.

    >>> from cnncore.networks.layers import parse
    >>> from cnncore.networks.ledger import account
    >>> require_trainable(account(parse("flatten")))
    Traceback (most recent call last):
    cnncore.errors.InputError: Expected a network that ends in ten scores, (N, 10); got (784,). \
End it with linear10.
    """
    require_buildable(book)
    if not book.answers_digits:
        raise InputError(
            "a network that ends in ten scores, (N, 10)",
            str(book.output_shape),
            "End it with linear10.",
        )


def training_bytes(book: Ledger, batch: int) -> int:
    """Estimate what training holds: each layer's numbers for the way back, gradients, weights.

    >>> training_bytes(ledger_of("simple"), 64) // 1_000_000
    50
    """
    kept = [_kept(entry) for entry in book.entries]
    training = batch * (sum(kept) + 2 * max(kept))
    asking = JUDGED_AT_ONCE * 2 * max(kept)
    return FLOAT_BYTES * (max(training, asking) + 5 * book.parameters)


def require_affordable(book: Ledger, batch: int) -> None:
    """Raise `InputError` where a batch of this size would need too much memory here."""
    needed = training_bytes(book, batch)
    if needed > MOST_TRAINING_BYTES:
        raise InputError(
            f"a training step within {MOST_TRAINING_BYTES / 1e9:g} GB of memory",
            f"about {needed / 1e9:.1f} GB with {batch} digits at once",
            "Take a smaller batch, fewer channels, or pool earlier.",
        )


def _kept(entry: Line) -> int:
    """Count the 32-bit numbers a layer holds for one image."""
    into, out = entry.shapes
    given = count(out)
    if entry.layer.kind == "flatten":
        return 0
    if entry.layer.kind == "max":
        return 3 * given  # with the place of each largest, in 64 bits
    if entry.layer.kind == "local":
        return given + entry.layer["kernel"] ** 2 * into[0] * count(out[1:])
    return given
