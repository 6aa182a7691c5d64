"""Numbers and names as a reader is shown them, in every sentence, table and picture."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

MINUS = "\N{MINUS SIGN}"

UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+"
)
"""Controls, ends of lines, marks that turn the direction of what follows, what is no character."""

NOTHING = 1e-12
"""Numbers smaller than this come from rounding and are written as 0."""

TINY, HUGE = 7, 1e12
"""From so many decimals, or from so large a number on, powers of ten are written."""


def shown(text: str) -> str:
    r"""The text on one line; characters without a shape of their own become a space.

    Examples
    --------
    >>> shown("one\nline, \x1b[31mnot red")
    'one line,  [31mnot red'
    """
    return UNSEEN.sub(" ", text)


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis where it has more than so many characters.

    It is cut between words where that loses less than half of it.

    Examples
    --------
    >>> shortened("one two three", 13), shortened("one two three", 12), shortened("onetwo", 4)
    ('one two three', 'one two…', 'one…')
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    whole = cut if text[most - 1].isspace() else cut.rpartition(" ")[0]
    return f"{(whole if len(whole) > most / 2 else cut).rstrip(' ,;:')}\N{HORIZONTAL ELLIPSIS}"


def escaped(text: str) -> str:
    r"""The text on one line; characters without a shape of their own as Python writes them.

    Examples
    --------
    >>> print(escaped("one\nline, \x1b[31mnot red"))
    one\nline, \x1b[31mnot red
    """
    return UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def counted(count: int, one: str, many: str = "") -> str:
    """A number of things in a sentence.

    Examples
    --------
    >>> counted(1, "judge"), counted(3, "judge"), counted(2, "criterion", "criteria")
    ('1 judge', '3 judges', '2 criteria')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def joined(names: Iterable[object], word: str = "and") -> str:
    """Names in a sentence, `word` before the last.

    Examples
    --------
    >>> joined("a"), joined("ab"), joined("abc")
    ('a', 'a and b', 'a, b and c')
    """
    *others, last = map(str, names)
    return f"{', '.join(others)} {word} {last}" if others else last


def quoted(label: str) -> str:
    """A label in a sentence, whatever kind of words it holds.

    Examples
    --------
    >>> quoted("Debt dependence")
    '“Debt dependence”'
    """
    return f"\N{LEFT DOUBLE QUOTATION MARK}{label}\N{RIGHT DOUBLE QUOTATION MARK}"


def true_minus(text: str) -> str:
    """The text of a number with a minus sign where it has a hyphen."""
    return text.replace("-", MINUS)


def number(value: float, digits: int = 3) -> str:
    """A number with so many decimals, three as for scores, and commas between thousands.

    What is not 0 is never written as 0, and 0 never with a sign; powers of ten are written where
    the number is tiny or huge.

    Examples
    --------
    >>> number(0.59863), number(-1530.0, 0), number(0.0003), number(-0.0), number(1.234e-7, 9)
    ('0.599', '−1,530', '0.0003', '0.000', '1.23e−07')
    """
    return true_minus(_written(value, digits, ""))


def signed(value: float, digits: int = 3) -> str:
    """A change: a number with its sign, without one where it is 0.

    Examples
    --------
    >>> signed(0.0994), signed(-2.8, 1), signed(0.0)
    ('+0.099', '−2.8', '0.000')
    """
    return true_minus(_written(value, digits, "+" if abs(value) >= NOTHING else ""))


def _written(value: float, digits: int, sign: str) -> str:
    if digits >= TINY or abs(value) >= HUGE:
        return f"{value:{sign}.3g}"
    if NOTHING <= abs(value) < 0.5 * 10.0**-digits:
        return f"{value:{sign}.1g}"
    return f"{value:{sign}z,.{digits}f}"


def percent(share: float) -> str:
    """A share as a percentage with one decimal.

    None and all are written without decimals, and nothing else as if it were none or all.

    Examples
    --------
    >>> [percent(share) for share in (0.0, 0.00001, 0.0438, 0.5, 0.99999, 1.0)]
    ['0 %', '<0.1 %', '4.4 %', '50.0 %', '>99.9 %', '100 %']
    """
    if abs(share) < NOTHING:
        return "0 %"
    if abs(share - 1.0) < NOTHING:
        return "100 %"
    if 0.0 < share < 0.0005:
        return "<0.1 %"
    if 0.9995 <= share < 1.0:
        return ">99.9 %"
    return f"{number(100.0 * share, 1)} %"


def estimated(share: float, error: float) -> str:
    """A share of random draws with twice its standard error, in percentage points.

    Examples
    --------
    >>> estimated(0.4151, 0.0019), estimated(0.0, 0.0001), estimated(1.0, 0.0)
    ('41.5 % ± 0.4', '0 % ± <0.1', '100 %')
    """
    if error == 0.0:
        return percent(share)
    twice = 200.0 * error
    return f"{percent(share)} ± {number(twice, 1) if twice >= 0.05 else '<0.1'}"


def decimals(numbers: ArrayLike, figures: int) -> int:
    """Decimals that give the largest of the numbers so many figures."""
    largest = float(np.nanmax(np.abs(numbers), initial=0.0))
    return max(0, figures - 1 - int(np.floor(np.log10(largest)))) if largest > 0.0 else 0


def part_digits(part: float, share: float, figures: int) -> int:
    """Decimals that give the whole, of which a part is this share, so many figures.

    They are more where the part would otherwise be written as 0.

    Examples
    --------
    >>> part_digits(0.35, 0.0875, 3), part_digits(0.35, 0.0001, 3), part_digits(0.0, 0.0, 3)
    (2, 1, 0)
    """
    return max(decimals(part / share, figures), decimals(2.0 * part, 1)) if share else 0


def score_digits(scores: ArrayLike) -> int:
    """Decimals of the scores of one criterion: three figures of the largest, or fewer if exact.

    Examples
    --------
    >>> [score_digits(column) for column in ([1.0, 5.0], [2.75, 4.0], [1530.0, 2.5], [1 / 3])]
    [0, 2, 0, 3]
    """
    column = np.asarray(scores, dtype=np.float64)
    most = min(decimals(column, 3), TINY)
    slack = 1e-9 * float(np.abs(column).max())
    return next((d for d in range(most) if (np.abs(column.round(d) - column) <= slack).all()), most)


def digits_apart(first: float, second: float) -> int:
    """Decimals that keep two scores apart: three at least and six at most.

    Examples
    --------
    >>> digits_apart(0.599, 0.595), digits_apart(0.5991, 0.5989), digits_apart(0.5, 0.5)
    (3, 4, 3)
    """
    lead = abs(first - second)
    return next((d for d in range(3, 6) if lead < NOTHING or lead >= 10.0**-d), 6)
