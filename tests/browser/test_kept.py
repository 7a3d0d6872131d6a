"""What a visitor has made survives a reload, is nobody else's, and is forgotten by one press."""

import pytest

from tests.browser.drawing import draw_line
from tests.browser.test_room_changes import opened, room_server  # noqa: F401 (fixtures)
from tests.conftest import settled

pytestmark = pytest.mark.browser
ANSWER = "words => document.querySelector('.saying strong')?.textContent === words"
STORED = "() => Object.entries(localStorage).filter(([name, text]) => /^cnn_/.test(name) && text)"


def draw_a_one(page) -> None:
    page.wait_for_selector(".saying strong")
    page.locator(".st-key-clear button").first.click()
    page.wait_for_function(ANSWER, arg="?")
    draw_line(page, [(140, 40), (140, 240)])
    page.wait_for_function(ANSWER, arg="1")


def test_drawing_receipt_and_digits_survive_a_reload_until_forgotten(
    opened,  # noqa: F811
    room_server,  # noqa: F811
) -> None:
    school = room_server[1]
    code = school.open_room()
    page = opened(f"/draw_digit?view=wall&room={code}")
    draw_a_one(page)
    page.get_by_role("button", name="Give it to the class wall").click()
    page.get_by_role("button", name="Take my last one back (1 given)").wait_for()
    page.wait_for_function("() => (localStorage.getItem('cnn_receipts') ?? '').length > 20")
    page.reload()
    settled(page)
    page.wait_for_function(ANSWER, arg="1")
    page.get_by_role("button", name="Take my last one back (1 given)").click()
    page.get_by_text(f"Room {code}: 0 drawings").wait_for()
    page.reload()
    settled(page)
    page.wait_for_function(ANSWER, arg="1")
    assert page.get_by_role("button", name="Take my last one back").count() == 0
    page.get_by_role("button", name="Forget what I made").click()
    page.wait_for_function(ANSWER, arg="7")
    page.wait_for_function(f"() => ({STORED})().length === 0")
    page.reload()
    settled(page)
    page.wait_for_function(ANSWER, arg="7")
    assert page.get_by_role("button", name="Forget what I made").count() == 0
    school.close_room(code)


def test_answers_survive_a_reload(opened) -> None:  # noqa: F811
    page = opened("/convolution?tab=exercise&task=size")
    page.get_by_placeholder("a number").first.fill("3")
    page.get_by_role("button", name="Check").click()
    page.get_by_text("right at the first try").wait_for()
    told = page.get_by_text("right at the first try").inner_text()
    page.wait_for_function("() => localStorage.getItem('cnn_progress')")
    page.reload()
    settled(page)
    page.get_by_text(told).wait_for()


def test_whatever_lies_in_the_storage_the_lesson_opens(opened) -> None:  # noqa: F811
    page = opened("/draw_digit")
    draw_a_one(page)
    page.wait_for_function("() => localStorage.getItem('cnn_sketch')")
    for text in ("{", "null", "7", '["</script>"]', "x".join("y" * 99)):
        names = ["sketch", "digits", "receipts", "progress"]
        page.evaluate(
            "([names, text]) => names.forEach((one) => localStorage.setItem('cnn_' + one, text))",
            [names, text],
        )
        page.reload()
        settled(page)
        page.wait_for_selector(".saying strong")
        assert page.get_by_test_id("stException").count() == 0
