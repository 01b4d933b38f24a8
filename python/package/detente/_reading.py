"""One report as read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa

from . import _detente

#: The kinds of rows that one report gives.
KINDS = ("reports", "events", "statements", "undertakings", "actors", "places", "sources", "timeline")
#: Those of them that are told by words of their own; the others are made of these.
_TOLD = KINDS[:4]


class Span(NamedTuple):
    """Where a row's words stand."""

    #: The kind of row.
    kind: str
    #: Its id.
    row: str
    #: Which field the words tell, where that is said.
    field: str | None
    #: Half-open range in the original bytes.
    bytes: tuple[int, int]
    #: Half-open range in the characters of the reading text; None of what was kept out of it.
    chars: tuple[int, int] | None
    #: The words as written.
    quote: str


class Reading:
    """What one report says. Rows are dicts with the fields of the record; see docs/python.md."""

    def __init__(self, native: _detente.Reading) -> None:
        self._native = native
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """The rows of one kind, as dicts."""
        if kind not in self._rows:
            self._rows[kind] = json.loads(self._native.rows(kind))
        return self._rows[kind]

    def arrow(self, kind: str) -> pa.Table:
        """The rows of one kind, as a pyarrow table with nested types."""
        return pa.Table.from_batches([self._native.table(kind)])

    @property
    def report(self) -> dict[str, Any]:
        """The report's own row: outlet, title, day, notes."""
        return self.rows("reports")[0]

    @property
    def events(self) -> list[dict[str, Any]]:
        """Who did what to whom, when and where."""
        return self.rows("events")

    @property
    def statements(self) -> list[dict[str, Any]]:
        """Who said what, through whom."""
        return self.rows("statements")

    @property
    def undertakings(self) -> list[dict[str, Any]]:
        """Who undertook what, by when, and what is said of its being done."""
        return self.rows("undertakings")

    @property
    def actors(self) -> list[dict[str, Any]]:
        """Who is named."""
        return self.rows("actors")

    @property
    def places(self) -> list[dict[str, Any]]:
        """Which places are named."""
        return self.rows("places")

    @property
    def sources(self) -> list[dict[str, Any]]:
        """The outlet and the speakers, as origins of what is said."""
        return self.rows("sources")

    @property
    def timeline(self) -> list[dict[str, Any]]:
        """What bears a day, in order."""
        return self.rows("timeline")

    @property
    def text(self) -> str:
        """The reading text, into which ``chars`` count."""
        return self._native.text

    @property
    def original(self) -> bytes:
        """The original bytes, into which ``bytes`` count."""
        return bytes(self._native.original)

    def spans(self) -> Iterator[Span]:
        """Every quotation of every row."""
        for kind in _TOLD:
            for row in self.rows(kind):
                yield from _spans(kind, row["id"], None, row)

    def why(self, id: str) -> list[tuple[str, str]]:
        """How the event with this id came to be: steps, each its kind and a sentence."""
        return [(what, text) for what, text in self._native.why(id)]

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.rows(kind))} {kind}" for kind in _TOLD[1:])
        return f"<Reading {self.report['id']}: {counts}>"


def _spans(kind: str, row: str, field: str | None, value: Any) -> Iterator[Span]:
    if isinstance(value, dict):
        if "parts" in value and "section" in value:
            field = value.get("field") or field
            for part in value["parts"]:
                chars = part["chars"] and tuple(part["chars"])
                yield Span(kind, row, field, tuple(part["bytes"]), chars, part["quote"])
            return
        for name, inner in value.items():
            yield from _spans(kind, row, name if name != "evidence" else field, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(kind, row, field, inner)
