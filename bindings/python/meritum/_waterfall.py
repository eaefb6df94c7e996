"""A card for a notebook: HTML with a waterfall, complete in itself.

In: what `explain_json` tells, read. Out: HTML in which all words are escaped; no script, no style
sheet, nothing from elsewhere; colours that can be read on light and on dark. Knows no plan and no
card. Tests: bindings/python/tests/test_html.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

Node = dict[str, Any]

_LEVEL, _UP, _DOWN = "#7d8aa5", "#2f9e62", "#d9574c"
_SOFT = "rgba(128,128,128,0.35)"
_FAINT = "opacity:0.72"
_NUMBER = "text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums"
# Notebooks have style sheets of their own: fixed columns for tables, any height for pictures.
_TABLE = "table-layout:auto;border-collapse:collapse;border:0;font-size:inherit;color:inherit"
_CELL = "padding:3px 10px 3px 0;vertical-align:top;text-align:left;border:0;background:none"


@dataclass(frozen=True, slots=True)
class _Bar:
    begin: Decimal
    end: Decimal
    level: bool
    """Where it stands, not a step: the start and the total."""


@dataclass(frozen=True, slots=True)
class _Axis:
    low: Decimal
    high: Decimal
    cut: bool
    """Zero lies to the left of it."""

    def percent(self, value: Decimal) -> float:
        inside = max(value, self.low) - self.low
        return float(100 * inside / (self.high - self.low))


def html_of(told: Node, text: str) -> str:
    """`told`: `explain_json`, with Decimals. `text`: the same for people, to be copied."""
    card = told["explanation"]
    parts = [_head(card, told)]
    for node in card.get("children", ()):
        if node["part"] == "total":
            parts.append(_total(node))
    others = [node for node in card.get("children", ()) if node["part"] != "total"]
    if others:
        parts.append(_tree(others))
    parts.append(
        f'<details style="margin-top:8px"><summary style="cursor:pointer;{_FAINT}">'
        f"{escape(told['plan'])} · {escape(told['fingerprint'][:14])}</summary>"
        f'<pre style="background:none;color:inherit;margin:6px 0;overflow-x:auto">'
        f"{escape(text)}</pre></details>"
    )
    return (
        '<div class="meritum-card" style="font-family:system-ui,sans-serif;font-size:13px;'
        f'line-height:1.45;max-width:760px;color:inherit">{"".join(parts)}</div>'
    )


def _head(card: Node, told: Node) -> str:
    who = " · ".join(escape(part) for part in (card.get("id"), card.get("label")) if part)
    title = escape(card.get("title", ""))
    values = [
        f'<span style="font-size:22px;font-weight:600">{escape(node.get("value", "—"))}</span> '
        f'<span style="{_FAINT}">{escape(node.get("title", ""))}</span>'
        for node in card.get("children", ())
        if node["part"] == "total"
    ]
    grades = [node for node in card.get("children", ()) if node["part"] == "grade"]
    if told.get("grade"):
        grade = grades[0].get("value", told["grade"]) if grades else told["grade"]
        values.append(
            f'<span style="border:1px solid {_SOFT};border-radius:4px;padding:1px 9px;'
            f'font-size:18px;font-weight:600">{escape(grade)}</span>'
        )
    return (
        f'<div style="{_FAINT}">{who}</div><div style="font-weight:600">{title}</div>'
        f'<div style="display:flex;gap:18px;align-items:baseline;margin:4px 0 6px">'
        f"{''.join(f'<div>{value}</div>' for value in values)}</div>"
    )


def _total(total: Node) -> str:
    lines = [node for node in total.get("children", ()) if node["part"] == "line"]
    bars = _bars(lines)
    axis = _axis(bars)
    rows = [
        _row(line, _picture(bar, axis), bold=False) for line, bar in zip(lines, bars, strict=True)
    ]
    if lines and "number" in total:
        whole = _Bar(Decimal(0), Decimal(total["number"]), level=True)
        rows.append(_row({**total, "children": (), "notes": ()}, _picture(whole, axis), bold=True))
    notes = "".join(
        f'<div style="{_FAINT}">{escape(note)}</div>' for note in total.get("notes", ())
    )
    others = [node for node in total.get("children", ()) if node["part"] != "line"]
    return (
        f'{notes}<table style="{_TABLE};width:100%;margin:0"><tbody>{"".join(rows)}</tbody></table>'
        f"{_tree(others)}"
    )


def _bars(lines: Iterable[Node]) -> list[_Bar]:
    bars: list[_Bar] = []
    running = Decimal(0)
    for line in lines:
        after = running + Decimal(line.get("number", 0))
        starts = not bars and line.get("id", "").endswith("/start")
        bars.append(_Bar(running, after, starts))
        running = after
    return bars


def _axis(bars: list[_Bar]) -> _Axis:
    """From zero; but steps that would be specks beside the start are drawn from close below it."""
    ends = [bar.end for bar in bars] or [Decimal(0)]
    steps = [bar.begin for bar in bars if not bar.level]
    low, high = min(ends + steps), max(ends + steps)
    if bars and bars[0].level and low > 0 and 0 < (high - low) * 4 < high:
        return _Axis(max(Decimal(0), low - (high - low) / 2), high, True)
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    return _Axis(low, high if high > low else low + 1, False)


def _picture(bar: _Bar, axis: _Axis) -> str:
    if bar.begin == bar.end:
        return ""
    begin, end = sorted((axis.percent(bar.begin), axis.percent(bar.end)))
    width = max(end - begin, 0.6)
    begin = min(begin, 100 - width)
    colour = _LEVEL if bar.level else _UP if bar.end > bar.begin else _DOWN
    zero = axis.percent(Decimal(0))
    marks = f'<rect x="{zero:.2f}" y="0" width="0.3" height="14" fill="{_SOFT}"/>' * (axis.low < 0)
    torn = '<path d="M1.6 0 L0.6 7 L1.6 14 L2.6 14 L1.6 7 L2.6 0 Z" fill="rgba(128,128,128,0.9)"/>'
    return (
        '<svg viewBox="0 0 100 14" preserveAspectRatio="none" width="100%" height="14" '
        f'role="img" style="display:block;height:14px;margin-top:3px">{marks}'
        f'<rect x="{begin:.2f}" y="1" width="{width:.2f}" height="12" fill="{colour}"/>'
        f"{torn if axis.cut and bar.level else ''}</svg>"
    )


def _row(line: Node, picture: str, bold: bool) -> str:
    colour = "inherit"
    if not bold and Decimal(line.get("number", 0)) and not line["id"].endswith("/start"):
        colour = _UP if Decimal(line["number"]) > 0 else _DOWN
    weight = f"font-weight:600;border-top:1px solid {_SOFT}" if bold else ""
    zero = _FAINT if not bold and not Decimal(line.get("number", 0)) else ""
    notes = "".join(f'<div style="{_FAINT}">{escape(note)}</div>' for note in line.get("notes", ()))
    words = _title(line)
    children = line.get("children", ())
    if children:
        words = (
            f'<details><summary style="cursor:pointer">{words}</summary>{_tree(children)}</details>'
        )
    return (
        f'<tr style="background:none;{zero}">'
        f'<td style="{_CELL};{_NUMBER};width:1%;color:{colour};{weight}">'
        f"{escape(line.get('value', ''))}</td>"
        f'<td style="{_CELL};width:34%;min-width:120px;{weight}">{picture}</td>'
        f'<td style="{_CELL};{weight}">{words}{notes}</td></tr>'
    )


def _title(node: Node) -> str:
    words = escape(node.get("title", ""))
    if node.get("label"):
        words += f' <span style="{_FAINT}">{escape(node["label"])}</span>'
    return words


def _tree(nodes: Iterable[Node]) -> str:
    """What numbers are made of, as nested lists."""
    items = []
    for node in nodes:
        holds = node.get("holds")
        mark = "" if "holds" not in node else "✓ " if holds else "✗ " if holds is False else "· "
        title = _title(node)
        if "value" in node:
            title += f" <b>{escape(node['value'])}</b>"
        notes = "".join(f" <i>{escape(note)}</i>" for note in node.get("notes", ()))
        items.append(
            f'<li style="margin:1px 0;{_FAINT if holds is False else ""}">{mark}{title}'
            f'<span style="{_FAINT}">{notes}</span>{_tree(node.get("children", ()))}</li>'
        )
    if not items:
        return ""
    return (
        f'<ul style="list-style:none;margin:2px 0 2px 4px;padding-left:10px;'
        f'border-left:1px solid {_SOFT}">{"".join(items)}</ul>'
    )


def table_html(names: list[str], rows: list[list[Any]], caption: str) -> str:
    """A small table: the first rows of many. Numbers stand to the right."""
    head = "".join(f'<th style="{_CELL};{_FAINT}">{escape(name)}</th>' for name in names)
    body = "".join(
        f'<tr style="background:none">{"".join(_cell(value) for value in row)}</tr>' for row in rows
    )
    return (
        '<div style="font-family:system-ui,sans-serif;font-size:13px;color:inherit">'
        f'<table style="{_TABLE}"><thead><tr style="border-bottom:1px solid {_SOFT};'
        f'background:none">{head}</tr></thead>'
        f'<tbody>{body}</tbody></table><div style="{_FAINT}">{escape(caption)}</div></div>'
    )


def _cell(value: Any) -> str:
    if value is None:
        return f'<td style="{_CELL};{_FAINT}">—</td>'
    if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        digits = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return f'<td style="{_CELL};{_NUMBER}">{digits}</td>'
    return f'<td style="{_CELL}">{escape(str(value))}</td>'
