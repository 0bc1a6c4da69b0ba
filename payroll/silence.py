"""What kept one rule from writing a line on one row, in words."""

from collections.abc import Iterable, Iterator

from domain.clock import hours
from domain.conditions import Outcome as Answer
from domain.conditions import Truth, evaluate
from domain.rules.pay import GreatestOf
from domain.rules.rule import Key, Scenario
from payroll.engine import PayResult
from payroll.instead import replaced, replacing
from payroll.lines import Candidate
from payroll.needs import key_of
from payroll.run import Run
from payroll.saying import SPEAKS, Cause, Facts, Said, closest, failing, lacking, on, said_by, scope
from payroll.selection import condition_of, own_scenario, read_on
from payroll.settle import displacing
from payroll.shortfall import shortfall, under
from payroll.tables import ROW, Table, inside
from payroll.terms import component_of, in_force
from payroll.twins import twins


class Telling:
    """Tells of one crew member's run (and its result) why rules are silent. Rows are looked up once for all rules."""

    def __init__(self, run: Run, result: PayResult) -> None:
        self._run, self._result = run, result
        self._rows: dict[Table, list[Facts]] = {}
        self._answered: dict[tuple[Key, str, Table, int], list[Answer]] = {}
        self._terms = {key: in_force(candidate.rule) for key, candidate in run.candidates.items()}
        self._greatest = list(_taking_greatest(run.candidates.values()))

    def silences(self, candidate: Candidate) -> Iterator[tuple[str, Said]]:
        """The name of each row of the rule's table without a standing line, and why there is none."""
        row = ROW[candidate.table]
        lines, still_open = self._run.standing.lines[candidate.key], self._run.standing.open[candidate.key]
        paid = set(lines[row])
        kept = set(self._run.boundary.keep(lines)[row]) if paid else paid
        held, missing = set(candidate.held[row]), dict(zip(still_open[row], still_open["missing"], strict=True))
        idle = _Idle(candidate, row)
        displacing, twin = self._displacing(candidate), self._twins(candidate)
        for facts in self._of(candidate.table):
            at = facts[row]
            if at in paid - kept:
                yield facts["_key"], Said(Cause.OTHER_PERIOD, "what it pays here belongs to another period")
            elif at not in paid:
                yield (
                    facts["_key"],
                    (
                        self._outside(candidate, facts)
                        or said_by(displacing.get(at), "takes precedence here")
                        or lacking(missing.get(at))
                        or said_by(twin.get(at), "sets the same here, and it is paid once")
                        or said_by(
                            self._comparing(candidate, facts), "takes the greatest, with this among what it compares"
                        )
                        or self._nothing(candidate, facts, idle, holds=at in held)
                    ),
                )

    def _of(self, table: Table) -> list[Facts]:
        if table not in self._rows:
            whole = self._run.rows.at(table).with_columns(_key=key_of(table))
            self._rows[table] = list(whole.iter_rows(named=True))
        return self._rows[table]

    def _outside(self, candidate: Candidate, facts: Facts) -> Said | None:
        """Date, position, base and condition."""
        rule, table = candidate.rule, candidate.table
        if said := scope(rule, self._terms[rule.key], facts):
            return said
        scenarios = self._run.rulebook.scenarios_of(rule.key)
        answer = closest([one for scenario in scenarios for one in self._answers(scenario, table, facts)])
        if answer is None:
            return Said(Cause.OUT_OF_SCOPE, "no scenario applies this rule to anything here")
        own = own_scenario(term) if (term := on(self._terms[rule.key], facts)) else None
        for one in (answer, *(self._answers(own, table, facts) if own else ())):
            if one.truth is Truth.FAILS:
                return failing(one)
        return None

    def _answers(self, scenario: Scenario, table: Table, facts: Facts) -> list[Answer]:
        """The scenario's answer on the row, or on each of the finer rows that it is read on."""
        asked = (scenario.key, scenario.condition, table, facts[ROW[table]])
        if asked not in self._answered:
            self._answered[asked] = list(self._asked(scenario, table, facts))
        return self._answered[asked]

    def _asked(self, scenario: Scenario, table: Table, facts: Facts) -> Iterator[Answer]:
        source = read_on(scenario, table)
        if inside(table, source):
            yield evaluate(condition_of(scenario), self._of(source)[facts[ROW[source]]])
            return
        pairs = self._run.selection.above(source, table).filter(row=facts[ROW[table]])
        rows = self._of(source)
        yield from (evaluate(condition_of(scenario), rows[place]) for place in pairs["of"])

    def _displacing(self, candidate: Candidate) -> dict[int, Key]:
        """The rule that displaced this one, by the row."""
        found: dict[int, Key] = {}
        run, row = self._run, ROW[candidate.table]
        for other, rows in displacing(candidate.key, run.rulebook.precedence, run.candidates):
            met = run.rows.at(candidate.table).join(rows, rows.columns, "semi")
            found |= dict.fromkeys(met[row], other)
        return found | self._replacing(candidate)

    def _replacing(self, candidate: Candidate) -> dict[int, Key]:
        """The protection that delay pay does not stand beside, by the row."""
        found: dict[int, Key] = {}
        if candidate.rule.family == "delay_pay":
            for other in replacing(self._run.candidates):
                paid = replaced(other.rule, self._run.standing.lines[other.key]).select(ROW[other.table])
                gone = candidate.lines.join(paid, paid.columns, "semi")
                found |= dict.fromkeys(gone[ROW[candidate.table]], other.key)
        return found

    def _twins(self, candidate: Candidate) -> dict[int, Key]:
        """The rule that pays what this one would pay again, by the row."""
        row, found = ROW[candidate.table], dict[int, Key]()
        for key, other in self._run.candidates.items():
            if key != candidate.key and twins(candidate, other):
                found = dict.fromkeys(self._run.standing.lines[key][row], key) | found
        return found

    def _comparing(self, candidate: Candidate, facts: Facts) -> Key | None:
        """The rule that takes the greatest of several, this one's component among them."""
        component = component_of(candidate.rule)
        for key, row, compared, held in self._greatest:
            if component in compared and facts.get(row) in held:
                return key
        return None

    def _nothing(self, candidate: Candidate, facts: Facts, known: "_Idle", *, holds: bool) -> Said:
        """It holds on the row, and pays nothing there: ``known`` has the figures."""
        if not holds:
            speaks = SPEAKS.get(str(candidate.rule.family), "is of its kind")
            return Said(Cause.CONDITION, f"{speaks}: not so here", speaks)
        idle = known.on(facts)
        if idle is None:
            return Said(Cause.NOTHING_DUE, "it holds here, and what it pays comes to nothing")
        term = on(self._terms[candidate.key], facts)
        short = under(idle["credit"], idle["level"]) or (shortfall(term.spec, facts, self._result) if term else None)
        why = f"it comes to nothing: {idle['reason']}" if idle["reason"] else "it comes to nothing"
        if short is None:
            return Said(Cause.NOTHING_DUE, why)
        return Said(Cause.NOTHING_DUE, why, short.failed, hours(short.value), short.by, "MINUTES")


def _taking_greatest(candidates: Iterable[Candidate]) -> Iterator[tuple[Key, str, frozenset[str], frozenset[int]]]:
    """Each rule that takes the greatest: its row number's name, what it compares, and the rows that it holds on."""
    for each in candidates:
        specs = [version.spec for version in each.rule.versions if isinstance(version.spec, GreatestOf)]
        if specs:
            row = ROW[each.table]
            yield each.key, row, frozenset(one for spec in specs for one in spec.of), frozenset(each.held[row])


class _Idle:
    """The rows on which a rule comes to nothing, worked out when the first one is asked for."""

    def __init__(self, candidate: Candidate, row: str) -> None:
        self._candidate, self._row = candidate, row
        self._known: dict[int, Facts] | None = None

    def on(self, facts: Facts) -> Facts | None:
        """The figures of one row."""
        if self._known is None:
            frames = [work() for work in self._candidate.idle]
            self._known = {one[self._row]: one for frame in frames for one in frame.iter_rows(named=True)}
        return self._known.get(facts[self._row])
