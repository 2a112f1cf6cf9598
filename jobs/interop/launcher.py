"""Calls jobs/bin/idiolect and reads what it wrote; shared by the checks in this folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "jobs" / "bin" / "idiolect"

# Models are local folders: a look-up by name on a hub would hide a wrong path.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"


def idiolect(*arguments):
    """Runs one command; a failure ends the check with the command and its last words."""
    command = [str(LAUNCHER), *map(str, arguments)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"exit {done.returncode} of {' '.join(command)}\n{done.stderr[-3000:]}")
    return done.stdout


def write_lines(path, values):
    """One JSON object a line."""
    Path(path).write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")


def read_lines(path):
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def score(folder, sequences, base_model, adapter=None):
    """Per-token log-probabilities (nats) of {"text": ..} or {"token_ids": ..} objects."""
    source, target = Path(folder) / "sequences.jsonl", Path(folder) / "scores.jsonl"
    write_lines(source, sequences)
    options = ["--adapter", adapter] if adapter else []
    idiolect("score", "--base-model", base_model, *options, "--threads", 1,
             "--input", source, "--to", target)
    return read_lines(target)


def newest_run(out):
    """The run whose report was committed last."""
    reports = sorted(Path(out).glob("runs/*/report.json"), key=lambda path: path.stat().st_mtime)
    if not reports:
        sys.exit(f"{out} holds no finished run: there is no runs/*/report.json")
    return reports[-1].parent.name


def table_folder(out, table, run_id):
    return Path(out) / "tables" / table / f"run_id={run_id}"


class Checks:
    """Prints each figure beside its limit and remembers whether one was missed."""

    def __init__(self):
        self.failed = False

    def at_most(self, what, value, limit):
        self.that(f"{what}: {value:.2e} (limit {limit:.0e})", value <= limit)

    def that(self, what, holds):
        print(f"{'ok    ' if holds else 'FAILED'}  {what}", flush=True)
        self.failed = self.failed or not holds

    def exit(self):
        sys.exit(1 if self.failed else 0)
