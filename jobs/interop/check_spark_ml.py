"""The Spark ML stages from PySpark: fits, saves, loads and transforms a pipeline through the gateway.

Its scores are held against those that the Java test of the same example expects; then everybody
of a run answers with the run's own adapters.

usage: check_spark_ml.py OUT DEMO RUN_ID      OUT gets the pipeline, DEMO holds the run
"""

import csv
import os
import shutil
import sys
from pathlib import Path

from launcher import ROOT, Checks, table_folder

from pyspark.sql import DataFrame, SparkSession, functions as f

DATA = ROOT / "pipeline" / "src" / "test" / "resources" / "org" / "idiolect" / "ml"
MODEL = str(ROOT / "data-samples" / "model")
TARGET = ROOT / "jobs" / "target"

# CPUs differ in the last bits, which training enlarges; as in the Java test.
TRAINED_NATS = 1e-2


def main(out, demo, run_id):
    out = Path(out).absolute()
    shutil.rmtree(out, ignore_errors=True)
    checks = Checks()
    spark = session()
    messages = (spark.read.option("header", True)
                .schema("conversation string, sent_at timestamp, author string, text string")
                .csv(str(DATA / "messages.csv")))
    fit_and_save(spark, messages, str(out / "pipeline"))
    check_scores(checks, load_and_score(spark, messages, str(out / "pipeline")))
    check_replies(checks, spark, out)
    check_run(checks, spark, Path(demo).absolute(), run_id)
    check_refusal(checks, spark, messages)
    spark.stop()
    checks.exit()


def session():
    os.environ["OPT_OUT_TRACKING"] = "true"
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    jars = [TARGET / "idiolect.jar", *sorted((TARGET / "native").glob("*.jar"))]
    options = "-Dai.djl.offline=true -Dai.djl.pytorch.graph_optimizer=false"
    return (SparkSession.builder.master("local[2]").appName("spark-ml")
            .config("spark.jars", ",".join(map(str, jars)))
            .config("spark.driver.extraJavaOptions", options)
            .config("spark.driver.memory", "2g")
            .config("spark.ui.enabled", False)
            .config("spark.ui.showConsoleProgress", False)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate())


def fit_and_save(spark, messages, path):
    jvm = spark._jvm
    styles = (jvm.org.idiolect.ml.StyleEstimator()
              .setModelUrl(MODEL)
              .setBatchSize(1)
              .setMinimumMessages(20)
              .setOutputCol("score"))
    stages = spark._sc._gateway.new_array(jvm.org.apache.spark.ml.PipelineStage, 1)
    stages[0] = styles
    jvm.org.apache.spark.ml.Pipeline().setStages(stages).fit(messages._jdf).save(path)


def load_and_score(spark, messages, path):
    loaded = spark._jvm.org.apache.spark.ml.PipelineModel.load(path)
    scored = DataFrame(loaded.transform(messages._jdf), spark)
    nats = f.sum("score.nll_nats") / f.sum("score.tokens")
    return {row["author"]: row["nats"]
            for row in scored.groupBy("author").agg(nats.alias("nats")).collect()}


def check_scores(checks, scores):
    with open(DATA / "expected.csv", encoding="utf-8", newline="") as file:
        expected = {row["author"]: float(row["nats"]) for row in csv.DictReader(file)}
    checks.that("the authors of the Java example", scores.keys() == expected.keys())
    for author, nats in scores.items():
        checks.at_most(f"nats per token of {author}, {nats:.6f}, beside the Java example",
                       abs(nats - expected[author]), TRAINED_NATS)


def check_replies(checks, spark, out):
    adapters = next((out / "pipeline" / "stages").glob("0_*/adapters"))
    generator = (spark._jvm.org.idiolect.ml.TextGenerator()
                 .setModelUrl(MODEL)
                 .setAdapters(str(adapters))
                 .setInputCol("prompt")
                 .setAuthorCol("author")
                 .setOutputCol("reply")
                 .setMaxNewTokens(12)
                 .setSeed(7))
    prompts = spark.createDataFrame([("mim", "are you coming?"), ("rocco", "are you coming?")],
                                    "author string, prompt string")
    replies = {row["author"]: row["reply"]
               for row in DataFrame(generator.transform(prompts._jdf), spark).collect()}
    checks.that("everybody answers, each in another way",
                len(set(replies.values())) == 2 and all(replies.values()))
    checks.that("the one who shouts, shouts", "!" in replies["rocco"])


def check_run(checks, spark, out, run_id):
    adapters = str(table_folder(out, "adapters", run_id))
    prompts = (spark.read.parquet(adapters)
               .select("author_id", f.lit("are you coming tonight?").alias("prompt")))
    generator = (spark._jvm.org.idiolect.ml.TextGenerator()
                 .setModelUrl(str(out / "runs" / run_id / "models" / "shared"))
                 .setAdapters(adapters)
                 .setInputCol("prompt")
                 .setAuthorCol("author_id")
                 .setOutputCol("reply"))
    replies = DataFrame(generator.transform(prompts._jdf), spark).collect()
    checks.that(f"{len(replies)} people of the run {run_id} answer",
                len(replies) == prompts.count() > 0 and all(row["reply"] for row in replies))


def check_refusal(checks, spark, messages):
    scorer = spark._jvm.org.idiolect.ml.NllScorer().setModelUrl(MODEL)
    try:
        scorer.setInputCol("txt").setOutputCol("score").transform(messages._jdf)
        refused = ""
    except Exception as e:
        refused = str(e)
    checks.that("a column that is not there is named", "names the column 'txt'" in refused)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
