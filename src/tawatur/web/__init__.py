"""The desk: the dossier's pages over a ledger in a browser, and the place where a person decides."""

from tawatur.web.app import create_app, serve

__all__ = ["create_app", "serve"]
