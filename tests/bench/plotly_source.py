"""The plotly.js that Streamlit ships, taken out of its bundle so that static pages can load it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import plotly
import streamlit

#: Plotly's UMD wrapper inside the bundle; it uses nothing of the module around it.
_START = re.compile(r"\(function\(\w+,\w+\)\{typeof \w+==`object`&&\w+\.exports\?")
_END = re.compile(r"return window\.Plotly=(\w+),\1\}\)")


@dataclass(frozen=True)
class PlotlySource:
    """A complete plotly.js as a classic script, and where it comes from."""

    script: str
    origin: str

    @property
    def module(self) -> str:
        """The same as an ES module."""
        return f"{self.script}\nexport default window.Plotly;\n"


def plotly_source() -> PlotlySource:
    """Plotly as Streamlit bundles it; the one of the Python package if it cannot be cut out."""
    assert streamlit.__file__
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    for bundle in folder.glob("PlotlyChart.*.js"):
        text = bundle.read_text("utf-8")
        start = _START.search(text)
        end = _END.search(text, start.end()) if start else None
        if start and end:
            script = f"{text[start.start() : end.end()]};"
            return PlotlySource(script, f"the one in Streamlit's {bundle.name}")
    fallback = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    return PlotlySource(
        fallback.read_text("utf-8"), "plotly.min.js of the Python package, not Streamlit's own"
    )
