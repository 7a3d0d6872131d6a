"""How a probability is told on every page: never as certain, never as impossible."""


def chance(probability: float, decimals: int = 1) -> str:
    """Write a probability of 0 to 1 in percent; one that rounding would make 0 or 100 is bounded.

    >>> chance(0.9312), chance(0.99997), chance(0.0002), chance(0.914, 0)
    ('93.1 %', 'over 99.9 %', 'under 0.1 %', '91 %')
    """
    least = 10**-decimals
    percent = round(100 * float(probability), decimals)
    if percent >= 100:
        return f"over {100 - least:.{decimals}f} %"
    if percent <= 0:
        return f"under {least:.{decimals}f} %"
    return f"{percent:.{decimals}f} %"
