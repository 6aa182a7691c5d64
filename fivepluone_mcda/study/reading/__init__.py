"""From the files of a folder to a study: every file once, every defect together."""

from .load import load

__all__ = ["load"]
