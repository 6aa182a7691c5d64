"""Questionnaires out, answers in: what experts are asked, and what comes back into a study."""

from .answers import Collected, collect
from .form import Form
from .form_of_study import form_of, item_hashes
from .questionnaire import questionnaire

__all__ = [
    "Collected",
    "Form",
    "collect",
    "form_of",
    "item_hashes",
    "questionnaire",
]
