"""What a database is made of, a sentence a thing, as Postgres itself spells it: so that two can be compared."""

from typing import Final, NamedTuple

from sqlalchemy import Connection, text

from store.database import ROLE

_THINGS: Final = text("""
    WITH ours AS (
        SELECT c.oid, c.relname::text AS name, c.relkind, c.relowner, c.relacl, c.relrowsecurity,
               c.relforcerowsecurity, c.reloptions
        FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    ), columns AS (
        SELECT o.oid AS relation, o.relowner, o.name AS of, a.*
        FROM ours o JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
    )
    SELECT 'column', c.of,
           format('column %s.%s %s%s%s%s%s', c.of, c.attname, format_type(c.atttypid, c.atttypmod),
                  CASE WHEN c.attnotnull THEN ' not null' ELSE '' END,
                  CASE WHEN c.attgenerated <> '' THEN ' generated' ELSE '' END,
                  CASE WHEN c.attidentity <> '' THEN ' identity ' || c.attidentity::text ELSE '' END,
                  coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), ''))
    FROM columns c LEFT JOIN pg_attrdef d ON d.adrelid = c.relation AND d.adnum = c.attnum
  UNION ALL
    SELECT 'constraint', o.name, format('constraint %s on %s: %s', conname, o.name, pg_get_constraintdef(x.oid))
    FROM pg_constraint x JOIN ours o ON o.oid = x.conrelid WHERE x.contype IN ('p', 'u', 'f', 'c', 'x')
  UNION ALL
    SELECT 'index', tablename, format('index %s', indexdef) FROM pg_indexes WHERE schemaname = current_schema()
  UNION ALL
    SELECT 'enum', NULL, format('enum %s of %s', t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder))
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typnamespace = current_schema()::regnamespace GROUP BY t.typname
  UNION ALL
    SELECT 'security', name, format('row security of %s: %s, forced %s', name, relrowsecurity, relforcerowsecurity)
    FROM ours WHERE relkind IN ('r', 'p')
  UNION ALL
    SELECT 'policy', tablename, format('%s policy %s on %s for %s to %s: %s; %s', lower(permissive), policyname,
                                       tablename, cmd, roles, qual, with_check)
    FROM pg_policies WHERE schemaname = current_schema()
  UNION ALL
    SELECT 'trigger', o.name, format('trigger (%s) %s', t.tgenabled, pg_get_triggerdef(t.oid))
    FROM pg_trigger t JOIN ours o ON o.oid = t.tgrelid WHERE NOT t.tgisinternal
  UNION ALL
    SELECT 'rule', tablename, definition FROM pg_rules WHERE schemaname = current_schema()
  UNION ALL
    SELECT 'function', NULL, format('function %s', pg_get_functiondef(p.oid)) FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind IN ('f', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')
  UNION ALL
    SELECT 'view', o.name, format('view %s (%s): %s', o.name, o.reloptions, pg_get_viewdef(o.oid))
    FROM ours o WHERE o.relkind IN ('v', 'm')
  UNION ALL
    SELECT 'right', o.name, format('right of %s to %s %s', r.grantee::regrole, r.privilege_type, o.name)
    FROM ours o CROSS JOIN aclexplode(o.relacl) r WHERE r.grantee <> o.relowner
  UNION ALL
    SELECT 'right', c.of, format('right of %s to %s %s.%s', r.grantee::regrole, r.privilege_type, c.of, c.attname)
    FROM columns c CROSS JOIN aclexplode(c.attacl) r WHERE r.grantee <> c.relowner
  UNION ALL
    SELECT 'right', o.name, format('%s owned by the serving role', o.name)
    FROM ours o WHERE o.relowner::regrole::text = :role
  UNION ALL
    SELECT 'right', NULL, 'right of the serving role to CREATE in the schema'
    WHERE has_schema_privilege(:role, current_schema(), 'CREATE')
""")
_UNGUARDED: Final = text("""
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relname <> 'alembic_version'
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity
               AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
    ORDER BY 1
""")
_UNBOUND: Final = text("""
    SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb
           OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)
    FROM pg_roles r WHERE rolname = :role
""")


class Thing(NamedTuple):
    """One thing: its kind (column, index, policy, right …), the relation it belongs to, and what it is."""

    kind: str
    relation: str | None
    says: str


def things(connection: Connection) -> set[Thing]:
    """Everything in the schema that the connection looks into first."""
    return {Thing(*row) for row in connection.execute(_THINGS, {"role": ROLE})}


def unguarded(connection: Connection) -> list[str]:
    """The tables that lack row security, forced, with a policy."""
    return list(connection.execute(_UNGUARDED).scalars())


def role_is_unbound(connection: Connection) -> bool:
    """Whether the serving role holds more than its grants: what lets it past row security, or a role of others."""
    return bool(connection.execute(_UNBOUND, {"role": ROLE}).scalar_one_or_none())
