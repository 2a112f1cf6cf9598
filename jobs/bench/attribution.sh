#!/usr/bin/env bash
# The attribution head with and without the language model's loss (lambda), with additive attention
# and with the mean of the states: the stage evaluate of a finished run, once more for each, on copies.
#
# usage: jobs/bench/attribution.sh OUT RUN_ID SCRATCH_FOLDER [OPTION...]     OPTION: of evaluate, such
# as --config conf/demo.conf; the ones the run itself had
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
[ $# -ge 3 ] || { sed -n '5,6s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2; }
out=$1 run=$2
mkdir -p "$3"
work=$(cd "$3" && pwd)
shift 3
python=$("$root/jobs/interop/venv")

# judge POOLING LAMBDA SEED OPTION...
judge() {
    local copy="$work/$1-$2-$3" table
    if [ ! -e "$copy/runs/$run/evaluate.json" ]; then
        rm -rf "$copy"
        mkdir -p "$copy/runs"
        cp -r "$out/runs/$run" "$copy/runs/"
        for table in sources messages rejects names sources_private authors windows training_shared \
            training adapters samples transcripts; do
            mkdir -p "$copy/tables/$table"
            cp -r "$out/tables/$table/run_id=$run" "$copy/tables/$table/"
        done
        rm -rf "$copy/runs/$run"/{evaluate,report}.json "$copy/runs/$run/models/attribution"
        "$root/jobs/bin/idiolect" evaluate --out "$copy" --run-id "$run" "${@:4}" \
            --set attribution.pooling="$1" --set attribution.lambda="$2" --set attribution.seed="$3" \
            --set evaluate.resamples=40 --set 'ask.questions=[]' >"$copy.log" 2>&1
    fi
}

for seed in 1 2; do
    for pooling in attention mean; do
        for lambda in 0.5 0; do
            judge "$pooling" "$lambda" "$seed" "$@"
        done
    done
done
"$python" - "$work" "$run" <<'END'
import sys
from pathlib import Path
import pandas as pd

pd.set_option("display.width", 200)
rows = []
for table in sorted(Path(sys.argv[1]).glob(f"*/tables/attribution_report/run_id={sys.argv[2]}")):
    pooling, weight, seed = table.parts[-4].split("-")
    report = pd.read_parquet(table)
    report = report[(report["judge"] == "attention") & report["source"].isin(["test", "author"])]
    rows.append(report.assign(pooling=pooling, weight=weight, seed=seed))
found = pd.concat(rows)
print(found.pivot_table("top1", ["pooling", "weight", "seed"], ["source", "messages"]).round(3))
print(found.pivot_table("top1", ["pooling", "weight"], ["source", "messages"]).round(3))
END
