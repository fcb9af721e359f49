"""What is wrong, said so that a person can mend it.

A user's mistake is a value; an exception is a bug.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

MOST_LISTED = 50
"""How many problems of one file are listed one by one; beyond it only their number is said."""
_CODE = re.compile(r"[A-Z][0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where.

    File, its sheet, row as counted in the file (the header is row 1), column, entity, id.
    """

    file: str = ""
    row: int | None = None
    column: str = ""
    entity: str = ""
    entity_id: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        parts = [
            self.file and f"file {self.file}",
            self.sheet and f"foglio «{self.sheet}»",
            f"riga {self.row}" if self.row is not None else "",
            self.column and f"colonna «{self.column}»",
            self.entity_id and f"{self.entity} {self.entity_id}",
        ]
        return ", ".join(part for part in parts if part)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: a stable code, a sentence with the amounts, and the remedy (never empty).

    `about` is the row, or the sum, that the problem is of, wherever it was read from.
    """

    code: str
    sentence: str
    remedy: str
    place: Place = NOWHERE
    value: str = ""
    about: str = ""

    @property
    def key(self) -> str:
        """What a reason consents to.

        This problem, of this row or sum, with these amounts, and no other.
        """
        return f"{self.code}\n{self.about}\n{self.sentence}"

    def __post_init__(self) -> None:
        """Raise ValueError where the code is none, or nothing is said to be done."""
        if not _CODE.fullmatch(self.code) or not self.remedy.strip():
            message = f"problem {self.code} has no code, or does not say what to do"
            raise ValueError(message)

    def at(self, place: Place) -> Problem:
        """The same problem, at a place."""
        return replace(self, place=place)

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        return f"[{self.code}] {where}{self.sentence} {self.remedy}"


class RefusedError(Exception):
    """Nothing was changed: the problems say why.

    Raised across a transaction so that it is rolled back.
    """

    def __init__(self, problems: Iterable[Problem], not_listed: int = 0) -> None:
        self.problems = tuple(problems)
        self.not_listed = not_listed
        super().__init__("\n".join(str(problem) for problem in self.problems))
