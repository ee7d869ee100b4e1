"""Many readers at once, and what one change costs the server."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from tests.bench.protocol import Client, client
from tests.bench.servers import Server

THINK_SECONDS = 5.0
#: Seconds that an overloaded server is given beyond the time of measuring.
_GRACE = 60.0
#: Most readers look at the newest figures: they choose among so many options.
POPULAR = 4


@dataclass(frozen=True)
class Task:
    """A page and the filter that its readers change."""

    slug: str
    label: str
    query: str = "kreis=muster"


TASKS = (
    Task("verteilung", "Zeitraum"),
    Task("sgb2", "Zeitraum"),
    Task("sprachkurse", "Zeitraum"),
    Task("handlungsfelder", "Handlungsfeld"),
)


@dataclass
class Waits:
    """Seconds that readers waited for changes, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    troubles: int = 0


async def _change(one: Client, task: Task, options: Sequence[str], waits: Waits) -> None:
    if not one.options(task.label):
        waits.troubles += 1
        await one.visit(task.slug, task.query)
        return
    others = [option for option in options if option != one.value(task.label)]
    answer = await one.choose(task.label, random.choice(others))
    waits.seconds.append(answer.seconds)
    waits.troubles += answer.troubles


@dataclass(frozen=True)
class Cost:
    """What a change costs: server time, messages and bytes sent."""

    cpu_ms: float
    messages: float
    kilobytes: float


async def cost_of_changes(server: Server, task: Task, count: int) -> Cost:
    """One reader changes a filter again and again, among choices seen before."""
    messages = size = 0
    async with client(server.stream) as one:
        await one.visit(task.slug, task.query)
        options = one.options(task.label)[:POPULAR]
        for option in [*options, *options]:
            await one.choose(task.label, option)
        before = server.cpu_seconds()
        for number in range(count):
            answer = await one.choose(task.label, options[number % len(options)])
            messages += answer.messages
            size += answer.size
        spent = server.cpu_seconds() - before
    return Cost(1000 * spent / count, messages / count, size / count / 1000)


async def first_builds(server: Server, task: Task, count: int) -> list[float]:
    """Seconds of changes to choices that nobody made before."""
    async with client(server.stream) as one:
        await one.visit(task.slug, task.query)
        rare = one.options(task.label)[POPULAR + 2 :][:count]
        return [(await one.choose(task.label, option)).seconds for option in rare]


async def at_once(server: Server, count: int, seconds: float) -> Waits:
    """Readers with time to think; measured after all of them have opened their page."""
    waits = Waits()
    ready = asyncio.Barrier(count)

    async def read(number: int) -> None:
        task = TASKS[number % len(TASKS)]
        await asyncio.sleep(0.05 * number)
        async with client(server.stream) as one:
            await one.visit(task.slug, task.query)
            options = one.options(task.label)[:POPULAR]
            await ready.wait()
            end = time.monotonic() + seconds
            await asyncio.sleep(random.uniform(0, THINK_SECONDS))
            while time.monotonic() < end:
                await _change(one, task, options, waits)
                await asyncio.sleep(random.uniform(0.5, 1.5) * THINK_SECONDS)

    await _all((read(number) for number in range(count)), seconds + _GRACE, waits)
    return waits


async def _all(tasks: Iterable[Coroutine[None, None, None]], limit: float, waits: Waits) -> None:
    """Run to the end, or until the time is over: then what was measured so far counts."""
    try:
        async with asyncio.timeout(limit):
            await asyncio.gather(*tasks)
    except (OSError, TimeoutError, WebSocketException):
        waits.troubles += 1


async def without_pause(server: Server, count: int, seconds: float) -> float:
    """Changes a second of readers who never think."""
    waits = Waits()
    ready = asyncio.Barrier(count)

    async def read(number: int) -> None:
        task = TASKS[number % len(TASKS)]
        async with client(server.stream) as one:
            await one.visit(task.slug, task.query)
            options = one.options(task.label)[:POPULAR]
            for option in options:
                await one.choose(task.label, option)
            await ready.wait()
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                await _change(one, task, options, waits)

    await _all((read(number) for number in range(count)), seconds + _GRACE, waits)
    return len(waits.seconds) / seconds


async def first_visits(server: Server, count: int) -> int:
    """Errors that so many readers meet who come at once to a server that just started."""

    async def visit() -> int:
        try:
            async with client(server.stream) as one:
                return (await one.visit("", "kreis=muster")).troubles
        except (OSError, TimeoutError, WebSocketException):
            return 1

    return sum(await asyncio.gather(*(visit() for _ in range(count))))
