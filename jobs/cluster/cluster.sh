# A standalone cluster of this machine for the scripts beside: source it with `out` (an absolute
# folder) and `root` set. Everything that it starts ends with the script.

python=$("$root/jobs/interop/venv")
spark_home=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
mkdir -p "$out/logs"

children=()
stop_children() {
    # Only what this script has started; executors end with their worker.
    [ ${#children[@]} -eq 0 ] || kill "${children[@]}" 2>/dev/null || true
    [ ${#children[@]} -eq 0 ] || wait "${children[@]}" 2>/dev/null || true
    children=()
}
trap stop_children EXIT
trap 'exit 130' INT TERM

free_port() {
    "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# start NAME ADDRESS CLASS ARGUMENT...: one daemon of the cluster
start() {
    local name=$1 address=$2
    shift 2
    # spark-class replaces itself with java, so that the process id is the daemon's.
    SPARK_HOME="$spark_home" SPARK_NO_DAEMONIZE=1 SPARK_LOCAL_IP="$address" SPARK_DAEMON_MEMORY=512m \
        "$spark_home/bin/spark-class" "$@" >"$out/logs/$name.log" 2>&1 &
    children+=($!)
}

alive_workers() {
    "$python" - "http://127.0.0.1:$web_port/json/" <<'EOF' 2>/dev/null || echo 0
import json, sys, urllib.request
# A proxy of the environment must not be asked for this machine's own address.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
print(json.load(opener.open(sys.argv[1], timeout=5))["aliveworkers"])
EOF
}

all_alive() {
    local child
    for child in "${children[@]}"; do
        kill -0 "$child" 2>/dev/null || return 1
    done
}

# wait_for_workers COUNT
wait_for_workers() {
    local deadline=$((SECONDS + 300))
    while [ $SECONDS -lt $deadline ] && all_alive; do
        [ "$(alive_workers)" = "$1" ] && return
        sleep 1
    done
    echo "cluster: the workers did not register; the daemons said:" >&2
    tail -n 5 "$out"/logs/*.log >&2
    exit 1
}

start_master() {
    master_port=$(free_port)
    web_port=$(free_port)
    start master 127.0.0.1 org.apache.spark.deploy.master.Master \
        --host 127.0.0.1 --port "$master_port" --webui-port "$web_port"
}

# start_worker NUMBER CORES MEMORY OPTION...: a worker on the address 127.0.0.NUMBER
start_worker() {
    local number=$1 cores=$2 memory=$3
    shift 3
    start "worker-$number" "127.0.0.$number" org.apache.spark.deploy.worker.Worker \
        --host "127.0.0.$number" --cores "$cores" --memory "$memory" --webui-port 0 \
        --work-dir "$out/logs/work-$number" "$@" "spark://127.0.0.1:$master_port"
}
