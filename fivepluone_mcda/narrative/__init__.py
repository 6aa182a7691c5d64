"""Every generated sentence about a result, for command line, report, brief and pictures.

One module a subject: `ranking`, `weights`, `robustness`, `scenarios`, `stakeholders`, `panel`,
`provenance`; `pictures` holds the titles of pictures. Each function builds whole sentences from a
result, so that what is said can be translated in one place.
"""

from .provenance import basis

__all__ = ["basis"]
