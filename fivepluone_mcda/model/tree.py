"""The criteria tree: a goal, groups below it, leaf criteria at the ends, themes across them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from .errors import ProblemError, listed, unknown_name
from .text import shown
from .themes import Theme


class CriteriaTree:
    """A tree of criteria, immutable, with children in the order they were given.

    Parameters
    ----------
    parents : mapping of str to str or None
        The parent of every node; None (or "") for the one root.
    labels : mapping of str to str, optional
        What a reader is shown in place of the node's id.
    themes : mapping of str to Theme or to criteria, optional
        Named sets of leaf criteria that cut across the tree, by id; see `Theme`.

    Raises
    ------
    ProblemError
        If there is no root or more than one, a parent is unknown, a cycle exists, or a theme has
        the id of a node, no criterion, one twice, a group, or all of them.
    UnknownNameError
        If a theme names an unknown criterion.

    Examples
    --------
    >>> tree = CriteriaTree({"goal": None, "cost": "goal", "price": "cost", "upkeep": "cost",
    ...                      "comfort": "goal"})
    >>> tree.leaves
    ('price', 'upkeep', 'comfort')
    >>> tree.leaves_of("cost")
    ('price', 'upkeep')
    >>> tree.with_themes({"daily": ["upkeep", "comfort"]}).leaves_of("daily")
    ('upkeep', 'comfort')
    """

    def __init__(
        self,
        parents: Mapping[str, str | None],
        labels: Mapping[str, str] | None = None,
        themes: Mapping[str, Any] | None = None,
    ) -> None:
        above = {
            str(node): None if parent is None or parent == "" else str(parent)
            for node, parent in parents.items()
        }
        roots = [node for node, parent in above.items() if parent is None]
        if len(roots) != 1:
            raise ProblemError(
                f"a criteria tree needs exactly one root (a node without parent), "
                f"found {len(roots)}: {listed(roots)}"
            )
        children: dict[str, list[str]] = {node: [] for node in above}
        for node, parent in above.items():
            if parent is None:
                continue
            if parent not in above:
                raise ProblemError(
                    f"node {node!r} of the criteria tree has the unknown parent {parent!r}"
                )
            children[parent].append(node)
        order: list[str] = []
        stack = [roots[0]]
        while stack:
            node = stack.pop()
            order.append(node)
            stack.extend(reversed(children[node]))
        if len(order) != len(above):
            lost = [node for node in above if node not in set(order)]
            raise ProblemError(
                f"the criteria tree has a cycle: {listed(lost)} never lead up to {roots[0]!r}"
            )
        if len(order) == 1:
            raise ProblemError(f"the criteria tree has no criterion below its root {roots[0]!r}")
        self._parents = {node: above[node] for node in order}
        self._children = {node: tuple(children[node]) for node in order}
        self._labels = {node: str((labels or {}).get(node) or node) for node in order}
        below: dict[str, tuple[str, ...]] = {}
        for node in reversed(order):
            kids = self._children[node]
            below[node] = tuple(leaf for kid in kids for leaf in below[kid]) if kids else (node,)
        self._leaves_of = below
        self._themes = {
            str(name): self.check_theme(str(name), given) for name, given in (themes or {}).items()
        }

    def check_theme(self, name: str, given: Any) -> Theme:
        """A theme with this id, or an error that says why the tree cannot have it.

        Parameters
        ----------
        name : str
            Its id.
        given : Theme, mapping or iterable of str
            The theme, as in `Theme.of`.
        """
        theme = Theme.of(name, given)
        if name in self._parents:
            raise ProblemError(f"theme {name!r}: the criteria tree has a node of this id already")
        for criterion in theme.criteria:
            if criterion not in self._parents:
                raise unknown_name(f"criterion of theme {name!r}:", criterion, self.leaves)
            if self._children[criterion]:
                raise ProblemError(
                    f"theme {name!r}: {criterion!r} is a group; expected its criteria "
                    f"{listed(self._leaves_of[criterion])}"
                )
        if len(theme.criteria) == len(self.leaves):
            raise ProblemError(f"theme {name!r}: it holds every criterion, so it always weighs 1")
        return theme

    @classmethod
    def flat(cls, criteria: Iterable[str]) -> CriteriaTree:
        """The tree in which every criterion hangs directly under the root ``goal``."""
        names = list(criteria)
        root = "goal"
        while root in names:
            root += "_"
        return cls({root: None, **dict.fromkeys(names, root)})

    @classmethod
    def from_nested(cls, nested: Mapping[str, Any], root: str = "goal") -> CriteriaTree:
        """A tree from nested mappings and lists.

        Parameters
        ----------
        nested : mapping
            Group to its children: another mapping, a list of criteria, or None for a criterion
            that stands by itself.
        root : str
            Id of the root.

        Raises
        ------
        ProblemError
            If a node stands twice, or something else than these stands below one.

        Examples
        --------
        >>> CriteriaTree.from_nested({"cost": ["price", "upkeep"], "comfort": None}).leaves
        ('price', 'upkeep', 'comfort')
        """
        parents: dict[str, str | None] = {root: None}

        waiting: list[tuple[str, Any]] = [(root, nested)]
        while waiting:
            parent, below = waiting.pop()
            if below is not None and not isinstance(below, Iterable):
                raise ProblemError(
                    f"below {parent!r} of the criteria tree: found {below!r}; expected a mapping, "
                    "a list of criteria or None"
                )
            for node in [below] if isinstance(below, str) else below or ():
                name = str(node)
                if name in parents:
                    raise ProblemError(f"node {name!r} stands twice in the criteria tree")
                parents[name] = parent
                if isinstance(below, Mapping):
                    waiting.append((name, below[node]))
        return cls(parents)

    @property
    def root(self) -> str:
        """Id of the root."""
        return self.nodes[0]

    @property
    def nodes(self) -> tuple[str, ...]:
        """All node ids, each parent before its children, depth first."""
        return tuple(self._parents)

    @property
    def leaves(self) -> tuple[str, ...]:
        """The leaf criteria, from left to right."""
        return self._leaves_of[self.root]

    @property
    def groups(self) -> tuple[str, ...]:
        """The nodes that have children, the root left out."""
        return tuple(node for node in self.nodes[1:] if self._children[node])

    @property
    def themes(self) -> dict[str, Theme]:
        """The themes by id."""
        return dict(self._themes)

    @property
    def nodes_and_themes(self) -> tuple[str, ...]:
        """Everything that has a weight: the ids of all nodes, then of all themes."""
        return (*self._parents, *self._themes)

    def with_themes(self, themes: Mapping[str, Any]) -> CriteriaTree:
        """The tree with these themes, by id, beside those that it has."""
        return CriteriaTree(self._parents, self._labels, {**self._themes, **themes})

    def leaves_of(self, node: str) -> tuple[str, ...]:
        """The leaf criteria at or below a node, or in a theme."""
        name = self.check(node)
        return self._themes[name].criteria if name in self._themes else self._leaves_of[name]

    def children(self, node: str) -> tuple[str, ...]:
        """The children of a node; empty for a leaf and for a theme."""
        return self._children.get(self.check(node), ())

    def parent(self, node: str) -> str | None:
        """The parent of a node; None for the root and for a theme."""
        return self._parents.get(self.check(node))

    def label(self, node: str) -> str:
        """What a reader is shown for a node or theme."""
        name = self.check(node)
        return self._themes[name].label if name in self._themes else self._labels[name]

    def find(self, name: str) -> str:
        """The id of the node or theme with this id, else of the one with this label.

        Raises
        ------
        UnknownNameError
            If there is none.
        ProblemError
            If several have the label.
        """
        labelled = [node for node in self.nodes_and_themes if self.label(node) == name]
        if name in self or not labelled:
            return self.check(name)
        if len(labelled) > 1:
            raise ProblemError(
                f"found {name!r}, the label of {listed(labelled)}; expected one of these ids"
            )
        return labelled[0]

    def depth(self, node: str) -> int:
        """How many steps a node lies below the root."""
        depth, parent = 0, self.parent(node)
        while parent is not None:
            depth, parent = depth + 1, self._parents[parent]
        return depth

    def check(self, node: str) -> str:
        """The id of the node or theme, or an error that names the nearest one that exists."""
        if str(node) not in self:
            raise unknown_name("node of the criteria tree", node, self.nodes_and_themes)
        return str(node)

    def node_weights(self, weights: pd.Series) -> pd.Series:
        """The weight of every node: the sum of its leaves' weights."""
        leaves = weights.to_dict()
        return pd.Series(
            {node: sum(leaves[leaf] for leaf in self._leaves_of[node]) for node in self.nodes},
            name="weight",
            dtype=np.float64,
        )

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Parents, labels and themes as plain data; `from_dict` takes it back."""
        themes = {name: theme.to_dict() for name, theme in self._themes.items()}
        return {"parents": dict(self._parents), "labels": dict(self._labels), "themes": themes}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> CriteriaTree:
        """The tree that `to_dict` described."""
        if "parents" not in data:
            raise ProblemError("the description of a criteria tree lacks 'parents'")
        return cls(data["parents"], data.get("labels"), data.get("themes"))

    def __contains__(self, node: object) -> bool:
        return node in self._parents or node in self._themes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CriteriaTree) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((tuple(self._parents.items()), tuple(self._labels.items())))

    def __repr__(self) -> str:
        lines = []
        for node in self.nodes:
            label = self._labels[node]
            text = node if label == node else f"{node}: {label}"
            lines.append("  " * self.depth(node) + shown(text))
        return "\n".join(lines)
