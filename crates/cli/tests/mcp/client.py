"""Asks `hearsay mcp` with the protocol's own client.

  client.py HEARSAY LEDGER

Exits with 1 and a reason when an answer lacks its spans or its voices.
"""

import asyncio
import re
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def main() -> None:
    program, ledger = sys.argv[1:]
    server = StdioServerParameters(command=program, args=["--ledger", ledger, "mcp"])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        hello = await session.initialize()
        assert hello.server_info.name == "hearsay", hello
        assert "claim" in hello.instructions
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert sorted(tools) == ["article", "origins", "proposition", "propositions", "search"], sorted(tools)
        assert all(tool.description and tool.annotations.read_only_hint for tool in tools.values())

        async def ask(tool: str, **arguments) -> dict:
            answer = await session.call_tool(tool, arguments)
            assert not answer.is_error, answer
            return answer.structured_content

        found = await ask("search", words="drones", limit=5)
        assert 0 < len(found["claims"]) <= 5
        listed = (await ask("propositions", event="transfer"))["propositions"]
        assert listed and "affirmed by" in listed[0]["claimed"], listed[:1]
        identity = listed[0]["proposition"]
        origins = await ask("origins", id=identity)
        assert origins["origins"] and origins["claims"]
        dossier = await ask("proposition", id=identity)
        sentences = [s for section in dossier["sections"] for v in section["voices"] for s in v["sentences"]]
        assert len(sentences) > 0
        texts = {}
        for claim in found["claims"] + origins["claims"] + sentences:
            if claim["article"] not in texts:
                texts[claim["article"]] = (await ask("article", id=claim["article"]))["article"]["text"]
            span = claim["span"]
            assert texts[claim["article"]][span["start"] : span["end"]] == span["exact"], span
        for claim in found["claims"] + origins["claims"]:
            told = claim["told"]
            assert told.endswith("”") and re.search(" (says?|writes?|deny|denies)( in denial)?: “", told), told
        unknown = await session.call_tool("proposition", {"id": "nothing"})
        assert unknown.is_error and "no proposition" in unknown.content[0].text, unknown
        print(f"{len(tools)} tools, {len(found['claims'])} claims found, {len(sentences)} sentences of {identity}")


asyncio.run(main())
