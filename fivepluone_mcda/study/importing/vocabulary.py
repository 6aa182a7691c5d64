"""What rows and columns of spreadsheets are called, in English and Russian."""

from __future__ import annotations

import re
from functools import lru_cache

from .written_number import without_marks

WEIGHT, DIRECTION, UNIT, SCALE, LOW, HIGH = "weight", "direction", "unit", "scale", "low", "high"
SUMMARY, EXTREME, NOTE, ORDER = "summary", "extreme", "note", "order"
CRITERION, REFERENCE, PERIOD = "criterion", "reference", "period"
RESULT, COMBINED = "result", "combined"

DESCRIBING = {WEIGHT, DIRECTION, UNIT, SCALE, LOW, HIGH}
"""Roles of rows that say something of the criteria."""

_NAMES = {
    WEIGHT: "weight|weights|weighting|weightings|importance|criterion weight|criterion weights"
    "|criteria weight|criteria weights|relative importance|relative weight|relative weights"
    "|вес|веса|вес критерия|веса критериев|весовой коэффициент|весовые коэффициенты"
    "|weighting factor|weighting factors|weight factor"
    "|коэффициент значимости|коэффициент важности|значимость|важность|удельный вес"
    "|вес показателя|indicator weight|indicator weights|салмағы|салмақ|үлес салмағы",
    DIRECTION: "direction|directions|optimisation|optimization|objective|goal|type|preference"
    "|polarity|orientation|criterion type|criteria type|type of criterion|benefit or cost"
    "|benefit/cost|cost/benefit|cost or benefit|min/max|max/min|direction of preference"
    "|направление|направленность|цель|тип|тип критерия|оптимум|направление оптимизации"
    "|желательное направление|направление критерия|better|desired|desired value|preferred"
    "|what is better|желаемое значение|желательное значение|лучше|что лучше|better if|бағыты|бағыт",
    UNIT: "unit|units|unit of measurement|units of measurement|unit of measure|measurement unit"
    "|ед. изм|ед.изм|ед|единица|единицы|единица измерения|единицы измерения|ед. измерения"
    "|өлшем бірлігі",
    SCALE: "scale|scale of scores|scoring scale|range|шкала|диапазон|шкала оценок|шкала оценки",
    LOW: "low|scale low|low end|scale min|scale minimum|minimum of the scale|lower end"
    "|минимум шкалы|шкала мин|нижняя граница шкалы",
    HIGH: "high|scale high|high end|scale max|scale maximum|maximum of the scale|upper end"
    "|максимум шкалы|шкала макс|верхняя граница шкалы",
    RESULT: "score|scores|result|results|points|index|rating|балл|баллы|результат|рейтинг|индекс"
    "|оценка|total points",
    EXTREME: "min|max|minimum|maximum|best|worst|lowest|highest|лучшее|худшее"
    "|мин|макс|минимум|максимум",
    SUMMARY: "total|totals|sum|subtotal|sub-total|grand total|average|averages|mean|median|avg"
    "|count|std|st. dev|std. dev|standard deviation|weighted average"
    "|всего|итого|сумма|среднее|средняя|средний|медиана|в среднем|среднее значение"
    "|средневзвешенное|общий итог|стандартное отклонение|gesamt|insgesamt|summe|durchschnitt"
    "|mittelwert|σ|∑|барлығы|жиыны|жалпы|орташа",
    NOTE: "source|sources|data source|note|notes|nb|n.b|footnote|footnotes|remark|remarks|comment"
    "|comments|legend|as of|updated|last updated|источник|источники|источник данных|примечание"
    "|примечания|прим|сноска|комментарий|комментарии|по состоянию на|справочно|дереккөз|ескерту",
    CRITERION: "criterion|criteria|indicator|indicators|attribute|attributes|factor|factors"
    "|критерий|критерии|показатель|показатели|индикатор|индикаторы|наименование показателя"
    "|көрсеткіш|көрсеткіштер",
    REFERENCE: "target|targets|benchmark|ideal|ideal point|threshold|norm|reference|reference value"
    "|цель|целевое значение|целевой показатель|норматив|норма|эталон|порог|идеал|базовое значение",
    PERIOD: "year|years|period|date|founded|established|since|год|годы|период|дата"
    "|год основания|жыл",
    # With what the name of a result begins that was computed from the others.
    COMBINED: "final|composite|weighted|combined|overall|итоговый|итоговая|общий|сводный",
    ORDER: "no|nr|number|#|№|№ п/п|n п/п|п/п|id|code|rank|ranking|place|код|ранг|место|номер"
    "|iin|bin|tin|tax no|phone|telephone|tel|fax|postcode|zip|zip code|postal code|reg. no"
    "|иин|бин|инн|окпо|кпп|тел|телефон|факс",
}
_ROLE = {name: role for role, names in _NAMES.items() for name in names.split("|")}

