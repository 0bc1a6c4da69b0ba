"""What a person may ask the record directly: one SELECT that calls known functions only, judged by its text.

Postgres is the second wall (row security, a read-only transaction, a cursor that takes a SELECT only). This one keeps
away what those let through: functions that could say that somebody else is asking, run a second statement, or act.
"""

import re
from typing import Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from domain.errors import InputError, RefusedError

LONGEST: Final = 100_000
"""Characters that a statement may have; all of it goes into the log."""
_ALLOWED: Final = frozenset(
    {
        *("auth.uid", "auth.role", "auth.jwt", "current_airline", "utc_minute", "utc_moment"),
        *("age", "now", "clock_timestamp", "date_bin", "make_date", "make_interval", "justify_hours", "version"),
        *("to_jsonb", "row_to_json", "jsonb_array_elements", "jsonb_array_elements_text", "jsonb_array_length"),
        *("jsonb_each", "jsonb_each_text", "jsonb_typeof", "jsonb_object_keys", "jsonb_build_object", "jsonb_agg"),
        *("array_to_string", "cardinality", "unnest", "bool_and", "bool_or", "every", "num_nonnulls", "num_nulls"),
        *("regexp_matches", "regexp_split_to_table"),
    }
)
"""What a statement may call beside the functions that the parser knows by name (none of those acts or is told who)."""
_HIDDEN: Final = re.compile(r"set_config|_to_xml|ts_stat|ts_rewrite|dblink|\bu&['\"]|request\.jwt", re.IGNORECASE)
"""Looked for in the bare text, so that no spelling that the parser reads otherwise than Postgres gets past.

Postgres finds a function by its plain name alone: only ``U&"…"`` can spell one in code points.
"""
_WRITES: Final = (exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.Create, exp.Drop, exp.Into, exp.Lock, exp.Command)


def check(statement: str) -> None:
    """``InputError`` for what is no single readable statement, ``RefusedError`` for what is no harmless SELECT."""
    if len(statement) > LONGEST or "\0" in statement:
        raise InputError(f"A statement has at most {LONGEST} characters, and none of them is NUL: make it shorter.")
    tree = _parsed(statement)
    if not isinstance(tree, exp.Query) or next(tree.find_all(*_WRITES), None) is not None:
        raise RefusedError("Only a SELECT is run here: changes go through the verbs of crewlex, which keep versions.")
    unknown = sorted({_called(call) for call in tree.find_all(exp.Anonymous)} - _ALLOWED)
    if unknown or _HIDDEN.search(statement):
        raise RefusedError(
            f"This statement calls what crewlex does not let through: {', '.join(unknown) or 'settings'}."
        )


def _parsed(statement: str) -> exp.Expr:
    try:
        parsed = [each for each in sqlglot.parse(statement, read="postgres") if each is not None]
    except SqlglotError as wrong:
        raise InputError(f"This is no SQL that crewlex can check: {' '.join(str(wrong).split())[:300]}") from None
    except RecursionError:
        raise InputError("This statement is nested too deeply to be checked: write it flatter.") from None
    if len(parsed) != 1:
        raise InputError(f"Give one statement: these are {len(parsed)}.")
    return parsed[0]


def _called(call: exp.Anonymous) -> str:
    parent = call.parent
    before = f"{parent.this.name}." if isinstance(parent, exp.Dot) and parent.expression is call else ""
    return f"{before}{call.name}".lower().removeprefix("pg_catalog.").removeprefix("public.")
