"""Trains one adapter for each of many invented authors in one job, and prints what it took.

Pairs of people, seven sessions each, of which five train; the default model is the shared one, and
each person's adapter is trained on some 360 tokens in two epochs. Prints a JSON line: seconds and
peak memory of the command `train`, which with embedded Spark is driver and executor in one process
(IDIOLECT_JAVA_OPTS=-Xmx1g bounds its heap), bytes of the table adapters, authors trained and failed.

usage: many_authors.py OUT [AUTHORS [KEY=VALUE ...]]      OUT: a new folder; default: 10000 authors
"""

import csv
import datetime
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

LAUNCHER = Path(__file__).resolve().parents[1] / "bin" / "idiolect"
WORDS = ("soup rain train late lunch music green river always never maybe lovely ticket window "
         "garden quick paper coffee Tuesday bring leave little yellow dinner because almost").split()
SESSIONS = 7
RUN_ID = "many"

# Little text fills no core: a task a core, and several people in a batch.
SETTINGS = (
    "train.compute.threads=1",
    "train.cohort-size=8",
    "privacy.key-file=public-demo-key",
    "window.authors.minimum-train-messages=3",
    "train.shared.epochs=0",
    "train.adapter.epochs=2",
    "train.adapter.validations-per-epoch=1",
)


def main(out, authors="10000", *settings):
    out, authors = Path(out), int(authors)
    if out.exists():
        sys.exit(f"{out} exists; name a new folder")
    out.mkdir(parents=True)
    write_chats(out / "chats.csv", authors)
    run = out / "run"
    options = ["--out", run, "--run-id", RUN_ID]
    for setting in (*SETTINGS, *settings):
        options += ["--set", setting]
    idiolect("ingest", "--input", out / "chats.csv", *options)
    idiolect("prepare", *options)
    seconds, peak_rss = idiolect("train", *options)
    commit = json.loads((run / "runs" / RUN_ID / "train.json").read_text(encoding="utf-8"))
    size = sum(file["bytes"] for file in commit["files"] if "tables/adapters/" in file["path"])
    print(json.dumps({
        "authors": authors,
        "seconds": round(seconds, 1),
        "training_seconds": round(commit["seconds"], 1),
        "authors_per_second": round(authors / commit["seconds"], 2),
        "peak_rss_mb": peak_rss,
        "adapters_table_bytes": size,
        "trained": commit["counts"].get("adapters.trained", 0),
        "failed": commit["counts"].get("adapters.failed", 0),
    }))


def idiolect(*arguments):
    """Runs a command; its seconds and its peak memory in MB."""
    began = time.perf_counter()
    with subprocess.Popen([LAUNCHER, *map(str, arguments)], stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 6):
        sys.exit(f"exit {process.returncode} of {arguments[0]}")
    return time.perf_counter() - began, usage.ru_maxrss // 1024


def write_chats(path, authors):
    """Pairs of people, one session a day; equal arguments, equal bytes."""
    chance = random.Random(authors)
    start = datetime.datetime(2026, 1, 5, 12, tzinfo=datetime.timezone.utc)
    with open(path, "w", newline="", encoding="utf-8") as file:
        chats = csv.writer(file)
        chats.writerow(["conversation", "sent_at", "author", "text"])
        for pair in range(authors // 2):
            for session in range(SESSIONS):
                for turn in range(4):
                    at = start + datetime.timedelta(days=session, minutes=turn)
                    text = " ".join(chance.choices(WORDS, k=chance.randint(3, 9)))
                    author = f"Person {2 * pair + turn % 2}"
                    chats.writerow([f"pair {pair}", at.isoformat(), author, text])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
