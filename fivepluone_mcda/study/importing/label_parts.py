"""What the name of a criterion also states: weight, unit, end of a range, period."""

from __future__ import annotations

import re


def weight_in_label(label: str) -> tuple[str, float | None]:
    """A criterion's label without the percentage in parentheses at its end, and this weight.

    Examples
    --------
    >>> weight_in_label("Rent (40 %)"), weight_in_label("Staff (вес 12,5%)")
    (('Rent', 40.0), ('Staff', 12.5))
    >>> weight_in_label("Rent (USD)")
    ('Rent (USD)', None)
    """
    found = re.fullmatch(r"(.+?)\s*\((?:weight|вес)?:?\s*(\d+(?:[.,]\d+)?)\s*%\)", label, re.I)
    if found is None:
        return label, None
    return found[1], float(found[2].replace(",", "."))


_UNIT_WORDS = (
    r"%|‰|p\.?p\.?|п\.?п\.?|percent|процент\w*|per|за|на|of|в|"
    r"[$€£¥₽₸₴]|(?:US)?\$|USD|EUR|GBP|RUB|KZT|KGS|UZS|TJS|TMT|CNY|JPY|CHF|euros?|dollars?|tenge|"
    r"soms?|roubles?|rubles?|тенге|тг|сом\w*|рубл\w*|руб|долл\w*|евро|долл(?:\.? сша)?|сша|"
    r"current|constant|ppp|international|"
    r"k|m|mn|mln|mio|bn|bln|tn|thousands?|millions?|billions?|trillions?|тыс\w*|млн|млрд|трлн|"
    r"t|kt|mt|toe|tco2e?|co2e?|kg|g|mg|tonn?e?s?|т|тонн\w*|кг|г|ц|"
    r"km|cm|mm|mi|ha|sq|[kc]?m[²³2]|[kc]?м[²³2]|км[²2]?|м|см|га|кв|куб|"
    r"kwh|mwh|gwh|twh|kw|mw|gw|кв(?:т·?ч)?|мвт|гвт|°c|"
    r"h|hrs?|hours?|min|mins|minutes?|s|sec|seconds?|days?|weeks?|months?|years?|час\w*|ч|мин\w*|"
    r"сек\w*|дн\w*|дней|сут\w*|недел\w*|мес\w*|лет|год\w*|"
    r"persons?|people|inhabitants?|population|capita|head|pop|households?|jobs|"
    r"чел\w*|человек|населени\w*|жител\w*|душу|ед|единиц\w*|шт\w*|"
    r"points?|pts|score|index|units?|балл\w*|пункт\w*"
)
_UNIT = re.compile(rf"(?:10*|000|1(?:[,.]?000)+|(?:{_UNIT_WORDS})\.?)", re.IGNORECASE)
_END_OF_NAME = (
    re.compile(r"(.+?)\s*\[([^\[\]]{1,30})\]"),
    re.compile(r"(.+?)\s*\(([^()]{1,30})\)"),
    re.compile(r"(.+),\s*([^,]{1,30})"),
)


def is_unit(text: str) -> bool:
    """Whether a text is the name of a unit.

    Examples
    --------
    >>> [is_unit(text) for text in ("млн тенге", "EUR m", "per 1,000 people", "2024", "net")]
    [True, True, True, False, False]
    """
    words = [word for word in re.split(r"[\s/·*-]+", text.strip()) if word]
    named = [word for word in words if not re.fullmatch(r"[\d.,]+", word)]
    return bool(named) and all(_UNIT.fullmatch(word) for word in words)


def unit_in_label(label: str) -> tuple[str, str]:
    """A criterion's name without the unit at its end, and the unit.

    Examples
    --------
    >>> unit_in_label("Cost (EUR m)"), unit_in_label("Стоимость, млн тенге")
    (('Cost', 'EUR m'), ('Стоимость', 'млн тенге'))
    >>> unit_in_label("Emissions [t CO2e]"), unit_in_label("Area, total")
    (('Emissions', 't CO2e'), ('Area, total', ''))
    """
    for form in _END_OF_NAME:
        if (found := form.fullmatch(label)) and is_unit(found[2]):
            name, first = unit_in_label(found[1].strip(" ,;:"))
            return name, f"{first} {found[2].strip()}".strip()
    return label, ""


LOWER, LIKELY, UPPER, PERIOD, STATE = "lower", "likely", "upper", "period", "state"

RANGE = {LOWER, LIKELY, UPPER}
"""What tells the columns of a range from one another."""

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|янв(?:арь)?|фев(?:раль)?|март|апр(?:ель)?|май|июнь"
    "|июль|авг(?:уст)?|сент(?:ябрь)?|окт(?:ябрь)?|ноя(?:брь)?|дек(?:абрь)?"
)
_VARIANTS = {
    LOWER: r"low|lower|lowest|min|minimum|pessimistic|worst case|низк\w*|нижн\w*|мин|минимум"
    r"|минимальн\w*|пессимистич\w*",
    LIKELY: r"best|best estimate|likely|most likely|expected|mode|mid|middle|central"
    r"|(?:наиболее|наиб\.) вероятн\w*|вероятн\w*|ожидаем\w*|средн\w*|лучш\w*",
    UPPER: r"high|higher|highest|upper|max|maximum|optimistic|best case|высок\w*|верхн\w*|макс"
    r"|максимум|максимальн\w*|оптимистич\w*",
    PERIOD: r"(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?(?: ?(?:год|г\.?|year|[pefbпо*]|\[.*\]))?"
    r"|(?:q[1-4]|[1-4] ?q|(?:[1-4]|i{1,3}|iv) ?(?:кв\w*\.?|quarter))(?: (?:19|20)\d\d)?"
    r"|(?:this|last|previous|current|base|прошл\w*|предыдущ\w*|текущ\w*|базов\w*)"
    r" (?:year|год|period)"
    rf"|(?:{_MONTHS})(?:[ -]?(?:19|20)?\d\d)?",
    STATE: r"plan|planned|actual|fact|budget|budgeted|forecast|outturn|план\w*|факт\w*|прогноз\w*"
    r"|отчет\w*|отчёт\w*",
}
_VARIANT = {
    kind: (
        re.compile(rf"(?P<variant>{words})(?:[\s,;:–-]+(?P<name>.+))?", re.IGNORECASE),
        re.compile(rf"(?P<name>.+?)[\s,;:(–-]+(?P<variant>{words})\)?", re.IGNORECASE),
    )
    for kind, words in _VARIANTS.items()
}


def variant_in_label(label: str) -> tuple[str, str]:
    """A name without what tells one of several columns of it from the others, and what that is.

    It is an end of a range, a period, or plan and fact; empty where the label has none.

    Examples
    --------
    >>> variant_in_label("Cost, low"), variant_in_label("Most likely"), variant_in_label("GDP 2021")
    (('Cost', 'lower'), ('', 'likely'), ('GDP', 'period'))
    >>> variant_in_label("Охват, план"), variant_in_label("Rent")
    (('Охват', 'state'), ('Rent', ''))
    """
    for kind, forms in _VARIANT.items():
        for form in forms:
            if found := form.fullmatch(label.strip(" .")):
                return (found["name"] or "").strip(" ,;:–-("), kind
    return label, ""
