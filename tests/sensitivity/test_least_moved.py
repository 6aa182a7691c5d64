import numpy as np

from fivepluone_mcda.sensitivity.least_moved import least_moved


def test_one_row_needs_no_linear_programme():
    rng = np.random.default_rng(0)
    feasible = 0
    for _ in range(100):
        n = int(rng.integers(2, 9))
        base, at, row = rng.dirichlet(np.ones(n)), rng.dirichlet(np.ones(n)), rng.normal(size=n)
        radius, goal = rng.uniform(0.01, 0.6), row @ at + rng.uniform(-0.3, 0.6)
        box = np.maximum(at - radius, 0.0), np.minimum(at + radius, 1.0)
        greedy = least_moved(base, row[None], np.array([goal]), *box)
        programme = least_moved(base, np.stack([row, row]), np.array([goal, goal]), *box)
        assert (greedy is None) == (programme is None)
        if greedy is not None:
            feasible += 1
            assert np.isclose(np.abs(greedy - base).sum(), np.abs(programme - base).sum())
            assert row @ greedy >= goal - 1e-9
            assert (greedy >= box[0] - 1e-12).all()
            assert (greedy <= box[1] + 1e-12).all()
    assert feasible > 40
