"""Questionnaires out, answers in: what experts are asked, and what comes back into a study."""

from .form import Form, form_of, item_hashes
from .questionnaire import questionnaire

__all__ = [
    "Form",
    "form_of",
    "item_hashes",
    "questionnaire",
]
