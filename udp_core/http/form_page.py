"""A plain page with a form, made here and sent whole.

No script, the product's type and colours, readable by anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from starlette.responses import HTMLResponse

from udp_core.kernel.problem import Problem

_STYLE = """
@font-face {
  font-family: "Titillium Web"; font-weight: 400;
  src: url("assets/titillium-web/titillium-web-latin-400-normal.woff2");
}
@font-face {
  font-family: "Titillium Web"; font-weight: 700;
  src: url("assets/titillium-web/titillium-web-latin-700-normal.woff2");
}
body {
  font: 1.125rem/1.5 "Titillium Web", sans-serif; color: #17324D; background: #fff;
  margin: 0; padding: 2rem 1rem;
}
main { max-width: 30rem; margin: 0 auto; }
h1 { font-size: 1.75rem; }
label { display: block; font-weight: 700; margin-top: 1rem; }
input {
  font: inherit; width: 100%; box-sizing: border-box; padding: .5rem;
  border: 1px solid #5C6F82; border-radius: 4px;
}
button {
  font: inherit; font-weight: 700; margin-top: 1.5rem; padding: .6rem 1.5rem;
  border: 0; border-radius: 4px; background: #0066CC; color: #fff;
}
:focus-visible { outline: 3px solid #0066CC; outline-offset: 2px; }
.wrong { border-left: 4px solid #8B1A1A; padding: .25rem .75rem; }
a { color: #0059B3; }
"""
NO_STORE = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Input:
    """A field of the form.

    Name, label, kind («text», «password», «hidden»), how browsers complete it, its value.
    """

    name: str
    label: str
    kind: str = "text"
    complete: str = "off"
    value: str = ""


def form_page(
    title: str,
    inputs: Sequence[Input],
    button: str,
    *,
    note: str = "",
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> HTMLResponse:
    """The page; without a button it only says its note. Every text is escaped."""
    form = (
        f'<form method="post">{"".join(map(_input, inputs))}'
        f"<button>{escape(button)}</button></form>"
        if button
        else ""
    )
    words = f"<p>{escape(note)}</p>" if note else ""
    back = '<p><a href="./">Torna al cruscotto</a></p>'
    return plain_page(title, f"{words}{told(problems)}{form}{back}", status)


def plain_page(title: str, body: str, status: int, style: str = "") -> HTMLResponse:
    """A page around a body of markup made here, with no way elsewhere but those in it."""
    page = (
        '<!doctype html><html lang="it"><head><meta charset="utf-8"><meta name="viewport"'
        ' content="width=device-width"><link rel="icon" href="assets/icon.png">'
        f"<title>{escape(title)}</title><style>{_STYLE}{style}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
    return HTMLResponse(page, status, headers=NO_STORE)


def told(problems: Sequence[Problem]) -> str:
    """What is wrong and what to do, told at once to who listens."""
    return "".join(
        f'<p class="wrong" role="alert"><strong>{escape(one.sentence)}</strong>'
        f" {escape(one.remedy)}</p>"
        for one in problems
    )


def _input(one: Input) -> str:
    field = (
        f'<input id="{one.name}" name="{one.name}" type="{one.kind}" autocomplete="{one.complete}"'
        f' value="{escape(one.value, quote=True)}"{"" if one.kind == "hidden" else " required"}>'
    )
    return (
        field
        if one.kind == "hidden"
        else f'<label for="{one.name}">{escape(one.label)}</label>{field}'
    )
