import numpy as np
import pandas as pd
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.methods.registry import resolve
from fivepluone_mcda.robustness.column_scores import column_scores


@pytest.mark.parametrize(
    "method", ["topsis", "ahp", "ahp_ideal", "weighted_product", "promethee_ii", "vikor", "edas"]
)
def test_one_column_moves_as_in_the_whole_matrix(method):
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.uniform(1, 5, (4, 3)), list("wxyz"), list("abc"))
    problem = fp.Problem(frame, {"a": 1, "b": 2, "c": 3}, {"b": "min"}, {"b": (1, 5)})
    chosen = resolve(method)
    for column in range(3):
        columns = rng.uniform(1, 5, (4, 6))
        values = np.repeat(problem.values[:, :, None], 6, axis=2)
        values[:, column] = columns
        whole = chosen.kernel(problem, values=values)(np.tile(problem.weight_vector, (6, 1)))
        np.testing.assert_allclose(
            column_scores(problem, chosen, column)(columns), whole, rtol=0, atol=1e-14
        )
