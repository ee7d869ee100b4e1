"""What an address asks for: kept where it fits, named in German where nothing fits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from dashboard import cached
from dashboard.first_answer import of_page
from dashboard.navigation import PAGES, page
from dashboard.request import Request, known, understand
from dashboard.selection import Selection
from data_access.settings import PREFIX, settings
from tests.support.serving import filled

SLUGS = [one.slug for one in PAGES if not one.plain]
UNKNOWN = {
    "kreis": ("99999", "den Kreis „99999“"),
    "gemeinde": ("quatsch", "die Gemeinde „quatsch“"),
    "jahr": ("1999", "den Zeitraum „1999“"),
    "gruppe": ("unsinn", "die Gruppe „unsinn“"),
    "handlungsfeld": ("9.9", "das Handlungsfeld „9.9“"),
}


@pytest.fixture(scope="module", autouse=True)
def _read_from(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The server's own caches and reader, on a database with everything."""
    caches = cached.CACHES
    for cache in caches:
        cache.clear()
    with pytest.MonkeyPatch.context() as patched:
        url = filled(tmp_path_factory.mktemp("request"))
        patched.setenv(f"{PREFIX}DATABASE_URL", url)
        settings.cache_clear()
        reader = cached._reader()
    yield
    reader.close()
    for cache in caches:
        cache.clear()


def ask(slug: str, **asked: str) -> Request:
    """Understand an address."""
    with cached.run():
        return understand(slug, known(asked))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_value_is_named_on_every_page(slug: str, name: str) -> None:
    """Also on the pages that do not use the parameter: the link is wrong all the same."""
    value, named = UNKNOWN[name]
    request = ask(slug, **{"kreis": "muster", name: value})
    assert len(request.complaints) == 1
    assert request.complaints[0].startswith(f"Die Adresse nennt {named}; ")
    county = "03254" if name == "kreis" else "muster"
    assert request.selection == Selection(county)
    assert named in of_page(page(slug), {"kreis": "muster", name: value})


@pytest.mark.parametrize("slug", SLUGS)
def test_all_that_is_unknown_is_named_at_once(slug: str) -> None:
    values = {name: value for name, (value, _) in UNKNOWN.items()}
    assert len(ask(slug, **values).complaints) == len(UNKNOWN)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("gemeinde", "muster-04"),
        ("gruppe", "ukraine"),
        ("handlungsfeld", "5.4"),
        # A month of one page is a year of another.
        ("jahr", "2020"),
        ("jahr", "2020-06"),
    ],
)
def test_what_another_page_knows_is_kept_without_a_word(slug: str, name: str, value: str) -> None:
    assert ask(slug, **{"kreis": "muster", name: value}).complaints == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_what_belongs_to_another_county_is_named(slug: str) -> None:
    request = ask(slug, kreis="03241", gemeinde="muster-04", handlungsfeld="5.4")
    assert len(request.complaints) == 2
    assert request.selection == Selection("03241")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_parameter_without_a_value_asks_for_nothing(slug: str) -> None:
    assert ask(slug, kreis="muster", gemeinde="", jahr="", gruppe="").complaints == ()


def test_looking_at_the_other_pages_asks_the_database_nothing_more() -> None:
    ask("sgb2", kreis="muster", gemeinde="quatsch")
    engine = cached._reader()._sources._sources[-1].engine
    statements: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    ask("sgb2", kreis="muster")
    usual = len(statements)
    ask("sgb2", kreis="muster", gemeinde="unfug", handlungsfeld="9.9")
    event.remove(engine, "before_cursor_execute", note)
    assert usual > 0
    assert len(statements) == 2 * usual
