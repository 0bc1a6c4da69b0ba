"""The files of an evidence pack: what was read of a pay run, as text, and the hashes of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import polars as pl

from domain.rulebook import Rulebook
from services import sampling
from services.sampling import Again
from store.runparts import Sum
from store.tables import PayPeriod, PayRunPart, PayRunRow

SUMS: Final = "SHA256SUMS"
RECORDED: Final = "RECORDED_SHA256SUMS"
_READ_ME: Final = """\
The evidence of pay run {run} of {period}
{line}

{verdict}

`sha256sum -c SHA256SUMS` says whether every file is as it was written. `sha256sum -c RECORDED_SHA256SUMS` says whether
what is here has the hashes that the run recorded when it was made: the Rulebook, the inputs, the parts that were made
again, and the run itself ({content}), which run.hashed is the text of.

run.json              the run, its period, who ran, reviewed and released it; engine and tzdata versions; its parts
log.json              all that the log says was done to the run, its parts and its period, and to what it pays of others
totals.json           control totals by part and by component, and whether they agree
variance.csv          each component in this period and in the last one, minor units
crew.csv              each crew member's gross in this period and in the last one, minor units
rules.csv             the rules that are otherwise than in the last period's Rulebook
open.csv              what could not be decided
rulebook.json         the Rulebook, in the spelling that its hash is of
parts/N/inputs/*.csv  all that part N was worked out from
parts/N/again.txt     part N as it comes out again: lines, totals, open rows, hashes of its inputs
sample/WHO/*.csv      somebody's lines as they are stored, and as they come out again
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The files of a pack by name, in order. ``wrong``: what does not come out again; ``means``: what may be why."""

    run_id: UUID
    content_hash: str
    files: dict[str, bytes]
    sampled: tuple[str, ...]
    wrong: tuple[str, ...]
    means: str

    @property
    def key(self) -> str:
        """The hash of the list of hashes: whoever has it knows every byte of the pack."""
        return f"sha256:{sha256(self.files[SUMS]).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is read of a run, and of the last period's (``before``)."""

    run: PayRunRow
    period: PayPeriod
    parts: list[PayRunPart]
    sum: Sum
    rulebook: Rulebook
    last: PayPeriod | None
    before: PayRunRow | None
    rules: Rulebook | None
    components: tuple[pl.DataFrame, pl.DataFrame]
    gross: tuple[pl.DataFrame, pl.DataFrame]
    undecided: pl.DataFrame
    log: list[dict[str, Any]]


def evidence_of(facts: Facts, made: list[Again]) -> Evidence:
    """The pack of what was read of a run, and of the parts that were made again."""
    wrong = tuple(said for each in made for said in each.wrong)
    sampled = tuple(sorted(who for each in made for who in each.sample))
    means = sampling.means(facts.run)
    files = {"README.txt": _read_me(facts, sampled, wrong, means), **_figures(facts), **_again(made)}
    files["run.hashed"] = _hashed(facts.run, facts.parts)
    files["rulebook.json"] = facts.rulebook.text
    files[RECORDED] = _recorded(facts, made)
    written = {name: text.encode() for name, text in sorted(files.items())}
    written[SUMS] = "".join(f"{sha256(body).hexdigest()}  {name}\n" for name, body in written.items()).encode()
    return Evidence(facts.run.id, facts.run.content_hash or "", written, sampled, wrong, means)


def _figures(facts: Facts) -> dict[str, str]:
    now, before = facts.components
    variance = _beside(now.select("component", "amount"), before.select("component", "amount"), "component")
    crew = _beside(facts.gross[0].drop("crew_id"), facts.gross[1].drop("crew_id"), "employee_id")
    return {
        "run.json": _json(_run(facts)),
        "log.json": _json(facts.log),
        "totals.json": _json(_totals(facts)),
        "variance.csv": variance.write_csv(),
        "crew.csv": crew.write_csv(),
        "rules.csv": _rules(facts.rulebook, facts.rules).write_csv(),
        "open.csv": facts.undecided.write_csv(),
    }


def _again(made: Iterable[Again]) -> dict[str, str]:
    files = {}
    for each in made:
        files[f"parts/{each.number}/again.txt"] = each.text
        files |= {f"parts/{each.number}/inputs/{name}.csv": text for name, (_, text) in each.inputs.items()}
        for who, (stored, now) in each.sample.items():
            files |= {f"sample/{who}/stored.csv": stored, f"sample/{who}/again.csv": now}
    return files


def _recorded(facts: Facts, made: Iterable[Again]) -> str:
    """The hashes that are on record, beside the files that must have them."""
    wanted = {"run.hashed": facts.run.content_hash or "", "rulebook.json": facts.run.rulebook_hash}
    for each in made:
        wanted[f"parts/{each.number}/again.txt"] = each.recorded
        wanted |= {f"parts/{each.number}/inputs/{name}.csv": key for name, (key, _) in each.inputs.items()}
    return "".join(f"{key.removeprefix('sha256:')}  {name}\n" for name, key in sorted(wanted.items()))


def _hashed(run: PayRunRow, parts: Iterable[PayRunPart]) -> str:
    """What the run's own hash is of (``make_preview`` in migration 0004)."""
    hashes = [part.content_hash or "" for part in parts]
    return "\n".join([run.rulebook_hash, run.engine_version, run.tzdata_version, *hashes])


def _run(facts: Facts) -> dict[str, Any]:
    run, period = facts.run, facts.period
    return {
        "run": str(run.id), "status": run.status.value, "content": run.content_hash, "rulebook": run.rulebook_hash,
        "engine": run.engine_version, "tzdata": run.tzdata_version, "reason": run.reason,
        "period": {"from": str(period.start_date), "to": str(period.end_date), "pay_date": str(period.pay_date)},
        "ran": {"by": str(run.calculated_by), "email": run.calculated_email, "at": _text(run.calculated_at)},
        "reviewed": {"by": _text(run.reviewed_by), "at": _text(run.reviewed_at)},
        "released": {"by": _text(run.released_by), "at": _text(run.released_at)},
        "last_period": facts.last and str(facts.last.start_date), "last_run": facts.before and str(facts.before.id),
        "parts": [
            {"number": each.number, "crew": each.crew_count, "content": each.content_hash, "worker": each.worker,
             "by": _text(each.taken_by), "email": each.taken_email, "at": _text(each.done_at), "inputs": each.inputs}
            for each in facts.parts
        ],
    }  # fmt: skip


def _totals(facts: Facts) -> dict[str, Any]:
    components, total = facts.components[0], facts.sum
    written = {"lines": int(components["lines"].sum()), "gross": int(components["amount"].sum())}
    return {
        "parts": {"crew": total.crew, "lines": total.lines, "open": total.open, "gross": total.gross},
        "written": written,
        "agree": written == {"lines": total.lines, "gross": total.gross},
        "components": components.to_dicts(),
    }


def _rules(now: Rulebook, before: Rulebook | None) -> pl.DataFrame:
    """What is otherwise in the rules since the last period, by key."""
    old, new = before.rules if before else {}, now.rules
    told = [
        (key.owner, key.code, "added" if key not in old else "gone" if key not in new else "changed")
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    ]
    return pl.DataFrame(told, schema=dict.fromkeys(("owner", "code", "what"), pl.String), orient="row")


def _beside(now: pl.DataFrame, before: pl.DataFrame, key: str) -> pl.DataFrame:
    names = {name: ("now", "before") for name in now.columns if name != key}
    ((amount, (here, there)),) = names.items()
    both = now.rename({amount: here}).join(before.rename({amount: there}), on=key, how="full", coalesce=True)
    return both.with_columns(change=pl.col(here).fill_null(0) - pl.col(there).fill_null(0)).sort(key)


def _read_me(facts: Facts, sampled: tuple[str, ...], wrong: tuple[str, ...], means: str) -> str:
    period = f"{facts.period.start_date} to {facts.period.end_date}"
    good = f"THE SAMPLE COMES OUT AGAIN, TO THE BYTE: {', '.join(sampled)}."
    bad = f"THE SAMPLE DOES NOT COME OUT AGAIN: {', '.join(wrong)}. {means}".strip()
    title = f"The evidence of pay run {facts.run.id} of {period}"
    return _READ_ME.format(
        run=facts.run.id,
        period=period,
        line="=" * len(title),
        verdict=bad if wrong else good,
        content=facts.run.content_hash,
    )


def _json(value: object) -> str:
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _text(value: UUID | datetime | None) -> str | None:
    """Instants in UTC, whatever clock the server keeps."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if value else None
