"""Every result of the package survives JSON, whole and exact; nothing else comes out of it."""

import inspect
import json
import math
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fivepluone_mcda as fp
from fivepluone_mcda import from_json, to_json
from fivepluone_mcda.methods.registry import OWN

NO_RESULT = {
    "claims_hold",  # a condition for smaa
    "export",
    "from_json",
    "load",
    "new_study",
    "report",
    "to_csv",
    "to_json",
    "to_latex",
    "to_markdown",
}
"""Functions that give a study, a file, a text or a condition."""

FUNCTIONS = [
    name for name in fp.__all__ if name not in NO_RESULT and inspect.isfunction(getattr(fp, name))
]


def assert_same(one, other):
    """That two results are alike in everything, to the last bit."""
    assert type(one) is type(other)
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_exact=True)
        assert [type(axis) for axis in one.axes] == [type(axis) for axis in other.axes]
        assert one.attrs == other.attrs
    elif isinstance(one, pd.Series):
        pd.testing.assert_series_equal(one, other, check_exact=True)
    elif isinstance(one, np.ndarray):
        np.testing.assert_array_equal(one, other, strict=True)
    elif is_dataclass(one):
        for field in fields(one):
            if field.name in ("kernel", "kernel_of"):  # arithmetic, which no file holds
                continue
            assert_same(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, dict):
        assert list(one) == list(other)
        assert_same(list(one.values()), list(other.values()))
    elif isinstance(one, list | tuple):
        assert len(one) == len(other)
        for mine, yours in zip(one, other, strict=True):
            assert_same(mine, yours)
    else:
        assert one == other
        assert repr(one) == repr(other)
    if isinstance(one, fp.Problem):
        assert_same(one.coding, other.coding)


def returned(result):
    """What comes back, after a look at the text that went out."""
    text = to_json(result)
    json.loads(text, parse_constant=pytest.fail)
    return from_json(text)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_every_public_function_gives(name, study, shipped):
    known = {
        "study": study,
        "source": study,
        "problem": shipped,
        "winner": "CA-EU",
        "node": "geopolitical",
        "other_weights": study.weights("values"),
        "matrices": [study.judgements(panel)["top"] for panel in study.panels],
        "samples": 128,
    }
    function = getattr(fp, name)
    takes = inspect.signature(function).parameters
    missing = [
        key
        for key, one in takes.items()
        if one.default is one.empty and one.kind is not one.VAR_KEYWORD and key not in known
    ]
    assert not missing, f"say above what {name} is to be called with: {missing}"
    result = function(**{key: value for key, value in known.items() if key in takes})
    assert_same(returned(result), result)


@pytest.mark.parametrize(
    "method", [*OWN, "edas", partial(fp.promethee_ii, preference="u_shape", q=1)]
)
def test_a_ranking_after_the_journey(method, shipped):
    ranking = fp.rank(shipped, method)
    back = returned(ranking)
    assert_same(back, ranking)
    assert repr(back) == repr(ranking)
    assert back._repr_html_() == ranking._repr_html_()
    fp.plots.ranking(back)


def test_what_hangs_on_a_study(study, shipped):
    explanation = fp.topsis(shipped).explain("CA-EU", "CA-China")
    space = fp.WeightSpace.around(shipped).where("G2 >= 0.1")
    parts = [
        explanation,
        study.tree,
        study.judgements(study.panels[0]),
        study.tables,
        space.sample(100, seed=0),
        fp.smaa(shipped, samples=64),
    ]
    assert_same(returned(parts), parts)


def test_the_coders_stay_with_a_problem(shipped):
    back = returned(shipped)
    one, other = (fp.smaa(problem, scores="both", samples=256) for problem in (shipped, back))
    assert_same(one, other)


def test_incomplete_judgements_and_a_smaller_tree(problem):
    judged = fp.PairwiseMatrix.from_judgements([("a", "b", "1/3")], ["a", "b", "c"])
    assert_same(returned([judged, problem]), [judged, problem])


def test_a_stranger_reads_a_table(problem):
    text = to_json(fp.topsis(problem).to_frame())
    plain = json.loads(text)["result"]
    read = pd.DataFrame(**{key: plain[key] for key in ("data", "index", "columns")})
    pd.testing.assert_frame_equal(read, fp.topsis(problem).to_frame(), check_names=False)
    assert '["score", "rank"]' in text


CELLS = {
    "float64": st.floats(allow_subnormal=True) | st.just(math.nan),
    "int64": st.integers(-(2**63), 2**63 - 1),
    "uint64": st.integers(0, 2**64 - 1),
    "bool": st.booleans(),
    "object": st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.tuples(st.text(), st.floats(allow_nan=False)),
    "text": st.text(),
}
LABELS = st.none() | st.text() | st.integers() | st.just("type")


