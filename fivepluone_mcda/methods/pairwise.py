"""Pairwise comparison matrices: priorities, consistency, missing judgements, groups of judges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..model import MethodError, ProblemError
from ..model.arrays import Flags, Floats, Rows
from ..model.errors import expect, listed, unknown_name
from ..model.inputs import float_or_nan
from ..model.result import as_html, as_text
from ..model.text import number
from .consistency import completed, log_least_squares, principal_eigenvectors, random_index

SAME = 1e-9
"""Departures from the priorities that differ by less, as a share, differ by rounding alone."""


class WorstJudgement(NamedTuple):
    """The judgement that departs most from the priorities: `a` was favoured over `b` too much.

    `value` is what was judged, `consistent` what the priorities imply.
    """

    a: str
    b: str
    value: float
    consistent: float


def _judgement(a: str, b: str, value: object) -> float:
    """A judgement as a number: ``3``, ``"3"``, ``"1/3"`` or ``0.5``; an error names the pair."""
    number = float_or_nan(value)
    if isinstance(value, str) and "/" in value:
        above, below = map(float_or_nan, value.split("/", 1))
        number = above / below if below else np.nan
    if not (np.isfinite(number) and number > 0.0):
        raise ProblemError(
            f"judgement of {a!r} against {b!r}: found {value!r}; expected a positive number such "
            "as 3 or 1/3"
        )
    return number


class PairwiseMatrix:
    """A reciprocal matrix of pairwise judgements on Saaty's ratio scale. It never changes.

    Parameters
    ----------
    frame : DataFrame, shape (n, n)
        Same labels on both axes. Cell (a, b) says how many times as important a is as b:
        a positive number or a fraction as text (``"1/3"``); empty (NaN) where nobody judged.
        One side of a pair is enough; the other is its reciprocal.

    Attributes
    ----------
    elements : list of str
        What is compared.

    Raises
    ------
    ProblemError
        If labels differ or repeat, a value is not positive, the diagonal is not 1, or a pair
        is not reciprocal.

    References
    ----------
    .. [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.

    Examples
    --------
    >>> rows = [("price", "safety", "1/3"), ("price", "style", 4), ("safety", "style", 7)]
    >>> judged = PairwiseMatrix.from_judgements(rows, ["price", "safety", "style"])
    >>> judged.priorities().round(3).to_dict()
    {'price': 0.263, 'safety': 0.659, 'style': 0.079}
    >>> round(judged.consistency_ratio, 3)
    0.028
    """

    __slots__ = ("_a", "_elements")

    def __init__(self, frame: pd.DataFrame) -> None:
        expect(frame, pd.DataFrame, "a square DataFrame", "judgements", ProblemError)
        elements = _elements(frame.index)
        columns = [str(label) for label in frame.columns]
        if sorted(columns) != sorted(elements):
            raise ProblemError(
                f"rows and columns differ: {listed(elements)} against {listed(columns)}"
            )
        a = np.full((len(elements),) * 2, np.nan)
        cells = frame.to_numpy(dtype=object)
        for j, column in enumerate(columns):
            for i, value in enumerate(cells[:, j].tolist()):
                if not pd.isna(value):
                    a[i, elements.index(column)] = _judgement(elements[i], column, value)
        self._keep(elements, a)

    @classmethod
    def of(cls, values: Floats, elements: Sequence[str]) -> PairwiseMatrix:
        """The matrix of an array of numbers, shape (n, n); NaN where nobody judged."""
        matrix = object.__new__(cls)
        matrix._keep(elements, values)
        return matrix

    def _keep(self, elements: Sequence[str], a: Floats) -> None:
        self._elements = tuple(elements)
        self._a = self._reciprocal(a)
        self._a.flags.writeable = False

    def _reciprocal(self, a: Floats) -> Floats:
        diagonal = np.diagonal(a)
        off = np.flatnonzero(~np.isnan(diagonal) & (np.abs(diagonal - 1.0) > 1e-9))
        if off.size:
            name = self._elements[int(off[0])]
            raise ProblemError(
                f"judgement of {name!r} against itself: found {diagonal[off[0]]:g}; expected 1"
            )
        filled = np.where(np.isnan(a), 1.0 / a.T, a)
        wrong = np.argwhere(np.abs(filled * filled.T - 1.0) > 1e-6)
        if wrong.size:
            i, k = (int(index) for index in wrong[0])
            raise ProblemError(
                f"judgement of {self._elements[k]!r} against {self._elements[i]!r}: found "
                f"{filled[k, i]:.6g}; expected 1 / {filled[i, k]:.6g} = {1.0 / filled[i, k]:.6g} "
                "(or leave one side empty)"
            )
        np.fill_diagonal(filled, 1.0)
        return filled

    @classmethod
    def from_judgements(
        cls,
        rows: Iterable[Sequence[Any] | Mapping[str, Any]] | pd.DataFrame,
        elements: Sequence[str],
    ) -> PairwiseMatrix:
        """The matrix of a list of judgements.

        Parameters
        ----------
        rows : iterable of (a, b, value), of mappings with these keys, or DataFrame
            `a` is `value` times as important as `b`. Pairs may be missing.
        elements : sequence of str
            What is compared, in the order of the matrix.

        Raises
        ------
        ProblemError
            If a row is not a, b and a value, a value is not positive, a pair is given twice
            with different values, or an element is named twice.
        UnknownNameError
            If a judgement names an element that is not in `elements`.
        """
        names = _elements(elements)
        place = {name: k for k, name in enumerate(names)}
        a = np.full((len(names), len(names)), np.nan)
        given = rows.to_dict("records") if isinstance(rows, pd.DataFrame) else rows
        for row in given:
            try:
                one, other, value = (
                    (row["a"], row["b"], row["value"]) if isinstance(row, Mapping) else row
                )
            except (KeyError, TypeError, ValueError):
                raise ProblemError(f"judgement: found {row!r}; expected a, b and value") from None
            one, other = str(one), str(other)
            for name in (one, other):
                if name not in place:
                    raise unknown_name("element", name, names)
            number = _judgement(one, other, value)
            i, k = place[one], place[other]
            present = a[i, k]
            if not np.isnan(present) and abs(present / number - 1.0) > 1e-9:
                raise ProblemError(
                    f"judgement of {one!r} against {other!r}: given twice, as {present:g} and as "
                    f"{number:g}"
                )
            a[i, k], a[k, i] = number, 1.0 / number
        return cls.of(a, names)

    @property
    def elements(self) -> list[str]:
        """What is compared."""
        return list(self._elements)

    @property
    def values(self) -> Floats:
        """The matrix as an array that cannot be changed, shape (n, n)."""
        return self._a

    @property
    def is_complete(self) -> bool:
        """Whether every pair was judged."""
        return not bool(np.isnan(self._a).any())

    @property
    def is_connected(self) -> bool:
        """Whether the judgements connect all elements, so that priorities follow from them."""
        return not bool(self._parts().any())

    def to_frame(self) -> pd.DataFrame:
        """The matrix, shape (n, n); NaN where nobody judged."""
        return pd.DataFrame(self._a.copy(), index=self.elements, columns=self.elements)

    def with_judgement(self, a: str, b: str, value: object) -> PairwiseMatrix:
        """The matrix with one judgement (and its reciprocal) replaced."""
        for name in (a, b):
            if name not in self._elements:
                raise unknown_name("element", name, self._elements)
        if a == b:
            raise ProblemError(f"{a!r} cannot be compared with itself")
        number = _judgement(a, b, value)
        frame = self.to_frame()
        frame.loc[a, b], frame.loc[b, a] = number, 1.0 / number
        return PairwiseMatrix(frame)

    def priorities(self, how: str = "eigenvector") -> pd.Series:
        """Priorities of the elements; they sum to 1.

        Parameters
        ----------
        how : {"eigenvector", "geometric"}
            Saaty's principal right eigenvector, or the geometric means of the rows (Crawford &
            Williams 1985). Where judgements are missing, the first takes the completion of
            `complete`, the second the least-squares fit to the logarithms that are there; both
            are the usual ones where none is missing.

        Raises
        ------
        MethodError
            If `how` is unknown, or the judgements do not connect all elements.
        """
        if how == "eigenvector":
            vector = self._eigenvector()
        elif how == "geometric":
            vector = np.exp(self._log_least_squares())
        else:
            raise MethodError(f"how: found {how!r}; expected 'eigenvector' or 'geometric'")
        return pd.Series(vector / vector.sum(), index=self.elements, name="priority")

    def _eigenvector(self) -> Floats:
        return principal_eigenvectors(self.complete()._a)[1]

    @property
    def lambda_max(self) -> float:
        """The principal eigenvalue: n for a consistent matrix, else more."""
        return float(principal_eigenvectors(self.complete()._a)[0])

    @property
    def consistency_index(self) -> float:
        """(lambda_max - n) / (n - 1); 0 for one or two elements."""
        n = len(self._elements)
        excess = self.lambda_max - n
        return excess / (n - 1) if n > 2 and excess > 1e-12 * n else 0.0

    @property
    def consistency_ratio(self) -> float:
        """Consistency index over that of random judgements; Saaty asks for 0.1 or less.

        Random judgements are those on as many elements with as many pairs missing, see
        `fivepluone_mcda.methods.consistency.random_index`. 0 where the judgements form a tree:
        nothing can contradict them, and nothing confirms them.
        """
        n = len(self._elements)
        if n <= 2:
            return 0.0
        self._check_connected()
        random = random_index(n, n * (n - 1) // 2 - int(self._known.sum()) // 2)
        return self.consistency_index / random if random > 0.0 else 0.0

    @property
    def geometric_consistency_index(self) -> float:
        """Mean squared logarithmic error of the judgements against the geometric priorities.

        2 / ((n - 1)(n - 2)) times the sum over pairs of log^2(a_ij w_j / w_i), after Aguarón &
        Moreno-Jiménez (2003); with missing judgements the sum runs over those that are there and
        is divided by their number less n - 1. 0 where nothing can contradict.
        """
        logs = self._log_least_squares()
        upper = np.triu(self._known)
        freedom = int(upper.sum()) - (len(self._elements) - 1)
        if freedom <= 0:
            return 0.0
        errors = np.log(self._a[upper]) - (logs[:, None] - logs[None, :])[upper]
        return float((errors**2).sum() / freedom)

    @property
    def worst(self) -> WorstJudgement | None:
        """The judgement with the largest a_ij w_j / w_i; None where nothing was compared.

        Several may share the largest, as always where the judgements form a single cycle: then it
        is the first of them in the order of the elements.
        """
        if len(self._elements) < 2:
            return None
        i, k = (int(index) for index in np.argwhere(self._furthest())[0])
        weights = self._eigenvector()
        return WorstJudgement(
            self._elements[i],
            self._elements[k],
            float(self._a[i, k]),
            float(weights[i] / weights[k]),
        )

    @property
    def stands_out(self) -> bool:
        """Whether `worst` departs more from the priorities than every other judgement."""
        return len(self._elements) > 1 and int(self._furthest().sum()) == 1

    def _furthest(self) -> Flags:
        """The judgements that share the largest departure from the priorities."""
        weights = self._eigenvector()
        departure = np.where(self._known, self._a * weights[None, :] / weights[:, None], 0.0)
        return np.asarray(departure >= departure.max() * (1.0 - SAME))

    def complete(self) -> PairwiseMatrix:
        """The matrix with missing judgements filled so that lambda_max is least.

        The problem is convex in the logarithms and has one solution where the judgements
        connect all elements (Bozóki, Fülöp & Rónyai 2010,
        https://doi.org/10.1016/j.mcm.2010.02.047).

        Raises
        ------
        MethodError
            If the judgements do not connect all elements.
        """
        if self.is_complete:
            return self
        self._check_connected()
        return PairwiseMatrix.of(completed(self._a, self._known), self._elements)

    @property
    def _known(self) -> Flags:
        return ~np.isnan(self._a) & ~np.eye(len(self._a), dtype=bool)

    def _log_least_squares(self) -> Floats:
        """Logarithms of the geometric priorities, up to a constant."""
        self._check_connected()
        return log_least_squares(np.log(self._a), self._known)

    def _parts(self) -> Rows:
        """For each element, the first element of the connected part that it is in."""
        n = len(self._elements)
        linked = self._known | np.eye(n, dtype=bool)
        part = np.arange(n)
        while True:
            nearer = np.where(linked, part, n).min(axis=1)
            if np.array_equal(nearer, part):
                return part
            part = nearer

    def _check_connected(self) -> None:
        part = self._parts()
        if part.max() > 0:
            inside, outside = (
                [name for name, its in zip(self._elements, part, strict=True) if bool(its) is one]
                for one in (False, True)
            )
            raise MethodError(
                f"the judgements do not connect all elements: nothing compares {listed(inside)} "
                f"with {listed(outside)}"
            )

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, PairwiseMatrix)
            and self._elements == other._elements
            and np.array_equal(self._a, other._a, equal_nan=True)
        )

    def __hash__(self) -> int:
        return hash((self._elements, self._a.tobytes()))

    def _headline(self) -> str:
        try:
            state = f"CR {number(self.consistency_ratio)}"
        except MethodError:  # they do not connect all elements
            state = "CR undefined"
        if not self.is_complete:
            state += ", some judgements missing"
        return f"PairwiseMatrix of {len(self._elements)} elements, {state}"

    def __repr__(self) -> str:
        return as_text(self._headline(), self.to_frame(), "{:.3g}")

    def _repr_html_(self) -> str:
        return as_html(self._headline(), self.to_frame(), "{:.3g}")


def _elements(names: Iterable[object]) -> list[str]:
    elements = [str(name) for name in names]
    if not elements or len(set(elements)) != len(elements):
        raise ProblemError(f"elements must be named once each: found {listed(elements)}")
    return elements
