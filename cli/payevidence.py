"""`crewlex pay evidence`: the pack that an auditor asks for."""

import zipfile
from pathlib import Path
from typing import Annotated, Final

import typer

from cli import console
from cli.acting import actor
from cli.payrelease import RunId
from cli.running import with_doors
from domain.errors import RefusedError, UnavailableError
from services import evidence, releasing
from services.evidencefiles import Evidence

_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The date that every file of a zip has: the bytes are the same whenever it was made."""


def register(app: typer.Typer) -> None:
    """Adds this verb to `crewlex pay`."""
    app.command("evidence")(pack)


def pack(
    run: RunId,
    out: Annotated[Path, typer.Option(help="A folder that is new or empty, or a file that ends in .zip.")],
    sample: Annotated[int, typer.Option(min=1, help="So many crew members' lines are made again and shown.")] = 10,
) -> None:
    """Writes the evidence of a run: who did what, totals, variance, and a sample made again, to be verified offline.

    Exit status 1 where the sample does not come out again as it was stored.
    """
    run_id = releasing.run_id(run)
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise RefusedError(f"{out} is there already: name another place, or take it away.")
    found = with_doors(lambda doors: evidence.pack(doors, actor(doors), run_id, sample))
    try:
        _zipped(found, out) if out.suffix == ".zip" else _written(found, out)
    except OSError as error:
        raise UnavailableError(f"{out} cannot be written: {error.strerror}. Name another place.") from None
    _told(found, out)


def _written(found: Evidence, out: Path) -> None:
    for name, body in found.files.items():
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)


def _zipped(found: Evidence, out: Path) -> None:
    """Stored and not packed: no version of a compressor has a say in the bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as zipped:
        for name, body in found.files.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, body)


def _told(found: Evidence, out: Path) -> None:
    console.say(f"{out}: {len(found.files)} files, {found.key}")
    console.say(f"run {found.run_id}, {found.content_hash}")
    if found.wrong:
        console.say(f"THE SAMPLE DOES NOT COME OUT AGAIN: {', '.join(found.wrong)}")
        console.say(found.means or "The engine and the tables are the same: the record was changed, or the engine was.")
        raise typer.Exit(1)
    console.say(f"the sample comes out again, to the byte: {', '.join(found.sampled)}")
