"""Points, ranks and best-worst comparisons as weights; coders who leave cells out; rounds."""

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp

POINTS = "panel,judge,group,how,criterion,value,to_worst\n"
ANSWERS = """\
board,u,top,swing,barriers,100,
board,u,top,swing,swot,100,
board,u,barriers,swing,cost,100,
board,u,barriers,swing,noise,25,
board,u,quadrants,swing,strengths,100,
board,u,quadrants,swing,weaknesses,100,
board,u,quadrants,swing,opportunities,100,
board,u,quadrants,swing,threats,100,
board,v,barriers,swing,cost,100,
board,v,barriers,swing,noise,100,
board,w,top,ranking,barriers,1,
board,w,top,ranking,swot,2,
board,w,barriers,best_worst,cost,1,4
board,w,barriers,best_worst,noise,4,1
"""
PROFILE = '\n[profiles.board]\npanel = "board"\nweights = "swing"\n'


@pytest.fixture
def board(folder):
    """The small study with a panel that gave points."""
    (folder / "points.csv").write_text(POINTS + ANSWERS, encoding="utf-8")
    with (folder / "study.toml").open("a", encoding="utf-8") as stream:
        stream.write(PROFILE)
    return folder


def test_weights_are_the_mean_of_the_judges_group_by_group(board):
    study = fp.load(board)
    weights = study.weights("board")
    assert weights["cost"] == pytest.approx(0.5 * (0.8 + 0.5) / 2)
    assert weights["strengths"] == pytest.approx(0.5 / 4)
    assert study.panels == ["experts", "board"]
    assert study.judges("board") == ["u", "v", "w"]
    assert study.judges("board", "swing") == ["u", "v"]
    assert study.ways("board") == ["swing", "ranking", "best_worst"]
    assert study.priorities("board", "best_worst")["barriers"].loc["w", "cost"] == pytest.approx(
        0.8
    )
    own = study.judge_weights("board")
    assert own.loc["u", "cost"] == pytest.approx(0.4)
    assert own.loc["v"].isna().all()
    assert "2 judges, by swing weighting" in fp.basis(study, "board")[-2]


def test_what_takes_a_panel_takes_one_with_points(board):
    study = fp.load(board)
    space = fp.WeightSpace.judges(study, "board")
    drawn = space.sample(64, seed=0)
    np.testing.assert_allclose(drawn.sum(axis=1), 1.0)
    assert set(drawn["cost"].round(9)) == {0.4, 0.25, 0.325}
    with pytest.raises(fp.CriteriaError, match="'v', 'w' do not cover every group"):
        fp.stakeholders(study, panel="board")
    with pytest.raises(fp.MethodError, match="no pairwise judgements, but 'swing'"):
        study.judgements("board")
    assert study.consistency("board").empty


@pytest.mark.parametrize(
    ("old", "new", "column", "expected"),
    [
        ("top,swing,swot,100", "top,swing,swot,-1", "value", "0 or more"),
        ("top,ranking,swot,2", "top,ranking,swot,0", "value", "1 or more"),
        ("cost,1,4", "cost,1,10", "criterion", "a number from 1 to 9"),
        ("cost,1,4", "cost,1,", "to_worst", "how many times"),
        ("cost,1,4", "cost,2,4", "criterion", "1 for the best"),
        ("cost,100,\nboard,v", "cost,100,7\nboard,v", "to_worst", "nothing"),
        ("board,u,top,swing,swot,100,\n", "", "criterion", "each of 'barriers', 'swot'"),
        ("top,swing,swot", "top,swing,speed", "criterion", "one of 'barriers', 'swot'"),
        ("u,top,swing,swot", "u,top,guess,swot", "how", "one of swing"),
        ("u,top,swing,swot", "u,tops,swing,swot", "group", "'top'"),
        ("board,v,barriers,swing,noise,100,\n", "board,v,barriers,swing,noise,100,\n" * 2,
         "panel, judge, group, how, round, criterion", "once"),
        ("quadrants,swing", "quadrants,points", "profiles.board.panel", "every group"),
    ],
)  # fmt: skip
def test_defects_of_points(board, old, new, column, expected):
    path = board / "points.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(fp.StudyError) as error:
        fp.load(board)
    found = [(one.column, one.expected) for one in error.value.defects]
    assert any(place == column and expected in text for place, text in found), found


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ('panel = "staff"\nweights = "swing"', "'board'"),
        ('panel = "board"\nweights = "points"', "stated by points"),
        ('weights = "swing"', 'panel = "NAME"'),
        ('panel = "board"\nweights = "stored"', "one of them"),
        ('panel = "board"\nweights = "foo"', "or no 'weights' for pairwise judgements"),
    ],
)
def test_defects_of_a_profile(board, edit, profile, expected):
    edit("study.toml", 'panel = "board"\nweights = "swing"', profile)
    with pytest.raises(fp.StudyError) as error:
        fp.load(board)
    assert any(expected in one.expected for one in error.value.defects)
    assert ("one of them" in str(error.value)) == (expected == "one of them")


def add(folder, file, rows):
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write(rows)


