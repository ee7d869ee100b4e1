"""A reader that asks the database once per question, as the server does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data_access.reader import Reader


class Remembering(Reader):
    """Keeps answers; for databases that do not change during the tests."""

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or not callable(found):
            return found
        answers: dict[str, Any] = super().__getattribute__("__dict__").setdefault("_answers", {})

        def ask(*arguments: Any, **named: Any) -> Any:
            key = repr((name, arguments, sorted(named.items())))
            if key not in answers:
                asked: Callable[..., Any] = found
                answers[key] = asked(*arguments, **named)
            return answers[key]

        return ask
