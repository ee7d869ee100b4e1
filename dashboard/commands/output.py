"""How commands speak: results to standard output, progress to standard error."""

from __future__ import annotations

import json
import sys
from typing import Any

from data_access.importers.examination import Progress, silent

_WIDTH = 24


def say(text: str) -> None:
    """Print a result."""
    sys.stdout.write(f"{text}\n")


def say_json(content: Any) -> None:
    """Print a result as JSON."""
    say(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def progress_bar(name: str) -> Progress:
    """A bar on standard error where somebody watches; nothing where it goes to a file."""
    if not sys.stderr.isatty():
        return silent

    def show(step: str, share: float) -> None:
        done = round(_WIDTH * min(share, 1.0))
        bar = "█" * done + "░" * (_WIDTH - done)
        sys.stderr.write(f"\r{bar} {round(100 * share):3d} %  {name}: {step:<14}")
        if share >= 1.0:
            sys.stderr.write("\r\033[K")
        sys.stderr.flush()

    return show
