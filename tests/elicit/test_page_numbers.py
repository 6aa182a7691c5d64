"""Every number of the page is that of Python: weights, consistency, orders."""

import json
from dataclasses import replace

import numpy as np
import pytest

import fivepluone_mcda as fp
from fivepluone_mcda.elicit import form_of
from fivepluone_mcda.elicit.order import in_order, pairs_of, random_for
from fivepluone_mcda.methods.consistency import random_index

pytestmark = pytest.mark.slow

EXACT = {"rtol": 0, "atol": 1e-9}


def judged(rng, n, missing):
    """Judgements on n elements, contradictory to some degree; the others connect all elements."""
    names = [f"c{i}" for i in range(n)]
    weights = rng.exponential(size=n)
    while True:
        rows = []
        for i in range(n):
            for j in range(i + 1, n):
                ratio = np.log(weights[i] / weights[j]) + rng.normal() * rng.choice([0.0, 0.3, 2.0])
                strength = int(np.clip(np.round(np.exp(abs(ratio))), 1, 9))
                rows.append(
                    (names[i], names[j], strength) if ratio > 0 else (names[j], names[i], strength)
                )
        kept = [rows[k] for k in np.sort(rng.permutation(len(rows))[missing:])]
        matrix = fp.PairwiseMatrix.from_judgements(kept, names)
        try:
            matrix.priorities()
        except fp.MethodError:
            continue
        return matrix, kept


def ask(filling, name, *arguments):
    return filling.page.evaluate(
        "([name, given]) => document.querySelector('main').questionnaire[name](...given)",
        [name, json.loads(json.dumps(arguments))],
    )


def test_weights_and_consistency_of_complete_and_incomplete_judgements(small, open_form):
    filling = open_form(form_of(small))
    rng = np.random.default_rng(0)
    for n in range(2, 11):
        surplus = (n - 1) * (n - 2) // 2
        index = [random_index(n, missing) for missing in range(surplus + 1)]
        for missing in {0, surplus, *rng.integers(0, surplus + 1, 3).tolist()}:
            matrix, rows = judged(rng, n, missing)
            given = [{"a": a, "b": b, "value": value} for a, b, value in rows]
            found = ask(filling, "pairwiseOutcome", matrix.elements, given, index)
            np.testing.assert_allclose(found["weights"], matrix.priorities(), **EXACT)
            assert found["ratio"] == pytest.approx(matrix.consistency_ratio, abs=1e-9)
            # Several comparisons may fit equally badly, all three of three elements for one.
            worst, named = matrix.worst, found["worst"]
            weights = matrix.priorities()
            assert named["value"] == pytest.approx(matrix.to_frame().loc[named["a"], named["b"]])
            assert named["consistent"] == pytest.approx(
                weights[named["a"]] / weights[named["b"]], abs=1e-9
            )
            errors = (named["value"] / named["consistent"], worst.value / worst.consistent)
            assert errors[0] == pytest.approx(errors[1], rel=1e-9)
            assert named["standsOut"] == matrix.stands_out


def test_weights_from_ranks_and_from_best_and_worst(small, open_form):
    filling = open_form(form_of(small))
    rng = np.random.default_rng(1)
    for n in range(2, 11):
        for _ in range(4):
            names = [f"c{i}" for i in range(n)]
            ranks = rng.integers(1, n + 1, n).tolist()
            expected = fp.rank_order_centroid(dict(zip(names, ranks, strict=True)))
            np.testing.assert_allclose(ask(filling, "rankOrderCentroid", ranks), expected, **EXACT)
            best, worst = 0, n - 1
            best_to = [1, *rng.integers(2, 10, n - 1).tolist()]
            to_worst = [best_to[worst], *rng.integers(2, 10, n - 2).tolist(), 1]
            found = ask(filling, "bestWorst", best, worst, best_to, to_worst)
            expected = fp.best_worst(
                dict(zip(names, best_to, strict=True)), dict(zip(names, to_worst, strict=True))
            )
            np.testing.assert_allclose(found["weights"], expected.weights, **EXACT)
            assert found["deviation"] == pytest.approx(expected.xi, abs=1e-9)
            assert found["ratio"] == pytest.approx(expected.consistency_ratio, abs=1e-9)


def test_bars_show_the_weights_that_python_finds(study, open_form):
    filling = open_form(form_of(study, "judgements"))
    filling.go_to("Barriers")
    filling.compare((0, 3), (2, 5), (1, 1), (0, 9), (2, 2))
    rows = [(one["a"], one["b"], one["value"]) for one in filling.file()["judgements"]]
    matrix = fp.PairwiseMatrix.from_judgements(rows, study.tree.children("barriers"))
    labels = filling.step.locator(".bars li > span:first-child").all_inner_texts()
    shown = filling.step.locator(".result data").evaluate_all(
        "all => all.map((one) => Number(one.value))"
    )
    expected = matrix.priorities().sort_values(ascending=False)
    assert labels == [study.tree.label(node) for node in expected.index]
    np.testing.assert_allclose(shown, [*expected, matrix.consistency_ratio], **EXACT)


def test_orders_are_those_of_python(small, study, open_form):
    for form in (form_of(small, seed=7), form_of(study), form_of(study, importance="best_worst")):
        filling = open_form(form)
        who = filling.file()["respondent"]["id"]
        own = in_order(replace(form, respondent={"id": who}))
        criteria = [criterion.label for criterion in own.criteria]
        assert filling.steps()[1 : 1 + len(criteria)] == criteria
        filling.page.get_by_role("button", name="Next").click()
        names = filling.step.locator(".card legend").all_inner_texts()
        assert names == [alternative.name for alternative in own.alternatives]
        group = own.groups[-1]
        filling.go_to(group.label)
        if form.importance == "best_worst":
            labels = filling.step.locator("select").first.locator("option").all_inner_texts()
            assert labels[1:] == [element.label for element in group.elements]
            continue
        first, _ = pairs_of(group.elements, random_for(own, f"pairs|{group.id}"))
        assert [
            card.locator(".pair > .choices span").all_inner_texts() for card in filling.cards
        ] == [[a.label, "Equal", b.label] for a, b in first]
