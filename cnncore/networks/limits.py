"""Which networks may be made and trained here."""

from cnncore.errors import InputError
from cnncore.networks.ledger import Ledger
from cnncore.networks.words import problem_sentence

MOST_PARAMETERS = 10_000_000
MOST_MULTIPLY_ADDS = 200_000_000


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
