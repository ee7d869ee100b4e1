"""HTML pieces with classes of ``static/monitor.css``; every text is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from weakref import WeakKeyDictionary

import orjson

from dashboard import entries_markup, theme
from dashboard.charts.model import Board, BoardRow, Cell, Chart, Table, Tile, Turn
from dashboard.navigation import PAGES
from dashboard.views.entries import Inventory
from dashboard.views.model import Card, FigureCard, Note, Opening, Range, Section, Sentence, Strong
from data_access.domain import Absence, County
from data_access.vocabulary import State

SAMPLE = '<span class="sample">Beispieldaten</span>'


def rich(sentence: Sentence) -> str:
    """A sentence with its key figures marked."""
    return "".join(
        f"<b>{escape(part.text)}</b>" if isinstance(part, Strong) else escape(part)
        for part in sentence
    )


def opening(given: Opening) -> str:
    """Title with context, mark of example data, the computed sentence, and the figure strip."""
    sample = f" {SAMPLE}" if given.synthetic else ""
    return (
        f'<div class="opening"><h1>{escape(given.title)} '
        f'<span class="context">{escape(given.context)}</span>{sample}</h1>'
        f'<p class="sentence">{rich(given.sentence)}</p></div>{strip(given.figures)}'
    )


def strip(given: Sequence[FigureCard]) -> str:
    """The figure strip; nothing without figures."""
    cells = "".join(figure(one) for one in given)
    return f'<div class="kpis kpis-{len(given)}">{cells}</div>' if given else ""


def figure(given: FigureCard) -> str:
    """One cell of the figure strip."""
    state = f"{state_tile(State(given.state))} " if given.state else ""
    link = (
        f'<a class="more" href="{escape(given.link)}" target="_self">weiter</a>'
        if given.link
        else ""
    )
    return (
        f'<div class="figure st-key-kpi-{escape(given.id)}">'
        f'<p class="label">{state}{escape(given.label)}</p>'
        f'<p class="value">{escape(given.value)}</p>'
        f'<p class="note">{escape(given.note)} {link}</p>'
        f"{_range(given.bar) if given.bar else ''}</div>"
    )


def _range(bar: Range) -> str:
    left, width = 100 * bar.start, 100 * max(0.0, bar.end - bar.start)
    tick = f'<i style="left:{100 * bar.tick:.1f}%"></i>' if bar.tick is not None else ""
    kind = "range" if bar.tick is not None else "share"
    return (
        f'<div class="minibar {kind}" aria-hidden="true">'
        f'<span style="left:{left:.1f}%;width:{width:.1f}%"></span>{tick}</div>'
    )


def card_head(chart: Chart) -> str:
    """Title and subtitle of a chart, and the class fields of a map."""
    sample = SAMPLE if chart.synthetic else ""
    legend = ""
    if chart.legend:
        fields = "".join(
            f'<li><span style="background:{ground};color:{text}">{count}</span>'
            f"<small>{escape(label)}</small></li>"
            for label, count, ground, text in chart.legend
        )
        legend = f'<ul class="classes">{fields}</ul>'
    state = f'<p class="state">{state_word(chart.state)}</p>' if chart.state else ""
    return (
        f'<div class="head">{sample}{state}<h2>{escape(chart.title)}</h2>'
        f"<p>{escape(chart.subtitle)}</p>{legend}</div>"
    )


def plot(chart: Chart) -> str:
    """Place of the drawing; ``static/charts.js`` draws the figure that it carries."""
    if chart.figure is None:
        return ""
    text = orjson.dumps(chart.figure).decode("utf-8")
    # Escaped inside the JSON, so that the attribute holds neither tags nor its own quotes.
    for sign, code in (("&", "26"), ("'", "27"), ("<", "3c"), (">", "3e")):
        text = text.replace(sign, f"\\u00{code}")
    return (
        f'<div class="plot st-key-figure-{escape(chart.id)}" data-plot="{escape(chart.id)}" '
        f'role="img" aria-label="{escape(chart.alt)}" style="height:{chart.height}px" '
        f"data-figure='{text}'></div>"
    )


#: HTML of charts, the same in every run; lives as long as the cached view that holds the chart.
_CHARTS: WeakKeyDictionary[Chart, str] = WeakKeyDictionary()


def card(given: Card) -> str:
    """All inside a card, of any kind."""
    if isinstance(given, Absence):
        return (
            f'<div class="absence"><h2>{escape(given.what)}</h2>'
            f"<p>{escape(given.why)}</p><p>{escape(given.how)}</p></div>"
        )
    if isinstance(given, Note):
        text = "".join(f"<p>{rich(one)}</p>" for one in given.paragraphs)
        return f'<div class="notecard"><h2>{escape(given.title)}</h2>{text}</div>'
    found = _CHARTS.get(given)
    if found is None:
        found = _CHARTS[given] = _chart(given)
    return found


def _chart(chart: Chart) -> str:
    """Head, drawing or board, source, notes and table."""
    body = board(chart.board) if chart.board else plot(chart)
    return (
        f"{card_head(chart)}{body}"
        f'<div class="papers st-key-table-{escape(chart.id)}">{papers(chart)}</div>'
    )


def block(given: Opening | Section | Inventory) -> str:
    """What stands between the rows of cards."""
    if isinstance(given, Inventory):
        return entries_markup.inventory(given)
    return opening(given) if isinstance(given, Opening) else section(given)


def section(given: Section) -> str:
    """A heading rule."""
    text = f"<p>{escape(given.text)}</p>" if given.text else ""
    return f'<div class="section"><h2>{escape(given.title)}</h2>{text}</div>'


def papers(chart: Chart) -> str:
    """Source line, notes, and the table: open, or folded behind the word "Tabelle"."""
    notes = "".join(f"<p>{escape(one)}</p>" for one in chart.notes)
    source = f'<div class="source"><p>{escape(chart.caption.text)}</p>{notes}</div>'
    if chart.table_open:
        return f"{table(chart.table, chart.title)}{source}"
    return f"{source}<details><summary>Tabelle</summary>{table(chart.table, chart.title)}</details>"


def table(given: Table, title: str) -> str:
    """A real table that scrolls inside itself."""
    heads = "".join(
        f'<th scope="col" class="{given.alignment(i)}">{_head(name)}</th>'
        for i, name in enumerate(given.columns)
    )
    rows = "".join(
        "<tr>" + "".join(_cell(cell, i, given) for i, cell in enumerate(row)) + "</tr>"
        for row in given.rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}">'
        f'<table class="figures{_words(given)}"><caption class="unseen">{escape(title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _words(given: Table) -> str:
    """A table of words: on a phone its cells stand below each other, each with its heading."""
    wordy = len(given.columns) > 2 and all(
        given.alignment(index) == "left" for index in range(len(given.columns))
    )
    return " words" if wordy else ""


def _head(name: str) -> str:
    # A column of bars needs a name for the ear, not for the eye.
    return f'<span class="unseen">{name}</span>' if name == "Balken" else escape(name)


def _cell(cell: Cell | str, index: int, given: Table) -> str:
    text = cell.text if isinstance(cell, Cell) else cell
    level = cell.level if isinstance(cell, Cell) else 0
    tag, scope = ("th", ' scope="row"') if index == 0 else ("td", "")
    classes = given.alignment(index) + (f" level-{level}" if level else "")
    sub = ""
    if isinstance(cell, Cell):
        classes += " strong" if cell.strong else ""
        sub = f"<small>{escape(cell.sub)}</small>" if cell.sub else ""
    if isinstance(cell, Cell) and cell.bar is not None:
        return f'<td class="barcell" aria-hidden="true">{_change_bar(cell.bar)}</td>'
    label = f' data-label="{escape(given.columns[index])}"' if _words(given) and index else ""
    return f'<{tag}{scope} class="{classes}"{label}>{escape(text)}{sub}</{tag}>'


def _change_bar(value: float) -> str:
    side = "up" if value >= 0 else "down"
    return (
        f'<span class="change {side}"><i style="width:{50 * min(1.0, abs(value)):.1f}%"></i></span>'
    )


def state_tile(state: State, *, title: str = "") -> str:
    """Symbol of a state; the word stands beside it or in the title."""
    word = theme.STATE_WORDS[state]
    label = f"{title}: {word}" if title else word
    return (
        f'<span class="tile state-{state.value}" role="img" aria-label="{escape(label)}" '
        f'title="{escape(label)}"></span>'
    )


def state_word(state: State) -> str:
    """Symbol and word of a state."""
    word = theme.STATE_WORDS[state]
    return f'{state_tile(state)} <b class="word-{state.value}">{word}</b>'


def _tile(tile: Tile) -> str:
    if tile.state is not None:
        return state_tile(tile.state, title=tile.title)
    label = escape(f"{tile.title}: ohne Zielwert")
    return (
        f'<span class="tile state-untargeted" role="img" aria-label="{label}" '
        f'title="{label}"></span>'
    )


def board(given: Board) -> str:
    """Action fields with one tile per goal, what changed, and what is due."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in given.columns)
    rows = "".join(_board_row(row) for row in given.rows)
    return f'<table class="board"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _board_row(row: BoardRow) -> str:
    cells = [
        f'<td><span class="tiles">{"".join(_tile(tile) for tile in row.tiles)}</span>'
        f"<small>{escape(row.summary)}</small></td>"
    ]
    if row.facts:
        cells += [
            f"<td>{escape(text)}<small>{escape(note)}</small></td>" for text, note in row.facts
        ]
    else:
        turns = "".join(_turn(turn) for turn in row.turns) or "<small>keine Änderung</small>"
        soon = f' <span class="soon">{escape(row.due_soon)}</span>' if row.due_soon else ""
        due = f"<b>{escape(row.due)}</b>{soon}<small>{escape(row.due_what)}</small>"
        cells += [f"<td>{turns}</td>", f"<td>{due if row.due else ''}</td>"]
    chosen = ' class="chosen"' if row.chosen else ""
    return (
        f'<tr{chosen}><th scope="row"><span>{escape(row.code)}</span>'
        f'<a href="{escape(row.link)}" target="_self">{escape(row.title)}</a></th>'
        f"{''.join(cells)}</tr>"
    )


