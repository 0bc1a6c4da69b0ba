"""Runs a statement of a file as it stands, past the product, to see what is really there."""

from pathlib import Path

from neo4j import AsyncGraphDatabase, Record

from servers.addresses import Addresses

FOLDER = Path(__file__).with_name("statements")


async def rows(servers: Addresses, statement: str) -> list[Record]:
    """The records of ``statements/<statement>.cypher``."""
    signed_in = (servers.neo4j_user, servers.neo4j_password)
    text = (FOLDER / f"{statement}.cypher").read_text()
    async with AsyncGraphDatabase.driver(servers.neo4j_uri, auth=signed_in) as driver, driver.session() as session:
        return [record async for record in await session.run(text)]
