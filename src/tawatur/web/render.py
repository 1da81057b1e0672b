"""How a page is made: the dossier's own templates inside the desk's frame, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tawatur.dossier.html import one_language, prepare
from tawatur.dossier.material import Material
from tawatur.web.desk import Desk
from tawatur.web.links import DeskLinks
from tawatur.web.safety import Access
from tawatur.web.tongue import language_of

THEME = "tawatur_theme"
MOST = 8
"""Accounts, points or rows of one record that a list shows; the record's own page has them all."""

PAGES = (
    "overview", "timeline", "disputes", "positions", "claims", "schedule", "figures", "chains", "statements",
    "copies", "articles", "review",
)  # fmt: skip
"""The desk's pages in the order of the bar."""


@cache
def environment() -> Environment:
    """The desk's templates before the dossier's; everything is escaped."""
    env = Environment(
        loader=ChoiceLoader([PackageLoader("tawatur.web"), PackageLoader("tawatur.dossier")]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    prepare(env)
    return env


def user_of(request: Request) -> str:
    """Who decides: whom the proxy names, else whom the desk was opened for."""
    told: str | None = request.state.user
    own: str = request.app.state.by
    return told or own


def desk_of(request: Request) -> Desk:
    """The desk that the request is put to."""
    desk: Desk = request.app.state.desk
    return desk


def page(
    request: Request, template: str, *, current: str, material: Material, status: int = 200, **values: object
) -> Response:
    """One page; `current` is its place in the bar."""
    language = language_of(request)
    access: Access = request.app.state.access

    def with_page(number: int) -> str:
        asked = [(key, value) for key, value in request.query_params.multi_items() if key != "page"]
        return "?" + urlencode([*asked, ("page", str(number))])

    theme = request.cookies.get(THEME)
    told: Mapping[str, object] = {
        "most": MOST,
        **values,
        "request": request,
        "material": material,
        "language": language,
        "languages": (language,),
        "t": one_language(language),
        "links": DeskLinks(),
        "pages": PAGES,
        "current": current,
        "with_page": with_page,
        "theme": theme if theme in ("light", "dark") else None,
        "form_token": request.state.form_token,
        "read_only": access.read_only,
        "user": user_of(request),
        "fragment": request.headers.get("hx-request") == "true",
    }
    return HTMLResponse(environment().get_template(template).render(told), status)
