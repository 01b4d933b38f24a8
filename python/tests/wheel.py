"""What the wheel must do that the tutorial does not show: hostile input, threads, errors, types."""

import threading
import time

import pyarrow as pa

import detente
from detente import _detente

TALKS = "Egypt and Sudan held talks in Cairo on Friday."


def spans_lead_back_to_bytes():
    page = "<html><title>Talks</title><p>Caf\u00e9: <b>Egypt</b> and Sud\u0430n held talks in Cairo.</p>"
    for reading in [detente.read(page.encode(), path="a.html"), detente.read("\ufeff" + TALKS)]:
        for span in reading.spans():
            words = reading.original[slice(*span.bytes)].decode()
            # A quotation is without markup.
            assert span.quote == words or "<" in words, (span, words)


def hostile_input_is_refused_or_read():
    deep = b"<div>" * 200_000 + b"Egypt and Sudan held talks."
    for data in [deep, b"\xff\xfe\x00", b"%PDF-1.7", b"PK\x03\x04", b"\0" * 4096, TALKS.encode()]:
        try:
            detente.read(data, path="x")
        except detente.Refused as refused:
            sentence, code = refused.args
            assert " " in sentence and " " not in code, refused.args


def a_batch_is_as_one_by_one():
    texts = [f"{TALKS} It was meeting number {n}." for n in range(20)]
    table = pa.table({"text": texts, "published": ["2023-06-02"] * 20})
    all_at_once = detente.read_batch(table, threads=3)
    one_by_one = [detente.read(text, published="2023-06-02") for text in texts]
    assert all_at_once["events"].to_pylist() == pa.concat_tables(
        [reading.arrow("events") for reading in one_by_one]
    ).to_pylist()
    assert [row["id"] for row in all_at_once["reports"].to_pylist()] == [
        reading.report["id"] for reading in one_by_one
    ]


def others_run_meanwhile():
    text = " ".join(f"Egypt and Sudan held talks in Cairo on Friday about dam {n}." for n in range(300))
    ticks, done = 0, threading.Event()

    def read():
        detente.read_batch(pa.table({"text": [text] * 4}), threads=1)
        done.set()

    thread = threading.Thread(target=read)
    thread.start()
    while not done.is_set():
        time.sleep(0.001)
        ticks += 1
    thread.join()
    assert ticks > 20, ticks


def errors_are_sentences():
    def raises(kind, what):
        try:
            what()
        except kind as error:
            assert len(str(error).split()) > 3, error
        else:
            raise AssertionError(f"nothing raised by {what}")

    raises(TypeError, lambda: detente.read(TALKS, source="x"))
    raises(detente.DetenteError, lambda: detente.read(TALKS).rows("incidents"))
    raises(detente.DetenteError, lambda: detente.read_batch(pa.table({"words": ["x"]})))
    raises(detente.Refused, lambda: detente.read(b'{"text":"a b"}\n{"text":"c d"}\n', path="x.jsonl"))
    raises(detente.DetenteError, lambda: _detente.spark("weather", pa.record_batch({"a": [1]}), "{}"))
    with detente.Case.temporary() as case:
        raises(detente.DetenteError, lambda: case.table("weather"))
        raises(AttributeError, lambda: case.weather)
        raises(detente.DetenteError, lambda: case.brief(format="pdf"))
    raises(detente.DetenteError, lambda: case.brief())


def every_table_has_its_types_without_rows():
    with detente.Case.temporary() as case:
        for name, table in case.tables():
            assert table.num_rows == 0 and table.num_columns > 3, name


if __name__ == "__main__":
    checks = [check for name, check in list(globals().items()) if callable(check) and check.__module__ == "__main__"]
    for check in checks:
        check()
    print(f"{len(checks)} checks of the wheel passed")
