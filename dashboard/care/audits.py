"""Audits of the counties for the office's sessions: worked out once for each state of the data.

Not kept in ``dashboard.cached``, whose answers are everybody's. An audit takes seconds, so it runs
beside the sessions, one at a time: a page that only mentions it does not wait for it.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

from cachetools import LRUCache

from dashboard import cached
from dashboard.care import work
from dashboard.keeping import kept
from data_access.audit.effects import MOST_FIGURES, current_figures
from data_access.audit.model import Report
from data_access.audit.run import audit, judged_anew
from data_access.domain import County
from data_access.settings import settings

_REPORTS: LRUCache[str, Future[Report]] = LRUCache(8)
_SIZES: LRUCache[str, int] = LRUCache(16)
_LOCK = threading.Lock()
_WORKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pruefung")


def report(county: County) -> Report:
    """The audit of a county; waits where nobody has asked for it since the data changed."""
    return _told(county, _begun(county))


def finished(county: County) -> Report | None:
    """The audit of a county, or nothing yet: then it has been begun."""
    begun = _begun(county)
    return _told(county, begun) if begun.done() else None


def is_quick(county: County) -> bool:
    """Whether the audit takes seconds and not minutes."""
    return _size(_key(county), county.key) <= MOST_FIGURES


def _key(county: County) -> str:
    data = cached.data()
    return f"{settings().database_url} {county.key} {data.state} {data.day}"


def _begun(county: County) -> Future[Report]:
    key, day = _key(county), cached.data().day
    with _LOCK:
        found = _REPORTS.get(key)
        if found is None:
            found = _REPORTS[key] = _WORKER.submit(_audit, county, day)
        return found


def _audit(county: County, day: date) -> Report:
    with work.looking() as connection:
        return audit(connection, county, on=day)


@kept(_SIZES)
def _size(county_key: str) -> int:
    with work.looking() as connection:
        return current_figures(connection, county_key)


def _told(county: County, begun: Future[Report]) -> Report:
    """What was found, with what the office says to it now: that is no change of the data."""
    if begun.exception() is not None:
        # Said once; whoever looks again has it tried again.
        with _LOCK:
            _REPORTS.pop(_key(county), None)
    found = begun.result()
    with work.looking() as connection:
        return judged_anew(connection, found)
