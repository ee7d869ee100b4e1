"""Keeps answers: a bounded number of them, each worked out once however many ask at a time.

Not Streamlit's cache: that one keeps a lock for every key it has ever seen, and empties itself for
everybody when any reader's browser sends the message that asks for it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Kept(Generic[P, T]):
    """A function whose answers are kept by a key; those not asked for the longest go first."""

    def __init__(self, function: Callable[P, T], entries: int) -> None:
        self._function = function
        self.entries = entries
        self._answers: OrderedDict[str, T] = OrderedDict()
        self._under_way: dict[str, threading.Event] = {}
        self._lock = threading.Lock()

    def __call__(self, key: str, /, *arguments: P.args, **named: P.kwargs) -> T:
        """The answer to a key; the arguments are what it stands for."""
        while True:
            with self._lock:
                if key in self._answers:
                    self._answers.move_to_end(key)
                    return self._answers[key]
                other = self._under_way.get(key)
                if other is None:
                    done = self._under_way[key] = threading.Event()
                    break
            # Somebody else is at it; where that fails, this one tries.
            other.wait()
        try:
            answer = self._function(*arguments, **named)
            with self._lock:
                self._answers[key] = answer
                if len(self._answers) > self.entries:
                    self._answers.popitem(last=False)
            return answer
        finally:
            with self._lock:
                del self._under_way[key]
            done.set()

    def __len__(self) -> int:
        return len(self._answers)

    def clear(self) -> None:
        """Forget all answers."""
        with self._lock:
            self._answers.clear()


def kept(entries: int) -> Callable[[Callable[P, T]], Kept[P, T]]:
    """Keep so many answers of a function; it is called with a key before its arguments."""
    return lambda function: Kept(function, entries)
