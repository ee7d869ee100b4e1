"""The page of the office with a real browser: from an uploaded file to the page and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.test_pages import check_quiet
from tests.support import indicator_files as files
from tests.support.commands import run
from tests.support.serving import Served, filled, serving
from tests.support.visiting import TIMEOUT, Visit

pytestmark = pytest.mark.browser

FILE = "indicator_1-2-1.csv"
NUMBER = "34.567"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the page of the office; deliveries wait for their release."""
    folder = tmp_path_factory.mktemp("office")
    url = filled(folder, counties=("03254",), demo=False)
    with serving(url, data_care="true", release_step="true") as server:
        yield server


def _upload(page: Page, name: str, content: bytes) -> None:
    given: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.set_input_files("[data-testid=stFileUploaderDropzoneInput]", given)


def _note(seen: Visit, label: str, text: str) -> None:
    """Fill a field, and wait until the page has taken it in."""
    box = seen.page.get_by_label(label)
    box.fill(text)
    box.press("Enter")
    seen.page.wait_for_timeout(200)
    seen.wait()


def _press(seen: Visit, name: str) -> None:
    """Press a button, and wait until the page has answered."""
    seen.page.get_by_role("button", name=name, exact=True).click()
    seen.page.wait_for_timeout(200)
    seen.wait()


def _choose(seen: Visit, label: str, option: str) -> None:
    box = seen.page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    seen.page.get_by_role("option", name=option).first.wait_for()
    box.press("Enter")
    seen.page.wait_for_timeout(200)
    seen.wait()


def _part(seen: Visit, name: str) -> None:
    seen.page.get_by_role("tab", name=name).click()
    seen.page.wait_for_timeout(200)
    seen.wait()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)], ids=str)
def test_every_part_is_quiet_german_accessible_and_fits(
    width: int, height: int, office: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{office.url}/datenpflege", width=width, height=height)
    content = files.content({(files.COUNTY, "2025"): 34_566})
    _upload(seen.page, FILE, content)
    expect(seen.page.locator(".st-key-datei-1 .kpis")).to_be_visible(timeout=TIMEOUT)
    seen.wait()
    for part in ("Einlesen", "Lieferungen", "Schreibweisen", "Befunde", "Gelöschtes"):
        _part(seen, part)
        check_quiet(seen)
        assert not seen.scrolls_sideways(), f"{part} ist breiter als {width} Pixel"


def test_from_upload_to_page_and_back(office: Served, visit: Callable[..., Visit]) -> None:
    seen = visit(f"{office.url}/datenpflege")
    page = seen.page
    _upload(page, FILE, files.content({(files.COUNTY, "2025"): 34_567}))
    expect(page.locator(".st-key-kpi-neu-1 .value")).to_have_text("1", timeout=TIMEOUT)
    seen.wait()
    _press(seen, "1\u00a0Wert einlesen (wartet dann auf Freigabe)")
    expect(page.locator(".done")).to_contain_text("wartet auf ihre Freigabe")

    _part(seen, "Lieferungen")
    page.get_by_text("Gemeinden oder Presse vorab zeigen").click()
    seen.wait()
    _press(seen, "Link machen")
    link = page.locator("[data-testid=stCode]").inner_text().strip()
    preview = visit(f"{office.url}{link}")
    assert NUMBER in preview.text()
    check_quiet(preview)
    # Through the menu, whose links do not name the key.
    preview.page.get_by_role("link", name="SGB II", exact=True).first.click()
    preview.page.wait_for_url("**/sgb2?*vorschau=*")
    preview.wait()
    assert preview.page.locator(".preview-banner").count() == 1
    cards = preview.page.locator(".stApp [data-testid=stVerticalBlock] .plot").count()
    assert preview.page.locator(".preview-mark").count() >= cards > 0
    public = visit(f"{office.url}/verteilung")
    assert NUMBER not in public.text()

    _note(seen, "Vermerk zur Freigabe: wer was geprüft hat", "geprüft")
    _press(seen, "L1 freigeben")
    public.page.reload()
    public.wait()
    assert NUMBER in public.text()
    preview.page.reload()
    preview.wait()
    assert "gilt nicht oder nicht mehr" in preview.text()

    page.get_by_text("Zurückziehen oder löschen").click()
    seen.wait()
    _note(seen, "Vermerk zur Rücknahme: was falsch war", "falsche Datei")
    _press(seen, "L1 zurückziehen")
    public.page.reload()
    public.wait()
    assert NUMBER not in public.text()
    assert seen.troubles == preview.troubles == public.troubles == []


def test_a_column_that_is_explained_here_is_known_to_the_command_line(
    office: Served, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    seen = visit(f"{office.url}/datenpflege")
    name = "indicator_7-7-7.csv"
    _upload(seen.page, name, files.content({(files.COUNTY, "2025"): 12}))
    expect(seen.page.locator(".st-key-kpi-fragen-1 .value")).to_be_visible(timeout=TIMEOUT)
    seen.wait()
    _choose(seen, "Kennzahl der Werte", "Geflüchtete nach eigener Zählung des Kreises")
    _choose(seen, "Eine Jahreszahl", "den 31.12. des Jahres")
    _choose(seen, "„Value“ ist", "sagt nichts weiter")
    _press(seen, "Antworten übernehmen und neu ansehen")
    _press(seen, "1\u00a0Wert einlesen (wartet dann auf Freigabe)")
    assert seen.troubles == []

    path = tmp_path / name
    path.write_bytes(files.content({(files.COUNTY, "2024"): 13}))
    result = run("import", "--dry-run", str(path), url=office.database_url)
    assert result.returncode == 0, result.stdout
    assert "1 neu" in result.stdout


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)], ids=str)
def test_findings_come_by_themselves_to_the_office_and_lead_to_their_list(
    width: int, height: int, office: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{office.url}/daten?kreis=03254", width=width, height=height)
    section = seen.page.locator(".st-key-nur-amt")
    expect(section.locator(".kpis")).to_be_visible(timeout=TIMEOUT)
    seen.wait()
    expect(section).to_contain_text("Die 18 Gemeinden ergeben")
    check_quiet(seen)
    assert not seen.scrolls_sideways()
    seen.page.emulate_media(media="print")
    expect(section).to_be_hidden()
    expect(seen.page.locator(".inventory").first).to_be_visible()
    seen.page.emulate_media(media="screen")

    section.get_by_role("link").click()
    expect(seen.page.get_by_role("tab", name="Befunde")).to_have_attribute(
        "aria-selected", "true", timeout=TIMEOUT
    )
    seen.wait()
    assert "Befunde: 22 Widersprüche" in seen.text().replace("\u00a0", " ")
    # From there the reader chooses, and the address says no part any more.
    _part(seen, "Lieferungen")
    expect(seen.page.get_by_role("tab", name="Lieferungen")).to_have_attribute(
        "aria-selected", "true"
    )
    assert "teil=" not in seen.page.url
    assert seen.troubles == []


def test_without_the_setting_there_is_no_such_page(
    served: Served, visit: Callable[..., Visit]
) -> None:
    assert "nur für das Amt" not in visit(f"{served.url}/daten?kreis=03254").text()
    seen = visit(f"{served.url}/datenpflege")
    assert "Seite nicht gefunden" in seen.text()
    assert "Datenpflege" not in seen.text()
    assert seen.english() == []
