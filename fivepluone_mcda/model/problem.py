"""The decision problem: one performance matrix with weights, directions, scale and tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .coding import Coding
from .errors import InfeasibleError, ProblemError, listed, unknown_name
from .inputs import (
    Keyed,
    criteria_tree,
    keyed_by_criterion,
    labels,
    maximised,
    numbers,
    refuse_rows_that_describe,
    scale_ends,
    weight_vector,
)
from .result import as_html, as_text
from .reweight import set_node_weights
from .screening import Condition
from .themes import Theme
from .tree import CriteriaTree

Floats = NDArray[np.float64]


class Problem:
    """A decision problem: alternatives scored on weighted criteria. It never changes.

    Everything is keyed by name. Every change returns a new problem; tables that are handed out
    are copies.

    Parameters
    ----------
    matrix : DataFrame, shape (m, n)
        The performance matrix: alternatives in the rows, criteria in the columns, finite
        numbers in the cells. Labels are turned into strings.
    weights : mapping or Series, optional
        Weight of every criterion, not negative; scaled to sum 1. Equal when left out.
    directions : mapping or Series, optional
        ``"max"`` or ``"min"`` by criterion, or ``"benefit"`` or ``"cost"``, in any case;
        criteria left out are maximised.
    scale : mapping, optional
        ``(low, high)`` by criterion: the ends of the scale on which it was scored. Used by AHP
        to turn a minimised score round, and checked against the matrix.
    tree : CriteriaTree or nested mapping, optional
        Groups of criteria. Without it every criterion hangs directly under ``goal``.
    themes : mapping, optional
        Criteria by the id of a theme: a named set that cuts across the tree. A theme is accepted
        wherever a node of the tree is. Those of `tree` are kept.
    coding : Coding, optional
        The coders' own tables of which `matrix` is the mean; a study's problems have it. A
        change of weights keeps it, a change of the matrix drops it.

    Attributes
    ----------
    matrix, weights, directions, scale, tree, themes, coding
        As above; `weights` sum to 1.
    alternatives, criteria : list of str
        Row and column labels.

    Raises
    ------
    ProblemError
        If a label stands twice, a cell is no finite number or outside its scale, a weight is
        negative or not finite, all weights are 0, a direction is neither ``max`` nor ``min``, a
        theme has the id of a node, no criterion or all of them, or an alternative is called weight
        or direction and these were not handed in.
    UnknownNameError
        If a weight, direction, scale or theme names no criterion.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"price": [9, 7], "comfort": [3, 2]}, index=["car", "bus"])
    >>> problem = Problem(frame, weights={"price": 3, "comfort": 1}, directions={"price": "min"})
    >>> problem.weights["price"]
    np.float64(0.75)
    >>> problem.with_weight("comfort", 0.5).weights.tolist()
    [0.5, 0.5]
    """

    __slots__ = (
        "_alternatives",
        "_coding",
        "_criteria",
        "_excluded",
        "_maximise",
        "_scale",
        "_tree",
        "_weights",
        "_x",
    )

    def __init__(
        self,
        matrix: pd.DataFrame,
        weights: Keyed | None = None,
        directions: Keyed | None = None,
        scale: Mapping[Any, tuple[float, float]] | None = None,
        tree: CriteriaTree | Mapping[str, Any] | None = None,
        themes: Mapping[str, Any] | None = None,
        *,
        coding: Coding | None = None,
    ) -> None:
        if not isinstance(matrix, pd.DataFrame):
            raise ProblemError(
                f"matrix: found {type(matrix).__name__}; expected a DataFrame with alternatives "
                "as index and criteria as columns"
            )
        self._alternatives = labels(matrix.index, "alternative")
        self._criteria = labels(matrix.columns, "criterion")
        refuse_rows_that_describe(self._alternatives, weights, directions)
        self._x = numbers(matrix, self._alternatives, self._criteria)
        self._weights = weight_vector(weights, self._criteria)
        self._maximise = maximised(directions, self._criteria)
        self._scale = scale_ends(scale, self._criteria)
        self._check_scale()
        self._tree = criteria_tree(tree, self._criteria, themes)
        self._coding = coding
        self._excluded: dict[str, tuple[str, ...]] = {}
        for array in (self._x, self._weights, self._maximise):
            array.flags.writeable = False

    @property
    def matrix(self) -> pd.DataFrame:
        """The performance matrix, shape (m, n)."""
        return pd.DataFrame(self._x.copy(), index=self.alternatives, columns=self.criteria)

    @property
    def weights(self) -> pd.Series:
        """Weight of each criterion; they sum to 1."""
        return pd.Series(self._weights.copy(), index=self.criteria, name="weight")

    @property
    def directions(self) -> pd.Series:
        """``"max"`` or ``"min"`` by criterion."""
        return pd.Series(
            np.where(self._maximise, "max", "min"), index=self.criteria, name="direction"
        )

    @property
    def scale(self) -> dict[str, tuple[float, float]]:
        """``(low, high)`` by criterion, for the criteria that state a scale."""
        return dict(self._scale)

    @property
    def tree(self) -> CriteriaTree:
        """The criteria tree, with the themes."""
        return self._tree

    @property
    def themes(self) -> dict[str, Theme]:
        """The themes by id, each with its ``label`` and ``criteria``."""
        return self._tree.themes

    @property
    def coding(self) -> Coding | None:
        """The coders' own tables, for a problem that comes from a study."""
        return self._coding

    @property
    def alternatives(self) -> list[str]:
        """Names of the alternatives."""
        return list(self._alternatives)

    @property
    def criteria(self) -> list[str]:
        """Names of the criteria."""
        return list(self._criteria)

    @property
    def node_weights(self) -> pd.Series:
        """The weight of every node of the tree."""
        return self._tree.node_weights(self.weights)

    @property
    def values(self) -> Floats:
        """The matrix as a read-only array, shape (m, n), in the order of the labels."""
        return self._x

    @property
    def weight_vector(self) -> Floats:
        """The weights as a read-only array, shape (n,), in the order of `criteria`."""
        return self._weights

    @property
    def maximise(self) -> NDArray[np.bool_]:
        """True where a criterion is maximised, shape (n,), in the order of `criteria`."""
        return self._maximise

    def position(self, alternative: str) -> int:
        """Row of an alternative, or an error that names the nearest one that exists."""
        if str(alternative) not in self._alternatives:
            raise unknown_name("alternative", alternative, self._alternatives)
        return self._alternatives.index(str(alternative))

    def columns_of(self, node: str) -> list[int]:
        """Columns of the leaves at or below a node, or in a theme."""
        return [self._criteria.index(leaf) for leaf in self._tree.leaves_of(node)]

    def weight_of(self, node: str) -> float:
        """The weight of a node or theme: the sum of its criteria's weights."""
        return min(float(self._weights[self.columns_of(node)].sum()), 1.0)

    def with_weight(self, node: str, weight: float, inside: str = "proportional") -> Problem:
        """The problem with the weight of one node or theme set and the others in proportion.

        Parameters
        ----------
        node : str
            Leaf or group of the tree, or a theme.
        weight : float
            Its new weight, 0..1. All other leaves are scaled to what is left. Leaves that weighed
            nothing share equally.
        inside : {"proportional", "equal"}
            Whether the leaves of the node keep their proportions or share its weight equally.

        Raises
        ------
        ProblemError
            If the weight is not between 0 and 1, or the node is the root.
        UnknownNameError
            If the node is unknown.

        Examples
        --------
        >>> import pandas as pd
        >>> frame = pd.DataFrame({"price": [9, 7], "upkeep": [2, 1], "comfort": [3, 2]})
        >>> problem = Problem(frame, themes={"daily": ["upkeep", "comfort"]})
        >>> problem.with_weight("daily", 0.5).weights.tolist()
        [0.5, 0.25, 0.25]
        """
        return self.with_node_weights({node: weight}, inside)

    def with_node_weights(
        self, targets: Mapping[str, float], inside: str = "proportional"
    ) -> Problem:
        """The problem with the weights of several nodes or themes set at once.

        Parameters
        ----------
        targets : mapping of str to float
            Weight of each node or theme that is set, 0..1. One may lie inside another.
        inside : {"proportional", "equal"}
            As in `with_weight`, for every target.

        Raises
        ------
        ProblemError
            If the targets cannot hold together, or two share some criteria and neither lies
            inside the other.
        UnknownNameError
            If a node is unknown.
        """
        moved = set_node_weights(
            self._tree, self._criteria, self._weights, keyed_by_criterion(targets), inside
        )
        return self._changed(weights=dict(zip(self._criteria, moved, strict=True)))

    def with_weights(self, weights: Keyed) -> Problem:
        """The problem with other leaf weights; leaves that are left out weigh 0.

        Parameters
        ----------
        weights : mapping or Series
            Weight by leaf criterion, not negative; scaled to sum 1.
        """
        return self._changed(
            weights={**dict.fromkeys(self._criteria, 0.0), **keyed_by_criterion(weights)}
        )

    def with_matrix(self, matrix: pd.DataFrame) -> Problem:
        """The problem with other scores for the same criteria.

        Parameters
        ----------
        matrix : DataFrame
            Any alternatives in the rows; the columns must be this problem's criteria, in any
            order.
        """
        if not isinstance(matrix, pd.DataFrame):
            raise ProblemError(f"matrix: found {type(matrix).__name__}; expected a DataFrame")
        found = labels(matrix.columns, "criterion")
        if set(found) != set(self._criteria):
            missing = [c for c in self._criteria if c not in found]
            extra = [c for c in found if c not in self._criteria]
            raise ProblemError(
                f"matrix: missing criteria {listed(missing)}, unknown criteria {listed(extra)}"
            )
        return self._changed(
            matrix=matrix.set_axis(list(found), axis=1)[self.criteria], coding=None
        )

    def without(self, alternative: str) -> Problem:
        """The problem with one alternative left out."""
        row = self.position(alternative)
        if len(self._alternatives) == 1:
            raise ProblemError(f"{alternative!r} is the only alternative; none would be left")
        return self._without([row], self._excluded)

    def screened(self, *conditions: str) -> Problem:
        """Only the alternatives that satisfy every condition (conjunctive screening).

        Parameters
        ----------
        *conditions : str
            A criterion by id or label, one of ``<``, ``<=``, ``>``, ``>=``, and a number on the
            criterion's scale, such as ``"G2 < 4"``.

        Returns
        -------
        Problem
            Its `excluded` says which alternatives were left out, and why.

        Raises
        ------
        InfeasibleError
            If no alternative satisfies every condition.
        ProblemError
            If a condition cannot be read, or names a group or a theme.
        UnknownNameError
            If a condition names no criterion.

        Examples
        --------
        >>> import pandas as pd
        >>> frame = pd.DataFrame({"price": [9, 7, 5], "comfort": [9, 4, 2]}, ["car", "bus", "bike"])
        >>> screened = Problem(frame).screened("price < 8", "comfort >= 4")
        >>> screened.alternatives, screened.excluded
        (['bus'], {'car': ('price < 8',), 'bike': ('comfort >= 4',)})
        """
        read = [Condition.read(text, self._tree) for text in conditions]
        holds = [one.holds(self._x[:, self._criteria.index(one.criterion)]) for one in read]
        excluded = {}
        for row, name in enumerate(self._alternatives):
            failed = [one.text for one, held in zip(read, holds, strict=True) if not held[row]]
            if failed:
                excluded[name] = tuple(failed)
        if len(excluded) == len(self._alternatives):
            each = "; ".join(f"{name!r} fails {listed(texts)}" for name, texts in excluded.items())
            raise InfeasibleError(f"no alternative satisfies every condition: {each}")
        rows = [self._alternatives.index(name) for name in excluded]
        return self._without(rows, {**self._excluded, **excluded})

    @property
    def excluded(self) -> dict[str, tuple[str, ...]]:
        """The alternatives that `screened` left out, each with the conditions that it fails."""
        return dict(self._excluded)

    def to_frame(self) -> pd.DataFrame:
        """Weight, direction and the score of each alternative by criterion."""
        table = self.matrix.T.rename_axis("criterion")
        table.insert(0, "weight", self.weights, allow_duplicates=True)
        table.insert(1, "direction", self.directions, allow_duplicates=True)
        return table

    def to_dict(self) -> dict[str, Any]:
        """The problem without its coding as plain data that JSON can hold."""
        tree = self._tree.to_dict()
        themes = tree.pop("themes")
        return {
            "alternatives": self.alternatives,
            "criteria": self.criteria,
            "matrix": self._x.tolist(),
            "weights": self.weights.to_dict(),
            "directions": self.directions.to_dict(),
            "scale": {criterion: list(ends) for criterion, ends in self._scale.items()},
            "tree": tree,
            "themes": themes,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Problem:
        """The problem that `to_dict` described.

        Raises
        ------
        ProblemError
            If something is missing or does not fit.
        """
        missing = [key for key in ("alternatives", "criteria", "matrix") if key not in data]
        if missing:
            raise ProblemError(f"the description of a problem lacks {listed(missing)}")
        tree = data.get("tree")
        try:
            matrix = pd.DataFrame(data["matrix"], data["alternatives"], data["criteria"])
        except (TypeError, ValueError) as error:
            raise ProblemError(f"matrix does not fit alternatives x criteria: {error}") from None
        return cls(
            matrix,
            weights=data.get("weights"),
            directions=data.get("directions"),
            scale=data.get("scale"),
            tree=None if tree is None else CriteriaTree.from_dict(tree),
            themes=data.get("themes"),
        )

    def _without(self, rows: list[int], excluded: dict[str, tuple[str, ...]]) -> Problem:
        """The problem with the alternatives in some rows left out."""
        changed = self._changed(
            matrix=self.matrix.drop(index=[self._alternatives[row] for row in rows]),
            coding=None if self._coding is None else self._coding.without(rows),
        )
        changed._excluded = excluded
        return changed

    def _changed(self, **parts: Any) -> Problem:
        whole: dict[str, Any] = {
            "matrix": self.matrix,
            "weights": self.weights,
            "directions": self.directions,
            "scale": self._scale,
            "tree": self._tree,
            "coding": self._coding,
        }
        changed = Problem(**{**whole, **parts})
        changed._excluded = self._excluded
        return changed

    def _check_scale(self) -> None:
        for criterion, (low, high) in self._scale.items():
            column = self._x[:, self._criteria.index(criterion)]
            slack = 1e-9 * (high - low)
            outside = np.flatnonzero((column < low - slack) | (column > high + slack))
            if outside.size:
                row = int(outside[0])
                raise ProblemError(
                    f"score of {self._alternatives[row]!r} on {criterion!r}: found "
                    f"{column[row]:.6g}; expected {low:g} to {high:g}"
                )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self._alternatives, self._criteria, self._x.tobytes()))

    def _headline(self) -> str:
        return f"Problem: {len(self._alternatives)} alternatives, {len(self._criteria)} criteria"

    def __repr__(self) -> str:
        return as_text(self._headline(), self.to_frame(), "{:.4g}")

    def _repr_html_(self) -> str:
        return as_html(self._headline(), self.to_frame(), "{:.4g}")
