"""The cluster example on two local workers gives what one process gives."""

import importlib.util
import warnings

import pytest
from test_batch import row_of, some_answers, write


@pytest.fixture
def example(examples):
    spec = importlib.util.spec_from_file_location("cluster_batch", examples / "cluster_batch.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def parts(known, tmp_path):
    answers = some_answers(known, 30)
    return [write(tmp_path / f"part-{number}.csv", [["id", *known.questions], *(
        row_of(known, one, f"p{number}r{at}") for at, one in enumerate(answers[number * 10:number * 10 + 10]))]) for number in range(3)]


def test_one_file_is_evaluated_as_by_the_batch(known, example, parts, tmp_path):
    import csv

    from rapport.cases.batch_files import run_batch

    names, rows = example.evaluate_file(parts[0])
    run_batch(parts[0], tmp_path / "out.csv", known, None)
    with (tmp_path / "out.csv").open(newline="") as file:
        whole = [{name: value for name, value in row.items() if name != "line"} for row in csv.DictReader(file)]
    assert [dict(zip(names, row, strict=True)) for row in rows] == whole


@pytest.mark.filterwarnings("ignore")
def test_two_workers_give_the_same_as_one_process(example, parts):
    distributed = pytest.importorskip("distributed", reason="the cluster example needs dask[distributed]")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
            names, rows = example.evaluate_files(client, parts)
    alone = [example.evaluate_file(part) for part in parts]
    assert names == alone[0][0]
    assert rows == [row for _, some in alone for row in some]
