"""How a number is written: a true minus, and a fixed rule for its digits."""


def short(value: float, digits: int = 4) -> str:
    """Write the significant digits only.

    >>> short(-0.5), short(1 / 3), short(-0.0), short(12.0)
    ('−0.5', '0.3333', '0', '12')
    """
    return _true_minus(f"{value + 0.0:.{digits}g}")


def fixed(value: float, decimals: int) -> str:
    """Write as many decimals, whatever the value.

    >>> fixed(-1.5, 2), fixed(-0.0, 1), fixed(-0.001, 2)
    ('−1.50', '0.0', '0.00')
    """
    return _true_minus(f"{round(float(value), decimals) + 0.0:.{decimals}f}")


def signed(value: float, decimals: int = 0) -> str:
    """Write the sign too, also of zero.

    >>> signed(3), signed(-0.25, 2), signed(0.0, 2)
    ('+3', '−0.25', '+0.00')
    """
    return _true_minus(f"{round(float(value), decimals) + 0.0:+.{decimals}f}")


def _true_minus(text: str) -> str:
    return text.replace("-", "−")
