"""A study: everything that a folder holds, with provenance, and the problems it poses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods import PairwiseMatrix, aggregate
from ..model import Coding, CriteriaError, CriteriaTree, Problem
from ..model.errors import listed, unknown_name
from .files import LINE
from .places import main_place
from .profiles import Profile, local_priorities, weights_down
from .schema import QUADRANTS, TABLES

__all__ = ["Study"]

Floats = NDArray[np.float64]
ITEM = ["alternative", "quadrant", "item"]
INTERVAL = ["low", "best", "high"]


@dataclass(frozen=True, eq=False, repr=False)
class Study:
    """Everything that a study folder holds, read and checked once by `load`.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    title, source, coding : str
        What is compared, the text that was coded, how the numbers were made.
    tree : CriteriaTree
        The criteria.
    groups : dict
        Name of the comparison of each node's children, by node.
    profile_table : dict of str to Profile
        The profiles; the first is the default.
    tables : dict of str to DataFrame
        The checked tables by role, each with the line of its file.
    """

    folder: Path
    title: str
    source: str
    coding: str
    tree: CriteriaTree
    groups: Mapping[str, str]
    profile_table: Mapping[str, Profile]
    tables: Mapping[str, pd.DataFrame]

    @property
    def alternatives(self) -> list[str]:
        """The alternatives that are scored."""
        table = self.tables["alternatives"]
        return [str(name) for name in table["id"][table["scored"].astype(bool)]]

    @property
    def criteria(self) -> list[str]:
        """The leaf criteria."""
        return list(self.tree.leaves)

    @property
    def coders(self) -> list[str]:
        """The coders, in the order of the scores."""
        return [str(coder) for coder in dict.fromkeys(self.tables["scores"]["coder"])]

    @property
    def panels(self) -> list[str]:
        """The panels of judges."""
        return [str(panel) for panel in dict.fromkeys(self._table("judgements")["panel"])]

    @property
    def profiles(self) -> list[str]:
        """Names of the weight profiles; the first is the default."""
        return list(self.profile_table)

    @property
    def scenarios(self) -> list[str]:
        """Names of the scenarios."""
        return []

    @property
    def verdicts(self) -> pd.Series:
        """What the source concludes on each scored alternative, in our words."""
        verdicts = self.alternative_table["verdict"]
        return verdicts.loc[self.alternatives]

    @property
    def alternative_table(self) -> pd.DataFrame:
        """Name, partner, verdict and place of every alternative, also of those not scored."""
        return self._table("alternatives").set_index("id")

    @property
    def criteria_table(self) -> pd.DataFrame:
        """Parent, label, direction, scale and question of every node of the tree."""
        return self._table("criteria").set_index("id").loc[list(self.tree.nodes)]

    @property
    def barrier_codes(self) -> pd.DataFrame:
        """The raw codes of the scores: one row a coder, criterion and alternative."""
        return self._table("scores")

    @property
    def swot_codes(self) -> pd.DataFrame:
        """The raw codes of the SWOT items: one row a coder and item."""
        return self._table("items")

    @property
    def swot_items(self) -> pd.DataFrame:
        """The SWOT items: mean intensity with mean low and high, dimension, horizon.

        Dimension is the one that most coders name (the earlier in the tree where they tie);
        horizon the one that more than half name, ``split`` where they divide evenly;
        ``long_share`` the share that calls it long.
        """
        codes = self._table("items")
        if codes.empty:
            return pd.DataFrame(
                columns=[*ITEM, "intensity", "low", "high", "dimension", "horizon", "long_share"]
            )
        place = {node: position for position, node in enumerate(self.tree.nodes)}
        rows = []
        for key, group in codes.groupby(ITEM, sort=False):
            votes = group["dimension"].value_counts()
            leading = [str(node) for node in votes.index[votes == votes.max()]]
            share = float((group["horizon"] == "long").mean())
            rows.append(
                {
                    **dict(zip(ITEM, key, strict=True)),
                    "intensity": group["best"].mean(),
                    "low": group["low"].mean(),
                    "high": group["high"].mean(),
                    "dimension": min(leading, key=place.__getitem__),
                    "horizon": "long" if share > 0.5 else "short" if share < 0.5 else "split",
                    "long_share": share,
                }
            )
        return pd.DataFrame(rows)

    @property
    def claims(self) -> pd.DataFrame:
        """The source's own comparisons between alternatives."""
        return self._table("claims")

    @property
    def reference(self) -> pd.DataFrame:
        """What the source says of each alternative apart from the scores."""
        return self._table("reference")

    def profile(self, name: str | None = None) -> Profile:
        """A profile by name; the default one when left out."""
        if name is None:
            return next(iter(self.profile_table.values()))
        if name not in self.profile_table:
            raise unknown_name("profile", name, self.profiles)
        return self.profile_table[name]

    def horizon(self, profile: str | None = None) -> float:
        """Share of lasting results against short-term ones in a profile; 0.5 is no difference."""
        return self.profile(profile).horizon

    def judges(self, panel: str) -> list[str]:
        """The judges of a panel."""
        return [str(judge) for judge in dict.fromkeys(self._panel(panel)["judge"])]

    def judgements(self, panel: str, judge: str | None = None) -> dict[str, PairwiseMatrix]:
        """Pairwise judgements by group of comparison.

        Parameters
        ----------
        panel : str
            The panel.
        judge : str, optional
            One of its judges; the geometric mean of all when left out.

        Raises
        ------
        UnknownNameError
            If the panel or the judge is unknown.
        """
        rows = self._panel(panel)
        judges = self.judges(panel)
        if judge is not None and judge not in judges:
            raise unknown_name(f"judge of panel {panel!r}", judge, judges)
        matrices = {}
        for node, group in self.groups.items():
            elements = self.tree.children(node)
            if len(elements) == 1:
                continue
            by_judge = {
                name: PairwiseMatrix.from_judgements(
                    rows.loc[
                        (rows["judge"] == name) & (rows["group"] == group), ["a", "b", "value"]
                    ],
                    elements,
                )
                for name in (judges if judge is None else [judge])
            }
            merged = aggregate(by_judge)
            assert isinstance(merged, PairwiseMatrix)
            matrices[group] = merged
        return matrices

    def weights(self, profile: str | None = None) -> pd.Series:
        """Leaf weights of a profile; they sum to 1.

        A panel's profile takes the geometric mean of its judges' judgements pair by pair, the
        principal eigenvector of each group, and multiplies down the tree.
        """
        chosen = self.profile(profile)
        if chosen.panel is not None:
            return self.weights_of(self.judgements(chosen.panel))
        if chosen.stored:
            rows = self.tables["weights"]
            own = rows[rows["profile"] == chosen.name].set_index("criterion")["weight"]
            weights = own.loc[self.criteria].rename_axis(None)
        else:
            weights = pd.Series(1.0, index=self.criteria, name="weight")
        return weights / weights.sum()

    def weights_of(self, matrices: Mapping[str, PairwiseMatrix]) -> pd.Series:
        """Leaf weights that follow from judgements by group, as `judgements` gives them."""
        return weights_down(self.tree, local_priorities(self.tree, matrices, self.groups))

    def problem(
        self,
        profile: str | None = None,
        coders: Sequence[str] | None = None,
        scenario: str | None = None,
    ) -> Problem:
        """The decision problem that the study poses.

        Parameters
        ----------
        profile : str, optional
            The weight profile; the default one when left out.
        coders : sequence of str, optional
            The coders whose codes are averaged; all when left out.
        scenario : str, optional
            A scenario.

        Returns
        -------
        Problem
            Scores are means over the coders. A SWOT criterion's score is the weighted mean of
            its items' intensities: an item weighs the profile's horizon share h where most
            coders call it long, 1 - h where short, a half where they are split.

        Raises
        ------
        CriteriaError
            If a coder is named twice or none is named.
        UnknownNameError
            If a name is unknown.
        """
        chosen = self.profile(profile)
        if scenario is not None:
            raise unknown_name("scenario", scenario, self.scenarios)
        low, best, high = (
            self.scores_by_coder(chosen.horizon, coders, value) for value in INTERVAL
        )
        coding = Coding(tuple(self._chosen(coders)), low, best, high, self._places)
        table = self.criteria_table.loc[self.criteria]
        ends = table[["low", "high"]].astype(float).dropna()
        return Problem(
            pd.DataFrame(coding.best.mean(axis=0), index=self.alternatives, columns=self.criteria),
            weights=self.weights(chosen.name),
            directions=table["direction"],
            scale={str(leaf): (low, high) for leaf, low, high in ends.itertuples(name=None)},
            tree=self.tree,
            coding=coding,
        )

    def scores_by_coder(
        self, horizon: float, coders: Sequence[str] | None = None, value: str = "best"
    ) -> Floats:
        """Every coder's own performance matrix, shape (coders, m, n).

        Parameters
        ----------
        horizon : float
            Share of lasting results, 0..1.
        coders : sequence of str, optional
            The coders; all when left out. Whether an item is long or short is decided by these.
        value : {"best", "low", "high"}
            Which end of the coders' intervals is taken.
        """
        chosen = [self._coder_position(coder) for coder in self._chosen(coders)]
        scores = self._codes[:, :, :, INTERVAL.index(value)][chosen].copy()
        if not self._table("items").empty:
            items = self._item_codes
            column = INTERVAL.index(value)
            share = items.long[chosen].mean(axis=0)
            weight = np.where(share > 0.5, horizon, np.where(share < 0.5, 1.0 - horizon, 0.5))
            for i, j in dict.fromkeys(zip(items.row, items.column, strict=True)):
                mine = (items.row == i) & (items.column == j)
                own = weight[mine]
                # A horizon share of 0 or 1 can leave a quadrant without weight: count all alike.
                own = own if own.sum() > 0.0 else np.ones_like(own)
                intensity = items.values[chosen][:, mine, column]
                scores[:, i, j] = intensity @ (own / own.sum())
        return np.asarray(scores)

    def evidence(self, alternative: str, criterion: str, reference: bool = False) -> pd.DataFrame:
        """The codes and paraphrases behind one score.

        Parameters
        ----------
        alternative, criterion : str
            The cell.
        reference : bool
            Whether what the source's own table says of the alternative is put below.

        Returns
        -------
        DataFrame
            One row a coder (and SWOT item): coder, item, low, best, high, silent, evidence.

        Raises
        ------
        UnknownNameError
            If a name is unknown.
        """
        if alternative not in self.alternatives:
            raise unknown_name("alternative", alternative, self.alternatives)
        if criterion not in self.criteria:
            raise unknown_name("criterion", criterion, self.criteria)
        columns = ["coder", "item", *INTERVAL, "silent", "evidence"]
        quadrant = str(self.criteria_table.loc[criterion, "quadrant"])
        codes = self._table("items" if quadrant else "scores")
        mine = codes["alternative"] == alternative
        if quadrant:
            rows = codes[mine & (codes["quadrant"] == quadrant)].assign(silent=False)
        else:
            rows = codes[mine & (codes["criterion"] == criterion)].assign(item="")
        shown = rows[columns].reset_index(drop=True)
        if not reference:
            return shown
        said = self.reference
        said = said[said["alternative"] == alternative]
        below = pd.DataFrame(
            {
                "coder": "(source)",
                "item": said["aspect"],
                "silent": False,
                "evidence": said["place"] + ": " + said["text"],
            }
        )
        return pd.concat([shown, below], ignore_index=True)[columns]

    def _table(self, role: str) -> pd.DataFrame:
        """A copy of a table without its lines; an empty one where the study has none."""
        if role in self.tables:
            return self.tables[role].drop(columns=LINE)
        return pd.DataFrame(columns=list(TABLES[role]))

    def _panel(self, panel: str) -> pd.DataFrame:
        if panel not in self.panels:
            raise unknown_name("panel", panel, self.panels)
        rows = self.tables["judgements"]
        return rows[rows["panel"] == panel]

    def _chosen(self, coders: Sequence[str] | None) -> list[str]:
        if coders is None:
            return self.coders
        names = [coders] if isinstance(coders, str) else [str(coder) for coder in coders]
        if not names or len(set(names)) < len(names):
            raise CriteriaError(
                f"coders: found {listed(names)}; expected one or more names, each once"
            )
        return names

    def _coder_position(self, coder: str) -> int:
        if coder not in self.coders:
            raise unknown_name("coder", coder, self.coders)
        return self.coders.index(coder)

    @cached_property
    def _codes(self) -> Floats:
        """Codes of the scores, shape (coders, m, n, 3); NaN on the SWOT criteria."""
        codes = self.tables["scores"]
        cube = np.full(
            (len(self.coders), len(self.alternatives), len(self.criteria), len(INTERVAL)), np.nan
        )
        cube[
            _positions(codes["coder"], self.coders),
            _positions(codes["alternative"], self.alternatives),
            _positions(codes["criterion"], self.criteria),
        ] = codes[INTERVAL].to_numpy(dtype=np.float64)
        return cube

    @cached_property
    def _places(self) -> tuple[tuple[str, ...], ...]:
        """Where in the source each score comes from, m x n."""
        notes = self.tables["scores"].groupby(["alternative", "criterion"])["evidence"]
        found = notes.agg(main_place).to_dict()
        return tuple(
            tuple(str(found.get((name, leaf), "")) for leaf in self.criteria)
            for name in self.alternatives
        )

    @cached_property
    def _item_codes(self) -> _ItemCodes:
        codes = self.tables["items"]
        items = codes[ITEM].drop_duplicates()
        which = _positions(pd.MultiIndex.from_frame(codes[ITEM]), pd.MultiIndex.from_frame(items))
        coder = _positions(codes["coder"], self.coders)
        values = np.empty((len(self.coders), len(items), len(INTERVAL)))
        values[coder, which] = codes[INTERVAL].to_numpy(dtype=np.float64)
        lasting = np.empty(values.shape[:2], dtype=bool)
        lasting[coder, which] = codes["horizon"] == "long"
        table = self.criteria_table
        node = {
            quadrant: str(table.index[table["quadrant"] == quadrant][0])
            for quadrant in QUADRANTS
            if (table["quadrant"] == quadrant).any()
        }
        return _ItemCodes(
            row=_positions(items["alternative"], self.alternatives),
            column=_positions(items["quadrant"].map(node), self.criteria),
            values=values,
            long=lasting,
        )

    def __repr__(self) -> str:
        return (
            f"Study: {self.title}\n{len(self.alternatives)} alternatives, "
            f"{len(self.criteria)} criteria, {len(self.coders)} coders; profiles: "
            f"{', '.join(self.profiles)}"
        )

    def _repr_html_(self) -> str:
        return "<br>".join(escape(line) for line in repr(self).splitlines())


@dataclass(frozen=True)
class _ItemCodes:
    """Codes of the SWOT items: where each item counts, its interval and horizon by coder."""

    row: NDArray[np.intp]
    column: NDArray[np.intp]
    values: Floats
    long: NDArray[np.bool_]


def _positions(
    names: pd.Series | pd.MultiIndex, known: Sequence[str] | pd.MultiIndex
) -> NDArray[np.intp]:
    return np.asarray(pd.Index(known).get_indexer(pd.Index(names)))
