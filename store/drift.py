"""Where two descriptions of the database differ: the models and what the migrations build, or two databases."""

from collections.abc import Iterator
from typing import Any, Final

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import ARRAY, Connection, Enum, text

from store.tables import METADATA

_UNGUARDED: Final = text("""
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> 'alembic_version'
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity
               AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
    ORDER BY 1
""")
_LABELS: Final = text("""
    SELECT t.typname, array_agg(e.enumlabel::text ORDER BY e.enumsortorder)
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typnamespace = current_schema()::regnamespace GROUP BY 1
""")
_GENERATED: Final = text("""
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_generated = 'ALWAYS'
""")
_CATALOG: Final = text("""
    SELECT format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                  CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
                  coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), ''))
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v')
  UNION ALL
    SELECT format('row security of %s: %s, forced %s', relname, relrowsecurity, relforcerowsecurity)
    FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
  UNION ALL
    SELECT format('policy %s on %s for %s to %s: %s; %s', policyname, tablename, cmd, roles, qual, with_check)
    FROM pg_policies WHERE schemaname = current_schema()
  UNION ALL
    SELECT format('constraint %s on %s: %s', conname, conrelid::regclass, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f', 'c')
  UNION ALL
    SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = current_schema()
  UNION ALL
    SELECT format('trigger %s', pg_get_triggerdef(t.oid))
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
  UNION ALL
    SELECT format('function %s', pg_get_functiondef(p.oid)) FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e') AND p.prokind = 'f'
  UNION ALL
    SELECT format('enum %s of %s', t.typname, string_agg(e.enumlabel::text, ', ' ORDER BY e.enumsortorder))
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typnamespace = current_schema()::regnamespace GROUP BY t.typname
  UNION ALL
    SELECT format('view %s: %s', viewname, definition) FROM pg_views WHERE schemaname = current_schema()
  UNION ALL
    SELECT format('right to %s %s', privilege_type, table_name) FROM information_schema.table_privileges
    WHERE table_schema = current_schema() AND grantee = 'crewlex_serving'
""")


def from_models(connection: Connection) -> Iterator[str]:
    """How a migrated database differs from the models, and which of its tables lack row security."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    for difference in compare_metadata(context, METADATA):
        yield f"the migrations and the models differ: {_spoken(difference)}"
    yield from _enumerations(connection)
    yield from _computed(connection)
    for (table,) in connection.execute(_UNGUARDED):
        yield f"table {table} is open: it needs row security, forced, and a policy"


def between(built: Connection, given: Connection) -> list[str]:
    """What a database lacks of what the migrations build, and what it has beside that."""
    wanted, found = ({row[0] for row in connection.execute(_CATALOG)} for connection in (built, given))
    lacks = [f"the database lacks {_first_line(item)}" for item in sorted(wanted - found)]
    return lacks + [f"the database has, and no migration made, {_first_line(item)}" for item in sorted(found - wanted)]


def _enumerations(connection: Connection) -> Iterator[str]:
    built = {name: list(labels) for name, labels in connection.execute(_LABELS)}
    for kind in _enums():
        if built.get(str(kind.name)) != list(kind.enums):
            yield f"enum {kind.name} is {built.get(str(kind.name))} in the migrations and {kind.enums} in the models"


def _computed(connection: Connection) -> Iterator[str]:
    built = {(table, column) for table, column in connection.execute(_GENERATED)}
    modelled = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if column.computed is not None
    }
    for table, column in sorted(built ^ modelled):
        where = "the migrations" if (table, column) in built else "the models"
        yield f"column {table}.{column} is generated only in {where}"


def _enums() -> Iterator[Enum]:
    for table in METADATA.tables.values():
        for column in table.columns:
            kind = column.type.item_type if isinstance(column.type, ARRAY) else column.type
            if isinstance(kind, Enum):
                yield kind


def _spoken(difference: Any) -> str:
    """Alembic's difference on one line."""
    first = difference[0] if isinstance(difference, list) else difference
    return " ".join(str(part) for part in first if part is not None)


def _first_line(item: str) -> str:
    return " ".join(item.split())[:200]
