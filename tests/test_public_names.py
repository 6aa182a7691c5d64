"""The names, arguments and result fields that users rely on."""

import inspect

import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp

ARGUMENTS = {
    "load": "folder",
    "Problem": "matrix weights directions scale tree themes",
    "topsis": "problem normalization",
    "ahp": "problem mode",
    "weighted_sum": "problem",
    "weighted_product": "problem",
    "vikor": "problem v",
    "promethee_ii": "problem preference q p s",
    "rank": "problem method",
    "list_methods": "",
    "awot": "study profile",
    "strategic_position": "study profile",
    "aggregate": "matrices how weights",
    "sweep": "problem node method points",
    "stability": "problem method nodes",
    "crossings": "problem other_weights method",
    "nearest_reversal": "problem method rival norm",
    "revealed_weights": "problem winner methods margin",
    "smaa": "problem method weights scores samples sampler seed n_jobs progress",
    "exact_pairwise_winning": "problem",
    "discover": "problem winner method weights nodes",
    "reliability": "study",
    "leave_one_coder_out": "study profile method",
    "check_claims": "study coders",
    "critical_scores": "problem method",
    "critical_weights": "problem method",
    "compare_methods": "problem methods",
    "rank_reversal": "problem method",
    "decompose": "study target",
    "value_of_information": "study",
    "scenarios": "study names profile method",
    "report": "study path profile",
    "questionnaire": "study path parts panel language",
    "brief": "study path profile scenario method",
    "stakeholders": "source who panel method how",
    "collect": "study files",
    "swing_weights": "points",
    "rank_order_centroid": "ranks",
    "best_worst": "best_to to_worst",
    "winner_bands": "study node profiles methods inside",
    "silence": "study profile method",
    "screened_winners": "study conditions profiles methods",
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_arguments_come_in_the_stated_order(name):
    given = list(inspect.signature(getattr(fp, name)).parameters)
    stated = ARGUMENTS[name].split()
    assert given[: len(stated)] == stated


def test_fields_of_the_results(study, shipped):
    ranking = fp.topsis(shipped)
    results = {
        shipped: "matrix weights directions alternatives criteria tree themes screened excluded",
        shipped.themes["strategic_dependence"]: "label criteria",
        ranking: "scores ranks best order method steps explain to_frame",
        fp.nearest_reversal(shipped): "weights winner distance mass_moved certified_radius changes",
        fp.revealed_weights(shipped, "CA-EU"): "weights mass_moved changes margins",
        fp.smaa(shipped, samples=64): (
            "rank_acceptability standard_error central_weights confidence pairwise_winning "
            "holistic samples effective_samples"
        ),
        fp.discover(shipped, "CA-EU", samples=256): "rules coverage density",
        fp.compare_methods(shipped, ["topsis", "ahp"]): "scores ranks agreement",
        study: (
            "alternatives criteria tree themes coders panels profiles scenarios verdicts "
            "swot_items barrier_codes weights horizon judgements problem evidence"
        ),
    }
    for result, fields in results.items():
        for field in fields.split():
            assert hasattr(result, field), (type(result).__name__, field)
            repr(result)


def test_columns_of_the_tables(study, shipped):
    tables = {
        "weight lower upper winner_below winner_above exact": fp.stability(shipped, nodes=["G2"]),
        "share winner_before winner_after": fp.crossings(shipped, study.weights("values")),
        "alternative criterion score flip_score change winner": fp.critical_scores(shipped),
        "block alpha low high cells": fp.reliability(study, samples=50),
        "profile method lower upper winner exact": fp.winner_bands(study, "G2", "values"),
        "silent_cells winner order CA-EU": fp.silence(study),
        "profile method winner screened_winner": fp.screened_winners(study, "G2 < 4"),
        "claim holds gap": fp.check_claims(study),
        "factor first first_conf total total_conf": fp.decompose(study, samples=64),
        "internal external": fp.strategic_position(study),
        "winner change": fp.scenarios(study, ["roadmap"]),
        "node lower upper": fp.discover(shipped, "CA-EU", samples=256).rules,
        "alternative quadrant item dimension horizon intensity local_priority global_priority": (
            fp.awot(study)
        ),
    }
    for columns, table in tables.items():
        assert isinstance(table, pd.DataFrame)
        missing = set(columns.split()) - set(table.reset_index().columns)
        assert not missing, missing


def test_numbers_keep_their_meaning(study, shipped):
    assert study.profiles[0] == "paper"
    assert study.weights().sum() == pytest.approx(1.0)
    assert list(study.weights().index) == study.criteria
    acceptability = fp.smaa(shipped, samples=64).rank_acceptability
    np.testing.assert_allclose(acceptability.sum(axis=0), 1.0)
    np.testing.assert_allclose(acceptability.sum(axis=1), 1.0)
    assert list(acceptability.columns) == [*range(1, len(shipped.alternatives) + 1)]
    swept = fp.sweep(shipped, "geopolitical", points=3)
    assert list(swept.index) == [0.0, 0.5, 1.0]
    assert list(swept.columns) == shipped.alternatives
