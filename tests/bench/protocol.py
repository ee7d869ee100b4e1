"""A reader without a browser: speaks Streamlit's websocket protocol as its page does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect

from tests.bench.servers import BenchError

#: Seconds until a server that says nothing counts as broken.
_PATIENCE = 60
_EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
_BROKEN = ForwardMsg.FINISHED_WITH_COMPILE_ERROR


@dataclass
class Answer:
    """What one run of the script sent."""

    seconds: float
    messages: int = 0
    size: int = 0
    troubles: int = 0


class Client:
    """One session. What a browser would keep is kept: widgets, address, known messages."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._query = ""
        self._page = ""
        self._boxes: dict[str, Selectbox] = {}
        self._values: dict[str, str] = {}
        self._known: set[str] = set()

    async def visit(self, slug: str, query: str) -> Answer:
        """Open a page."""
        message = BackMsg()
        message.rerun_script.query_string = self._query = query
        message.rerun_script.page_name = slug
        return await self._run(message)

    async def choose(self, label: str, option: str) -> Answer:
        """Change a select box.

        Raises:
            BenchError: the page does not show it, most likely because it shows an error.
        """
        if label not in self._boxes:
            raise BenchError(f"no select box {label!r} on the page")
        self._values[label] = option
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.cached_message_hashes.extend(self._known)
        for name, value in self._values.items():
            widget = message.rerun_script.widget_states.widgets.add()
            widget.id = self._boxes[name].id
            widget.string_value = value
        return await self._run(message)

    def options(self, label: str) -> list[str]:
        """What a select box offers; empty without such a box."""
        return list(self._boxes[label].options) if label in self._boxes else []

    def value(self, label: str) -> str:
        """What a select box shows."""
        return self._values[label]

    async def _run(self, message: BackMsg) -> Answer:
        self._boxes = {}
        known: set[str] = set()
        answer = Answer(0.0)
        start = time.perf_counter()
        await self._connection.send(message.SerializeToString())
        while True:
            async with asyncio.timeout(_PATIENCE):
                raw = await self._connection.recv(decode=False)
            received = ForwardMsg()
            received.ParseFromString(raw)
            answer.messages += 1
            answer.size += len(raw)
            if self._finished(received, answer):
                break
            if received.metadata.cacheable:
                known.add(received.hash)
            elif received.ref_hash:
                known.add(received.ref_hash)
        answer.seconds = time.perf_counter() - start
        self._known = known
        self._values = {label: one.raw_value for label, one in self._boxes.items()}
        return answer

    def _finished(self, message: ForwardMsg, answer: Answer) -> bool:
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            answer.troubles += message.script_finished == _BROKEN
            return message.script_finished != _EARLY
        if kind == "navigation":
            self._page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(message.delta.new_element, answer)
        return False

    def _element(self, element: Element, answer: Answer) -> None:
        kind = element.WhichOneof("type")
        if kind == "selectbox":
            self._boxes[element.selectbox.label] = element.selectbox
        elif kind == "exception" or (kind == "html" and 'class="trouble"' in element.html.body):
            answer.troubles += 1


@asynccontextmanager
async def client(stream: str) -> AsyncIterator[Client]:
    """A session; compression is offered as browsers do."""
    async with connect(
        stream, max_size=None, ping_interval=None, open_timeout=_PATIENCE
    ) as connection:
        yield Client(connection)
