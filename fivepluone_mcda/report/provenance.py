"""How the report was made, and what it cannot show."""

from __future__ import annotations

import shlex

from ..analysis import Analysis
from ..narrative.headings import provenance_heading
from ..narrative.provenance import scores_made
from ..narrative.setting import limits, weights_words
from ..study.shipped import load_name
from .numbers import Finding


def provenance(analysis: Analysis) -> Finding:
    """Where scores and weights come from, the limits, and the command that repeats the report."""
    study = analysis.study
    return {
        "heading": provenance_heading(analysis),
        "scores": scores_made(study),
        "weights": weights_words(analysis),
        "question": study.profile(analysis.profile).question,
        "limits": limits(analysis),
        "command": _command(analysis),
    }


def _command(analysis: Analysis) -> str:
    """The command that makes this report again; empty where only Python can."""
    if analysis.method_options != {}:
        return ""
    words = ["fivepluone-mcda", "report"]
    if name := load_name(analysis.study.folder):
        words += ["--study", name]
    words += ["--profile", analysis.profile]
    if analysis.scenario is not None:
        words += ["--scenario", analysis.scenario]
    words += ["--method", analysis.method.name]
    for node, weight in analysis.set_weights.items():
        words += ["--weight", f"{node}={weight!r}"]
    return shlex.join(words)
