#!/usr/bin/env bash
# GPU discovery for Spark: prints the cards of this host (or container) the way Spark reads them, for
# example {"name": "gpu", "addresses": ["0", "1"]}. Named by spark.worker.resource.gpu.discoveryScript
# (standalone) or spark.executor.resource.gpu.discoveryScript (YARN, Kubernetes).
set -euo pipefail

# In a container with a part of the cards, the driver tool lists just these, counted from 0.
cards=$(nvidia-smi --query-gpu=index --format=csv,noheader) || {
    echo "gpus.sh: nvidia-smi found no card on $(hostname); is the driver installed?" >&2
    exit 1
}
printf '{"name": "gpu", "addresses": [%s]}\n' "$(sed 's/[^0-9]//g; s/.*/"&"/' <<<"$cards" | paste -sd,)"
