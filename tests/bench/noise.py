"""How much the machine is disturbed: the same small work, timed again and again."""

from __future__ import annotations

import os
import time


def _work() -> int:
    total = 0
    for number in range(400_000):
        total ^= number * number
    return total


class Noise:
    """Times of one fixed piece of work; on a machine of one's own they are all alike."""

    def __init__(self) -> None:
        self._wall: list[float] = []
        self._cpu: list[float] = []

    def sample(self) -> None:
        """Look five times."""
        for _ in range(5):
            wall, cpu = time.perf_counter(), time.process_time()
            _work()
            self._wall.append(time.perf_counter() - wall)
            self._cpu.append(time.process_time() - cpu)

    def summary(self) -> str:
        """In one sentence."""
        return (
            f"Noise: the same work took {_span(self._wall)} of wall time and {_span(self._cpu)} of "
            f"processor time, its fastest taken as 1; load average {os.getloadavg()[1]:.1f} on "
            f"{os.cpu_count()} cores."
        )


def _span(values: list[float]) -> str:
    ordered = sorted(values)
    return f"{ordered[len(ordered) // 2] / ordered[0]:.1f} (worst {ordered[-1] / ordered[0]:.1f})"
