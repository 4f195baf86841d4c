"""The index of the pictures, and which tests take them."""

from pathlib import Path

from tools.shots import index, takers


def test_every_picture_is_shown_under_its_folder():
    page = index([Path("pages/b-dark.png"), Path("system/level.png"), Path("pages/a.png")])
    assert page.index("pages</h2>") < page.index("pages/a.png") < page.index("pages/b-dark.png")
    assert page.index("pages/b-dark.png") < page.index("system</h2>") < page.index("system/level.png")
    assert page.count("<img") == 3


def test_the_tests_that_take_pictures_are_found(root):
    found = takers(root)
    assert {"tests/system/test_every_view.py", "tests/paid/test_sheet.py"} <= set(found)
    assert "tests/system/test_html.py" not in found
