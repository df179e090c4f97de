"""Says with __all__ what a star imports."""

__all__ = ["visible", "_also"]
visible = 1
_also = 2
hidden = 3
