"""Judges by the asker's rules, in a thread: a long timeline keeps nobody else waiting."""

import asyncio
import json

from strawberry.scalars import JSON

from api.airlines.loaders import own
from api.context import Context
from domain.judgement import Judgement
from domain.timelines.reading import read
from domain.timelines.timeline import Timeline
from services import timelines
from services.timelines import Bench


async def judged(context: Context, given: JSON) -> Judgement:
    """The judgement of a timeline, as an object or as the text of a file; ``InputError`` names what is wrong in it."""
    timeline = await asyncio.to_thread(_read, given)
    bench = await context.once(_bench)
    return await asyncio.to_thread(bench.judge, timeline)


async def _bench(context: Context) -> Bench:
    """The rules and policy of the airline of the token; shared law for a platform's administrator without one."""
    if context.claims.airline_id is None:
        return await timelines.from_edition(context.doors, context.claims)
    return await timelines.from_edition(context.doors, context.acting, (await context.once(own)).code)


def _read(given: JSON) -> Timeline:
    """An object goes the way of a file, so that the same is refused in the same words, its size too."""
    text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return read(text.encode("utf-8", "surrogatepass"))  # half a character is then told as no UTF-8
