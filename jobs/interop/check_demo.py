"""Holds a demo run against what its samples are known to hold.

usage: check_demo.py OUT [RUN_ID]
"""

import csv
import re
import sys
from pathlib import Path

import pandas as pd

from launcher import ROOT, Checks, newest_run, table_folder

KINDS = ("text", "media", "call", "deletion")


def main(out, run_id=None):
    run_id = run_id or newest_run(out)
    read = lambda table: pd.read_parquet(table_folder(out, table, run_id))
    checks = Checks()
    check_counts(checks, read)
    check_people(checks, read("authors"), read("adapters"))
    check_perplexity(checks, read("perplexity_by_author"))
    check_samples(checks, read("samples"))
    check_transcripts(checks, read("transcripts"), read("transcript_report").set_index("source"))
    check_page(checks, Path(out, "runs", run_id, "report.html"))
    checks.exit()


def check_counts(checks, read):
    """Every file has exactly the messages that its generator wrote."""
    sources = read("sources").merge(read("sources_private"), on="source_id")
    for expected in csv.DictReader(open(ROOT / "data-samples" / "expected" / "counts.csv")):
        found = sources[sources["path"].str.endswith(expected["file"])]
        kept = sum(int(expected[kind]) for kind in KINDS)
        wanted = (expected["format"], kept, int(expected["filtered"]), int(expected["duplicates"]))
        rows = list(found[["format", "messages", "filtered", "duplicates"]]
                    .itertuples(index=False, name=None))
        checks.that(f"{expected['file']}: {wanted}", rows == [wanted])


def check_people(checks, authors, adapters):
    people = authors[authors["author_id"] != "unknown"]
    checks.that(f"{len(people)} people, at least 6", len(people) >= 6)
    trained = set(adapters.loc[adapters["status"] == "trained", "author_id"])
    eligible = set(authors.loc[authors["eligible"], "author_id"])
    checks.that(f"an adapter for each of {len(eligible)} eligible people", trained == eligible)


def check_perplexity(checks, perplexity):
    pooled = perplexity[(perplexity["author_id"] == "matched") & (perplexity["split"] == "test")]
    for measure in ("token_perplexity", "word_perplexity", "bits_per_byte"):
        value = pooled.set_index("model")[measure]
        order = ["base", "shared", "author"]
        numbers = " > ".join(f"{model} {value[model]:.3f}" for model in order)
        checks.that(f"{measure}: {numbers}", value[order].is_monotonic_decreasing)


def check_samples(checks, samples):
    written = samples[samples["text"].str.len() > 0]
    checks.that(f"{len(written)} of {len(samples)} imitations have a text",
                len(written) > len(samples) / 2)
    checks.that("every imitation is marked as synthetic", bool(samples["synthetic"].all()))


def check_transcripts(checks, transcripts, report):
    """Continued conversations, read back by the program's parser and here by a pattern of our own.

    The guided ones, which are what people get to see, have to meet the targets. The free ones show
    what the model itself has learned; their limits only notice when it gets worse.
    """
    limits = {"guided": (0.99, 0.995), "free": (0.95, 0.93)}
    for source, (lines, stamps) in limits.items():
        row = report.loc[source]
        checks.that(f"{source}: {row.transcripts:.0f} transcripts of {row.lines:.0f} lines",
                    row.transcripts >= 20 and row.lines >= 200)
        for measure, limit in (("lines_parsed", lines), ("known_speakers", lines),
                               ("stamps_in_order", stamps), ("both_speak", 0.9)):
            checks.that(f"{source}: {measure} {row[measure]:.4f}, at least {limit}",
                        row[measure] >= limit)
    message = re.compile(r"[A-Z]{1,3} ([01]\d|2[0-3]):[0-5]\d: .*", re.DOTALL)
    for source, row in report.iterrows():
        texts = transcripts.loc[transcripts["source"] == source, "text"]
        found = sum(bool(message.fullmatch(line)) for text in texts for line in text.split("\n"))
        checks.that(f"{source}: {found} messages for the program and for a pattern",
                    found == round(row.lines_parsed * row.lines))
    guided = report.loc["guided"]
    checks.that(f"guided: {guided.headers_refused:.0f} of {guided.headers_sampled:.0f} headers refused, "
                f"{guided.turns_forced:.0f} turns by rule, at most a fifth",
                guided.turns_forced <= guided.lines / 5)


def check_page(checks, page):
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    checks.that("report.html is a whole page", text.rstrip().endswith("</html>"))
    loads = [mark for mark in ('src="http', "src='http", 'rel="stylesheet" href="http')
             if mark in text]
    checks.that("report.html loads nothing from elsewhere", not loads)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
