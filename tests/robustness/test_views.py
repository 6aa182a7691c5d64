"""Distances from the others, and clusters of like weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import pdist, squareform

from fivepluone_mcda.robustness.views import clusters, distances, silhouette

APART = squareform(pdist(np.array([[0.0], [1.0], [5.0], [7.0]])))


def test_distance_is_the_share_that_moves_to_the_mean_of_the_others() -> None:
    shares = pd.DataFrame({"a": [0.2, 0.4, 0.6], "b": [0.8, 0.6, 0.4]}, ["p", "q", "r"])
    table = distances(shares)
    assert table["distance"].to_dict() == pytest.approx({"p": 0.3, "q": 0.0, "r": 0.3})
    assert table["limit"].isna().all()
    assert not table["outlier"].any()


def test_distance_of_scores_is_a_share_of_the_scale_over_what_both_scored() -> None:
    scores = pd.DataFrame({"x": [1.0, 3.0, np.nan], "y": [2.0, np.nan, np.nan]}, ["p", "q", "r"])
    table = distances(scores, pd.Series({"x": 4.0, "y": 10.0}))
    assert table["distance"].tolist()[:2] == pytest.approx([0.5, 0.5])
    assert np.isnan(table.loc["r", "distance"])


def test_outliers_are_beyond_the_whisker_and_never_near() -> None:
    near = pd.DataFrame({"a": [0.5] * 5 + [0.54], "b": [0.5] * 5 + [0.46]})
    assert not distances(near)["outlier"].any()
    far = pd.DataFrame({"a": [0.5] * 5 + [0.8], "b": [0.5] * 5 + [0.2]})
    assert distances(far)["outlier"].tolist() == [False] * 5 + [True]


def test_silhouette_by_hand() -> None:
    # Rousseeuw 1987: (b - a) / max(a, b), with a = 1, 1, 2, 2 and b = 6, 5, 4.5, 6.5.
    widths = [5 / 6, 4 / 5, 2.5 / 4.5, 4.5 / 6.5]
    assert silhouette(APART, np.array([1, 1, 2, 2])) == pytest.approx(np.mean(widths))
    alone = [0.0, (4 - 1) / 4, (4 - 2) / 4]
    assert silhouette(APART[1:, 1:], np.array([1, 2, 2])) < np.mean(alone)


def test_clusters_of_two_camps() -> None:
    rng = np.random.default_rng(4)
    camps = [rng.dirichlet(200 * np.array(mean), 6) for mean in ([0.7, 0.2, 0.1], [0.1, 0.2, 0.7])]
    names = [f"r{k}" for k in range(9)]
    found = clusters(pd.DataFrame(np.vstack([camps[0], camps[1][:3]]), names, list("abc")))
    assert found.of.tolist() == [1] * 6 + [2] * 3
    assert found.silhouette > 0.7


@pytest.mark.parametrize("count", [1, 3, 8])
def test_no_clusters(count: int) -> None:
    alike = pd.DataFrame(np.full((count, 2), 0.5), columns=["a", "b"])
    found = clusters(alike)
    assert found.of.tolist() == [1] * count
    assert np.isnan(found.silhouette)


def test_one_cloud_is_no_structure() -> None:
    cloud = np.random.default_rng(0).dirichlet(np.full(12, 30.0), 20)
    assert clusters(pd.DataFrame(cloud)).of.nunique() == 1
