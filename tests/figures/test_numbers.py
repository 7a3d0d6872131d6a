"""Numbers in figures: a true minus everywhere, digits by rule."""

from ui.figures.numbers import fixed, short, signed


def test_the_minus_is_true_and_zero_has_none() -> None:
    assert [short(-2), short(-0.0), short(-1e-7)] == ["−2", "0", "−1e−07"]
    assert [fixed(-0.126, 2), fixed(-0.0, 2)] == ["−0.13", "0.00"]
    assert [signed(-4), signed(4), signed(-0.0, 2)] == ["−4", "+4", "+0.00"]


def test_digits_are_counted_from_the_first_or_from_the_point() -> None:
    assert [short(1234.56), short(0.00123456), short(1 / 3, 2)] == ["1235", "0.001235", "0.33"]
    assert [fixed(1234.56, 1), fixed(0.00123, 2)] == ["1234.6", "0.00"]
