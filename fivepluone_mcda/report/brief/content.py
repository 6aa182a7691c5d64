"""What a brief says, whatever kind of file it becomes."""

from __future__ import annotations

from dataclasses import dataclass

from ...analysis import Analysis
from ...export.tables import side_by_side
from ...methods.registry import method_title
from ...model.text import number, percent, shortened, shown
from ...narrative import summary
from ...narrative.setting import imprint
from ..numbers import digits_of

METHODS = ("topsis", "ahp")
"""Methods that stand beside that of the brief."""

SHOWN = 8
"""Alternatives, and profiles, that have room."""

NAME, SENTENCE, PARAGRAPH = 60, 200, 450
"""Letters of a name, of a sentence and of a paragraph that have room on one page."""

SHORT = 36
"""Letters of a name in a narrow column."""

MOST, LONG = 2900, 20
"""Letters of a page, and of a name in a narrow column, in the usual size."""

Row = list[str]


@dataclass(frozen=True)
class Table:
    """Rows of text below a heading; `more` says how many there was no room for."""

    heading: Row
    rows: list[Row]
    more: str


@dataclass(frozen=True)
class Content:
    """The sentences and tables of a brief, each short enough for its place."""

    title: str
    headline: str
    answer: list[str]
    scores: str
    note: str
    ranking: Table
    judgements: Table | None
    data: list[tuple[str, str]]
    changes: list[str]
    source: str
    author: str
    imprint: list[str]

    @property
    def dense(self) -> bool:
        """Whether a page needs smaller letters: many of them, or long names in narrow columns."""
        rows = [] if self.judgements is None else self.judgements.rows
        cells = [cell for row in rows for cell in row]
        facts = [heading + text for heading, text in self.data]
        texts = [self.title, self.headline, *self.answer, self.note, *self.changes, self.source]
        names = [name for row in rows for name in row[1:]]
        return (
            sum(map(len, [*texts, *cells, *facts])) > MOST or max(map(len, names), default=0) > LONG
        )


def content_of(analysis: Analysis) -> Content:
    """What the brief of an analysis says."""
    study = analysis.study
    return Content(
        title=_one_line(study.title, SENTENCE),
        headline=_one_line(summary.headline(analysis), SENTENCE),
        answer=[_one_line(text, PARAGRAPH) for text in summary.answer_sentences(analysis)],
        scores=_one_line(summary.bars_sentence(analysis.ranking), PARAGRAPH),
        note=_one_line(summary.picture_note(analysis), PARAGRAPH),
        ranking=_ranking(analysis),
        judgements=_judgements(analysis) if len(study.profiles) > 1 else None,
        data=[
            (heading, _one_line(text, PARAGRAPH))
            for heading, text in summary.data_sentences(analysis)
        ],
        changes=[_one_line(text, PARAGRAPH) for text in summary.change_sentences(analysis)],
        source=_one_line(study.source, PARAGRAPH),
        author=_one_line(study.authors, SENTENCE),
        imprint=[_one_line(text, SENTENCE) for text in imprint(study)],
    )


def _ranking(analysis: Analysis) -> Table:
    """Rank and score of the best alternatives by the method and by those beside it."""
    rankings = analysis.rankings(METHODS)
    names = analysis.study.alternative_table["name"]
    digits = digits_of(analysis.ranking)
    heading = ["Rank", "Alternative"]
    heading += [f"{method_title(method)} score" for method in rankings]
    table = side_by_side(rankings)
    rows = []
    for name in table.index[:SHOWN]:
        said = name if names[name] == name else f"{name}: {names[name]}"
        scores = [number(table.loc[name, f"{method} score"], digits) for method in rankings]
        rows.append([str(analysis.ranking.ranks[name]), _one_line(said, NAME), *scores])
    return Table(heading, rows, _more(len(table) - len(rows), "alternative"))


def _judgements(analysis: Analysis) -> Table:
    """Who comes first under each profile, and how much the decisive node weighs there."""
    study, tree, leaders = analysis.study, analysis.problem.tree, analysis.leaders_by(METHODS)
    heading = ["Judgement"]
    node = next(map(str, analysis.decisive_bound.index), None)
    if node is not None:
        heading.append(_one_line(f"Weight of {tree.label(node)}", SHORT))
    heading += [summary.method_heading(str(method)) for method in leaders]
    rows = []
    for profile in leaders.index[:SHOWN]:
        row = [_one_line(summary.judgement_words(analysis, profile), SENTENCE)]
        if node is not None:
            row.append(percent(study.problem(profile, scenario=analysis.scenario).weight_of(node)))
        rows.append([*row, *(_one_line(name, SHORT) for name in leaders.loc[profile])])
    return Table(heading, rows, _more(len(leaders) - len(rows), "profile"))


def _more(count: int, what: str) -> str:
    return f"and {count} more {what if count == 1 else what + 's'}" if count > 0 else ""


def _one_line(text: str, most: int) -> str:
    """The text on one line, not too long; a percentage is not broken across lines."""
    return shortened(" ".join(shown(text).split()), most).replace(" %", "\N{NO-BREAK SPACE}%")
