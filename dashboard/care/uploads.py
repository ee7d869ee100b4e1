"""Files that were uploaded and wait to be confirmed: in the memory of one session, nowhere else.

Streamlit's own store is emptied as soon as a file has arrived. What is kept here goes when the file
is confirmed or put away, when the reader goes to another page, and when the session ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data_access.importers.examination import Order
from data_access.importers.files.limits import MAX_DESK_BYTES, MAX_DESK_MEGABYTES
from data_access.importers.reports.report import FileReport
from data_access.settings import settings

_DESK = "datenpflege"


@dataclass
class Upload:
    """A file that waits.

    Attributes:
        number: tells it from the others of its session.
        order: how it is to be read, with the office's answers.
        report: what reading it with this order would do; None until somebody has looked.
        sheets: of the workbook, as the first look found them.
    """

    number: int
    name: str
    content: bytes
    order: Order
    report: FileReport | None = None
    sheets: tuple[str, ...] = ()


@dataclass
class Desk:
    """What one session has before it.

    Attributes:
        uploads: in the order of their arrival.
        finished: what became of those that were confirmed, the last one first.
        arrived: number of files so far.
    """

    uploads: list[Upload] = field(default_factory=list)
    finished: list[FileReport] = field(default_factory=list)
    arrived: int = 0

    def take(self, name: str, content: bytes) -> Upload | None:
        """Put a file on the desk; None where the memory of a session would not do for it."""
        if sum(len(one.content) for one in self.uploads) + len(content) > MAX_DESK_BYTES:
            return None
        self.arrived += 1
        order = Order(county_key=settings().default_county)
        self.uploads.append(Upload(self.arrived, name, content, order))
        return self.uploads[-1]

    def put_away(self, upload: Upload) -> None:
        """Take a file from the desk."""
        self.uploads.remove(upload)


def desk() -> Desk:
    """What this session has before it."""
    found = st.session_state.setdefault(_DESK, Desk())
    if not isinstance(found, Desk):
        raise TypeError("Kein Arbeitsplatz")
    return found


def forget() -> None:
    """Drop everything that this session has uploaded."""
    st.session_state.pop(_DESK, None)
    # Also what arrived after the page was left.
    empty_store()


def empty_store() -> None:
    """Drop what Streamlit keeps of this session's uploads."""
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def keep_in_memory() -> None:
    """Let no upload be written to a temporary file, whatever its size."""
    # Streamlit counts a MB as 1024 x 1024 bytes: what is a little too large still arrives, and is
    # refused in our words.
    MultiPartParser.spool_max_size = MAX_DESK_MEGABYTES * 2**20 + 1
