"""A browser's side of Streamlit's protocol, to see what a session is sent without a browser."""

from __future__ import annotations

import http.client
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

_SECONDS = 60
_BOUNDARY = "grenze"


@dataclass
class Session:
    """A session of one reader.

    Attributes:
        id: of the session, once it has run.
        pages: addresses of the navigation, as last sent.
        elements: all that was sent since the last run began.
        shown: by its place, what stands there.
        received: every message of the last run as it came, to the last byte.
        progress: share and words of the bar, each as often as it was sent since ``run``.
        patience: seconds to wait for the next message.
    """

    connection: ClientConnection
    id: str = ""
    pages: tuple[str, ...] = ()
    elements: list[Any] = field(default_factory=list)
    shown: dict[tuple[int, ...], Any] = field(default_factory=dict)
    received: list[bytes] = field(default_factory=list)
    progress: list[tuple[int, str]] = field(default_factory=list)
    patience: float = _SECONDS

    def run(self, page: str = "", query: str = "", **widgets: Any) -> None:
        """Run a page and read until it is finished.

        Args:
            page: its address.
            query: what follows the question mark.
            widgets: states by field, each with the id of its widget.
        """
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        for name, (identifier, value) in widgets.items():
            state = message.rerun_script.widget_states.widgets.add(id=identifier)
            if isinstance(value, bool):
                setattr(state, name, value)
            else:
                getattr(state, name).CopyFrom(value)
        self.connection.send(message.SerializeToString())
        self.elements, self.shown, self.received, self.progress = [], {}, [], []
        self._read()

    def _read(self) -> None:
        while True:
            data = self.connection.recv(timeout=self.patience)
            message = ForwardMsg()
            self.received.append(bytes(data) if isinstance(data, bytes) else data.encode())
            message.ParseFromString(self.received[-1])
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.id = message.new_session.initialize.session_id or self.id
                self.elements, self.shown = [], {}
            elif kind == "navigation":
                self.pages = tuple(one.url_pathname for one in message.navigation.app_pages)
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._take(tuple(message.metadata.delta_path), message.delta.new_element)
            elif kind == "script_finished" and message.script_finished in {
                ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY,
                ForwardMsg.ScriptFinishedStatus.FINISHED_WITH_COMPILE_ERROR,
            }:
                return

    def _take(self, place: tuple[int, ...], element: Any) -> None:
        self.elements.append(element)
        self.shown[place] = element
        if element.HasField("progress"):
            self.progress.append((element.progress.value, element.progress.text))

    def text(self) -> str:
        """All HTML that the page consists of."""
        return "\n".join(one.html.body for one in self.elements if one.HasField("html"))

    def widget(self, kind: str, label: str = "") -> Any:
        """The first widget of a kind, such as ``file_uploader``, whose label holds a text."""
        found = (getattr(one, kind) for one in self.elements if one.HasField(kind))
        return next(one for one in found if label in one.label)


@contextmanager
def session(port: int, *, host: str = "127.0.0.1", **headers: str) -> Iterator[Session]:
    """A session of a reader who asks with these headers; ``Origin`` as a browser sends it.

    Raises:
        InvalidStatus: the server takes no such connection.
    """
    with connect(
        f"ws://{host}:{port}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers={name.replace("_", "-"): value for name, value in headers.items()},
        max_size=None,
        open_timeout=_SECONDS,
    ) as connection:
        yield Session(connection)


def ask(
    port: int,
    method: str,
    path: str,
    *,
    host: str = "127.0.0.1",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> http.client.HTTPResponse:
    """Ask for an address; the body of the answer has been read."""
    connection = http.client.HTTPConnection(host, port, timeout=_SECONDS)
    connection.request(method, path, body=body, headers=dict(headers or {}))
    answer = connection.getresponse()
    answer.text = answer.read().decode("utf-8", "replace")  # type: ignore[attr-defined]
    connection.close()
    return answer


def put_file(
    port: int, session_id: str, name: str, content: bytes, **headers: str
) -> tuple[int, str]:
    """Send a file as the browser does: status and the id of the file."""
    token = ask(port, "GET", "/_stcore/health").getheader("set-cookie", "").split(";")[0]
    file_id = str(uuid.uuid4())
    body = (
        (
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
            "Content-Type: text/csv\r\n\r\n"
        ).encode()
        + content
        + f"\r\n--{_BOUNDARY}--\r\n".encode()
    )
    given = {
        "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
        "Cookie": token,
        "X-Xsrftoken": token.partition("=")[2],
        **{key.replace("_", "-"): value for key, value in headers.items()},
    }
    path = f"/_stcore/upload_file/{session_id}/{file_id}"
    return ask(port, "PUT", path, body=body, headers=given).status, file_id


def choose_file(port: int, mine: Session, name: str, content: bytes) -> None:
    """Choose a file in the field of „Datenpflege“, as a browser does, and wait for the answer."""
    widget = mine.widget("file_uploader")
    status, file_id = put_file(port, mine.id, name, content)
    if status != HTTPStatus.NO_CONTENT:
        raise RuntimeError(f"Der Server nimmt die Datei nicht an: {status}")
    state = FileUploaderState()
    info: UploadedFileInfo = state.uploaded_file_info.add(
        file_id=file_id, name=name, size=len(content)
    )
    path = f"/_stcore/upload_file/{mine.id}/{file_id}"
    info.file_urls.file_id = file_id
    info.file_urls.upload_url = info.file_urls.delete_url = path
    mine.run("datenpflege", file_uploader_state_value=(widget.id, state))


__all__ = ["InvalidStatus", "Session", "ask", "choose_file", "put_file", "session"]
