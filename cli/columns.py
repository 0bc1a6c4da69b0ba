"""How wide the columns of a table are where it does not fit: words stay whole as long as there is room."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len


def widths(columns: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """The width of each column, whose texts these are, in so many characters; None where they fit as they are, or not
    even their letters do. The first column is never broken.
    """
    whole = [_widest(texts, str.splitlines) for texts in columns]
    words = [whole[0], *(_widest(texts, str.split) for texts in columns[1:])]
    if sum(whole) <= room:
        return None
    for longest in range(max(words), 0, -1):
        least = [words[0], *(min(longest, width) for width in words[1:])]
        if sum(least) <= room:
            return _shared(least, whole, room - sum(least))
    return None


def _widest(texts: Sequence[str], parts: Callable[[str], list[str]]) -> int:
    return max((cell_len(part) for text in texts for part in parts(text)), default=0)


def _shared(least: list[int], whole: list[int], left: int) -> list[int]:
    """What is left goes first to the columns that lack the fewest characters, to each no more than its share."""
    found = list(least)
    order = sorted(range(len(found)), key=lambda place: whole[place] - found[place])
    for taken, place in enumerate(order):
        more = min(whole[place] - found[place], left // (len(order) - taken))
        found[place] += more
        left -= more
    return found
