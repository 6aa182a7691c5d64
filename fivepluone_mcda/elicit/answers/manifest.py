"""The manifest of a study with collected answers: what a user wrote in it stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from ...model.text import counted
from ...study import Study
from ...study.schema import PAIRWISE
from .tables import FILES

BEGIN = "# From here to the line 'end': written by fivepluone-mcda collect, which replaces it.\n"
END = "# end\n"


def with_files(text: str, study: Study, files: Iterable[str]) -> str:
    """The manifest with files of answers among its files, and no others of those in `FILES`.

    A statement about the scores that lists no coders was made before there were answers: it is
    kept to the coders of the study so far, so that it is not said of the respondents.
    """
    import tomlkit

    document = tomlkit.parse(text)
    named = document["files"]
    for role, file in FILES.items():
        before = named.get(role, [])
        names = [before] if isinstance(before, str) else list(before)
        if file in files and file not in names:
            named[role] = [*names, file] if names else file
        elif file not in files and file in names:
            names.remove(file)
            if names:
                named[role] = names if len(names) > 1 else names[0]
            else:
                del named[role]
    own = [coder for coder in study.coders if coder not in set(study.respondents["respondent"])]
    for statement in document.get("provenance", {}).values():
        if "coders" not in statement:
            statement["coders"] = own
    return tomlkit.dumps(document)


def with_statements(text: str, study: Study) -> str:
    """The manifest with how the respondents' scores were made: a statement for each panel."""
    blocks = [_statement(study, str(panel)) for panel in study.respondents["panel"].unique()]
    written = "\n".join(filter(None, blocks))
    before, after = _around_statements(text)
    if not written:
        return before + after
    return f"{_ended(before)}{BEGIN}\n{written}\n{END}{after}"


def without_statements(text: str) -> str:
    """The manifest without what `with_statements` wrote."""
    return "".join(_around_statements(text))


def _around_statements(text: str) -> tuple[str, str]:
    before, begin, rest = text.partition(BEGIN)
    return before, rest.partition(END)[2] if begin else ""


def _statement(study: Study, panel: str) -> str:
    """How a panel's scores were made; empty where its respondents scored nothing."""
    table = study.respondents
    table = table[table["panel"] == panel]
    coders = [name for name in dict.fromkeys(table["respondent"]) if name in study.coders]
    if not coders:
        return ""
    days = sorted(saved[:10] for saved in table["saved"] if saved)
    when = f", saved from {days[0]} to {days[-1]}" if days else ""
    rounds = table["round"].max()
    how = (
        f"Scored by {counted(len(coders), 'respondent')} of the panel {panel!r} in a "
        f"questionnaire{f', in {rounds} rounds' if rounds > 1 else ''}{when}."
    )
    return (
        f"[provenance.{_key(f'{panel}_questionnaire')}]\n"
        'kind = "human"\n'
        f"how = {_quoted(how)}\n"
        f"coders = [{', '.join(map(_quoted, coders))}]\n"
    )


def with_profile(text: str, panel: str, how: str) -> str:
    """The manifest with a profile that takes the weights from a panel's answers."""
    added = ""
    if "profiles" not in _tables(text):
        # The first profile is the default, which was equal weights.
        added = '[profiles.equal]\nweights = "equal"\n\n'
    question = f"What do the respondents of the panel {panel!r} find important?"
    added += f"[profiles.{_key(panel)}]\nquestion = {_quoted(question)}\npanel = {_quoted(panel)}\n"
    return _ended(text) + added + _way(how)


def without_profile(text: str, panel: str) -> str:
    """The manifest without the profile that `with_profile` wrote, up to an empty line."""
    return re.sub(rf"{_block(panel)}(?:\r?\n)?", "", text, count=1)


def with_way(text: str, panel: str, how: str) -> str:
    """The manifest with another way in the profile that `with_profile` wrote."""

    def changed(block: re.Match[str]) -> str:
        kept = re.sub(r"(?m)^weights\s*=.*\n?", "", block[0]).rstrip()
        return f"{kept}\n{_way(how)}"

    return re.sub(_block(panel), changed, text, count=1)


def _block(panel: str) -> str:
    """A pattern of a panel's profile: its header and the lines below it, up to an empty one."""
    return rf"(?m)^{re.escape(f'[profiles.{_key(panel)}]')}\s*?\n(?:[^\r\n\[].*\n?)*"


def _way(how: str) -> str:
    return "" if how == PAIRWISE else f"weights = {_quoted(how)}\n"


def _tables(text: str) -> Sequence[str]:
    import tomlkit

    return list(tomlkit.parse(text))


def _ended(text: str) -> str:
    """The text with an empty line below it."""
    return text if text.endswith("\n\n") else f"{text.rstrip()}\n\n"


def _key(name: str) -> str:
    """A name as a key of TOML, in quotes only where it needs them."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    """A text as TOML writes it, where every string of JSON is one."""
    return json.dumps(text, ensure_ascii=False)
