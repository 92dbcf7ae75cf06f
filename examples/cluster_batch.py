"""The batch of `rapport batch` over files in a cluster, with Dask: one task a file, the results joined in the order of the files.

    pip install 'dask[distributed]'
    python cluster_batch.py part-1.csv part-2.csv ... > results.csv

Give `Client` the address of your scheduler; without one two local workers are started. Every worker needs Rapport installed and
reads the files itself, so that only results travel.
"""

import sys
from pathlib import Path


def evaluate_file(path):
    """The results of one file: names and rows. Runs on a worker."""
    from rapport.cases.batch import evaluate
    from rapport.cases.survey_rows import read_blocks
    from rapport.kb import shipped

    names, rows = [], []
    for header, block in read_blocks(Path(path), shipped()):
        columns = {**{name: block.about[name] for name in header.about}, **evaluate(shipped(), header, block)}
        names = list(columns)
        rows += zip(*columns.values(), strict=True)
    return names, rows


def evaluate_files(client, paths):
    """The results of all files, in their order."""
    parts = client.gather(client.map(evaluate_file, [str(path) for path in paths]))
    return parts[0][0], [row for _, rows in parts for row in rows]


def main():
    """Writes the results of the files named on the command line."""
    import csv

    from distributed import Client

    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        names, rows = evaluate_files(client, sys.argv[1:])
    csv.writer(sys.stdout).writerows([names, *rows])


if __name__ == "__main__":
    main()