def _turn(turn: Turn) -> str:
    before = state_tile(turn.before) if turn.before else _tile(Tile(None, "vorher"))
    word = theme.STATE_WORDS[turn.after]
    return (
        f'<div class="turn">{before}<span class="arrow" aria-label="jetzt" role="img"></span>'
        f"{state_tile(turn.after)}<span>{escape(turn.title)}: "
        f'<b class="word-{turn.after.value}">jetzt {word}</b></span></div>'
    )


def brand_of(county: County | None) -> str:
    """Name of the tool and of the county, above the navigation."""
    name = county.name if county else ""
    sample = SAMPLE if county and county.synthetic else ""
    return (
        '<div class="brand"><span class="mark" aria-hidden="true"><i></i><i></i><i></i></span>'
        f"<p><b>Integrationsmonitor</b><small>{escape(name)}</small></p>{sample}</div>"
    )


def footer(slug: str, terms: Sequence[tuple[str, str]] = ()) -> str:
    """Abbreviations of the page with their long forms, and the pages that the law asks for."""
    pairs = " · ".join(f"<b>{escape(short)}</b> {escape(long)}" for short, long in terms)
    glossary = f'<p class="terms">Abkürzungen: {pairs}</p>' if terms else ""
    listed = "".join(
        f'<li><a href="/{page.slug}" target="_self"'
        f"{' aria-current=page' if page.slug == slug else ''}>{escape(page.title)}</a></li>"
        for page in PAGES
        if page.plain
    )
    return f'{glossary}<nav class="footer" aria-label="Rechtliches"><ul>{listed}</ul></nav>'
