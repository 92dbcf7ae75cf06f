"""What many tests share: the two knowledge bases, loaded once."""

from pathlib import Path

import pytest
from rapport.kb import load, shipped

HERE = Path(__file__).parent


def pytest_addoption(parser):
    """`--cases N`: how many drawn cases the judges are compared on."""
    parser.addoption("--cases", type=int, default=2000, help="drawn cases on which the judges are compared")
    parser.addoption("--reports", type=int, default=25, help="reports made in a row to see that memory does not grow")


@pytest.fixture(autouse=True, scope="session")
def own_store(tmp_path_factory):
    """No test looks at the store of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAPPORT_STORE", str(tmp_path_factory.mktemp("store") / "cases.db"))
        yield


@pytest.fixture(scope="session")
def known():
    """The knowledge base that is shipped."""
    return shipped()


@pytest.fixture(scope="session")
def toy():
    """Another domain: soup, cooks and guests."""
    return load(HERE / "toy_kb")


@pytest.fixture(scope="session")
def examples():
    """The folder of example cases."""
    return HERE.parent / "examples"
