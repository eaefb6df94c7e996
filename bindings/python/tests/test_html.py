"""What a notebook shows: well-formed, self-contained, escaped, with the bars where they belong."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser

import meritum
import pytest
from meritum import _waterfall

VOID = {"rect", "path"}


class Strict(HTMLParser):
    """Every tag is closed where it should be; keeps texts and rectangles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.bars: list[tuple[float, float, str]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "style", "link", "img", "iframe"}
        assert all(not name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "rect" and found["height"] == "12":
            self.bars.append((float(found["x"]), float(found["width"]), str(found["fill"])))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_card(first: meritum.Plan) -> None:
    card = first.score(sales=1_320_000, target=1_000_000, complaints=1, id="ann", period="2026-Q3")
    html = card._repr_html_()
    page = Strict(html)
    told = " ".join(page.texts)
    for words in ("ann · 2026-Q3", "Sales above the target", "118.5", "A", "at most 20"):
        assert words in told
    for line in card.lines:
        assert line.because in told
    start, over, cap, complaint, total = page.bars
    assert start[2] == total[2]
    assert over[2] != cap[2] == complaint[2]
    assert start[0] == total[0] == 0
    assert over[0] == pytest.approx(start[0] + start[1], abs=0.02)
    assert over[0] + over[1] == pytest.approx(cap[0] + cap[1], abs=0.02)
    assert complaint[0] == pytest.approx(total[1], abs=0.02)
    assert not re.search(r"https?://|url\(|@import", html)


def test_words_are_escaped() -> None:
    plan = meritum.compile(
        'plan wild "<script>alert(1)</script>"\nfact a text "<u>&"\nscore\n  start 1\n'
        'bonus more "<b>bold</b>"\n  when a = "x" or yes\n  give 1\n  because "{a} & co"\n'
    )
    html = plan.score(a="<img src=x onerror=y>", id='"><x>')._repr_html_()
    Strict(html)
    for wild in ("<script", "<img", "<b>bold", "<u>&", '"><x>'):
        assert wild not in html
    assert "&lt;script&gt;" in html
    assert "&lt;img src=x onerror=y&gt; &amp; co" in html


def test_every_card_of_the_quarter(quarter: meritum.Plan) -> None:
    for lang in ("en", "zh"):
        data = quarter.read("examples/electronics-quarter/data")
        for card in quarter.score_all(data, lang=lang):
            page = Strict(card._repr_html_())
            assert all(x >= 0 and x + width <= 100.01 for x, width, _ in page.bars)
            assert card.id in " ".join(page.texts)
            assert (card.grade in page.texts) is (
                lang == "en"
            )  # a name of the tongue, as elsewhere


def test_small_steps_are_seen() -> None:
    """Far from zero the axis is cut, as on a terminal, so that a step is no speck."""
    bars = [
        _waterfall._Bar(Decimal(0), Decimal(1000), True),
        _waterfall._Bar(Decimal(1000), Decimal(1010), False),
    ]
    axis = _waterfall._axis(bars)
    assert axis.cut
    assert axis.low > 900
    assert "path" in _waterfall._picture(bars[0], axis)
    whole = _waterfall._axis([_waterfall._Bar(Decimal(0), Decimal(-5), False)])
    assert (whole.low, whole.high, whole.cut) == (-5, 0, False)
    assert _waterfall._axis([]).high == 1


def test_a_population(quarter: meritum.Plan) -> None:
    results = quarter.score_all(quarter.read("examples/electronics-quarter/data"))
    told = Strict(results._repr_html_()).texts
    assert told[: 2 + len(results.totals)] == ["id", *results.totals, "grade"]
    assert results.ids[0] in told
    assert told[-1] == f"{len(results)} cards, {len(results.errors)} errors"


def test_without_lines(first: meritum.Plan) -> None:
    plan = meritum.compile("plan p\nfact a number 0 .. 9\noutcome o = a\n")
    assert "9" in " ".join(Strict(plan.score(a=9)._repr_html_()).texts)
    Strict(first.score(sales=1, target=1, keep="results")._repr_html_())
