"""The real server inside the test process, and the page alone, each on a database of its own."""

from __future__ import annotations

import mimetypes
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from streamlit import runtime
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from dashboard import cached
from dashboard.care import access, audits, work
from dashboard.care.uploads import Desk
from dashboard.server import build_app
from data_access.settings import PREFIX, ROOT, settings
from tests.support import indicator_files as files
from tests.support.care_page import script
from tests.support.serving import filled


@dataclass(frozen=True)
class Office:
    """The server, with what only its own process can see."""

    port: int

    def stored(self, session_id: str) -> int:
        """Bytes that Streamlit keeps of a session's uploads."""
        manager = runtime.get_instance().uploaded_file_mgr
        assert isinstance(manager, MemoryUploadedFileManager)
        return sum(len(file.data) for file in manager.file_storage.get(session_id, {}).values())

    def desk(self, session_id: str) -> Desk | None:
        """What a session has before it."""
        found = runtime.get_instance()._session_mgr.get_session_info(session_id)
        assert found is not None
        state = found.session.session_state
        # Streamlit's state has no ``get``.
        return state["datenpflege"] if "datenpflege" in state else None  # noqa: SIM401


def forget_settings() -> None:
    """Read everything anew that a process reads only once."""
    settings.cache_clear()
    work.reader.cache_clear()
    work.writer.cache_clear()
    for cache in cached.CACHES:
        cache.clear()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hildesheim's published figures; to be copied only."""
    folder = tmp_path_factory.mktemp("template")
    filled(folder, counties=("03254",), demo=False)
    return folder / "monitor.db"


@pytest.fixture
def database(tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Hildesheim's published figures, and the settings that lead there."""
    url = f"sqlite:///{shutil.copy(template, tmp_path)}"
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", url)
    monkeypatch.setenv(f"{PREFIX}DATA_CARE", "true")
    forget_settings()
    yield url
    # One audit at a time: what comes after the last one waits for it.
    audits._WORKER.submit(int).result()
    work.reader().dispose()
    work.writer().dispose()
    forget_settings()


@pytest.fixture
def page(database: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page of the office, without the middleware that decides who is the office."""
    monkeypatch.setattr(access, "granted", lambda _headers: True)
    # Each run of it forgets the server that other tests have running.
    monkeypatch.setattr(Runtime, "_instance", Runtime._instance)
    return AppTest.from_function(script, default_timeout=60).run()


@pytest.fixture
def known(page: AppTest) -> AppTest:
    """The same, where the meaning of the file is known already."""
    files.with_profile(work.writer())
    return page


@pytest.fixture(scope="session")
def running() -> Iterator[Office]:
    """The server, on all addresses of this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        config = uvicorn.Config(build_app(), log_config=None, log_level="critical")
        server = uvicorn.Server(config)
        with socket.socket() as listener:
            listener.bind(("0.0.0.0", 0))
            listener.listen()
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            thread.start()
            deadline = time.monotonic() + 60
            while not server.started and time.monotonic() < deadline:
                time.sleep(0.05)
            # Streamlit has its own opinion of what a script is, for the whole process.
            mimetypes.init()
            yield Office(listener.getsockname()[1])
            server.should_exit = True
            thread.join(timeout=30)


@pytest.fixture
def office(database: str, running: Office) -> Office:
    """The server on the test's own database."""
    return running
