"""Numbers as people write them in cells: separators, units, ranges, marks of footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

POINT, COMMA = ".", ","

BOTH = frozenset({POINT, COMMA})

_NOTHING = (
    "-|–|—|--|..|...|…|:|?|х|n/a|na|n.a.|#n/a|nan|null|none|nd|n.d.|n/d|tbd|tbc|no data|missing"
    "|not available|not applicable|unknown|н/д|нд|н.д.|н.д|нет данных|нет сведений|данных нет"
)
MISSING = frozenset(_NOTHING.split("|"))
"""What cells without a score hold, in any case."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MARKS = "*\u2020\u2021\u00a7\u00b9\u2070\u2074-\u2079\u207d\u207e"
# A small 2 or 3 after m is that of square or cubic metres.
_MARK = re.compile(rf"^[{_MARKS}\u00b2\u00b3]+|(?:[{_MARKS}]|(?<![mм])[\u00b2\u00b3])+$")
_NUMBERED_MARK = re.compile(r"(?<=[^\s(\[]) \d{1,2}\)$")
# As statistics offices mark an estimate (e) or a provisional number (p).
_FLAG = re.compile(
    r"(?P<number>[\d., ]*\d) ?\((?P<flag>[a-z])\)|\((?P<first>[a-z])\) ?(?P<after>[\d., ]*\d)"
)
_CURRENCY = re.compile(
    r"[A-Z]{0,2}[$€£¥₽₸₴₹₩₼₺₾]|\b(?:USD|EUR|GBP|RUB|KZT|KGS|UZS|TJS|TMT|CNY|JPY)\b"
)
_N = r"[+-]?(?:\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d{1,3})?"
_TO = r"(?: ?(?:-|–|—|…|\.\.\.?) ?| to | до )"
_UNIT = r"(?: ?(?P<unit>[^\W\d][^\d()\[\]±]{0,24}))?"
_FORMS = tuple(
    re.compile(form + _UNIT)
    for form in (
        rf"(?P<best>{_N})",
        rf"\( ?(?P<negative>{_N}) ?\)",
        rf"(?:from |от )?(?P<low>{_N}){_TO}(?P<high>{_N})",
        rf"between (?P<low>{_N}) and (?P<high>{_N})",
        rf"(?P<best>{_N}) ?[(\[] ?(?P<low>{_N})(?:{_TO}| ?; ?|, )(?P<high>{_N}) ?[)\]]",
        rf"(?P<best>{_N}) ?(?:±|\+/-) ?(?P<around>{_N})",
    )
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .,'’]\d{3})+")


@dataclass(frozen=True)
class Number:
    """A number as it is written, before it is known which sign is the decimal one.

    Attributes
    ----------
    text : str
        The number.
    best, low, high, around : str
        The parts: the number itself, the ends of a range, the distance to both. Empty where not
        written.
    unit : str
        Percent sign, currency or words after it.
    in_parentheses : bool
        Whether it stands in parentheses, as accountants write a negative number.
    """

    text: str
    best: str = ""
    low: str = ""
    high: str = ""
    around: str = ""
    unit: str = ""
    in_parentheses: bool = False

    @property
    def parts(self) -> list[str]:
        """The numbers in it."""
        return [part for part in (self.best, self.low, self.high, self.around) if part]

    @property
    def decimals(self) -> frozenset[str]:
        """The signs that may be the decimal one; both where the number has none."""
        found = BOTH
        for part in self.parts:
            found &= _decimals(part)
        return found

    @property
    def is_open(self) -> bool:
        """Whether it is one number with a decimal point and another with a decimal comma."""
        return any(_is_open(part) for part in self.parts)

    @property
    def is_range(self) -> bool:
        """Whether it states a range."""
        return bool(self.low or self.around)

    def values(self, decimal: str) -> tuple[float, float, float]:
        """Lowest, best and highest value; the best of a mere range is its middle.

        Parameters
        ----------
        decimal : str
            The decimal sign, for numbers that do not show it themselves.
        """
        best, low, high, around = (
            _value(part, decimal) if part else None
            for part in (self.best, self.low, self.high, self.around)
        )
        if best is not None and around is not None:
            low, high = best - abs(around), best + abs(around)
        if low is not None and high is not None:
            return low, (low + high) / 2.0 if best is None else best, high
        best = _value(self.best, decimal)
        best = -best if self.in_parentheses else best
        return best, best, best


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no score.

    Examples
    --------
    >>> [is_missing(text) for text in ("", "n/a", "..", "–", "Нет данных", "0")]
    [True, True, True, True, True, False]
    """
    return not text or _SPACES.sub(" ", text).strip().casefold() in MISSING


def without_marks(text: str) -> str:
    """A text without the marks of footnotes at its ends.

    Examples
    --------
    >>> [without_marks(text) for text in ("12.4¹", "12*", "Almaty 1)", "Area, m² (2023)")]
    ['12.4', '12', 'Almaty', 'Area, m² (2023)']
    """
    shorter = _MARK.sub("", text).strip()
    if "(" not in text and "[" not in text:
        shorter = _NUMBERED_MARK.sub("", shorter)
    return shorter or text


@lru_cache(maxsize=2**17)  # as many texts as a sheet may have cells: each is asked for many times
def number_in(text: str) -> Number | None:
    """The number that a cell's text states, or None if it states none.

    Examples
    --------
    >>> number_in("$ 1 234,5").values(","), number_in("5 (4-7)").values(".")
    ((1234.5, 1234.5, 1234.5), (4.0, 5.0, 7.0))
    >>> number_in("20 %").unit, number_in("1,234").is_open, number_in("high")
    ('%', True, None)
    """
    plain = without_marks(_SPACES.sub(" ", text).strip().replace("\u2212", "-"))
    if flagged := _FLAG.fullmatch(plain):
        plain = f"{flagged['number'] or flagged['after']} {flagged['flag'] or flagged['first']}"
    units = set(_CURRENCY.findall(plain)) | ({"%"} if "%" in plain else set())
    bare = " ".join(_CURRENCY.sub(" ", plain).replace("%", " ").split())
    bare = re.sub(r"^([+-]) (?=\d)", r"\1", bare)
    for form in _FORMS:
        if found := form.fullmatch(bare):
            break
    else:
        return None
    parts = found.groupdict(default="")
    unit = parts.pop("unit").strip(" .")
    negative = parts.pop("negative", "")
    number = Number(
        text=text,
        unit=" ".join([*sorted(units), unit]).strip(),
        in_parentheses=bool(negative),
        **{**parts, **({"best": negative} if negative else {})},
    )
    return number if number.decimals else None


def _digits(part: str) -> str:
    return part.lstrip("+-")


@lru_cache(maxsize=2**17)
def _decimals(part: str) -> frozenset[str]:
    """The signs that may be the decimal one of a number; none where it is no number."""
    digits = re.split("[eE]", _digits(part))[0]
    signs = re.findall("[.,]", digits)
    if not signs or _is_open(part):
        return BOTH
    last, other = signs[-1], COMMA if signs[-1] == POINT else POINT
    if len(set(signs)) == 1 and len(signs) > 1:
        return frozenset({other}) if _THOUSANDS.fullmatch(digits) else frozenset()
    whole = digits.rpartition(last)[0]
    grouped = len(signs) > 1
    if signs.count(last) > 1 or (grouped and not _THOUSANDS.fullmatch(whole)):
        return frozenset()
    return frozenset({last})


def _is_open(part: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", _digits(part)) is not None


def _value(part: str, decimal: str) -> float:
    shown = _decimals(part)
    if len(shown) == 1:
        (decimal,) = shown
    plain = part.replace(COMMA if decimal == POINT else POINT, "")
    return float(re.sub("[ '’]", "", plain).replace(decimal, "."))