@st.composite
def tables(draw):
    rows = draw(st.integers(0, 4))

    def column(kinds=tuple(CELLS)):
        kind = draw(st.sampled_from(kinds))
        cells = draw(st.lists(CELLS[kind], min_size=rows, max_size=rows))
        return pd.Series(
            cells, dtype=None if kind == "text" and rows else kind.replace("text", "str")
        )

    columns = [column() for _ in range(draw(st.integers(0, 4)))]
    frame = pd.DataFrame(dict(enumerate(columns)), index=range(rows))
    frame.columns = pd.Index(
        draw(st.lists(LABELS, min_size=len(columns), max_size=len(columns))), dtype=object
    )
    axis = draw(st.sampled_from(["counted", "plain", "levels"]))
    if axis == "plain":
        frame.index = pd.Index(column(), name=draw(LABELS), tupleize_cols=False)
    if axis == "levels":
        levels = [column(["bool", "float64", "int64", "text"]) for _ in range(2)]
        frame.index = pd.MultiIndex.from_arrays(levels, names=["a", draw(LABELS)])
    return frame


@given(tables())
def test_any_table_is_the_same_afterwards(frame):
    assert_same(returned(frame), frame)
    for j in range(frame.shape[1]):
        assert_same(returned(frame.iloc[:, j]), frame.iloc[:, j])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.just("type") | st.integers(), inner)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_plain_values_are_the_same_afterwards(value):
    assert_same(returned(value), value)


@pytest.mark.parametrize(
    ("result", "place"),
    [
        ({"when": pd.DataFrame({"day": pd.to_datetime(["2024-01-01"])})}, "result.when: column"),
        ({"f": [print]}, r"result\.f\[0\]: found builtin_function"),
        (fp.load, "result: found function"),
    ],
)
def test_what_cannot_be_written(result, place):
    with pytest.raises(fp.CriteriaError, match=place):
        to_json(result)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "JSON: Expecting value"),
        ('{"format": "fivepluone_mcda", "version": 1', "line 1 column"),
        ("[" * 100_000, "brackets"),
        ("[1]", "found no 'fivepluone_mcda' format"),
        ('{"format": "fivepluone_mcda", "version": 2, "result": 1}', "version: found 2"),
        ('{"format": "fivepluone_mcda", "version": 1, "result": NaN}', "NaN"),
        ('{"format": "fivepluone_mcda", "version": 1, "result": ' + "9" * 5000 + "}", "JSON"),
        (None, "JSON"),
    ],
)
def test_text_that_is_not_ours(text, message):
    with pytest.raises(fp.CriteriaError, match=message):
        from_json(text)


@pytest.fixture(scope="module")
def ranking_text():
    return to_json(fp.topsis(fp.load().problem()))


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("type", "os.system", "result: unknown type 'os.system'"),
        ("type", "Rankin", "did you mean 'Ranking'"),
        ("type", ["x"], "result: "),
        ("scores", ..., "result: found no 'scores'"),
        ("scores", "x", "result: scores: found str; expected Series"),
        ("order", [1, 2], "result: order: found list; expected list"),
        ("extra", 1, "result: unknown part 'extra'"),
        ("lower_is_better", 0, "lower_is_better: found int; expected bool"),
        ("scores.data", [1.0], "result.scores: data: found 1; expected a list of 5"),
        ("scores.data.1", "x", "result.scores: data, place 1: found 'x'; expected float64"),
        ("scores.types.data", "M8[ns]", "result.scores: data: found the type 'M8"),
        ("scores.types.index", ..., "result.scores: index: found the type None"),
        ("ranks.data.0", True, "result.ranks: data, place 0: found True; expected int64"),
        ("ranks.data.0", 2**70, "result.ranks: "),
        ("problem.matrix.data.3.2", None, "result.problem: score of 'CA-Russia' on 'I3'"),
        ("problem.matrix.data.3", [], r"matrix: data\[3\]: found 0; expected a list of 27"),
        ("problem.matrix.index", ["a"], "result.problem.matrix: data"),
        ("problem.tree.parents.I1", "nowhere", "result.problem.tree: node 'I1'"),
        ("problem.coding.best.shape", [-7, 5, -27], "result.problem.coding.best: data"),
        ("problem.coding.best.shape", ["7"], "best: shape: found list"),
    ],
)
def test_a_spoiled_part_is_named(ranking_text, path, value, message):
    whole = json.loads(ranking_text)
    *way, last = ["result", *path.split(".")]
    inside = whole
    for key in way:
        inside = inside[int(key) if isinstance(inside, list) else key]
    if value is ...:
        del inside[last]
    else:
        inside[int(last) if isinstance(inside, list) else last] = value
    with pytest.raises(fp.CriteriaError, match=message):
        from_json(json.dumps(whole))


@given(st.data())
def test_spoiled_text_gives_an_error_of_ours_or_a_ranking(ranking_text, data):
    start = data.draw(st.integers(0, len(ranking_text)))
    put = data.draw(st.text(max_size=3) | st.sampled_from(["null", "[]", "{}", "true", '"x"']))
    spoiled = ranking_text[:start] + put + ranking_text[start + data.draw(st.integers(0, 40)) :]
    with suppress(fp.CriteriaError):
        assert isinstance(from_json(spoiled), fp.Ranking)
