"""News reports about a conflict, read into a record with evidence down to the byte.

Three ways in:

- :func:`read` reads one report and gives its rows, each with its words and their bytes;
- :func:`read_batch` reads a table of reports and gives tables of rows;
- :class:`Case` opens a case, the file that the command ``detente`` writes, with every kind of row.

``detente.spark`` does the same for archives that one machine does not hold.

>>> import detente
>>> reading = detente.read("Egypt and Sudan held talks in Cairo on Friday.", published="2023-06-02")
>>> [event["type"] for event in reading.events]
['CONSULT']
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from . import _detente
from ._detente import TABLES as _TABLES
from ._detente import DetenteError, Refused, __version__
from ._reading import Reading, Span

__all__ = [
    "TABLES",
    "Case",
    "DetenteError",
    "Reading",
    "Refused",
    "Span",
    "__version__",
    "read",
    "read_batch",
]

#: The kinds of rows that a case has, in order.
TABLES: tuple[str, ...] = tuple(_TABLES)

_META = ("title", "byline", "outlet", "url", "published", "retrieved", "language")


def read(report: str | bytes, *, path: str = "", **meta: str | None) -> Reading:
    """Read one report: a text, or the bytes of a file that holds one (text, Markdown, a web page).

    ``meta`` is what is known of it: ``title``, ``byline``, ``outlet``, ``url``, ``published`` (a
    day, as in "2020-02-10"), ``retrieved``, ``language``. ``path`` names the file; of bytes that do
    not say what they are, its ending does.

    Raises :class:`Refused` where it can't be read.
    """
    unknown = sorted(set(meta) - set(_META))
    if unknown:
        raise TypeError(f"read() knows nothing of {', '.join(unknown)}; it takes path, {', '.join(_META)}")
    known = json.dumps({name: value for name, value in meta.items() if value is not None})
    if isinstance(report, str):
        return Reading(_detente.read(report, None, path, known))
    return Reading(_detente.read(None, bytes(report), path, known))


def read_batch(reports: Any, *, threads: int = 0) -> dict[str, pa.Table]:
    """Read a table of reports: anything Arrow can take (a pyarrow table, a pandas or polars frame).

    Its rows have a column ``text``, or ``content`` with the bytes of files (which may hold many
    reports each, as WARC, JSON Lines or ZIP do); ``path`` and the columns that :func:`read` takes
    as ``meta`` are used where they are there, others passed over.

    Gives the tables ``reports``, ``refused``, ``events``, ``statements`` and ``undertakings``. The
    interpreter's lock is free meanwhile. ``threads`` is one for each core where it is 0.
    """
    batches = _batches(reports)
    threads = threads or os.cpu_count() or 1
    read: list[dict[str, pa.RecordBatch]] = [_detente.read_batch(batch, threads) for batch in batches]
    return {kind: pa.Table.from_batches([one[kind] for one in read]) for kind in read[0]}


def _batches(table: Any) -> list[pa.RecordBatch]:
    if isinstance(table, pa.RecordBatch):
        return [table]
    if not isinstance(table, pa.Table):
        # Any library's frame gives itself as a stream of Arrow.
        table = pa.table(table) if hasattr(table, "__arrow_c_stream__") else pa.Table.from_pandas(table)
    batches = table.to_batches(max_chunksize=1024)
    return batches or [pa.RecordBatch.from_pylist([], schema=table.schema)]


class Case:
    """A case: what was read, and what many reports say together.

    Use it as a context manager, or call :meth:`close`. Every kind of row is a method of its own
    that gives a pyarrow table: ``case.incidents(country="SDN").to_pandas()``.
    """

    def __init__(self, native: _detente.Case) -> None:
        self._native = native

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, write: bool = False) -> Case:
        """Open the case at ``path``, for reading; with ``write``, create it where there is none."""
        return cls(_detente.Case.open(os.fspath(path), write))

    @classmethod
    def temporary(cls) -> Case:
        """A case in a temporary file, which goes when it is closed."""
        return cls(_detente.Case.temporary())

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._native.close()

    @property
    def path(self) -> str:
        """The file."""
        return os.fspath(self._native.path)

    def table(
        self,
        name: str,
        *,
        actor: str | None = None,
        place: str | None = None,
        country: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        report: str | None = None,
        about: str | None = None,
        limit: int | None = None,
    ) -> pa.Table:
        """The rows of one kind (see :data:`TABLES`) that pass the filters, as the command has them.

        ``kind`` is the row's type, of a statement its act; ``from_`` and ``to`` are days.
        """
        schema, batches = self._native.table(
            name,
            actor=actor,
            place=place,
            country=country,
            kind=kind,
            status=status,
            from_=from_,
            to=to,
            report=report,
            about=about,
            limit=limit,
        )
        return pa.Table.from_batches(batches, schema=schema)

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Every kind of row, by name."""
        for name in TABLES:
            yield name, self.table(name)

    def __getattr__(self, name: str) -> Any:
        if name in TABLES:
            return lambda **filters: self.table(name, **filters)
        raise AttributeError(f"a case has no {name!r}; it has {', '.join(TABLES)}")

    def read(self, *paths: str | os.PathLike[str]) -> dict[str, int]:
        """Read files, folders and patterns into the case; what it knows already adds nothing.

        Gives how many reports were added, how many known, how many inputs refused.
        """
        added, known, refused = self._native.read([os.fspath(path) for path in paths])
        return {"added": added, "known": known, "refused": refused}

    def brief(self, *, format: str = "md", as_of: str | None = None) -> str:
        """The situation on one page, every sentence cited: ``md``, ``html`` or ``json``."""
        return self._native.brief(format, as_of)

    def why(self, id: str) -> dict[str, Any]:
        """How a row came to be: its rule, the steps, the words. ``id`` may be the beginning of one."""
        return json.loads(self._native.why(id))

    def original(self, report: str) -> bytes:
        """A report's stored bytes, to which every span of bytes leads."""
        return bytes(self._native.original(report))

    def verify(self) -> list[str]:
        """Recompute every quotation from the stored bytes; gives what failed, a sentence each."""
        return list(self._native.verify())
