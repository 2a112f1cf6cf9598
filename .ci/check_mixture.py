"""What .ci/bad-inputs may expect of its mixture of good and broken files.

usage: check_mixture.py OUT RUN_ID GOOD.csv
"""

import sys
from pathlib import Path

import pandas as pd


def main(out, run_id, good):
    sources = read(out, "sources", run_id).merge(read(out, "sources_private", run_id),
                                                 on="source_id")
    sources["file"] = sources["path"].map(lambda path: Path(path).name)
    sources = sources.set_index("file")
    texts = read(out, "messages", run_id)["text"]
    rejects = read(out, "rejects", run_id)
    checks = {
        "the good file is whole": sources.messages[Path(good).name] == len(pd.read_csv(good)),
        "the truncated file gave what it holds": 0 < sources.messages["truncated.json"] < 400,
        "the truncated file is flagged": "PARTIAL" in sources.status["truncated.json"],
        "the photo is unsupported": sources.status["beach.jpg"].startswith("UNSUPPORTED"),
        "the empty file is empty": sources.status["_chat.txt"].startswith("EMPTY"),
        "one hostile line of five was rejected": sources.rejected["hostile.jsonl"] == 1,
        "for its time": "TS_RANGE" in set(rejects["reason"]),
        "a text of <|endoftext|> is a text": "<|endoftext|>" in set(texts),
        "a forged header is a text": texts.str.startswith("B 12:06: I am").any(),
        "people with odd names have names": {"a/b=c", "007"} <= set(
            read(out, "names", run_id)["name"]),
        "each file adds up": (sources["read"] == sources.messages + sources.rejected
                              + sources.duplicates + sources.filtered).all(),
    }
    for what, holds in checks.items():
        print(f"{'ok    ' if holds else 'FAILED'}  {what}")
    sys.exit(0 if all(checks.values()) else 1)


def read(out, table, run_id):
    return pd.read_parquet(Path(out, "tables", table, f"run_id={run_id}"))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
