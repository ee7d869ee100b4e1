"""``python -m tests.bench``: start everything, measure, print one table, leave nothing behind."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import imports, queries, readers
from tests.bench.browser import running_browser, version
from tests.bench.floors import Floors
from tests.bench.in_browser import BrowserBench
from tests.bench.noise import Noise
from tests.bench.pages import Pages
from tests.bench.plan import FULL, QUICK, Plan
from tests.bench.report import Row, limit, milliseconds, table
from tests.bench.servers import BenchError, Machine, Server

CPU_MS, PERCENTILE_MS, QUERY, TIMES_MORE = 10, 50, 1.3, 10


class Bench:
    """One run."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self._plan = plan
        self._machine = Machine(folder)
        self._start = time.monotonic()
        self.noise = Noise()

    def say(self, text: str) -> None:
        """Progress goes to standard error; the table alone to standard output."""
        self.noise.sample()
        sys.stderr.write(f"[{time.monotonic() - self._start:4.0f} s] {text}\n")

    def rows(self) -> list[Row]:
        """Measure everything, part after part."""
        self.say("database and static pages")
        self._machine.prepare_database()
        return [
            *self._browser(),
            *self._first_visits(),
            *self._readers(),
            *self._queries(),
            *imports.rows_of(self._machine.folder / "import", self._plan.imported_values, self.say),
        ]

    def _browser(self) -> list[Row]:
        floors = Floors(self._machine.folder / "floors")
        bench = BrowserBench(self._plan, Pages(self._machine.database_url), floors)
        with (
            self._machine.dashboard() as dashboard,
            self._machine.floors(floors.folder) as static,
            running_browser() as browser,
        ):
            self.say(version(browser))
            return bench.rows(browser, dashboard, static, self.say)

    def _first_visits(self) -> list[Row]:
        self.say("first visits to a cold server")
        with self._machine.dashboard() as server:
            errors = asyncio.run(readers.first_visits(server, 10))
        return [limit("errors of ten first visits at once", errors, "", 0)]

    def _readers(self) -> list[Row]:
        plan = self._plan
        with self._machine.dashboard() as server:
            rows = self._costs(server)
            self.say(f"{plan.readers} readers at once")
            waits = asyncio.run(readers.at_once(server, plan.readers, plan.reading_seconds))
            self.say("ten readers without pause")
            busy = asyncio.run(readers.without_pause(server, 10, plan.busy_seconds))
            memory = server.memory_mb()
        self.say("the same as Streamlit comes")
        with self._machine.as_it_comes() as server:
            other = asyncio.run(readers.without_pause(server, 10, plan.busy_seconds))
        found = [1000 * one for one in waits.seconds]
        if len(found) < 2:
            raise BenchError(f"{plan.readers} readers: no answers, {waits.troubles} errors")
        high = statistics.quantiles(found, n=20)[-1]
        middle = statistics.median(found)
        return [
            *rows,
            limit(
                f"{plan.readers} readers, {readers.THINK_SECONDS:g} s think time, 95th percentile",
                high,
                " ms",
                PERCENTILE_MS,
                f" (median {middle:.0f}, {len(found)} changes, {waits.troubles} errors)",
            ),
            Row(
                "changes a second, 10 readers (floor: as Streamlit comes)",
                f"{busy:.1f}",
                f"{other:.1f}",
                f"{busy / other:.1f}" if other else "",
                "",
                f"≥ {TIMES_MORE} times",
                busy >= TIMES_MORE * other,
            ),
            Row("memory of the server after all this", f"{memory:.0f} MB"),
        ]

    def _costs(self, server: Server) -> list[Row]:
        self.say("what a change costs the server")
        costs = {
            task: asyncio.run(readers.cost_of_changes(server, task, self._plan.cost_changes))
            for task in readers.TASKS
        }
        built = asyncio.run(readers.first_builds(server, readers.TASKS[1], 20))
        middle = statistics.mean(one.cpu_ms for one in costs.values())
        return [
            limit("server CPU per change, mean of four pages", middle, " ms", CPU_MS),
            *(
                Row(
                    f"  CPU /{task.slug}",
                    f"{cost.cpu_ms:.1f} ms, {cost.messages:.0f} messages, {cost.kilobytes:.0f} kB",
                )
                for task, cost in costs.items()
            ),
            Row(
                "  answer to a choice nobody made before, /sgb2",
                milliseconds(1000 * statistics.median(built)),
            ),
        ]

    def _queries(self) -> list[Row]:
        counties = self._plan.counties
        self.say(f"databases of 1 and {counties} counties, {queries.ROWS:,} rows each")
        small = queries.build(self._machine.folder / "small.db", 1)
        large = queries.build(self._machine.folder / "large.db", counties)
        queries.interleaved(small, large, 5)
        few, many = queries.medians(queries.interleaved(small, large, 100))
        return [
            Row(
                f"page query, L ({counties * queries.ROWS / 1e6:.1f} million rows) against "
                f"S ({queries.ROWS / 1e3:.0f} thousand)",
                milliseconds(many),
                milliseconds(few),
                f"{many / few:.2f}",
                "",
                f"≤ {QUERY:g}",
                many / few <= QUERY,
            )
        ]


def main() -> int:
    """Run; 0 unless something broke, whatever the numbers say."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short look, in about two minutes")
    plan = QUICK if parser.parse_args().quick else FULL
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(plan, Path(folder))
        try:
            rows = bench.rows()
        except BenchError as error:
            sys.stderr.write(f"bench: {error}\n")
            return 1
        bench.say("done")
    sys.stdout.write(f"{table(rows)}\n{bench.noise.summary()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
