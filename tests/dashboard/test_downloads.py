"""The addresses of the files, asked of the real server."""

from __future__ import annotations

import gzip
import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest

from data_access.engine import create_store_engine, writing
from data_access.writing import begin_revision
from tests.support.excel import opened
from tests.support.serving import Served, filled, serving

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "accept-encoding": "gzip, br"}
CSV, XLSX = "/daten/03254/auslaender-azr.csv", "/daten/03254/auslaender-azr.xlsx"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(filled(tmp_path_factory.mktemp("downloads"))) as server:
        yield server


def ask(served: Served, path: str, method: str = "GET", **headers: str) -> Answer:
    address = urlsplit(served.url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=given)
    answer = connection.getresponse()
    body = answer.read()
    found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, body)
    connection.close()
    return found


def browse(served: Served, path: str, **headers: str) -> Answer:
    """As a browser does that follows a link."""
    return ask(served, path, **{**BROWSER, **headers})


def test_a_csv_file_arrives_whole(served: Served) -> None:
    found = ask(served, CSV)

    assert found.status == 200
    assert found.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert found.headers["content-disposition"] == (
        'attachment; filename="03254_auslaender-azr.csv"'
    )
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["cache-control"] == "no-cache"
    assert int(found.headers["content-length"]) == len(found.body)
    assert len(opened(found.body)) == 96


def test_a_workbook_arrives_whole(served: Served) -> None:
    found = browse(served, XLSX)

    assert found.status == 200
    assert found.headers["content-type"] == (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    book = openpyxl.load_workbook(BytesIO(gzip.decompress(found.body)))
    assert book["Daten"].max_row == 96


@pytest.mark.parametrize("path", [CSV, XLSX])
def test_a_browser_gets_files_compressed(path: str, served: Served) -> None:
    plain, packed = ask(served, path), browse(served, path)

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert all("accept-encoding" in one.headers["vary"].lower() for one in (packed, plain))
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("path", [CSV, XLSX, "/daten/muster.xlsx"])
def test_a_browser_that_has_the_file_is_told_so(path: str, served: Served) -> None:
    tag = browse(served, path).headers["etag"]

    again = browse(served, path, if_none_match=f'"anders", W/{tag}')

    assert again.status == 304
    assert again.body == b""
    assert again.headers["etag"] == tag
    assert browse(served, path, if_none_match='"anders"').status == 200


def test_the_head_alone_says_how_much_would_come(served: Served) -> None:
    full, head = ask(served, XLSX), ask(served, XLSX, "HEAD")

    assert head.status == 200
    assert head.body == b""
    assert head.headers["content-length"] == full.headers["content-length"]
    assert ask(served, XLSX, "POST").status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/daten/99999.csv",
        "/daten/03254.pdf",
        "/daten/03254",
        "/daten/03254/gibt-es-nicht.csv",
        "/daten/03254/sprachmittler-pool.csv",
        "/daten/99999/auslaender-azr.xlsx",
        "/daten/03254/.csv",
        "/daten/.csv",
        "/daten/03254/%3Cscript%3E.csv",
    ],
)
def test_what_does_not_exist_is_a_german_page(path: str, served: Served) -> None:
    found = browse(served, path)

    assert found.status == 404
    assert found.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in found.headers["content-security-policy"]
    text = gzip.decompress(found.body).decode() if "content-encoding" in found.headers else (
        found.text
    )  # fmt: skip
    assert '<html lang="de">' in text
    assert "<h1>Diese Datei gibt es nicht</h1>" in text
    assert 'href="/daten"' in text
    assert "script&gt;.csv" not in text


@pytest.mark.parametrize("path", ["/daten/..%2F..%2Fetc%2Fpasswd.csv", "/daten/03254/%00.csv"])
def test_addresses_that_lead_out_are_refused(path: str, served: Served) -> None:
    found = browse(served, path)

    assert found.status == 400
    assert len(found.body) < 100


@pytest.mark.parametrize("county", ["03254", "03357", "muster"])
def test_the_page_links_to_files_that_are_there(county: str, served: Served) -> None:
    """In the first answer, before Streamlit has started."""
    page = ask(served, f"/daten?kreis={county}", accept="text/html").text
    assert 'id="first"' in page
    links = re.findall(r'<a href="(/daten/[^"]+)" download', page)
    statistics = page.count('class="entry"')
    assert len(links) == len(set(links)) == 2 * statistics + 2
    assert all(link.startswith(f"/daten/{county}") for link in links)
    for link in [*links[:2], *links[2::7]]:
        assert ask(served, link).status == 200, link


def test_a_page_that_comes_compressed_from_within_is_still_german(served: Served) -> None:
    """Streamlit answers with its page where a browser asks for an icon that is not there."""
    found = browse(served, "/favicon.ico", accept="image/avif,image/*;q=0.8")

    assert found.status == 200
    assert '<html lang="de">' in gzip.decompress(found.body).decode()


def test_the_page_without_a_county_shows_the_default(served: Served) -> None:
    page = ask(served, "/daten", accept="text/html").text
    assert "/daten/03254.csv" in page
    unknown = ask(served, "/daten?kreis=99999", accept="text/html").text
    assert "den Kreis „99999“" in unknown
    assert "/daten/03254.csv" in unknown


def test_a_change_of_the_data_gives_another_file(tmp_path: Path) -> None:
    url = filled(tmp_path, counties=("03254",), demo=False)
    with serving(url) as served:
        before = ask(served, XLSX)
        engine = create_store_engine(url, read_only=False)
        with writing(engine) as connection:
            begin_revision(connection, "Prüfung")
        engine.dispose()
        after = ask(served, XLSX, if_none_match=before.headers["etag"])

        assert after.status == 200
        assert after.headers["etag"] != before.headers["etag"]
        assert ask(served, CSV).status == 200


def test_while_the_database_is_away_the_files_say_so(tmp_path: Path) -> None:
    url = filled(tmp_path, counties=("03254",), demo=False)
    files = [file for file in tmp_path.iterdir() if file.name.startswith("monitor.db")]
    with serving(url) as served:
        assert ask(served, CSV).status == 200
        for file in files:
            file.rename(file.with_name(f"weg-{file.name}"))
        gone = browse(served, CSV)
        assert gone.status == 503
        assert int(gone.headers["retry-after"]) > 0
        assert "Die Zahlen sind gerade nicht erreichbar" in (
            gzip.decompress(gone.body).decode() if "content-encoding" in gone.headers else gone.text
        )
        for file in files:
            file.with_name(f"weg-{file.name}").rename(file)
        assert ask(served, CSV).status == 200
        assert "Traceback" not in served.log()
