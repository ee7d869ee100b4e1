"""Writes the static pages that the dashboard is measured against."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

import orjson

from dashboard import markup
from dashboard.assets import PLOTLY_FILE
from dashboard.charts.model import Chart
from data_access.settings import ROOT
from tests.bench.servers import BenchError

DRAW = Path(__file__).with_name("draw.js")
_STYLE = (
    "body{margin:0 0 0 256px;padding:1.25rem 3rem}"
    "main{display:grid;grid-template-columns:1fr 1fr;gap:1rem}"
    "section{border:1px solid #D5DCE3;padding:1rem;min-width:0}"
)
_HEAD = (
    '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Floor</title>'
    '<link rel="preload" href="/monitor/fonts/ibm-plex-sans.woff2" as="font" type="font/woff2" '
    'crossorigin><link rel="stylesheet" href="/monitor/monitor.css">'
    f"<style>{_STYLE}</style>"
)
#: How each floor gets hold of plotly.js: tags in the head, code at the end of the body.
_BY_SCRIPT = (
    '<script src="/plotly.js"></script><script src="/draw.js"></script>',
    "<script>drawAll(Plotly, inlineFigures());</script>",
)
_BY_IMPORT = (
    '<script src="/draw.js"></script>',
    '<script type="module">const module = await import("/plotly.mjs");'
    "drawAll(module.default, inlineFigures());</script>",
)
#: Buttons of a page with a filter: all figures anew, or only those that change.
_CHANGES = ("new", "old", "new-only", "old-only")
_BUTTONS = "".join(
    f'<button id="{one}" onclick="replaceAll(Plotly, location.pathname.replace('
    f"'.html', '-{one}.json'))\">{one}</button> "
    for one in _CHANGES
)


class Floors:
    """A folder of static pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        script = PLOTLY_FILE.read_text("utf-8")
        (folder / "plotly.js").write_text(script, "utf-8")
        (folder / "plotly.mjs").write_text(_module(script), "utf-8")
        shutil.copyfile(DRAW, folder / "draw.js")
        shutil.copytree(ROOT / "dashboard" / "static", folder / "monitor")

    def write_page(self, name: str, charts: tuple[Chart, ...]) -> None:
        """The two pages of one page of the dashboard: by script tag and by import."""
        for kind, (head, end) in {"script": _BY_SCRIPT, "import": _BY_IMPORT}.items():
            body = f"<main>{''.join(_card(one) for one in charts)}</main>"
            text = f"{_HEAD}{head}</head><body>{body}{_inline(charts)}{end}</body></html>"
            (self.folder / f"{name}-{kind}.html").write_text(text, "utf-8")

    def write_change(self, name: str, old: tuple[Chart, ...], new: tuple[Chart, ...]) -> None:
        """A page whose buttons replace its figures by those of the other choice, and back."""
        for ending, before, after in (("new", old, new), ("old", new, old)):
            for only in ("", "-only"):
                answer = _answer(before if only else (), after)
                (self.folder / f"{name}-{ending}{only}.json").write_bytes(answer)
        known = {one.id for one in old}
        cards = "".join(_card(one) for one in old)
        coming = [one for one in new if one.id not in known and one.figure is not None]
        extra = "".join(_holder(one) for one in coming)
        head, end = _BY_SCRIPT
        body = f"{_BUTTONS}<main>{cards}{extra}</main>{_inline(old)}"
        text = f"{_HEAD}{head}</head><body>{body}{end}</body></html>"
        (self.folder / f"{name}.html").write_text(text, "utf-8")


def _module(script: str) -> str:
    """The same library as an ES module.

    Raises:
        BenchError: the library is packed in a way that the bench does not know.
    """
    found = script.count("root.moduleName = factory();")
    if found != 1:
        raise BenchError(f"{PLOTLY_FILE}: module wrapper found {found} times")
    named = script.replace("root.moduleName = factory();", "root.Plotly = factory();")
    return f"{named}\nexport default self.Plotly;\n"


def _json(charts: tuple[Chart, ...]) -> bytes:
    return orjson.dumps({one.id: one.figure for one in charts if one.figure is not None})


def _answer(before: tuple[Chart, ...], after: tuple[Chart, ...]) -> bytes:
    """Figures of ``after``, without those that are the same in ``before``."""
    known = {one.id: orjson.dumps(one.figure) for one in before if one.figure is not None}
    drawn = {one.id: one.figure for one in after if one.figure is not None}
    figures = {key: one for key, one in drawn.items() if known.get(key) != orjson.dumps(one)}
    return orjson.dumps({"figures": figures, "kept": list(drawn)})


def _inline(charts: tuple[Chart, ...]) -> str:
    safe = _json(charts).decode("utf-8").replace("</", "<\\/")
    return f'<script id="figures" type="application/json">{safe}</script>'


def _card(chart: Chart) -> str:
    board = markup.board(chart.board) if chart.board is not None else ""
    holder = _holder(chart) if chart.figure is not None else ""
    return (
        f'<section class="st-key-chart-{escape(chart.id)}">{markup.card_head(chart)}'
        f"{holder}{board}{markup.papers(chart)}</section>"
    )


def _holder(chart: Chart) -> str:
    return f'<div class="st-key-figure-{escape(chart.id)}"></div>'