_WEAK = re.compile(
    "objective|goal|type|preference|orientation|range|better|better if|desired|desired value"
    "|preferred|цель|тип|лучше"
)
"""Names that also other rows have: they say it only if their cells agree."""

_NO_ALTERNATIVE = re.compile(
    r"w|wts?|shares?|priorit(?:y|ies)|n|sd|s\.d|cv|variance|difference|growth|change"
    r"|(?:max(?:imum)?|possible) (?:points|score)s?|(?:points|score)s? max(?:imum)?"
    r"|(?:target|benchmark|goal|plan|norm|baseline|reference)\b.*"
    r"|(?:previous|last|prior|base) (?:year|period)|of which\b.*|including\b.*|thereof\b.*"
    r"|eu(?:[- ]?\d\d)?|european union\b.*|euro area\b.*"
    r"|oecd|world|country|nationwide|republic of\b.*"
    r"|oecd members|g20|cis|eaeu|снг|еаэс|(?:(?:central|south|east|west|north)\w* )?(?:asia|europe)"
    r"|europe (?:and|&) central asia|(?:sub-saharan )?africa|(?:low|middle|high)\b.* income"
    r"|(?:средняя|центральная) азия|орталық азия|minimum requirements?|requirements?|required"
    r"|limits?|cut-?off|thresholds?|ideal|норма\w*|минимальн\w* требовани\w*|порог\w*|пдк"
    r"|эталон\w*|идеал\w*"
    r"|(?:urban|rural)(?: population| areas?)?|(?:городск|сельск)\w* (?:население|местность)"
    r"|доля|приоритет\w*|(?:макс\w*\.? )?балл\w*\.?(?: макс\w*)?"
    r"|план\w*|факт|норматив\b.*|целев\w*\b.*|прирост|рост|изменение|отклонение|дисперсия"
    r"|(?:из них|в том числе|в т\.? ?ч)\b.*|(?:прошлый|предыдущий|базовый) (?:год|период)",
    re.IGNORECASE,
)
"""Names of rows that may be targets, weights, parts or other periods."""

_COUNTRY = re.compile(
    r"kazakhstan|kyrgyzstan|kyrgyz republic|tajikistan|turkmenistan|uzbekistan|russia"
    "|russian federation|china|mongolia|afghanistan|iran|pakistan|india|azerbaijan|armenia|georgia"
    "|turkey|turkiye|belarus|ukraine|moldova|germany|france|italy|spain|portugal|poland|austria"
    "|switzerland|netherlands|belgium|sweden|norway|finland|denmark|greece|hungary|romania"
    "|bulgaria|czechia|slovakia|united kingdom|uk|ireland|japan|south korea|united states|usa"
    "|canada|brazil|mexico|australia"
    "|казахстан|рк|кыргызстан|киргизия|таджикистан|туркменистан|узбекистан|россия|рф"
    "|российская федерация|китай|кнр|монголия|афганистан|иран|пакистан|индия|азербайджан|армения"
    "|грузия|турция|беларусь|белоруссия|украина|молдова|германия|франция|италия|испания|польша"
    "|япония|сша|қазақстан|қазақстан республикасы|қр|кыргыз республикасы|ўзбекистон|тоҷикистон"
)
"""Countries, in whose regions a table may compare."""

