"""From what people type to the key of a node: ``red_eye``, ``14CFR117.13(a)`` or ``WN/SAMPLE_Section_4.A``."""

from difflib import get_close_matches

from domain.errors import InputError, NotFoundError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC, Key
from graph.content import nodes


def key_of(content: RuleGraph, kind: str, typed: str, owner: str) -> Key:
    """The node of a kind (rule, scenario, component, clause) that is meant: the owner's, else the shared one.

    The platform (``PUBLIC``) may name an airline's node by its code alone where only one airline has it. Raises
    ``NotFoundError`` with what comes close, or ``InputError`` where several are meant.
    """
    known = {key for found, key in nodes(content) if found == kind and _visible(key, owner)}
    prefix, _, rest = typed.partition("/")
    for key in (Key(prefix, rest), Key(owner, typed), Key(PUBLIC, typed)):
        if key in known:
            return key
    others = sorted(key for key in known if key.code == typed and owner == PUBLIC)
    if len(others) > 1:
        raise InputError(f"{typed} is a {kind} of {_listed(others, ' and ')}: write which, as in {others[0]}.")
    if not others:
        raise NotFoundError(f"There is no {kind} {typed}{_close(typed, known)}")
    return others[0]


def _visible(key: Key, owner: str) -> bool:
    return owner == PUBLIC or key.owner in (PUBLIC, owner)


def _close(typed: str, known: set[Key]) -> str:
    codes = sorted({key.code for key in known})
    begun = [code for code in codes if code.startswith(typed)]  # a paragraph named without its letter
    close = list(dict.fromkeys(begun + get_close_matches(typed, codes, n=3, cutoff=0.5)))[:3]
    return f": is it {' or '.join(close)}?" if close else ": list them with `crewlex rules list`."


def _listed(keys: list[Key], between: str) -> str:
    return between.join(key.owner for key in keys)
