"""Visitors without a browser, from a test that shares its process with one."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def run(visits: Coroutine[object, object, Result]) -> Result:
    """Run in a thread of its own: the browser's loop has this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, visits).result()
