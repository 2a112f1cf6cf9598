"""Reads every table of a run with pandas and with DuckDB, and holds both against the commits.

usage: check_tables.py OUT [RUN_ID]
"""

import json
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from launcher import Checks, newest_run, table_folder


def main(out, run_id=None):
    run_id = run_id or newest_run(out)
    checks = Checks()
    commits = read_commits(out, run_id)
    for stage, commit in commits.items():
        for table, rows in commit["tables"].items():
            check_table(checks, table, table_folder(out, table, run_id), rows)
    checks.that("no table folder without a commit", not strays(out, run_id, commits))
    check_sums(checks, commits["ingest"]["counts"])
    checks.exit()


def read_commits(out, run_id):
    files = sorted(Path(out, "runs", run_id).glob("*.json"))
    files = [file for file in files if file.name != "run-report.json"]
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def strays(out, run_id, commits):
    named = {table for commit in commits.values() for table in commit["tables"]}
    found = {path.parent.name for path in Path(out, "tables").glob(f"*/run_id={run_id}")}
    return found - named


def check_table(checks, table, folder, rows):
    arrow = pq.read_table(folder)
    frame = pd.read_parquet(folder)
    files = str(folder / "*.parquet")
    duck, nulls = count_with_duckdb(files, frame.columns)
    checks.that(f"{table}: {rows} rows for the commit, pandas and DuckDB",
                rows == len(frame) == duck)
    checks.that(f"{table}: the same nulls in each column", nulls == frame.isna().sum().tolist())
    times = [field for field in arrow.schema if pa.types.is_timestamp(field.type)]
    if times:
        checks.that(f"{table}: times are microseconds in UTC",
                    all(field.type == pa.timestamp("us", tz="UTC") for field in times))
        checks.that(f"{table}: DuckDB sees them as times", all(is_time(files, f) for f in times))


def count_with_duckdb(files, columns):
    nulls = ", ".join(f'count(*) - count("{column}")' for column in columns)
    # pandas takes the column run_id from the folder's name; so must DuckDB.
    query = f"SELECT count(*), {nulls} FROM read_parquet(?, hive_partitioning = true)"
    count, *missing = duckdb.execute(query, [files]).fetchone()
    return count, missing


def is_time(files, field):
    query = f'SELECT typeof("{field.name}") FROM read_parquet(?) LIMIT 1'
    kind = duckdb.execute(query, [files]).fetchone()
    return kind is None or kind[0] == "TIMESTAMP WITH TIME ZONE"


def check_sums(checks, counts):
    fates = {fate: counts.get(fate, 0) for fate in ("kept", "rejected", "duplicate", "filtered")}
    checks.that(f"messages read {counts['read']} = {fates}", counts["read"] == sum(fates.values()))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
