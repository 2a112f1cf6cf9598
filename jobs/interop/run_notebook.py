"""Executes a notebook on the tables of an output folder.

usage: run_notebook.py NOTEBOOK OUT_DIR [--in-place]

The notebook finds the folder in the variable IDIOLECT_OUT. With --in-place its outputs are stored
in it; without, they only have to come about.
"""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

SECONDS_PER_CELL = 300


def main(notebook, out, *options):
    os.environ["IDIOLECT_OUT"] = str(Path(out).resolve())
    document = nbformat.read(notebook, as_version=4)
    # Times of execution would change the file with every run.
    client = NotebookClient(document, timeout=SECONDS_PER_CELL, kernel_name="python3",
                            record_timing=False)
    try:
        client.execute()
    except CellExecutionError as failure:
        sys.exit(f"{notebook} failed on {out}:\n{failure}")
    if "--in-place" in options:
        store(document, notebook)
    cells = sum(cell.cell_type == "code" for cell in document.cells)
    print(f"ok      {notebook}: {cells} cells executed on {out}")


def store(document, notebook):
    document.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python",
                                        "name": "python3"}}
    for number, cell in enumerate(document.cells):
        # Random ids would make every execution a change of the whole file.
        cell["id"] = f"cell-{number:02d}"
    nbformat.write(document, notebook)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