EXPERT = """\
r01,cost,tram,,1,,0,
r01,cost,bus,,,,1,cannot say
r01,noise,tram,,3,,0,
r01,noise,bus,,,,1,not answered
r01,strengths,tram,,5,,0,
r01,strengths,bus,,,,1,
r01,weaknesses,tram,,,,1,
r01,weaknesses,bus,,,,1,
r01,opportunities,tram,,,,1,
r01,opportunities,bus,,,,1,
r01,threats,tram,,,,1,
r01,threats,bus,,,,1,
"""


def test_a_coder_may_leave_cells_out_and_score_a_swot_criterion_as_a_whole(folder, small):
    add(folder, "scores.csv", EXPERT)
    study = fp.load(folder)
    before, problem = small.problem(), study.problem()
    assert problem.matrix.loc["tram", "cost"] == pytest.approx((5 + 3 + 1) / 3)
    assert problem.matrix.loc["bus", "cost"] == before.matrix.loc["bus", "cost"]
    two = before.matrix.loc["tram", "strengths"]
    assert problem.matrix.loc["tram", "strengths"] == pytest.approx((2 * two + 5) / 3)
    assert np.isfinite(problem.coding.low).all()
    assert problem.coding.best[2, 1, 0] == pytest.approx(before.matrix.loc["bus", "cost"])
    pd.testing.assert_frame_equal(study.silent, small.silent)
    assert study.scored[2].sum() == 3
    assert study.provenance()["cells"].sum() == study.scored.sum()
    assert list(fp.coder_rankings(study)["coder"]) == ["a", "b"]
    assert list(fp.leave_one_coder_out(study)["coder"]) == ["a", "b", "r01"]
    assert fp.reliability(study, samples=10)["alpha"].notna().any()
    with pytest.raises(fp.CriteriaError, match="'r01', none of whom scored"):
        study.problem(coders=["r01"])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("cost,bus,,,,1", "cost,bus,,,,0", "silent is 1"),
        ("cost,bus,,,,1", "cost,bus,1,,,1", "nothing where best is empty"),
        ("r01,threats,bus,,,,1,\n", "", "the coder's scores on 'strengths'"),
        ("r01,noise,bus,,,,1,not answered\n", "", "a row for each"),
    ],
)
def test_defects_of_a_coder_who_leaves_cells_out(folder, old, new, expected):
    assert old in EXPERT
    add(folder, "scores.csv", EXPERT.replace(old, new))
    with pytest.raises(fp.StudyError) as error:
        fp.load(folder)
    assert any(expected in one.expected for one in error.value.defects)


def test_a_cell_that_nobody_scores_is_a_defect(folder, edit):
    edit("scores.csv", "a,noise,bus,3,4,5,1,", "a,noise,bus,,,,1,")
    edit("scores.csv", "b,noise,bus,4,5,5,0,", "b,noise,bus,,,,1,")
    with pytest.raises(fp.StudyError, match="no score of 'bus' on 'noise'"):
        fp.load(folder)


def test_the_newest_round_of_each_item_counts(folder, edit_rows, small):
    def second_round(rows):
        return [[*rows[0], "round"], *([*row, ""] for row in rows[1:])]

    edit_rows("scores.csv", second_round)
    edit_rows("judgements.csv", second_round)
    add(folder, "scores.csv", "a,cost,tram,3,3,3,0,after talking,2\n")
    add(folder, "judgements.csv", "experts,p,top,swot,barriers,3,,2\n")
    study = fp.load(folder)
    assert study.problem().matrix.loc["tram", "cost"] == 3.0
    joint = study.judgements("experts", "p")["top"].to_frame()
    assert joint.loc["barriers", "swot"] == pytest.approx(1 / 3)
    assert list(study.earlier["scores"]["best"]) == [5.0]
    assert list(study.earlier["judgements"]["value"]) == [2.0]
    assert len(study.barrier_codes) == len(small.barrier_codes)


def test_a_panel_that_is_still_answering_need_not_connect(folder):
    add(folder, "judgements.csv", "guests,x,top,barriers,swot,3,\n")
    with pytest.raises(fp.StudyError, match="does not connect"):
        fp.load(folder)
    add(folder, "respondents.csv", "guests,x,1,,,,,,\n")
    study = fp.load(folder)
    assert study.judge_weights("guests").loc["x"].isna().all()
    with pytest.raises(fp.MethodError):
        study.weights_of(study.judgements("guests"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1 = dear; 6 = cheap", "values from 1 to 5"),
        ("1 dear", "values and their words"),
        ("1 = dear; 1 = cheap", "values and their words"),
        ("one = dear", "values and their words"),
    ],
)
def test_words_of_a_scale(folder, edit_rows, words, expected):
    def described(cell):
        return lambda rows: [
            [*row, "words" if row[0] == "id" else cell if row[0] == "cost" else ""] for row in rows
        ]

    edit_rows("criteria.csv", described("1 = dear; 5 = cheap"))
    assert fp.load(folder).criteria_table.loc["cost", "words"] == "1 = dear; 5 = cheap"
    edit_rows("criteria.csv", lambda rows: [row[:-1] for row in rows])
    edit_rows("criteria.csv", described(words))
    with pytest.raises(fp.StudyError, match=expected):
        fp.load(folder)
