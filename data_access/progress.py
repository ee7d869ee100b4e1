"""How far long work is, for whoever watches."""

from __future__ import annotations

from collections.abc import Callable

#: Says how far the work is: a German word and a share from 0 to 1.
Progress = Callable[[str, float], None]


def silent(_step: str, _share: float) -> None:
    """Nobody watches."""
