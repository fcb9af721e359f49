"""What a database says when it cannot work, turned into a problem that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from udp_core.problem import Problem, RefusedError

_SIGNS: tuple[tuple[str, str, str, str], ...] = (
    ("readonly", "D01", "L’archivio è in sola lettura.", "Dare al programma il permesso di scrivere sul file e sulla sua cartella."),
    ("read-only", "D01", "L’archivio è in sola lettura.", "Dare al programma il permesso di scrivere sul file e sulla sua cartella."),
    ("full", "D02", "Il disco è pieno: niente è stato scritto e niente è andato perduto.", "Liberare spazio e ripetere."),
    ("no space", "D02", "Il disco è pieno: niente è stato scritto e niente è andato perduto.", "Liberare spazio e ripetere."),
    ("not a database", "D03", "Il file indicato non è un archivio del cruscotto.", "Controllare l’indirizzo in UDP_DATABASE_URL o ripristinare una copia."),
    ("malformed", "D04", "L’archivio è danneggiato.", "Non scriverci: ripristinare l’ultima copia di sicurezza verificata."),
    ("could not decode", "D04", "L’archivio è danneggiato.", "Non scriverci: ripristinare l’ultima copia di sicurezza verificata."),
    ("disk i/o", "D05", "Il disco non risponde.", "Controllare il disco e lo spazio libero, poi ripetere."),
    ("unable to open", "D06", "L’archivio non si apre.", "Controllare che la cartella esista e che il programma possa leggerla e scriverla."),
    ("locked", "D07", "L’archivio è occupato da un’altra scrittura.", "Attendere qualche secondo e ripetere."),
    ("lock timeout", "D07", "L’archivio è occupato da un’altra scrittura.", "Attendere qualche secondo e ripetere."),
    ("deadlock", "D07", "L’archivio è occupato da un’altra scrittura.", "Attendere qualche secondo e ripetere."),
    ("queuepool", "D07", "L’archivio è occupato da troppe richieste insieme.", "Attendere qualche secondo e ripetere."),
    ("no such table", "D08", "L’archivio non ha ancora le tabelle del cruscotto.", "Eseguire «udp init»."),
    ("does not exist", "D08", "L’archivio non ha ancora le tabelle del cruscotto.", "Eseguire «udp init»."),
    ("connect", "D09", "Il server dell’archivio non risponde.", "Controllare che PostgreSQL sia acceso e l’indirizzo in UDP_DATABASE_URL."),
)


def problem_of(error: BaseException) -> Problem:
    """The problem that a database error tells of; the technical words are kept as its value, for the log."""
    words = str(getattr(error, "orig", None) or error)
    for sign, code, sentence, remedy in _SIGNS:
        if sign in words.lower():
            return Problem(code, sentence, remedy, value=words)
    return Problem("D99", "L’archivio ha rifiutato l’operazione: niente è stato cambiato.", "Ripetere; se accade ancora, avvisare chi amministra il cruscotto con l’ora esatta.", value=words)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Inside, a failing database raises RefusedError with a plain problem. Broken constraints are bugs: they pass."""
    try:
        yield
    except IntegrityError:
        raise
    except (OperationalError, DBAPIError, SQLAlchemyError) as error:
        raise RefusedError([problem_of(error)]) from error
