"""The live edition: replaced as a whole in one transaction, marked with its number, read back as content."""

from contextlib import suppress
from itertools import groupby

from domain.collecting import uncollected
from domain.errors import InputError, RefusedError
from domain.rulegraph import Edge, RuleGraph
from graph.connection import Graph, Reader, Writer
from graph.content import check
from graph.nodes import (
    AuthorityRow,
    CaseRow,
    CheckRow,
    ClauseRow,
    ComponentRow,
    DocumentRow,
    DrawnRow,
    InterpretationRow,
    RuleRow,
    ScenarioRow,
    case_row,
    document_row,
    edge_row,
    rule_row,
    scenario_row,
)
from graph.queries import checks
from graph.steady import marked, of_one_edition
from graph.stored import StoredNode, nodes


async def publish(graph: Graph, content: RuleGraph, edition: int) -> None:
    """Replaces the live nodes and the mark together; a failing check undoes everything (``RefusedError``)."""
    check(content)
    await graph.writing(lambda writer: _replace(writer, content, edition))


async def rehearse(graph: Graph, content: RuleGraph, edition: int) -> None:
    """Tries ``publish`` and undoes it: raises what it would raise. Nobody else may publish meanwhile."""
    check(content)

    async def try_out(writer: Writer) -> None:
        await _replace(writer, content, edition)
        raise _UndoneError

    with suppress(_UndoneError):
        await graph.writing(try_out)


class _UndoneError(Exception):
    """A rehearsal went well: the transaction is given up all the same."""


async def _replace(writer: Writer, content: RuleGraph, edition: int) -> None:
    await writer.run("edition/set_mark", number=edition)
    await writer.run("edition/clear", kept=[_named(node) for node in nodes(content)])
    await _add(writer, content)
    await check_live(writer)


def _named(node: StoredNode) -> str:
    """The labels and the identity of a node, as ``edition/clear`` puts them together."""
    return "".join(f"{label}:" for label in sorted(node.labels)) + str(node.end)


async def mark(graph: Graph) -> int | None:
    """The number of the edition that the live nodes are; None before the first one."""
    return await graph.reading(read_mark)


async def read_mark(reader: Reader) -> int | None:
    """The mark inside a transaction, beside what else it reads."""
    found = await marked(reader)
    return found.number if found else None


async def read_content(graph: Graph) -> RuleGraph:
    """The live nodes and relationships of everybody, in one fixed order, all of one edition."""

    async def read(reader: Reader) -> RuleGraph:
        return RuleGraph(
            rules=tuple(row.rule for row in await reader.rows("edition/rules", RuleRow)),
            scenarios=tuple(row.scenario for row in await reader.rows("edition/scenarios", ScenarioRow)),
            components=tuple(row.component for row in await reader.rows("edition/components", ComponentRow)),
            clauses=tuple(row.clause for row in await reader.rows("edition/clauses", ClauseRow)),
            authorities=tuple(row.authority for row in await reader.rows("edition/authorities", AuthorityRow)),
            documents=tuple(row.document for row in await reader.rows("edition/documents", DocumentRow)),
            interpretations=tuple(
                row.interpretation for row in await reader.rows("edition/interpretations", InterpretationRow)
            ),
            cases=tuple(row.case for row in await reader.rows("edition/cases", CaseRow)),
            edges=tuple(await reader.rows("edition/edges", Edge)),
        ).ordered()

    with uncollected():
        return (await of_one_edition(graph, read))[1]


async def run_checks(graph: Graph) -> tuple[str, ...]:
    """Runs ``cypher/checks`` on the live nodes and names them; ``RefusedError`` lists what is wrong."""
    await graph.reading(check_live)
    return tuple(query.name for query in checks())


async def check_live(reader: Reader) -> None:
    """All checks inside a transaction; ``RefusedError`` lists each finding, and undoes what was written."""
    wrong = [f"{row.what} ({query.name})" for query in checks() for row in await reader.rows(query, CheckRow)]
    if wrong:
        raise RefusedError(f"The rule graph is not fit to be published: {'; '.join(wrong)}. Correct the draft.")


async def _add(writer: Writer, content: RuleGraph) -> None:
    """Creates nodes kind by kind and then relationships kind by kind: a handful of statements for any size."""
    await writer.run("edition/add_rules", rules=[rule_row(rule) for rule in content.rules])
    await writer.run("edition/add_scenarios", scenarios=[scenario_row(item) for item in content.scenarios])
    await writer.run("edition/add_components", components=[item.model_dump(mode="json") for item in content.components])
    await writer.run("edition/add_clauses", clauses=[item.model_dump(mode="json") for item in content.clauses])
    await _add_library(writer, content)
    for kind, edges in groupby(sorted(content.edges, key=lambda edge: edge.kind), key=lambda edge: edge.kind):
        await _draw(writer, f"edges/add_{kind.lower()}", list(edges))
    for derived in ("yields", "part_of", "issued_by", "illustrates"):
        await writer.run(f"edges/derive_{derived}")


async def _add_library(writer: Writer, content: RuleGraph) -> None:
    """Who issued what, how it is read, and worked cases."""
    authorities, interpretations = (
        [item.model_dump(mode="json") for item in items] for items in (content.authorities, content.interpretations)
    )
    await writer.run("edition/add_authorities", authorities=authorities)
    await writer.run("edition/add_documents", documents=[document_row(item) for item in content.documents])
    await writer.run("edition/add_interpretations", interpretations=interpretations)
    await writer.run("edition/add_cases", cases=[case_row(item) for item in content.cases])


async def _draw(writer: Writer, query: str, edges: list[Edge]) -> None:
    drawn = await writer.rows(query, DrawnRow, edges=[edge_row(edge) for edge in edges])
    if drawn[0].drawn != len(edges):
        raise InputError(f"{query}: {len(edges) - drawn[0].drawn} of {len(edges)} ends are missing; add the nodes.")
