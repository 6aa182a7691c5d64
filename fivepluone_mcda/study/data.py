"""What a study folder holds: its tables, and what follows from one table alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd

from ..model import CriteriaError, CriteriaTree, Theme, ValueFunction
from ..model.arrays import Flags
from ..model.errors import listed, unknown_name
from ..model.text import counted, shown
from .codes import INTERVAL, Codes, items_table, silent_table
from .profiles import Profile
from .provenance import Statement, provenance_table
from .scenarios import Scenario
from .schema import FILE, LINE, TABLES
from .texts import Texts


@dataclass(frozen=True, eq=False, repr=False)
class StudyData(Texts):
    """The tables and texts of a study folder."""

    folder: Path
    tree: CriteriaTree
    groups: Mapping[str, str]
    profile_table: Mapping[str, Profile]
    tables: Mapping[str, pd.DataFrame]
    scenario_table: Mapping[str, Scenario]
    earlier: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    value_functions: Mapping[str, ValueFunction] = field(default_factory=dict)

    @property
    def alternatives(self) -> list[str]:
        """The alternatives that are scored."""
        return list(self._alternatives)

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
        return list(self._coders)

    @property
    def panels(self) -> list[str]:
        """The panels of judges: those of the judgements, then those that only gave points."""
        return list(self._panels)

    @property
    def compared(self) -> dict[str, str]:
        """The comparisons of two elements or more: their names, by node, as in `groups`."""
        children = self.tree.children
        return {node: group for node, group in self.groups.items() if len(children(node)) > 1}

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
        return items_table(self._table("items"), self.tree)

    @property
    def respondents(self) -> pd.DataFrame:
        """Who answered questionnaires: one row a respondent and round."""
        return self._table("respondents")

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
    def scored(self) -> Flags:
        """Whether each coder scored each cell, shape (coders, alternatives, criteria)."""
        return self._codes.given

    @property
    def silent(self) -> pd.DataFrame:
        """Share of the coders for whom the text says nothing, alternatives x criteria.

        0 on the SWOT criteria: every item comes from the text.
        """
        return self._silent.copy()

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
        chosen = [self.coders[position] for position in self._coder_positions(coders)]
        given = self.scored[self._coder_positions(coders)]
        return provenance_table(self.statements, chosen, self.alternatives, self.tree, given)

    def made_by(self, kind: str) -> Flags:
        """Which scores the study states to be of a kind, shape (coders, alternatives, criteria).

        Parameters
        ----------
        kind : {"machine", "human", "measured"}
            Who or what made them.
        """
        covered = np.zeros((len(self.coders), len(self.alternatives), len(self.criteria)), bool)
        for statement in self.statements.values():
            if statement.kind == kind:
                covered |= statement.covers(self.coders, self.alternatives, self.tree)
        return covered

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
        quadrant = str(self.criteria_table.loc[criterion, "quadrant"])
        if quadrant:
            table = self._table("items").assign(silent=False)
            rows = table[table["quadrant"] == quadrant]
        else:
            table = self._table("scores").assign(item="")
            rows = table[table["criterion"] == criterion]
        if reference:
            said = self.reference.rename(columns={"aspect": "item"})
            evidence = said["place"] + ": " + said["text"]
            said = said.assign(coder="(source)", silent=False, evidence=evidence)
            rows = pd.concat([rows, said])
        columns = ["coder", "item", *INTERVAL, "silent", "evidence"]
        return rows.loc[rows["alternative"] == alternative, columns].reset_index(drop=True)

    def _table(self, role: str) -> pd.DataFrame:
        """A copy of a table without files and lines; an empty one where the study has none."""
        if role in self.tables:
            return self.tables[role].drop(columns=[FILE, LINE])
        return pd.DataFrame(columns=list(TABLES[role]))

    def _coder_positions(self, coders: Sequence[str] | None) -> list[int]:
        """Positions of the coders among all; all where None is given."""
        if isinstance(coders, str):
            coders = [coders]
        names = self.coders if coders is None else [str(coder) for coder in coders]
        known = {name: position for position, name in enumerate(self.coders)}
        unknown = next((name for name in names if name not in known), None)
        if unknown is not None:
            raise unknown_name("coder", unknown, known)
        if not names or len(set(names)) < len(names):
            raise CriteriaError(
                f"coders: found {listed(names)}; expected one or more names, each once"
            )
        return [known[name] for name in names]

    @cached_property
    def _codes(self) -> Codes:
        return Codes.of(self.tables, self.coders, self.alternatives, self.criteria)

    @cached_property
    def _alternatives(self) -> tuple[str, ...]:
        table = self.tables["alternatives"]
        return tuple(str(name) for name in table["id"][table["scored"].astype(bool)])

    @cached_property
    def _coders(self) -> tuple[str, ...]:
        return tuple(str(coder) for coder in self.tables["scores"]["coder"].unique())

    @cached_property
    def _panels(self) -> tuple[str, ...]:
        tables = (self._table(role)["panel"].unique() for role in ("judgements", "points"))
        return tuple(dict.fromkeys(str(panel) for column in tables for panel in column))

    @cached_property
    def _silent(self) -> pd.DataFrame:
        return silent_table(self.tables["scores"], self.alternatives, self.criteria)

    @cached_property
    def _leaves(self) -> pd.DataFrame:
        return self.criteria_table.loc[self.criteria]

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
