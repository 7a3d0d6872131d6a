"""Drawing on the canvas as a hand does."""


def draw_line(page, points: list[tuple[int, int]]) -> None:
    """Draw one line through points of the canvas, in its pixels from the top left."""
    page.locator("canvas").last.scroll_into_view_if_needed()
    box = page.locator("canvas").last.bounding_box()
    places = [(box["x"] + x, box["y"] + y) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=5)
    page.mouse.up()
