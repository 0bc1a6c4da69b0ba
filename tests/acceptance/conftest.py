"""One running demonstration for all acceptance tests of a worker."""

from collections.abc import Iterator

import pytest

from tests.acceptance.running import Demo, demonstration


@pytest.fixture(scope="session")
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """``crewlex demo --serve``, by the command line, on embedded servers of its own."""
    if request.config.getoption("--servers") != "embedded":
        pytest.skip("the demonstration starts embedded servers of its own")
    with demonstration(tmp_path_factory.mktemp("demo")) as running:
        yield running
