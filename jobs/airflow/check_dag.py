"""Renders every templated field of the DAG for one date and compares the command lines with
arguments.json, which a JUnit test parses with the real command line.

usage: check_dag.py DAG_FILE [--write]
"""

import json
import sys
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace

ARGUMENTS = Path(__file__).with_name("arguments.json")
DATE = datetime(2026, 3, 14, 1, 30, tzinfo=timezone.utc)


def load(dag_file):
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(dag_folder=dag_file)
    if bag.import_errors:
        sys.exit("\n".join(bag.import_errors.values()))
    if list(bag.dags) != ["idiolect"]:
        sys.exit(f"the file defines {list(bag.dags)} instead of one DAG")
    return bag.dags["idiolect"]


def render(dag):
    """Renders each task as a worker does, and returns the tasks by name, in order."""
    dag.params["home"] = "/opt/idiolect"
    dag.params["config"] = "/opt/idiolect/conf/idiolect.conf"
    dag.params["profile"] = "/opt/idiolect/conf/spark-standalone.conf"
    params = dag.params.validate()
    context = {"params": params, "dag_run": SimpleNamespace(logical_date=DATE, run_after=DATE)}
    tasks = {}
    for name in [*(task.task_id for task in dag.topological_sort())]:
        task = dag.get_task(name)
        task.render_template_fields(context)
        for field in task.template_fields:
            if "{{" in str(getattr(task, field, "")):
                sys.exit(f"{name}.{field} is not rendered: {getattr(task, field)}")
        tasks[name] = task
    return tasks


def command_lines(tasks):
    submitted = {name: task for name, task in tasks.items() if name != "check"}
    classes = {task._java_class if hasattr(task, "_java_class") else task.java_class
               for task in submitted.values()}
    if len(classes) != 1:
        sys.exit(f"the tasks submit different classes: {classes}")
    return {"java_class": classes.pop(),
            "tasks": {name: task.application_args for name, task in submitted.items()}}


def main():
    dag = load(sys.argv[1])
    tasks = render(dag)
    pools = {task.pool for name, task in tasks.items() if name != "check"}
    if pools != {"idiolect"}:
        sys.exit(f"the stages use the pools {pools}")
    if tasks["check"].retries != 0 or tasks["check"].upstream_task_ids != {"report"}:
        sys.exit("the check must come last, and must not be tried again")
    rendered = json.dumps(command_lines(tasks), indent=2) + "\n"
    if "--write" in sys.argv:
        ARGUMENTS.write_text(rendered)
    elif ARGUMENTS.read_text() != rendered:
        sys.exit(f"the DAG renders other command lines than {ARGUMENTS.name} has; look at them, then"
                 f" write them with --write:\n{rendered}")
    print(f"{len(tasks)} tasks, every templated field rendered")


main()
