"""The desk as a web application: which address leads to which page, and how it is served."""

from __future__ import annotations

import getpass
import ipaddress
import os
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from tawatur.dossier.labels import LANGUAGES, Language
from tawatur.errors import InputError, LedgerError
from tawatur.web import position_pages, review_pages, story_pages, text_pages
from tawatur.web.desk import Desk
from tawatur.web.rest import service as rest
from tawatur.web.safety import LOCAL, Access, Guard
from tawatur.web.tongue import LANGUAGE, language_of, plain, refused
from tawatur.web.warm import warm

_YEAR = 365 * 24 * 3600
_PATIENCE = 5.0
"""Seconds for which an end waits for the question that is being asked in the background."""
_TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2"}
_FOLDERS = ("tawatur.web", "tawatur.dossier")


def create_app(
    location: str,
    *,
    language: str = "ar",
    by: str = "desk",
    read_only: bool = False,
    hosts: Collection[str] = (),
    token: str | None = None,
    user_header: str | None = None,
) -> Starlette:
    """The application for one ledger; LedgerError where there is none, InputError for a language that there is not.

    `by` is who judges, unless a reverse proxy says it in `user_header`. `hosts` are further names under which the desk
    may be asked for. With a `token` everybody must bring it once.
    """
    chosen: Language | None = next((known for known in LANGUAGES if known == language), None)
    if chosen is None:
        raise InputError("desk.language", language=language, known=LANGUAGES)
    access = Access(frozenset((*LOCAL, *hosts)), token, user_header, read_only)
    desk = Desk(location)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        stop = Event()
        warming = Thread(target=warm, args=(desk, stop), name="warm", daemon=True)
        warming.start()
        yield
        stop.set()
        warming.join(_PATIENCE)
        desk.close()

    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, access=access), Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
        exception_handlers={404: story_pages.missing, LedgerError: _ledger_fault},
        lifespan=lifespan,
    )
    app.state.desk, app.state.access, app.state.language, app.state.by = desk, access, chosen, by
    return app


def serve(
    location: str,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    language: str = "ar",
    by: str | None = None,
    read_only: bool = False,
    hosts: Collection[str] = (),
    token: str | None = None,
    user_header: str | None = None,
) -> None:
    """Serve a ledger until it is stopped; InputError where it would be open to a network without anything to guard it.

    Who judges is `by`, else what the environment says in TAWATUR_BY, else the user of the machine.
    """
    import uvicorn

    if not _loopback(host) and not (token or user_header):
        raise InputError("desk.open", host=host)
    names = {*hosts, *([host] if host not in ("0.0.0.0", "::") else [])}  # noqa: S104 - compared, not bound
    app = create_app(
        location,
        language=language,
        by=by or _user(),
        read_only=read_only,
        hosts=names,
        token=token,
        user_header=user_header,
    )
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)


def _user() -> str:
    try:
        return os.environ.get("TAWATUR_BY") or getpass.getuser()
    except (OSError, KeyError):
        return "desk"


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _routes() -> list[Route]:
    story = [Route(f"/{name}", story_pages.story_page) for name in story_pages.KINDS]
    items = [Route(f"/{name}/{{item}}", story_pages.item_page) for name in story_pages.KINDS]
    return [
        *rest.routes(),
        Route("/", story_pages.overview_page),
        Route("/timeline", story_pages.timeline_page),
        Route("/chains", story_pages.chains_page),
        *story,
        Route("/positions", position_pages.positions_page),
        Route("/positions/{item}", position_pages.question_page),
        *items,
        Route("/statements", text_pages.statements_page),
        Route("/articles", text_pages.articles_page),
        Route("/articles/{article}", text_pages.article_shown),
        Route("/articles/{article}/raw", text_pages.raw_text),
        Route("/articles/{article}/marks/{marks}", text_pages.mark_panel),
        Route("/articles/{article}/compare/{other}", text_pages.compare_page),
        Route("/articles/{article}/statements", review_pages.add_statement, methods=["POST"]),
        Route("/search", text_pages.search_page),
        Route("/review", review_pages.review_page),
        Route("/judge", review_pages.judge, methods=["POST"]),
        Route("/undo", review_pages.undo, methods=["POST"]),
        Route("/update", review_pages.update, methods=["POST"]),
        Route("/i/{item}", story_pages.permanent),
        Route("/language/{to}", _language),
        Route("/static/{name}", _static),
    ]


def _language(request: Request) -> Response:
    """Choose the language, and go back to where one was."""
    back = urlsplit(request.query_params.get("back", "/"))
    ours = not back.netloc and not back.scheme and back.path.startswith("/") and not back.path.startswith("//")
    answer = RedirectResponse(f"{back.path}{'?' + back.query if back.query else ''}" if ours else "/", 303)
    answer.set_cookie(LANGUAGE, request.path_params["to"], max_age=_YEAR, samesite="strict", httponly=True)
    return answer


def _static(request: Request) -> Response:
    """A vendored or own static file."""
    name: str = request.path_params["name"]
    kind = _TYPES.get(Path(name).suffix)
    for folder in _FOLDERS:
        file = Path(str(resources.files(folder).joinpath("static", name)))
        if kind and "/" not in name and "\\" not in name and file.is_file():
            return FileResponse(file, media_type=kind, headers={"cache-control": "max-age=3600"})
    return refused(request, 404, "desk.file")


def _ledger_fault(request: Request, fault: Exception) -> Response:
    told = fault.told(language_of(request)) if isinstance(fault, LedgerError) else str(fault)
    return plain(request, 503, told)
