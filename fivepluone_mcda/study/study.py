"""A study: everything that a folder holds, with provenance, and the problems it poses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ..methods import PairwiseMatrix
from ..model import Coding, CriteriaError, MethodError, Problem
from ..model.arrays import Floats
from ..model.errors import expect, listed, unknown_name
from ..model.inputs import read_only
from ..model.reweight import set_node_weights
from .codes import INTERVAL
from .data import StudyData
from .judgements import CONSISTENCY, consistency_of, matrices_of, weights_of
from .points import Stated, first_of_each, gives_priorities, joint_by_group, stated_priorities
from .profiles import Profile, based_on
from .scenarios import Steps, lineage
from .schema import PAIRWISE, PRIORITIES


@dataclass(frozen=True, eq=False, repr=False)
class Study(StudyData):
    """Everything that a study folder holds, read and checked once by `load`.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    title, authors, source, coding : str
        What is compared, who made the study, the text that was coded, a remark on all numbers.
    tree : CriteriaTree
        The criteria, with the themes.
    groups : dict
        Name of the comparison of each node's children, by node.
    profile_table : dict of str to Profile
        The profiles; the first is the default.
    tables : dict of str to DataFrame
        The checked tables by role, with the file and line of each row.
    earlier : dict of str to DataFrame
        Rows of scores, judgements and points that a later round has replaced.
    scenario_table : dict of str to Scenario
        The scenarios.
    statements : dict of str to Statement
        How the scores were made; `provenance` says of which.
    hypothesis, limitations : str
        What the source expects, and which limits it states itself, in our words.
    companion : str
        The folder inside this one of another study of the same alternatives; empty for none.
    method : str
        The method by which it is ranked where nobody asks for another.
    value_functions : dict of str to ValueFunction
        The value functions that it states, by criterion.
    """

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
            most: ``a``, ``b``, ``value`` and ``consistent``, the value from 1/9 to 9 that would
            agree best with them; empty where several contradict the others equally, as always
            among three elements. Saaty asks for a ratio of 0.1 or less.

        Raises
        ------
        UnknownNameError
            If the panel is unknown.
        """
        if panel is None:
            return self._consistency.copy()
        self._rows(panel, "judgements")
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

    def judges(self, panel: str, how: str | None = None) -> list[str]:
        """The judges of a panel; only those who stated importance in one of its `ways`."""
        pairwise, points = (self._rows(panel, role) for role in ("judgements", "points"))
        if how not in (None, PRIORITIES):
            pairwise = pairwise if how == PAIRWISE else pairwise.iloc[:0]
            points = points[points["how"] == how]
        return [str(judge) for judge in pd.concat([pairwise["judge"], points["judge"]]).unique()]

    def ways(self, panel: str) -> list[str]:
        """How a panel stated importance; the way that a profile of the panel uses comes first.

        ``pairwise`` (judgements), ``swing``, ``points``, ``ranking``, ``best_worst`` (the table
        of points); ``priorities`` where a profile of the panel joins them all.
        """
        pairwise = [PAIRWISE] if len(self._rows(panel, "judgements")) else []
        stated = [*pairwise, *self._rows(panel, "points")["how"].unique()]
        used = [one.how for one in self.profile_table.values() if one.panel == panel]
        stated += [PRIORITIES] * (PRIORITIES in used)
        return sorted(stated, key=lambda how: used.index(how) if how in used else len(used))

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
        MethodError
            If they stated importance only in points, ranks or best-worst comparisons.
        """
        rows = self._rows(panel, "judgements")
        if judge is not None:
            if judge not in self.judges(panel):
                raise unknown_name(f"judge of panel {panel!r}", judge, self.judges(panel))
            rows = rows[rows["judge"] == judge]
        if rows.empty:
            who = f"panel {panel!r}" if judge is None else f"judge {judge!r} of panel {panel!r}"
            given = listed(how for how in self.ways(panel) if how not in (PAIRWISE, PRIORITIES))
            raise MethodError(
                f"{who}: found no pairwise judgements, but {given}; expected study.priorities"
            )
        return matrices_of(rows, self.tree, self.compared)

    def weights(self, profile: str | None = None) -> pd.Series:
        """Leaf weights of a profile; they sum to 1.

        A panel's profile takes the geometric mean of its judges' judgements pair by pair, the
        principal eigenvector of each group, and multiplies down the tree. Where the panel gave
        points, ranks or best-worst comparisons, or a profile joins the priorities of several
        ways, it takes the arithmetic mean of the priorities of all judges who answered a group.
        One that builds on another sets the weights of its nodes and themes on top of it, as
        `Problem.with_node_weights` does.
        """
        name = self.profile(profile).name
        if name not in self._weights:
            self._weights[name] = self._weights_of_profile(name)
        return self._weights[name].copy()

    def weights_of(self, stated: Mapping[str, PairwiseMatrix | pd.Series]) -> pd.Series:
        """Leaf weights that follow from judgements or priorities by group."""
        return weights_of(stated, self.tree, self.groups)

    def priorities(self, panel: str, how: str) -> dict[str, pd.DataFrame]:
        """Every judge's priorities from points, ranks or best-worst comparisons, by group.

        Parameters
        ----------
        panel : str
            The panel.
        how : {"swing", "points", "ranking", "best_worst"}
            How they were stated.

        Returns
        -------
        dict of str to DataFrame
            Judges x elements; a row for each judge who answered the group, which sums to 1.
        """
        return stated_priorities(self._rows(panel, "points"), how, self.tree, self.compared)

    def stated(self, panel: str, how: str = PRIORITIES) -> dict[str, dict[str, Stated]]:
        """What each judge stated of importance, by group: judgements, or priorities.

        `how` is one of the panel's `ways`, or "priorities" for all: in a group the first counts.
        """
        if how == PRIORITIES:
            ways = (way for way in self.ways(panel) if way != PRIORITIES)
            return first_of_each(self.stated(panel, way) for way in ways)
        judges = self.judges(panel, how)
        if how == PAIRWISE:
            return {judge: dict(self.judgements(panel, judge)) for judge in judges}
        tables = self.priorities(panel, how).items()
        return {
            judge: {group: pd.Series(own.loc[judge]) for group, own in tables if judge in own.index}
            for judge in judges
        }

    def judge_weights(self, panel: str, how: str = PRIORITIES) -> pd.DataFrame:
        """Every judge's own leaf weights.

        Parameters
        ----------
        panel : str
            The panel.
        how : str
            One of the panel's `ways`; "priorities" for all.

        Returns
        -------
        DataFrame, judges x criteria
            Rows sum to 1; NaN for a judge who did not answer every group, or whose judgements do
            not connect one.
        """
        groups, rows = self.compared.values(), {}
        for judge, own in self.stated(panel, how).items():
            whole = all(group in own and gives_priorities(own[group]) for group in groups)
            rows[judge] = self.weights_of(own) if whole else pd.Series(np.nan, self.criteria)
        return pd.DataFrame(rows).T

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
            Scores are means over the coders who scored a cell; in the table of a coder who did
            not, this mean stands. A SWOT criterion's score is the weighted mean of
            its items' intensities: an item weighs the profile's horizon share h where most
            coders call it long, 1 - h where short, a half where they are split.

        Raises
        ------
        CriteriaError
            If a coder is named twice or none is named, none of them scored a cell, or a scenario
            takes a score out of bounds.
        UnknownNameError
            If a name is unknown.
        """
        chosen = self.profile(profile)
        steps = self._steps(scenario)
        horizon = chosen.horizon if steps.horizon is None else steps.horizon
        positions = tuple(self._coder_positions(coders))
        case = (positions, horizon, scenario if steps.scores else None)
        if case not in self._cases:
            self._cases[case] = self._scored(positions, horizon, steps)
        weights = self.weights(chosen.name)
        if steps.targets or steps.towards:
            profiles = {name: self.weights(name) for name in steps.towards}
            weights = steps.weights(self.tree, weights, profiles)
        return self._cases[case].with_weights(weights)

    def _scored(self, positions: Sequence[int], horizon: float, steps: Steps) -> Problem:
        """The problem of some coders' scores after the changes of a scenario, equal weights."""
        ends = self._leaves[["low", "high"]].astype(float)
        scale = {str(leaf): (low, high) for leaf, low, high in ends.dropna().itertuples(name=None)}
        codes = self._codes.with_items(
            steps.scores,
            self.alternatives,
            ends["low"].fillna(-np.inf).to_numpy(),
            ends["high"].fillna(np.inf).to_numpy(),
        )
        low, best, high = (
            read_only(codes.matrices(positions, horizon, value)) for value in INTERVAL
        )
        names = tuple(self.coders[position] for position in positions)
        self._expect_scores(positions)
        silent = self.silent.to_numpy()
        coding = Coding(names, low, best, high, self._codes.places, silent)
        if steps.scores:
            coding = steps.coding(coding, self.alternatives, self.criteria, scale)
        return Problem(
            pd.DataFrame(coding.best.mean(axis=0), index=self.alternatives, columns=self.criteria),
            directions=self._leaves["direction"],
            scale=scale,
            tree=self.tree,
            values=self.value_functions,
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
        positions = self._coder_positions(coders)
        self._expect_scores(positions)
        return self._codes.matrices(positions, horizon, value)

    def _expect_scores(self, positions: Sequence[int]) -> None:
        """Refuse coders none of whom scored some cell."""
        missing = np.argwhere(~self.scored[list(positions)].any(axis=0))
        if len(missing):
            row, column = missing[0]
            who = listed(self.coders[position] for position in positions)
            cell = f"{self.alternatives[row]!r} on {self.criteria[column]!r}"
            raise CriteriaError(
                f"coders: found {who}, none of whom scored {cell} ({len(missing)} such cells); "
                "expected also a coder who did"
            )

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
            {"panel": panel, "judge": judge, **row}
            for panel, judgements in self._table("judgements").groupby("panel", sort=False)
            for judge, own in ((None, judgements), *judgements.groupby("judge", sort=False))
            for row in consistency_of(matrices_of(own, self.tree, self.compared))
        ]
        return pd.DataFrame(rows, columns=CONSISTENCY)

    @cached_property
    def _cases(self) -> dict[tuple[object, ...], Problem]:
        """The problems so far asked for, by coders, horizon and scenario; weights come later."""
        return {}

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
            if chosen.how == PAIRWISE:
                return self.weights_of(self.judgements(chosen.panel))
            stated = self.stated(chosen.panel, chosen.how)
            return self.weights_of(joint_by_group(stated, self.compared.values()))
        if chosen.stored:
            rows = self.tables["weights"]
            own = rows[rows["profile"] == chosen.name].set_index("criterion")["weight"]
            weights = own.loc[self.criteria].rename_axis(None)
        else:
            weights = pd.Series(1.0, index=self.criteria, name="weight")
        return weights / weights.sum()

    def _rows(self, panel: str, role: str) -> pd.DataFrame:
        """The rows of a panel in its table of judgements or points."""
        if panel not in self.panels:
            raise unknown_name("panel", panel, self.panels)
        rows = self._table(role)
        return rows[rows["panel"] == panel]


def expect_study(study: object) -> None:
    """Refuse what is no study, such as a Problem, and say where to get one."""
    expect(study, Study, 'a Study, as fp.load("folder") gives', "study")
