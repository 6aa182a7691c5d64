"""The decision problem: one performance matrix with weights, directions, scale and tree."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

import numpy as np
import pandas as pd

from .arrays import Flags, Floats
from .coding import Coding
from .errors import ProblemError, expect, unknown_name
from .inputs import (
    Keyed,
    criteria_tree,
    keyed_by_criterion,
    labels,
    read_only,
    refuse_rows_that_describe,
    weight_vector,
)
from .result import as_html, as_text
from .reweight import set_node_weights
from .scales import ScaleEnds, Scales, Values
from .scores import Ends, Scores
from .screening import failed_conditions
from .serialize import from_data, to_data
from .themes import Theme
from .tree import CriteriaTree
from .value_functions import ValueFunction


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
    low, high : DataFrame or mapping, optional
        Ends of the range in which each score may lie: a DataFrame like the matrix, or a mapping
        of criteria to mappings of alternatives to numbers. Cells left empty or out are certain.
    values : mapping, optional
        Value functions by criterion: points (score, value) from one end of its scale to the
        other, or a `ValueFunction`. They are used by `fivepluone_mcda.additive_value`.
    coding : Coding, optional
        The coders' own tables, of which the matrix and the ranges are the means; a study's
        problems have it. A change of weights keeps it, a change of the matrix drops it.

    Raises
    ------
    ProblemError
        If a label stands twice, a cell is no finite number or outside its scale or range, a
        weight is negative or not finite, all weights are 0, a direction is neither ``max`` nor
        ``min``, values are no value function or contradict direction or scale, a theme has the
        id of a node, no criterion or all of them, or an alternative is called weight or
        direction and these were not handed in.
    UnknownNameError
        If a weight, direction, scale, range or theme names no criterion.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"price": [9, 7], "comfort": [3, 2]}, index=["car", "bus"])
    >>> problem = Problem(frame, weights={"price": 3, "comfort": 1}, directions={"price": "min"})
    >>> problem.weights.to_dict()
    {'price': 0.75, 'comfort': 0.25}
    """

    __slots__ = ("_coding", "_excluded", "_scores", "_tree", "_weights")

    def __init__(
        self,
        matrix: pd.DataFrame,
        weights: Keyed | None = None,
        directions: Keyed | None = None,
        scale: ScaleEnds | None = None,
        tree: CriteriaTree | Mapping[str, Any] | None = None,
        themes: Mapping[str, Any] | None = None,
        *,
        low: Ends | None = None,
        high: Ends | None = None,
        values: Values | None = None,
        coding: Coding | None = None,
    ) -> None:
        source = "a DataFrame with alternatives as index and criteria as columns"
        expect(matrix, pd.DataFrame, source, "matrix", ProblemError)
        refuse_rows_that_describe(labels(matrix.index, "alternative"), weights, directions)
        criteria = labels(matrix.columns, "criterion")
        scores = Scores.of(matrix, Scales.of(criteria, directions, scale, values), low, high)
        if coding is not None:
            scores = scores.with_ranges(coding.low.mean(axis=0), coding.high.mean(axis=0))
        self._scores = scores
        self._weights = read_only(weight_vector(weights, criteria))
        self._tree = criteria_tree(tree, criteria, themes)
        self._coding = coding
        self._excluded: dict[str, tuple[str, ...]] = {}

    @property
    def matrix(self) -> pd.DataFrame:
        """The performance matrix, shape (m, n)."""
        return self._scores.frame(self._scores.best)

    @property
    def low(self) -> pd.DataFrame:
        """The low end of each score's range, shape (m, n); the score where none is stated."""
        return self._scores.frame(self._scores.low)

    @property
    def high(self) -> pd.DataFrame:
        """The high end of each score's range, shape (m, n); the score where none is stated."""
        return self._scores.frame(self._scores.high)

    @property
    def has_ranges(self) -> bool:
        """Whether some score has a range."""
        return self._scores.has_ranges

    @property
    def weights(self) -> pd.Series:
        """Weight of each criterion; they sum to 1."""
        return pd.Series(self._weights.copy(), index=self.criteria, name="weight")

    @property
    def directions(self) -> pd.Series:
        """``"max"`` or ``"min"`` by criterion."""
        return pd.Series(np.where(self.maximise, "max", "min"), self.criteria, name="direction")

    @property
    def scale(self) -> dict[str, tuple[float, float]]:
        """``(low, high)`` by criterion, for the criteria that state a scale."""
        return dict(self._scores.scales.ends)

    @property
    def tree(self) -> CriteriaTree:
        """The criteria tree, with the themes."""
        return self._tree

    @property
    def themes(self) -> dict[str, Theme]:
        """The themes by id, each with its ``label`` and ``criteria``."""
        return self._tree.themes

    @property
    def value_functions(self) -> dict[str, ValueFunction]:
        """The value functions that are stated, by criterion."""
        return dict(self._scores.scales.functions)

    @property
    def coding(self) -> Coding | None:
        """The coders' own tables, for a problem that comes from a study."""
        return self._coding

    @property
    def alternatives(self) -> list[str]:
        """Names of the alternatives."""
        return list(self._scores.alternatives)

    @property
    def criteria(self) -> list[str]:
        """Names of the criteria."""
        return list(self._scores.criteria)

    @property
    def node_weights(self) -> pd.Series:
        """The weight of every node of the tree."""
        return self._tree.node_weights(self.weights)

    @property
    def values(self) -> Floats:
        """The matrix as a read-only array, shape (m, n), in the order of the labels."""
        return self._scores.best

    @property
    def weight_vector(self) -> Floats:
        """The weights as a read-only array, shape (n,), in the order of `criteria`."""
        return self._weights

    @property
    def maximise(self) -> Flags:
        """True where a criterion is maximised, shape (n,), in the order of `criteria`."""
        return self._scores.scales.maximise

    def position(self, alternative: str) -> int:
        """Row of an alternative, or an error that names the nearest one that exists."""
        names = self._scores.alternatives
        if str(alternative) not in names:
            raise unknown_name("alternative", alternative, names)
        return names.index(str(alternative))

    def columns_of(self, node: str) -> list[int]:
        """Columns of the leaves at or below a node, or in a theme."""
        return [self._scores.criteria.index(leaf) for leaf in self._tree.leaves_of(node)]

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
            self._tree, self._scores.criteria, self._weights, keyed_by_criterion(targets), inside
        )
        return self.with_weights(dict(zip(self._scores.criteria, moved, strict=True)))

    def with_weights(self, weights: Keyed) -> Problem:
        """The problem with other leaf weights; leaves that are left out weigh 0.

        Parameters
        ----------
        weights : mapping or Series
            Weight by leaf criterion, not negative; scaled to sum 1.
        """
        given = {**dict.fromkeys(self._scores.criteria, 0.0), **keyed_by_criterion(weights)}
        return self._changed(weights=read_only(weight_vector(given, self._scores.criteria)))

    def with_matrix(
        self, matrix: pd.DataFrame, *, low: Ends | None = None, high: Ends | None = None
    ) -> Problem:
        """The problem with other scores for the same criteria.

        Parameters
        ----------
        matrix : DataFrame
            Any alternatives in the rows; this problem's criteria, in any order, in the columns.
        low, high : DataFrame or mapping, optional
            The ranges of the new scores, as in `Problem`. Where neither is given, a score that
            lies in the former range of its cell keeps it, and any other is certain.
        """
        expect(matrix, pd.DataFrame, "a DataFrame", "matrix", ProblemError)
        return self._changed(scores=self._scores.replaced(matrix, low, high), coding=None)

    def without(self, alternative: str) -> Problem:
        """The problem with one alternative left out."""
        row = self.position(alternative)
        if len(self._scores.alternatives) == 1:
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
        excluded = failed_conditions(conditions, self.matrix, self._tree)
        rows = [self.position(name) for name in excluded]
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
        return to_data(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Problem:
        """The problem that `to_dict` described.

        Raises
        ------
        ProblemError
            If something is missing or does not fit.
        """
        return cls(**from_data(data))

    def _without(self, rows: list[int], excluded: dict[str, tuple[str, ...]]) -> Problem:
        """The problem with the alternatives in some rows left out."""
        return self._changed(
            scores=self._scores.without(rows),
            coding=None if self._coding is None else self._coding.without(rows),
            excluded=excluded,
        )

    def _changed(self, **parts: object) -> Problem:
        """The problem with some of its parts replaced by others that have been checked."""
        changed = copy(self)
        for name, part in parts.items():
            setattr(changed, f"_{name}", part)
        return changed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self._scores.alternatives, self._scores.criteria, self.values.tobytes()))

    def _headline(self) -> str:
        return "Problem: {} alternatives, {} criteria".format(*self.values.shape)

    def __repr__(self) -> str:
        return as_text(self._headline(), self.to_frame(), "{:.4g}")

    def _repr_html_(self) -> str:
        return as_html(self._headline(), self.to_frame(), "{:.4g}")
