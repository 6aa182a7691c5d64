"""Linear constraints on weights: written as text, checked for conflicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..model import CriteriaTree, ProblemError
from ..model.arrays import Floats
from ..model.errors import unknown_name

COMPARISONS = {"<=": 1.0, "<": 1.0, "≤": 1.0, ">=": -1.0, ">": -1.0, "≥": -1.0}
NUMBER = r"(?:\d+\.?\d*|\.\d+)(?:e[+-]\d+)?"
ROOM = 1e-7
"""Least relative width of a set of weights that counts as not empty."""


@dataclass(frozen=True, eq=False)
class Constraint:
    """One or more inequalities, ``coefficients @ weights <= bounds``.

    Attributes
    ----------
    text : str
        What was written.
    coefficients : array, shape (rows, n)
        Coefficients of the leaf weights.
    bounds : array, shape (rows,)
        Right-hand sides.
    """

    text: str
    coefficients: Floats
    bounds: Floats


def parse(text: str, tree: CriteriaTree, criteria: Sequence[str]) -> Constraint:
    """The inequalities that a text states.

    Parameters
    ----------
    text : str
        Sums of node names with numbers as factors, compared by ``<=`` or ``>=`` (``<`` and ``>``
        mean the same: a boundary has no volume). Comparisons may be chained, numbers may be
        percentages, names with blanks or signs may be in quotes.
    tree : CriteriaTree
        Where the names come from; a group means the sum of its leaves.
    criteria : sequence of str, length n
        The leaves in the order of the coefficients.

    Raises
    ------
    ProblemError
        If the text cannot be read; the message says where.
    UnknownNameError
        If a name is no node of the tree.
    """
    return _Reader(text, tree, criteria).constraint()


class _Reader:
    """A recursive-descent reader; a sum is an array of n coefficients and a constant."""

    def __init__(self, text: str, tree: CriteriaTree, criteria: Sequence[str]) -> None:
        if not isinstance(text, str):
            raise ProblemError(f"constraint: found {text!r}; expected a text")
        self.text = text
        self.tree = tree
        self.criteria = list(criteria)
        names = sorted((re.escape(node) for node in tree.nodes_and_themes), key=len, reverse=True)
        pattern = re.compile(
            r"\s*(?:(?P<quoted>\"[^\"]*\"|'[^']*'|`[^`]*`)"
            rf"|(?P<number>{NUMBER}(?![\w.])\s*%?)"
            rf"|(?P<name>(?:{'|'.join(names)})(?!\w))"
            r"|(?P<word>[^\W\d]\w*)|(?P<sign><=|>=|==|[-+*/()<>≤≥=])|(?P<other>\S))"
        )
        self.tokens = [
            (str(match.lastgroup), match.group(match.lastgroup), match.start(match.lastgroup) + 1)
            for match in pattern.finditer(text)
            if match.lastgroup
        ]
        self.tokens.append(("end", "the end", len(text) + 1))
        self.place = 0

    def constraint(self) -> Constraint:
        rows = []
        left = self.sum()
        while self.peek() in COMPARISONS:
            sign = COMPARISONS[self.next()]
            right = self.sum()
            rows.append(sign * (left - right))
            left = right
        if self.tokens[self.place][0] != "end" or not rows:
            self.fail("<= or >=" if not rows else "the end, or one of + - <= >=")
        table = np.array(rows)
        if not table[:, :-1].any(axis=1).all():
            raise ProblemError(f"constraint {self.text!r}: a comparison in it names no node")
        return Constraint(self.text, table[:, :-1], -table[:, -1])

    def sum(self) -> Floats:
        total = self.term()
        while self.peek() in ("+", "-"):
            total = total + self.term() if self.next() == "+" else total - self.term()
        return total

    def term(self) -> Floats:
        product = self.factor()
        while self.peek() in ("*", "/"):
            start = self.tokens[self.place]
            operation = self.next()
            other = self.factor()
            if operation == "/" and not other[:-1].any() and other[-1] != 0.0:
                product = product / other[-1]
            elif operation == "*" and not product[:-1].any():
                product = product[-1] * other
            elif operation == "*" and not other[:-1].any():
                product = product * other[-1]
            else:
                raise ProblemError(
                    f"constraint {self.text!r}, position {start[2]}: {operation!r} needs a number "
                    + ("other than 0 after it" if operation == "/" else "on one side")
                )
        return product

    def factor(self) -> Floats:
        kind, found, position = self.tokens[self.place]
        value = np.zeros(len(self.criteria) + 1)
        if found in ("-", "+"):
            self.next()
            return -self.factor() if found == "-" else self.factor()
        if found == "(":
            self.next()
            value = self.sum()
            if self.peek() != ")":
                self.fail("')'")
        elif kind == "number":
            value[-1] = float(found.rstrip("% ")) / (100.0 if found.endswith("%") else 1.0)
        elif kind in ("name", "quoted", "word"):
            name = found[1:-1] if kind == "quoted" else found
            if name not in self.tree:
                where = f"constraint {self.text!r}, position {position}"
                raise unknown_name(f"node in {where}:", name, self.tree.nodes_and_themes)
            value[[self.criteria.index(leaf) for leaf in self.tree.leaves_of(name)]] = 1.0
        else:
            self.fail("a node of the tree or a number")
        self.next()
        return value

    def peek(self) -> str:
        return self.tokens[self.place][1] if self.tokens[self.place][0] == "sign" else ""

    def next(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1][1]

    def fail(self, expected: str) -> None:
        kind, token, position = self.tokens[self.place]
        found = token if kind == "end" else repr(token)
        if token in ("=", "=="):
            expected += " (an equality leaves no volume; fix a weight with Problem.with_weight)"
        raise ProblemError(
            f"constraint {self.text!r}, position {position}: found {found}; expected {expected}"
        )


def stacked(constraints: Sequence[Constraint], n: int) -> tuple[Floats, Floats]:
    """Coefficients, shape (rows, n), and bounds of all inequalities."""
    rows = [constraint.coefficients for constraint in constraints]
    bounds = [constraint.bounds for constraint in constraints]
    return np.vstack([np.empty((0, n)), *rows]), np.concatenate([np.empty(0), *bounds])


def interior(
    coefficients: Floats, bounds: Floats, lower: Floats, upper: Floats
) -> tuple[Floats, float]:
    """A point well inside a set of weights, and how much room it has there.

    The set is that of the weights between `lower` and `upper` that sum to 1 and satisfy
    ``coefficients @ weights <= bounds``. The point is the centre of the largest cube, measured
    in the width of each weight's own bounds, that fits; the room is half its edge, not positive
    where the set is empty or flat.
    """
    from scipy.optimize import linprog

    width = np.where(np.isfinite(upper), upper - lower, 1.0)
    scaled = coefficients * width
    reach = np.abs(scaled).sum(axis=1)
    reach[reach == 0.0] = 1.0
    n = lower.size
    bounded = np.isfinite(upper) & (width > 0.0)
    cube = np.vstack([-np.eye(n), np.eye(n)[bounded]])
    found = linprog(
        np.append(np.zeros(n), -1.0),
        A_ub=np.column_stack(
            [np.vstack([scaled / reach[:, None], cube]), np.ones(len(reach) + len(cube))]
        ),
        b_ub=np.concatenate(
            [(bounds - coefficients @ lower) / reach, np.zeros(n), np.ones(bounded.sum())]
        ),
        A_eq=np.append(width, 0.0)[None],
        b_eq=[1.0 - lower.sum()],
        bounds=(None, None),
    )
    if found.x is None:
        return lower, -1.0
    weights = lower + width * found.x[:n]
    return weights / weights.sum(), float(found.x[n])


def conflict(constraints: Sequence[Constraint], lower: Floats, upper: Floats) -> list[Constraint]:
    """A smallest set of the constraints that leave no room together; empty where all leave some.

    Every constraint is taken out in turn and left out where the rest still conflicts, so that
    none of those that are named could be missed.
    """

    def empty(chosen: Sequence[Constraint]) -> bool:
        return interior(*stacked(chosen, lower.size), lower, upper)[1] < ROOM

    kept = list(constraints)
    if not empty(kept):
        return []
    for constraint in constraints:
        rest = [other for other in kept if other is not constraint]
        if empty(rest):
            kept = rest
    return kept
