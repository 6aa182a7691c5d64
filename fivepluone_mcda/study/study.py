"""A study: everything that a folder holds, with provenance, and the problems it poses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..methods import PairwiseMatrix, aggregate
from ..model import Coding, CriteriaError, CriteriaTree, MethodError, Problem, Theme
from ..model.errors import expect, listed, unknown_name
from ..model.reweight import set_node_weights
from ..model.text import counted, shown
from .codes import INTERVAL, ITEM, Codes
from .profiles import Profile, based_on, local_priorities, weights_down
from .provenance import Statement, provenance_table
from .scenarios import Scenario, Steps, lineage
from .schema import FILE, LINE, TABLES

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Study:
    """Everything that a study folder holds, read and checked once by `load`.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    title, source, coding : str
        What is compared, the text that was coded, a remark on all numbers.
    tree : CriteriaTree
        The criteria, with the themes.
    groups : dict
        Name of the comparison of each node's children, by node.
    profile_table : dict of str to Profile
        The profiles; the first is the default.
    tables : dict of str to DataFrame
        The checked tables by role, with the file and line of each row.
    scenario_table : dict of str to Scenario
        The scenarios.
    statements : dict of str to Statement
        How the scores were made; `provenance` says of which.
    hypothesis, limitations : str
        What the source expects, and which limits it states itself, in our words.
    """

    folder: Path
    title: str
    source: str
    coding: str
    tree: CriteriaTree
    groups: Mapping[str, str]
    profile_table: Mapping[str, Profile]
    tables: Mapping[str, pd.DataFrame]
    scenario_table: Mapping[str, Scenario]
    statements: Mapping[str, Statement] = field(default_factory=dict)
    hypothesis: str = ""
    limitations: str = ""

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
    def themes(self) -> dict[str, Theme]:
        """The themes by id: named sets of criteria, accepted wherever a node of the tree is."""
        return self.tree.themes

    @property
    def coders(self) -> list[str]:
        """The coders, in the order of the scores."""
        return list(self._coder_positions)

    @property
    def panels(self) -> list[str]:
        """The panels of judges."""
        return [str(panel) for panel in self._table("judgements")["panel"].unique()]

    @property
    def profiles(self) -> list[str]:
        """Names of the weight profiles; the first is the default."""
        return list(self.profile_table)

    @property
    def scenarios(self) -> list[str]:
        """Names of the scenarios."""
        return list(self.scenario_table)

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
    def quadrants(self) -> dict[str, str]:
        """The leaf criterion that the SWOT items of each quadrant score."""
        return {
            str(quadrant): str(leaf)
            for leaf, quadrant in self._leaves["quadrant"].items()
            if quadrant
        }

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

    @property
    def facts(self) -> pd.DataFrame:
        """Figures and dates of the source: one row a fact, with what it contradicts."""
        return self._table("facts")

    @property
    def references(self) -> pd.DataFrame:
        """What the source cites: one row a number."""
        return self._table("references")

    @property
    def silent(self) -> pd.DataFrame:
        """Share of the coders for whom the text says nothing, alternatives x criteria.

        0 on the SWOT criteria: their items stand in the text.
        """
        share = self.tables["scores"].groupby(["alternative", "criterion"])["silent"].mean()
        cells = share.unstack("criterion").reindex(self.alternatives, axis=0)
        return (
            cells.reindex(self.criteria, axis=1)
            .astype(float)
            .fillna(0.0)
            .rename_axis(index=None, columns=None)
        )

    def provenance(self, coders: Sequence[str] | None = None) -> pd.DataFrame:
        """How the scores were made, as the study states it.

        Parameters
        ----------
        coders : sequence of str, optional
            The coders; all when left out.

        Returns
        -------
        DataFrame
            One row a block of scores of one origin: ``statement`` (its name), ``kind``
            (``machine``, ``human`` or ``measured``), ``how``, ``coders``, ``alternatives``,
            ``criteria`` (lists of those in the block), ``cells`` (how many scores), ``share`` (of
            all scores). Scores whose origin is not stated come last, with an empty ``kind``.
        """
        chosen = [self.coders[self._coder_position(coder)] for coder in self._chosen(coders)]
        return provenance_table(self.statements, chosen, self.alternatives, self.tree)

    def consistency(self, panel: str | None = None) -> pd.DataFrame:
        """How consistent the pairwise judgements are, by judge and group of comparison.

        Parameters
        ----------
        panel : str, optional
            One panel; all when left out.

        Returns
        -------
        DataFrame
            ``panel``, ``judge`` (None for the panel's joint judgements), ``group``, ``elements``
            (how many are compared), ``consistency_ratio`` and ``lambda_max`` (NaN where the
            judgements do not connect the group), and the judgement that contradicts the others
            most: ``a``, ``b``, ``value`` and ``consistent``, the value that would agree with
            them. Saaty asks for a ratio of 0.1 or less.

        Raises
        ------
        UnknownNameError
            If the panel is unknown.
        """
        if panel is None:
            return self._consistency.copy()
        self._panel(panel)
        own = self._consistency["panel"] == panel
        return self._consistency[own].reset_index(drop=True)

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
        return [str(judge) for judge in self._panel(panel)["judge"].unique()]

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
        principal eigenvector of each group, and multiplies down the tree. One that builds on
        another sets the weights of its nodes and themes on top of it, as
        `Problem.with_node_weights` does.
        """
        name = self.profile(profile).name
        if name not in self._weights:
            self._weights[name] = self._weights_of_profile(name)
        return self._weights[name].copy()

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
            A scenario: its changes of scores are made in every coder's own table, its changes
            of weights in the profile's.

        Returns
        -------
        Problem
            Scores are means over the coders. A SWOT criterion's score is the weighted mean of
            its items' intensities: an item weighs the profile's horizon share h where most
            coders call it long, 1 - h where short, a half where they are split.

        Raises
        ------
        CriteriaError
            If a coder is named twice or none is named, or a scenario takes a score out of bounds.
        UnknownNameError
            If a name is unknown.
        """
        chosen = self.profile(profile)
        steps = self._steps(scenario)
        horizon = chosen.horizon if steps.horizon is None else steps.horizon
        ends = self._leaves[["low", "high"]].astype(float)
        scale = {str(leaf): (low, high) for leaf, low, high in ends.dropna().itertuples(name=None)}
        codes = self._codes.with_items(
            steps.scores,
            self.alternatives,
            ends["low"].fillna(-np.inf).to_numpy(),
            ends["high"].fillna(np.inf).to_numpy(),
        )
        names = self._chosen(coders)
        positions = [self._coder_position(coder) for coder in names]
        low, best, high = (codes.matrices(positions, horizon, value) for value in INTERVAL)
        silent = self.silent.to_numpy()
        coding = Coding(tuple(names), low, best, high, self._codes.places, silent)
        if steps.scores:
            coding = steps.coding(coding, self.alternatives, self.criteria, scale)
        weights = self.weights(chosen.name)
        if steps.targets or steps.towards:
            profiles = {name: self.weights(name) for name in steps.towards}
            weights = steps.weights(self.tree, weights, profiles)
        return Problem(
            pd.DataFrame(coding.best.mean(axis=0), index=self.alternatives, columns=self.criteria),
            weights=weights,
            directions=self._leaves["direction"],
            scale=scale,
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
        return self._codes.matrices(chosen, horizon, value)

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
        """A copy of a table without files and lines; an empty one where the study has none."""
        if role in self.tables:
            return self.tables[role].drop(columns=[FILE, LINE])
        return pd.DataFrame(columns=list(TABLES[role]))

    def _steps(self, scenario: str | None) -> Steps:
        """The changes of a scenario and of all that it builds on; none where it is None."""
        if scenario is None:
            return Steps([])
        if scenario not in self.scenario_table:
            raise unknown_name("scenario", scenario, self.scenarios)
        names = lineage(scenario, self.scenario_table)
        return Steps([self.scenario_table[name] for name in names])

    @cached_property
    def _consistency(self) -> pd.DataFrame:
        rows = [
            {"panel": panel, "judge": judge, "group": group} | _consistency(matrix)
            for panel in self.panels
            for judge in (None, *self.judges(panel))
            for group, matrix in self.judgements(panel, judge).items()
        ]
        columns = ["panel", "judge", "group", "elements", "consistency_ratio", "lambda_max"]
        return pd.DataFrame(rows, columns=[*columns, "a", "b", "value", "consistent"])

    @cached_property
    def _weights(self) -> dict[str, pd.Series]:
        """The weights of the profiles so far asked for: a panel's judgements take their time."""
        return {}

    def _weights_of_profile(self, profile: str) -> pd.Series:
        chain = based_on(profile, self.profile_table)
        weights = self._weights_of_base(chain.pop())
        for step in reversed([one for one in chain if one.targets]):
            moved = set_node_weights(
                self.tree, self.tree.leaves, weights.to_numpy(), step.targets, step.inside
            )
            weights = pd.Series(moved, index=weights.index, name="weight")
        return weights

    def _weights_of_base(self, chosen: Profile) -> pd.Series:
        if chosen.panel is not None:
            return self.weights_of(self.judgements(chosen.panel))
        if chosen.stored:
            rows = self.tables["weights"]
            own = rows[rows["profile"] == chosen.name].set_index("criterion")["weight"]
            weights = own.loc[self.criteria].rename_axis(None)
        else:
            weights = pd.Series(1.0, index=self.criteria, name="weight")
        return weights / weights.sum()

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
        if coder not in self._coder_positions:
            raise unknown_name("coder", coder, self.coders)
        return self._coder_positions[coder]

    @cached_property
    def _coder_positions(self) -> dict[str, int]:
        coders = self.tables["scores"]["coder"].unique()
        return {str(coder): position for position, coder in enumerate(coders)}

    @cached_property
    def _leaves(self) -> pd.DataFrame:
        return self.criteria_table.loc[self.criteria]

    @cached_property
    def _codes(self) -> Codes:
        return Codes.of(self.tables, self.coders, self.alternatives, self.criteria)

    def __repr__(self) -> str:
        counts = (
            f"{counted(len(self.alternatives), 'alternative')}, "
            f"{counted(len(self.criteria), 'criterion', 'criteria')}, "
            f"{counted(len(self.coders), 'coder')}; profiles: {', '.join(self.profiles)}"
        )
        return f"Study: {shown(self.title)}\n{shown(counts)}"

    def _repr_html_(self) -> str:
        lines = "<br>".join(map(escape, repr(self).splitlines()))
        return f'<div class="tex2jax_ignore mathjax_ignore">{lines}</div>'


def expect_study(study: object) -> None:
    """Refuse what is no study, and say where to get one.

    Raises
    ------
    CriteriaError
        If it is something else, such as a Problem.
    """
    expect(study, Study, 'a Study, as fp.load("folder") gives', "study")


def _consistency(matrix: PairwiseMatrix) -> dict[str, object]:
    found: dict[str, object] = {"elements": len(matrix.elements)}
    try:
        found |= {"consistency_ratio": matrix.consistency_ratio, "lambda_max": matrix.lambda_max}
        worst = matrix.worst
    except MethodError:  # the judgements do not connect the group
        return found
    return found if worst is None else found | worst._asdict()
