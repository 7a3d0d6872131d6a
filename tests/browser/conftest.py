"""What the browser tests share: the lesson of the board, opened."""

import pytest


@pytest.fixture
def board(visit):
    """Open the convolution lesson and wait for the board."""

    def opened(query: str = "", **window):
        page = visit(f"/convolution{query}", **window)
        page.wait_for_selector(".board .cell")
        return page

    return opened
