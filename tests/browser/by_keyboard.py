"""A screen used by keyboard alone: what the keyboard does not reach, a test does not use."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import wait_drawn

MOST_TABS = 200


def reach(page: Page, wanted: Locator) -> None:
    """Tab until it has the focus: what the keyboard does not reach, the test does not use."""
    wait_drawn(page)
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        if wanted.evaluate(
            "(one) => one === document.activeElement || one.contains(document.activeElement)"
        ):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"la tastiera non raggiunge {wanted}")


def press(page: Page, name: str) -> None:
    """A button, by keyboard."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_enabled()
    reach(page, button)
    page.keyboard.press("Enter")


def part(page: Page, name: str) -> None:
    """A tab of the sitting, by keyboard.

    Each arrow opens the next, once the one before is drawn.
    """
    tabs, wanted = page.get_by_role("tab"), page.get_by_role("tab", name=name)
    reach(page, page.get_by_role("tab", selected=True))
    for _ in range(tabs.count()):
        if wanted.evaluate("(one) => one === document.activeElement"):
            break
        page.keyboard.press("ArrowRight")
        wait_drawn(page)
    page.keyboard.press("Enter")
    expect(wanted).to_have_attribute("aria-selected", "true")


def write(page: Page, label: str, words: str) -> None:
    """A field, by keyboard; Enter leaves it."""
    reach(page, page.get_by_label(label))
    page.keyboard.type(words)


def pick(page: Page, label: str, words: str) -> None:
    """An answer of a list, by keyboard."""
    reach(page, page.get_by_role("combobox", name=re.compile(re.escape(label))))
    page.keyboard.press("ArrowDown")
    option = page.get_by_role("option", name=words, exact=True)
    expect(option).to_be_visible()
    places = [one.strip() for one in page.get_by_role("option").all_inner_texts()]
    page.keyboard.press("Home")
    for _ in range(places.index(words)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_drawn(page)
