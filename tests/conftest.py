"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# The same examples in every run, so that a change is judged by what it changed. To look for new ones, as before a
# release: pytest --hypothesis-profile=search. What that finds is kept with `@example`.
settings.register_profile("steady", derandomize=True, database=None)
settings.register_profile("search", derandomize=False)
settings.load_profile("steady")
