import pytest

from fivepluone_mcda.narrative import basis


def test_the_price_of_the_verdict_is_said(study):
    words = " ".join(basis(study, "nearest"))
    moved = (study.weights("nearest") - study.weights("values")).abs().sum() / 2
    assert moved == pytest.approx(0.07, abs=0.001)
    assert f"{100 * moved:.1f} % of the weight moved" in words
    assert "debt" not in words  # labels of criteria, not sentences of the source
    assert "“Financial dependence”" in words


def test_what_a_profile_changes_in_its_base_is_said(study):
    words = " ".join(basis(study))
    assert "profile 'values' with “Strategic dependence” at 25.0 % of the weight" in words
    assert "11.4 % of the weight moved" in words
    assert "fit a verdict" not in words


@pytest.mark.parametrize("profile", ["values", "implementation", "grounds", "equal"])
def test_every_other_profile_is_named_with_its_leader(study, profile):
    last = basis(study, profile)[-1]
    assert profile not in last.split(":", 1)[1]
    assert "paper: CA-EU" in last
