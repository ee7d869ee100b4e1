"""One palette: theme.py, config.toml and monitor.css agree, and text is legible."""

from __future__ import annotations

import re
import tomllib

import pytest

from dashboard import theme
from data_access.settings import ROOT
from data_access.vocabulary import State

CSS = (ROOT / "dashboard" / "static" / "monitor.css").read_text("utf-8")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_config_uses_the_palette() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    assert config["primaryColor"] == theme.BLUE
    assert config["textColor"] == theme.INK
    assert config["secondaryBackgroundColor"] == theme.SIDEBAR
    assert config["borderColor"] == theme.BORDER
    assert config["font"] == theme.FONT


def test_stylesheet_uses_the_palette() -> None:
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6});", CSS))
    assert tokens == {
        "ink": theme.INK,
        "mute": theme.MUTE,
        "blue": theme.BLUE,
        "accent": theme.ACCENT,
        "context": theme.CONTEXT,
        "pale": theme.CONTEXT_PALE,
        "border": theme.BORDER,
        "rule": theme.RULE,
        "ground": theme.SIDEBAR,
        "sample": theme.SAMPLE,
        "sample-text": theme.SAMPLE_TEXT,
        "sample-edge": theme.SAMPLE_EDGE,
    }


@pytest.mark.parametrize(
    "colour", [theme.INK, theme.MUTE, theme.BLUE, theme.ACCENT_TEXT, theme.CONTEXT]
)
@pytest.mark.parametrize("ground", [theme.WHITE, theme.SIDEBAR])
def test_text_is_legible(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize(
    ("ground", "text"),
    [
        *zip(theme.SEQUENTIAL, theme.SEQUENTIAL_TEXT, strict=True),
        (theme.SAMPLE, theme.SAMPLE_TEXT),
    ],
)
def test_text_on_colour_is_legible(ground: str, text: str) -> None:
    assert contrast(ground, text) >= 4.5


@pytest.mark.parametrize("state", theme.STATE_ORDER)
def test_every_state_has_word_symbol_and_colour(state: State) -> None:
    assert theme.STATE_WORDS[state]
    assert f".state-{state.value} " in CSS
    colours = re.findall(rf"\.word-{state.value} {{ color: (#[0-9A-F]{{6}})", CSS)
    assert len(colours) == 1
    assert contrast(colours[0], theme.WHITE) >= 4.5


def test_nothing_is_loaded_from_outside() -> None:
    assert not re.findall(r"url\(\s*['\"]?(?:https?:)?//", CSS)
    words = (ROOT / "dashboard" / "static" / "words.js").read_text("utf-8")
    assert "http" not in words.replace("http://www.w3.org", "")
