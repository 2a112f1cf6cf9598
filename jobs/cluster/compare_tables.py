"""Compares all tables of two runs: the same rows, whatever files they lie in.

usage: compare_tables.py OUT OTHER_OUT RUN_ID

Numbers with a fraction may differ by 1e-6 relative, tensors by 1e-5: native kernels may round
otherwise where memory lies otherwise. Hashes of tensors then differ too, so tensors are compared
and their hashes only told. Times of execution are left out.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from safetensors.numpy import load

RELATIVE = 1e-6
TENSORS = 1e-5

# Measured by a clock, or hashes of numbers that are compared themselves.
LEFT_OUT = {
    "training": ["seconds"],
    "training_shared": ["seconds"],
    "run_status": ["seconds", "committed_at"],
    "adapters": ["sha256", "base_sha256"],
}


def main(out, other, run_id):
    # Long arrays are compared by what they print, so nothing may be left out.
    np.set_printoptions(threshold=sys.maxsize, floatmode="unique")
    tables = names(out, run_id)
    problems = [] if tables == names(other, run_id) else ["the runs hold different tables"]
    for table in tables:
        left, right = read(out, table, run_id), read(other, table, run_id)
        found = differences(table, left, right)
        print(f"{'ok    ' if not found else 'FAILED'}  {table}: {len(left)} rows", flush=True)
        problems += [f"{table}: {problem}" for problem in found]
    tell_hashes(out, other, run_id)
    sys.exit("\n".join(problems) if problems else 0)


def names(out, run_id):
    return sorted(path.parent.name for path in Path(out, "tables").glob(f"*/run_id={run_id}"))


def read(out, table, run_id):
    return pd.read_parquet(Path(out, "tables", table, f"run_id={run_id}"))


def differences(table, left, right):
    if list(left.columns) != list(right.columns):
        return [f"columns {list(left.columns)} are not {list(right.columns)}"]
    if len(left) != len(right):
        return [f"{len(left)} rows are not {len(right)}"]
    columns = [name for name in left.columns if name not in LEFT_OUT.get(table, [])]
    keys = [name for name in columns if not is_inexact(left[name])]
    left, right = in_order(left, keys), in_order(right, keys)
    return [f"column {name} differs: {example}" for name in columns
            if (example := first_difference(left[name], right[name])) is not None]


def is_inexact(column):
    """Columns that may differ a little cannot order the rows."""
    return pd.api.types.is_float_dtype(column) or column.name == "tensors"


def in_order(frame, keys):
    """The rows in an order that is not the files'."""
    order = frame[keys].map(repr).sort_values(keys, kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def first_difference(left, right):
    if left.name == "tensors":
        equal = [equal_tensors(a, b) for a, b in zip(left, right)]
    elif pd.api.types.is_float_dtype(left):
        equal = np.isclose(left, right, rtol=RELATIVE, atol=1e-9, equal_nan=True)
    else:
        equal = [repr(a) == repr(b) for a, b in zip(left, right)]
    wrong = np.flatnonzero(~np.asarray(equal, dtype=bool))
    if len(wrong) == 0:
        return None
    row = wrong[0]
    return f"in {len(wrong)} rows, first {left[row]!r:.80} and {right[row]!r:.80}"


def equal_tensors(left, right):
    """Adapters as safetensors; null for an author that failed."""
    if left is None or right is None:
        return left is right
    left, right = load(left), load(right)
    return left.keys() == right.keys() and all(
        np.allclose(left[name], right[name], rtol=TENSORS, atol=TENSORS) for name in left)


def tell_hashes(out, other, run_id):
    hashes = [read(folder, "adapters", run_id).sort_values("author_id") for folder in (out, other)]
    for column in LEFT_OUT["adapters"]:
        same = (hashes[0][column].values == hashes[1][column].values).sum()
        print(f"        {column}: {same} of {len(hashes[0])} bit-identical")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
