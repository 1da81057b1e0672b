"""What guards the desk: who may ask, from where, and what the answer may do in a browser.

The desk listens on the machine itself. A page of another site must not be able to reach it (host header, origin), nor
make the reader's browser act for it (a token in every form), nor may a text from an article ever run (the policy).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tawatur.web.tongue import is_rest, refused

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'none'"
)
"""Nothing inline, nothing evaluated, nothing from elsewhere."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
SESSION, ACCESS = "tawatur_session", "tawatur_access"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Access:
    """Who may use the desk."""

    hosts: Collection[str] = LOCAL
    """Names under which the desk may be asked for."""
    token: str | None = None
    """A word that everybody must bring, where the desk is not for this machine alone."""
    user_header: str | None = None
    """The header in which a reverse proxy tells who the user is."""
    read_only: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def form_token(self, session: str) -> str:
        """What every form of this session must carry."""
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

    def access_value(self) -> str:
        """What the cookie of somebody who brought the token holds."""
        return hmac.new(self.secret, b"access " + (self.token or "").encode(), hashlib.sha256).hexdigest()


class Guard:
    """The outermost layer: it refuses what must not be answered and puts the headers on everything that is."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        session = request.cookies.get(SESSION) or secrets.token_urlsafe(24)
        scope.setdefault("state", {})["form_token"] = self.access.form_token(session)
        scope["state"]["user"] = self._user(request)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
                if SESSION not in request.cookies:
                    headers.append("set-cookie", f"{SESSION}={session}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        answer = self._refused(request)
        await (answer or self.app)(scope, receive, guarded)

    def _user(self, request: Request) -> str | None:
        return request.headers.get(self.access.user_header) if self.access.user_header else None

    def _refused(self, request: Request) -> Response | None:
        """The answer to a request that must not go on, else None."""
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        if host not in self.access.hosts:
            return refused(request, 400, "desk.host", host=host)
        if self.access.user_header and not self._user(request):
            return refused(request, 403, "desk.proxy", header=self.access.user_header)
        if self.access.token and not request.url.path.startswith("/static/"):
            answer = self._without_token(request)
            if answer is not None:
                return answer
        if request.method in ("GET", "HEAD"):
            return None
        if is_rest(request):
            return refused(request, 405, "rest.method")
        if request.method != "POST":
            return refused(request, 405, "desk.method")
        if self.access.read_only:
            return refused(request, 403, "desk.reading")
        return None if _same_origin(request, host) else refused(request, 403, "desk.elsewhere")

    def _without_token(self, request: Request) -> Response | None:
        kind, _, borne = request.headers.get("authorization", "").partition(" ")
        if is_rest(request) and kind.lower() == "bearer":
            right = hmac.compare_digest(borne.strip().encode(), (self.access.token or "").encode())
            return None if right else refused(request, 401, "desk.wrong_token")
        given = request.query_params.get("token")
        if given is not None:
            if not hmac.compare_digest(given.encode(), (self.access.token or "").encode()):
                return refused(request, 401, "desk.wrong_token")
            answer = RedirectResponse(request.url.path, 303)
            answer.set_cookie(ACCESS, self.access.access_value(), max_age=_YEAR, httponly=True, samesite="strict")
            return answer
        if hmac.compare_digest(request.cookies.get(ACCESS, "").encode(), self.access.access_value().encode()):
            return None
        return refused(request, 401, "desk.token")


def _same_origin(request: Request, host: str) -> bool:
    """Whether the browser says that the request comes from a page of this desk."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True  # the form's token decides
    return urlsplit(origin).netloc == request.headers.get("host") and urlsplit(origin).hostname == host


def form_is_ours(request: Request, given: str) -> bool:
    """Whether a form carries the token of its session."""
    wanted: str = request.state.form_token
    return SESSION in request.cookies and hmac.compare_digest(given.encode(), wanted.encode())
