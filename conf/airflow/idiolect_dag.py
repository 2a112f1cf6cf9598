"""Idiolect as an Airflow DAG: one task a stage, each a spark-submit of its own.

Needs the connection `idiolect_spark` (type spark), the pool `idiolect`, spark-submit of Spark 3.5 for
Scala 2.12 in PATH, and the output folder at the same path on every host. The run id comes from the
logical date, and a stage that is committed is not repeated: retries, cleared tasks and a second DAG run
for the same date cost seconds and change nothing.
"""

import json
import os
from datetime import datetime, timedelta, timezone

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import DAG, ObjectStoragePath, Param, task

STAGES = ["ingest", "prepare", "train", "generate", "evaluate", "report"]

# A run that was triggered by hand has no logical date. Letters first: Spark reads a folder whose name
# is a number as one.
RUN_ID = "{{ (dag_run.logical_date or dag_run.run_after).strftime('d%Y%m%d-%H%M%S') }}"

HOME = os.environ.get("IDIOLECT_HOME", "/opt/idiolect")

# What the launcher jobs/bin/idiolect gives spark-submit.
JVM_OPTIONS = "-Dai.djl.offline=true -Dai.djl.pytorch.graph_optimizer=false -Djava.awt.headless=true"
LOG_OPTIONS = "-Dlog4j2.configurationFile=file:{{ params.home }}/conf/log4j2.properties"

PARAMS = {
    "input": Param(
        "/data/exports", type="string", minLength=1, description="File or folder of chat exports."
    ),
    "out": Param("/data/idiolect", type="string", minLength=1, description="Folder of the output."),
    "home": Param(HOME, type="string", minLength=1, description="Where Idiolect is installed."),
    "config": Param(
        HOME + "/conf/idiolect.conf", type="string", minLength=1, description="Settings in HOCON."
    ),
    "profile": Param(
        HOME + "/conf/spark-standalone.conf",
        type="string",
        minLength=1,
        description="Spark's settings: one of conf/spark-*.conf, or your own.",
    ),
    "device": Param(
        "cpu", enum=["cpu", "gpu"], description="Where models compute; gpu needs a GPU profile."
    ),
}


def submit(stage):
    """One stage as a Spark application."""
    arguments = [stage, "--unless-committed", "--out", "{{ params.out }}", "--run-id", RUN_ID]
    arguments += ["--config", "{{ params.config }}", "--set", "train.compute.device={{ params.device }}"]
    if stage == "ingest":
        arguments += ["--input", "{{ params.input }}"]
    return SparkSubmitOperator(
        task_id=stage,
        conn_id="idiolect_spark",
        name="idiolect " + stage + " " + RUN_ID,
        application="{{ params.home }}/jobs/target/idiolect.jar",
        java_class="org.idiolect.jobs.cli.Main",
        # libtorch lies beside the jar.
        jars="{{ params.home }}/jobs/target/native/*.jar",
        properties_file="{{ params.profile }}",
        conf={
            "spark.driver.extraJavaOptions": JVM_OPTIONS + " " + LOG_OPTIONS,
            "spark.executor.extraJavaOptions": JVM_OPTIONS,
            "spark.executorEnv.OPT_OUT_TRACKING": "true",
        },
        env_vars={"IDIOLECT_HOME": "{{ params.home }}", "OPT_OUT_TRACKING": "true"},
        application_args=arguments,
        pool="idiolect",
    )


@task(retries=0)
def check(out, run):
    """Believes the stage files, not the exit status of a process: every file that they name is there."""
    for stage in STAGES:
        commit = read_commit(ObjectStoragePath(out) / "runs" / run / f"{stage}.json", stage, run)
        for file in commit["files"]:
            path = ObjectStoragePath(out) / file["path"]
            if not path.exists() or path.stat().st_size != file["bytes"]:
                raise ValueError(f"{stage} of run {run} names {path}, which is not there whole")
        if stage == "ingest":
            require_sum(commit["counts"], run)
    return f"run {run} in {out} is complete"


def read_commit(path, stage, run_id):
    if not path.exists():
        raise ValueError(f"there is no {path}: clear the task '{stage}' to run it again")
    commit = json.loads(path.read_text())
    if (commit["stage"], commit["runId"]) != (stage, run_id):
        raise ValueError(f"{path} belongs to {commit['stage']} of run {commit['runId']}")
    return commit


def require_sum(counts, run_id):
    fates = sum(counts[fate] for fate in ("kept", "rejected", "duplicate", "filtered"))
    if counts["read"] != fates:
        raise ValueError(f"run {run_id}: {counts['read']} messages were read, {fates} accounted for")


with DAG(
    dag_id="idiolect",
    description="Chat exports -> one adapter per author -> report.",
    doc_md=__doc__,
    schedule="30 1 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    # Every run reads all exports, so missed days have nothing of their own.
    catchup=False,
    # Runs share one output folder, which lets one at a time write.
    max_active_runs=1,
    params=PARAMS,
    default_args={
        "retries": 2,
        "retry_delay": timedelta(minutes=5),
        "retry_exponential_backoff": True,
        "execution_timeout": timedelta(hours=20),
    },
    tags=["idiolect"],
) as dag:
    previous = None
    for name in STAGES:
        current = submit(name)
        if previous is not None:
            previous >> current
        previous = current
    previous >> check("{{ params.out }}", RUN_ID)
