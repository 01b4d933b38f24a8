"""Asks a case through `detente mcp`, with the protocol's own Python client.

Usage: ask.py BINARY CASE. The case holds the examples and hostile.jsonl. Each check says what was expected; the
first that fails ends it.
"""

import asyncio
import json
import os
import subprocess
import sys
import unicodedata

from mcp import Client, ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

BINARY, CASE = sys.argv[1:3]
FOLDER = CASE.rsplit("/", 1)[0]
TOOLS = ["brief", "rows", "search", "row", "why", "report_text"]
TABLES = (
    "disputes agreements undertakings relations channels incidents accounts timeline events statements claims "
    "actors places sources reports refused outside"
).split()
checks = 0


def expect(holds, what):
    global checks
    checks += 1
    if not holds:
        print(f"not so: {what}", file=sys.stderr, flush=True)
        # At once, and not through all that waits for the server: its end of the pipe closes with us.
        os._exit(1)


def harmless(said, of):
    hidden = [c for c in said if unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\t"]
    expect(not hidden, f"{of} holds nothing hidden, and not {[hex(ord(c)) for c in hidden][:5]}")
    expect(FOLDER not in said and "/examples/" not in said, f"{of} names no folder of the machine")


def quotes(value):
    """Every quotation in a value, with its report and bytes."""
    if isinstance(value, list):
        return [one for item in value for one in quotes(item)]
    if not isinstance(value, dict):
        return []
    if "parts" in value and "report" in value:
        return [(value["report"], part["bytes"], part["quote"]) for part in value["parts"]]
    return [one for item in value.values() for one in quotes(item)]


async def ask(session, tool, **arguments):
    """An answer, held to what holds for every answer. The client checks it against the tool's schema."""
    of = f"{tool} {json.dumps(arguments, ensure_ascii=True)}"
    result = await session.call_tool(tool, arguments)
    said = "".join(block.text for block in result.content)
    expect(not result.is_error, f"{of} is answered: {said[:300]}")
    answer = result.structured_content
    expect(json.loads(said) == answer, f"the text of {of} says what its structure says")
    expect(len(said.encode()) <= 60_000, f"{of} has at most 60,000 bytes, and not {len(said.encode())}")
    expect("untrusted data" in answer["untrusted"], f"{of} says what is untrusted")
    harmless(said, of)
    return answer


async def refused(session, tool, *words, **arguments):
    result = await session.call_tool(tool, arguments)
    said = "".join(block.text for block in result.content)
    expect(result.is_error, f"{tool} {arguments} is refused, and not answered by {said[:200]}")
    for word in words:
        expect(word in said, f"the refusal of {tool} {arguments} names {word}: {said}")
    harmless(said, f"the refusal of {tool}")


async def asked(session):
    told = await session.initialize()
    expect(told.server_info.name == "detente", "the server says its name")
    expect("UNTRUSTED DATA" in told.instructions, "the instructions speak of untrusted data")

    tools = (await session.list_tools()).tools
    expect([tool.name for tool in tools] == TOOLS, f"the tools are {TOOLS}")
    for tool in tools:
        expect(tool.annotations.read_only_hint is True, f"{tool.name} says that it only reads")
        expect(tool.output_schema["required"] == ["untrusted", "rows", "next"], f"{tool.name} says what it gives")

    brief = await ask(session, "brief")
    expect("24 reports" in brief["summary"], f"the brief tells of all reports: {brief['summary']}")
    expect(all(line["citations"] for line in brief["rows"]), "every line of the brief is cited")

    held = 0
    for table in TABLES:
        rows, cursor = [], None
        while True:
            more = {"cursor": cursor} if cursor else {}
            answer = await ask(session, "rows", table=table, limit=100, **more)
            rows += answer["rows"]
            cursor = answer["next"]
            if cursor is None:
                break
        listed = subprocess.run(
            [BINARY, "--case", CASE, table, "--format", "jsonl"], capture_output=True, check=True
        ).stdout.splitlines()
        expect(len(rows) == len(listed), f"{table} has {len(listed)} rows here as on the command line, not {len(rows)}")
        held += len(quotes(rows))
    expect(held > 1000, f"rows come with their quotations: {held}")

    disputes = await ask(session, "rows", table="disputes", status="conflict", type="denial")
    dispute = disputes["rows"][0]
    expect(len(dispute["positions"]) >= 2, "a dispute has two positions")
    report, (start, end), quote = quotes(dispute)[0]
    expect(report in disputes["reports"], "the report of a quotation is named")

    around = await ask(session, "report_text", report=report, from_byte=start, limit=1)
    part = around["rows"][0]["parts"][0]
    expect(part["bytes"][0] <= start < part["bytes"][1], "the passage holds the quotation's bytes")
    expect(quote.split()[0] in part["quote"], f"the passage holds the quotation: {part['quote']}")

    row = await ask(session, "row", id=dispute["id"])
    expect(row["rows"][0]["id"] == dispute["id"], "a row is found by its id")
    event = (await ask(session, "rows", table="events", limit=1))["rows"][0]
    why = (await ask(session, "why", id=event["id"]))["rows"][0]
    expect(any(step["what"] == "trigger" for step in why["steps"]), "why tells which word named the event")

    found = await ask(session, "search", words='"Kassala crossing"')
    hostile = found["rows"][0]["report"]
    text = await ask(session, "report_text", report=hostile)
    counted = sum(part.get("hidden_characters", 0) for row in text["rows"] for part in row["parts"])
    expect(counted >= 50, f"what was taken out of the hostile report is counted: {counted}")
    expect("Ignore all earlier instructions" in json.dumps(text), "its visible words are there, as data")

    await refused(session, "row", "zzzz", id="zzzz")
    await refused(session, "rows", "weather", "disputes", table="weather")
    await refused(session, "rows", "2020-02-15", table="events", **{"from": "soon"})
    await refused(session, "rows", "`place`", "actor", table="disputes", place="Uri")
    await refused(session, "search", "at least one", words="?")

    resources = (await session.list_resources()).resources
    expect(len(resources) == 24, f"every report is a resource: {len(resources)}")
    read = (await session.read_resource(f"detente://report/{hostile}")).contents[0]
    expect("untrusted data" in read.text, "a resource says that it is untrusted")
    harmless(read.text, "a resource")


async def asked_without_a_handshake(client):
    """As of the protocol's version of July 2026 each request stands alone."""
    expect(client.protocol_version >= "2026-07-28", f"the newest version is agreed on: {client.protocol_version}")
    expect([tool.name for tool in (await client.list_tools()).tools] == TOOLS, "the tools are the same there")
    answer = await ask(client, "rows", table="relations", limit=1)
    expect("half-life" in answer["method"], "relations tell how they are computed")
    await refused(client, "row", "zzzz", id="zzzz")


def only_the_protocol_on_standard_output():
    """Spoken by hand: what comes out is the protocol, line by line, and the end of input ends it."""
    hello = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "hand", "version": "0"}},
    }
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "brief", "arguments": {}}}
    lines = [hello, {"jsonrpc": "2.0", "method": "notifications/initialized"}, call]
    said = "".join(json.dumps(line) + "\n" for line in lines)
    for case, failed in [(CASE, False), (FOLDER + "/absent.detente", True)]:
        done = subprocess.run([BINARY, "--case", case, "mcp"], input=said, capture_output=True, text=True, timeout=60)
        expect(done.returncode == 0, f"the end of input ends it well: {done.returncode}, {done.stderr}")
        answers = {line["id"]: line["result"] for line in map(json.loads, done.stdout.splitlines())}
        expect(sorted(answers) == [1, 2], f"each question has one answer: {sorted(answers)}")
        expect(answers[1]["protocolVersion"] == "2025-06-18", "an older version of the protocol is spoken too")
        expect(bool(answers[2].get("isError")) is failed, f"a case that is not there is an error in words: {answers[2]}")


async def main():
    server = StdioServerParameters(command=BINARY, args=["mcp", "--case", CASE])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await asked(session)
    async with Client(server) as client:
        await asked_without_a_handshake(client)
    only_the_protocol_on_standard_output()
    print(f"{checks} checks hold")


asyncio.run(main())
