"""Turns a qualitative comparison into a decision model that can be questioned.

>>> import fivepluone_mcda as fp
>>> study = fp.load()
>>> fp.topsis(study.problem()).best
'CA-EU'
"""

import lazy_loader

# `__init__.pyi` lists the names; loading all of them at once takes as long as pandas does.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

__version__ = "0.1.0"
