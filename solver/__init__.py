"""The planner: forms legal trips out of a month's flights and puts named crew on them with CP-SAT.

Reads top down as ``Problem -> Terms -> trips -> Task -> Model -> Roster``. What may not be broken comes
out of the Rulebook, never out of this code; the judge in ``legality`` checks the result on its own.
"""