_COSTLY = re.compile(
    r"\b(?:costs?|prices?|rent|rents|expens\w*|fees?|debts?|risks?|loss(?:es)?|unemployment|crime"
    r"|mortality|pollution|emissions?|delays?|deficit|inflation|poverty|tax(?:es)?|duration"
    r"|deaths?|accidents?|injur(?:y|ies)|co2|co₂|pm ?2[.,]5|pm ?10|noise|distances?|travel time"
    r"|negative|times?|waiting|failures?|defects?|errors?|complaints?|corruption|waste|rank"
    r"|infant|turnover|churn|downtime|congestion|аварии|аварийн\w*|травматизм\w*|сроки?|отток\w*"
    r"|ветх\w*|шум\w*|расстояни\w*|удаленност\w*|врем[яе]\w*|ожидани\w*|коррупци\w*|жалоб\w*"
    r"|отход\w*|ошиб\w*|брак|износ\w*|потер\w*|негативн\w*|стоимост\w*|цен[аы]|расход\w*|затрат\w*|аренд\w*|долг\w*|риск\w*|безработиц\w*"
    r"|преступност\w*|смертност\w*|загрязнени\w*|выброс\w*|задерж\w*|дефицит\w*|инфляци\w*"
    r"|бедност\w*|налог\w*|убыт\w*|жұмыссыздық|шығын\w*|баға\w*)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2**14)  # each name is looked at many times
def plain(label: str) -> str:
    """A label for comparison: no case, marks, units in parentheses or words after a comma."""
    text = " ".join(without_marks(label).casefold().replace("\u0451", "\u0435").split())
    text = re.sub(r"\s*[(\[].*?[)\]]|\s*%", "", text)
    return re.split(r"[,:;=]", text)[0].strip(" .*–—-")


def role_of(label: str) -> str | None:
    """What a row or column of this name is, if it is neither alternative nor criterion.

    Examples
    --------
    >>> [role_of(label) for label in ("Вес, %", "Type: benefit/cost", "Total", "Almaty")]
    ['weight', 'direction', 'summary', None]
    """
    return _ROLE.get(plain(label))


def is_weak(label: str) -> bool:
    """Whether a row with this name has its role only if its cells agree."""
    return _WEAK.fullmatch(plain(label)) is not None


def hints_at_summary(label: str) -> bool:
    """Whether a name begins or ends like that of a total or mean, as in ``Total, north``.

    Examples
    --------
    >>> [hints_at_summary(name) for name in ("Central Asia average", "Итого по югу", "Summit")]
    [True, True, False]
    """
    words = re.findall(r"[\w-]+", label.casefold())
    ends = {words[0], words[-1]} if words else set()
    return any(_ROLE.get(word) in {SUMMARY, COMBINED} for word in ends)


def hints_at_result(label: str) -> bool:
    """Whether a column of this name may follow from the others, which no average wage does.

    Examples
    --------
    >>> [hints_at_result(name) for name in ("Total", "Overall mark", "Total score", "Total area")]
    [True, True, True, False]
    """
    words = re.findall(r"[\w-]+", plain(label))
    ends = {words[0], words[-1]} if words else set()
    roles = {_ROLE.get(word) for word in ends}
    combines = roles & {SUMMARY, COMBINED}
    results = RESULT in roles or ends & {"mark", "grade", "assessment"}
    return role_of(label) in {SUMMARY, COMBINED} or bool(combines and results)


def is_no_alternative(label: str) -> bool:
    """Whether a row's name is one that alternatives seldom have, as of a target or a weight.

    Examples
    --------
    >>> [is_no_alternative(name) for name in ("Target 2030", "EU-27", "из них город", "Almaty")]
    [True, True, True, False]
    """
    return _NO_ALTERNATIVE.fullmatch(plain(label)) is not None


def is_country(label: str) -> bool:
    """Whether a row has the name of a country, here one of Europe and Asia or a large one."""
    return _COUNTRY.fullmatch(plain(label).removeprefix("республика ")) is not None


def sounds_costly(label: str) -> bool:
    """Whether less of what a label names is usually better."""
    return _COSTLY.search(label) is not None
