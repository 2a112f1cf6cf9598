#!/usr/bin/env bash
# Runs every bench beside its peer and prints the README's table; the JSON lines go to a file.
# A bench that fails, or whose losses differ, is named at the end, and the exit code is 1.
#
# usage: jobs/bench/table.sh [JSON-LINES] [REPEATS] [MESSAGES]
#        MESSAGES: a file of JSON lines for both train-chat; without it, invented ones.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
lines=${1:-$(mktemp)}
repeats=${2:-5}
messages=()
[ -z "${3:-}" ] || messages=(--messages "$3")
python=$(jobs/interop/venv)

: >"$lines"
failed=()
for name in train-full train-lora train-chat train-chat-unsorted evaluate generate generate-chat tokenize; do
    jobs/bin/idiolect bench "$name" --python "$python" --repeats "$repeats" \
        "${messages[@]}" >>"$lines" || failed+=("$name")
done

cpu=$(lscpu | sed -n 's/^Model name: *//p' | head -1)
"$python" - "$lines" <<PYTHON
import json, sys
print("| tokens/s | idiolect | peer | ratio | largest loss difference | peak memory, MB (peer) |")
print("|---|---|---|---|---|---|")
for line in map(json.loads, open(sys.argv[1])):
    if line["side"] != "median":
        continue
    difference = f"{line['loss_difference']:.1e}" + ("" if line["losses_agree"] else ", does not count")
    print(f"| {line['bench']} | {line['tokens_per_second']:,.0f} | {line['peer_tokens_per_second']:,.0f}"
          f" | {line['ratio']:.2f} | {difference} | {line['peak_rss_mb']:,} ({line['peer_peak_rss_mb']:,}) |")
PYTHON
echo
echo "$(nproc) cores of $cpu, $(date -u +%F), commit $(git rev-parse --short HEAD); medians of $repeats."
if [ "${#failed[@]}" -gt 0 ]; then
    echo "failed: ${failed[*]}" >&2
    exit 1
fi
