"""The direction that a cell or the name of a criterion states."""

from __future__ import annotations

import re

_WORDS = {
    "max": "max|maximum|maximise|maximize|maximisation|maximization|benefit|gain|positive|higher"
    "|more|up|higher is better|the higher the better|higher better|more is better"
    "|the more the better|larger is better|high is better|benefit criterion|↑|⇑|▲|→ max|-> max"
    "|макс|максимум|максимизация|максимизировать|больше|выше|рост|стимулятор|выгода|польза"
    "|больше - лучше|больше лучше|выше - лучше|чем больше, тем лучше|чем выше, тем лучше",
    "min": "min|minimum|minimise|minimize|minimisation|minimization|cost|loss|negative|lower|less"
    "|down|lower is better|the lower the better|lower better|less is better|the less the better"
    "|smaller is better|low is better|fewer is better|cost criterion|↓|⇓|▼|→ min|-> min"
    "|мин|минимум|минимизация|минимизировать|меньше|ниже|снижение|дестимулятор|затраты"
    "|меньше - лучше|меньше лучше|ниже - лучше|чем меньше, тем лучше|чем ниже, тем лучше",
}
_DIRECTIONS = {word: way for way, words in _WORDS.items() for word in words.split("|")}
_IN_LABEL = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]|[,;:]?\s*((?:→|->)\s*(?:min|max)|[↑↓▲▼⇑⇓])\s*$")


def direction_in(cell: str, signs: bool = False) -> str | None:
    """The direction that a cell states, ``max`` or ``min``; plus and minus only where asked for.

    Examples
    --------
    >>> [direction_in(cell) for cell in ("Cost", "чем больше, тем лучше", "↓", "high")]
    ['min', 'max', 'min', None]
    """
    text = " ".join(cell.casefold().split()).strip(" .!()")
    text = re.sub(r"\s*[–—−-]+\s*(?!>)", " - ", text) if len(text) > 2 else text
    if signs and text in {"+", "-", "–", "−"}:
        return "max" if text == "+" else "min"
    return _DIRECTIONS.get(text)


_END = r"(\d+)\s*(?:[(=–—:-]|is)?\s*(?:the\s+)?(?:very\s+|очень\s+|sehr\s+)?(?:{})"
_BEST = re.compile(_END.format(r"best\b|highest\b|excellent|good|лучш|высш|отличн|хорош|gut"), re.I)
_WORST = re.compile(_END.format(r"worst\b|lowest\b|poor|bad\b|худш|низш|плох|schlecht"), re.I)


def direction_of_scale(text: str) -> str | None:
    """The direction that the ends of a scale state where a text names one of them.

    Examples
    --------
    >>> [direction_of_scale(text) for text in ("1 = best, 6 = worst", "0 is worst", "5 – good")]
    ['min', 'max', 'max']
    """
    best, worst = (form.search(text) for form in (_BEST, _WORST))
    if best and worst:
        return "min" if int(best[1]) < int(worst[1]) else "max"
    end = best or worst
    if end is None:
        return None
    return "min" if (int(end[1]) <= 1) == (best is not None) else "max"


def direction_in_label(label: str) -> tuple[str, str | None]:
    """A criterion's label without what it says of the direction, and the direction.

    Examples
    --------
    >>> direction_in_label("Rent, USD (lower is better)"), direction_in_label("Area ↑")
    (('Rent, USD', 'min'), ('Area', 'max'))
    >>> direction_in_label("Rent (USD)")
    ('Rent (USD)', None)
    """
    for found in _IN_LABEL.finditer(label):
        direction = direction_in(found[1] or re.sub(r"\s+", " ", found[2].replace("->", "→")))
        rest = f"{label[: found.start()]}{label[found.end() :]}".strip(" ,;:")
        if direction and rest:
            return rest, direction
    return label, direction_of_scale(label)
