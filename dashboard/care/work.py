"""What the page does with the database: the calls of the command line, and how it went.

Reading and writing have connections of their own: whoever only looks keeps nobody from writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import streamlit as st
from sqlalchemy import Connection, Engine

from dashboard.care import markup
from dashboard.screen import piece
from data_access.engine import create_store_engine, reading, writing
from data_access.errors import EXIT_REJECTED, MonitorError
from data_access.importers.reports.report import FileReport, refused
from data_access.settings import settings

_NOTICES = "datenpflege-meldungen"


@cache
def writer() -> Engine:
    """The engine that writes; one per process."""
    return create_store_engine(settings().database_url, read_only=False)


@cache
def reader() -> Engine:
    """An engine that reads what was just written; never one of the copies that pages may use."""
    return create_store_engine(settings().database_url, read_only=True)


@contextmanager
def looking() -> Iterator[Connection]:
    """A connection for reading."""
    with reading(reader()) as connection:
        yield connection


@contextmanager
def changing() -> Iterator[Connection]:
    """A transaction."""
    with writing(writer()) as connection:
        yield connection


def reported(name: str, work: Callable[[], FileReport]) -> FileReport:
    """The report of some work on a file; a file that is not read at all has one too.

    Raises:
        MonitorError: the file is not to blame, such as a database that is gone.
    """
    try:
        return work()
    except MonitorError as error:
        if error.exit_code != EXIT_REJECTED:
            raise
        return refused(name, error)


def done(text: str) -> None:
    """Say at the top of the next run that something was done."""
    st.session_state.setdefault(_NOTICES, []).append(markup.done(text))


def refuse(what: str, *, where: str, remedy: str) -> None:
    """Say at the top of the next run that something was not done."""
    error = MonitorError(what, where=where, remedy=remedy)
    st.session_state.setdefault(_NOTICES, []).append(markup.trouble(error))


@contextmanager
def told() -> Iterator[None]:
    """Say at the top of the next run what kept the block from being done."""
    try:
        yield
    except MonitorError as error:
        st.session_state.setdefault(_NOTICES, []).append(markup.trouble(error))


def notices() -> None:
    """What the last run did, or could not do."""
    for one in st.session_state.pop(_NOTICES, []):
        piece(one)
