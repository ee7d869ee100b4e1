"""The part of the bench that needs a browser: loads, filter changes, foreign requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser

from dashboard.charts.model import Chart
from tests.bench import browser as driver
from tests.bench.floors import Floors
from tests.bench.pages import FilterCase, PageCase, Pages, drawn_ids
from tests.bench.plan import Plan
from tests.bench.probes import Probe, probes
from tests.bench.report import Pair, Row, over_all
from tests.bench.servers import BenchError, Server

COLD, WARM, FILTER, FILTER_LATER = 1.75, 1.5, 2.7, 2.0
Say = Callable[[str], None]


@dataclass(frozen=True)
class Shown:
    """What a page shows after a change: charts drawn, and how to tell."""

    ids: list[str]
    probes: list[Probe]


@dataclass(frozen=True)
class Change:
    """A filter case with both of its states."""

    case: FilterCase
    old: Shown
    new: Shown


class BrowserBench:
    """Pages, floors, and the browser that loads them in turns."""

    def __init__(self, plan: Plan, pages: Pages, floors: Floors) -> None:
        self._plan = plan
        self._charts = {one: pages.charts(one.slug, one.selection) for one in plan.pages}
        for page, charts in self._charts.items():
            floors.write_page(page.file, charts)
        self._changes = [
            self._change(pages, floors, PageCase(slug, county), parameter)
            for slug, county, parameter in plan.filters
        ]

    def _change(self, pages: Pages, floors: Floors, page: PageCase, parameter: str) -> Change:
        case = pages.filter_case(page, parameter)
        old = self._charts.get(page) or pages.charts(page.slug, page.selection)
        new = pages.charts(page.slug, case.selection)
        floors.write_change(case.file, old, new)
        change = Change(case, old=_shown(old, new), new=_shown(new, old))
        if not change.new.probes and set(change.new.ids) == set(change.old.ids):
            raise BenchError(f"{case.name}: no chart changes")
        return change

    def rows(self, browser: Browser, dashboard: Server, static: Server, say: Say) -> list[Row]:
        """Measure everything."""
        cold, warm, operable = self._loads(browser, dashboard, static, say)
        whole, only = self._filters(browser, dashboard, static, say)
        asked = [
            address
            for page, charts in self._charts.items()
            for address in driver.foreign_requests(
                browser, f"{dashboard.url}{page.path}", drawn_ids(charts)
            )
        ]
        return [
            over_all("cold load, all pages", list(cold.values()), COLD),
            *(pair.row(f"  cold {page.name}") for page, pair in cold.items()),
            over_all("warm load, all pages (floor: import())", list(warm.values()), WARM),
            *(pair.row(f"  warm {page.name}") for page, pair in warm.items()),
            over_all_only("warm load until filters answer", list(operable.values())),
            over_all(
                "filter to new charts, all",
                list(whole.values()),
                FILTER,
                f", later {FILTER_LATER:g}",
            ),
            *(pair.row(f"  filter {case.name}") for case, pair in whole.items()),
            over_all_only("filter, floor draws only what changed", list(only.values())),
            Row(
                "requests to outside hosts",
                str(len(asked)),
                target="0",
                reached=not asked,
                spread=", ".join(sorted(set(asked)))[:80],
            ),
        ]

    def _loads(
        self, browser: Browser, dashboard: Server, static: Server, say: Say
    ) -> tuple[dict[PageCase, Pair], dict[PageCase, Pair], dict[PageCase, Pair]]:
        cold, warm, operable = ({page: Pair() for page in self._charts} for _ in range(3))
        fewest, most = self._plan.rounds
        end = time.monotonic() + self._plan.load_seconds
        for number in range(most):
            started = time.monotonic()
            for page, charts in self._charts.items():
                ids = drawn_ids(charts)
                ours = driver.two_visits(
                    browser, f"{dashboard.url}{page.path}", ids, streamlit=True
                )
                script, module = (
                    driver.two_visits(
                        browser, f"{static.url}/{page.file}-{kind}.html", ids, streamlit=False
                    )
                    for kind in ("script", "import")
                )
                cold[page].add(ours.cold, script.cold)
                warm[page].add(ours.warm, module.warm)
                operable[page].add(ours.operable or 0.0, module.warm)
            taken = time.monotonic() - started
            say(f"loads, round {number + 1}: {taken:.0f} s")
            if number + 1 >= fewest and time.monotonic() + taken > end:
                break
        return cold, warm, operable

    def _filters(
        self, browser: Browser, dashboard: Server, static: Server, say: Say
    ) -> tuple[dict[FilterCase, Pair], dict[FilterCase, Pair]]:
        whole: dict[FilterCase, Pair] = {}
        only: dict[FilterCase, Pair] = {}
        for change in self._changes:
            case, ids = change.case, change.old.ids
            whole[case], only[case] = Pair(), Pair()
            with driver.reader(browser, ids) as left, driver.reader(browser, ids) as right:
                ours = driver.DashboardFilter(left, f"{dashboard.url}{case.page.path}", case)
                floor = driver.FloorFilter(right, static.url, case)
                for turn in range(self._plan.turns + 1):
                    for new, after in ((True, change.new), (False, change.old)):
                        taken = ours.change(new=new, ids=after.ids, probes=after.probes)
                        all_anew = floor.change(new=new, ids=after.ids, probes=after.probes)
                        before = change.old if new else change.new
                        floor.change(new=not new, ids=before.ids, probes=before.probes)
                        changed = floor.change(
                            new=new, ids=after.ids, probes=after.probes, only=True
                        )
                        # The first turn builds the page on the server; it is not counted.
                        if turn:
                            whole[case].add(taken, all_anew)
                            only[case].add(taken, changed)
            say(f"filter {case.name}: {whole[case].ratio:.2f}")
        return whole, only


def _shown(after: tuple[Chart, ...], before: tuple[Chart, ...]) -> Shown:
    return Shown(drawn_ids(after), probes(before, after))


def over_all_only(what: str, pairs: list[Pair]) -> Row:
    """As ``over_all``, without a target."""
    row = over_all(what, pairs, 0)
    return Row(row.what, row.measured, row.floor, row.ratio, row.spread)
