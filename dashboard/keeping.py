"""Keeps answers: a bounded number of them, each worked out once however many ask at a time.

Not Streamlit's cache: that one keeps a lock for every key it has ever seen, and empties itself for
everybody when any reader's browser sends the message that asks for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from cachetools import LRUCache, cached

P = ParamSpec("P")
T = TypeVar("T")


def kept(
    answers: LRUCache[str, Any],
) -> Callable[[Callable[P, T]], Callable[Concatenate[str, P], T]]:
    """Keep a function's answers by a key that it is called with before its arguments."""

    def keep(function: Callable[P, T]) -> Callable[Concatenate[str, P], T]:
        @cached(answers, key=lambda key, *_, **__: key, condition=threading.Condition())
        def answer(_key: str, /, *arguments: P.args, **named: P.kwargs) -> T:
            return function(*arguments, **named)

        return answer

    return keep
