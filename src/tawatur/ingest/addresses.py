"""Which addresses may be fetched: public ones over http and https, judged by where a connection really goes."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

import httpcore
import httpx

from tawatur.errors import RefusedError

_Option = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


def check_address(url: str) -> str:
    """The host of an address that may be fetched; raises RefusedError for any other scheme, no host or a log-in."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise RefusedError("address.invalid") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise RefusedError("address.scheme")
    if not host:
        raise RefusedError("address.host")
    if parts.username or parts.password:
        raise RefusedError("address.user")
    return host.lower()


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: no private, loopback, link-local or reserved one."""
    found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inner is not None:
        found = inner
    return found.is_global and not found.is_multicast


class CheckedBackend(httpcore.SyncBackend):
    """Connects only to public addresses.

    The name is resolved once and the connection goes to the very address that was judged, so that a name server cannot
    answer differently the second time.
    """

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[_Option] | None = None,
    ) -> httpcore.NetworkStream:
        """Open a connection; raises RefusedError where the host has an address that is not public."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as fault:
            raise httpcore.ConnectError(f"the name {host} is not known") from fault
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if not addresses or not all(map(is_public, addresses)):
            raise RefusedError("address.private")
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)


class CheckedTransport(httpx.HTTPTransport):
    """httpx's own transport over connections to public addresses only."""

    def __init__(self) -> None:
        super().__init__(trust_env=False)
        # httpx offers no parameter for the network back-end; the pool's own constructor does
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=CheckedBackend()
        )


def transport(*, allow_private: bool) -> httpx.BaseTransport:
    """The transport to fetch with; `allow_private` is for tests and for archives on one's own network."""
    return httpx.HTTPTransport(trust_env=False) if allow_private else CheckedTransport()
