"""Tawatur reads Arabic news about one contested process and keeps the record."""
