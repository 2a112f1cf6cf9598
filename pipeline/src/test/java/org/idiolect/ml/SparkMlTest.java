package org.idiolect.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.idiolect.SparkExtension;
import org.idiolect.model.ComputeConfig;
import org.idiolect.model.Gpt2Model;
import org.idiolect.model.Gpt2Weights;
import org.idiolect.model.Precision;
import org.idiolect.tokenize.ChatTokenizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the README, and what they promise. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparkMlTest {
  private static final Path DATA = Path.of("src/test/resources/org/idiolect/ml");
  private static final String MODEL = "../data-samples/model";

  /** CPUs differ in the last bits, which 3 epochs of training enlarge. */
  private static final double TRAINED_NATS = 1e-2;

  /** A batch pads and sums in another order. */
  private static final double ROUNDING_NATS = 1e-3;

  @TempDir static Path folder;

  private Dataset<Row> messages;
  private String saved;

  /** Example 1: fit, save, load. */
  @BeforeAll
  void fitAndSave(SparkSession spark) throws IOException {
    messages =
        spark
            .read()
            .option("header", true)
            .schema("conversation string, sent_at timestamp, author string, text string")
            .csv(DATA.resolve("messages.csv").toString());
    PipelineModel fitted = new Pipeline().setStages(new PipelineStage[] {styles()}).fit(messages);
    saved = folder.resolve("pipeline").toString();
    fitted.save(saved);
  }

  @Test
  void aSavedPipelineScoresEverybodyUnderTheOwnAdapter(SparkSession spark) {
    PipelineModel loaded = PipelineModel.load(saved);
    Map<String, Double> own = natsByAuthor(loaded.transform(messages));
    Map<String, Double> base = natsByAuthor(scorer().transform(messages));

    Map<String, Double> expected = new TreeMap<>();
    spark
        .read()
        .option("header", true)
        .schema("author string, nats double")
        .csv(DATA.resolve("expected.csv").toString())
        .collectAsList()
        .forEach(row -> expected.put(row.getString(0), row.getDouble(1)));
    assertThat(own).containsOnlyKeys("mim", "rocco");
    expected.forEach(
        (author, nats) -> assertThat(own.get(author)).isCloseTo(nats, within(TRAINED_NATS)));
    own.forEach((author, nats) -> assertThat(nats).isLessThan(0.8 * base.get(author)));
  }

  @Test
  void fittingAgainGivesTheSameAdapters() {
    Dataset<Row> again = styles().fit(messages.repartition(5)).adapters();

    assertThat(column(again, "sha256")).isEqualTo(column(styleModel().adapters(), "sha256"));
    assertThat(column(again, "status")).containsOnly("trained", "trained");
  }

  /** Example 2: answers by the adapters of example 1. */
  @Test
  void aSavedGeneratorAnswersTheSameInAnyPartitionAndBatch(SparkSession spark) throws IOException {
    Dataset<Row> prompts =
        spark.sql(
            "select * from values ('mim', 'are you coming?'), ('rocco', 'are you coming?'),"
                + " ('nobody', 'tea?'), (null, 'tea?'), ('mim', null) as t(author, prompt)");
    TextGenerator generator =
        new TextGenerator()
            .setModelUrl(MODEL)
            .setAdapters(adapters())
            .setInputCol("prompt")
            .setAuthorCol("author")
            .setOutputCol("reply")
            .setMaxNewTokens(12)
            .setSeed(7);
    List<String> replies = lines(generator.transform(prompts));

    TextGenerator loaded = savedAndLoaded(generator).setBatchSize(1);
    assertThat(lines(loaded.transform(prompts.repartition(4)))).isEqualTo(replies);
    assertThat(replies).hasSize(5).contains("mim|null|null");
    assertThat(lines(generator.copy(generator.extractParamMap()).setSeed(8).transform(prompts)))
        .isNotEqualTo(replies);
    String byRocco = replies.stream().filter(line -> line.startsWith("rocco")).findFirst().get();
    assertThat(byRocco).contains("!");
  }

  @Test
  void withoutAdaptersEverybodyIsTheModelAsItIs(SparkSession spark) {
    Dataset<Row> rows = messages.limit(4).withColumn("stranger", col("conversation"));
    Transformer model = scorer().setOutputCol("score");
    Transformer strangers =
        scorer().setAuthorCol("stranger").setAdapters(adapters()).setOutputCol("score");

    assertThat(natsByAuthor(strangers.transform(rows)))
        .allSatisfy(
            (author, nats) ->
                assertThat(nats)
                    .isCloseTo(
                        natsByAuthor(model.transform(rows)).get(author), within(ROUNDING_NATS)));
  }

  @Test
  void aScoreIsTheSumOverTheTextBehindTheHeader(SparkSession spark) {
    String text = "soup at noon, then the long train home";
    Dataset<Row> row = spark.sql("select '" + text + "' as text, null as other");
    ChatTokenizer tokenizer = ChatTokenizer.read(Path.of(MODEL));
    int[] header = tokenizer.encode("2026-01-05\nA 12:00:");
    int[] content = tokenizer.encode(" " + text);
    int[] ids = new int[header.length + content.length + 2];
    ids[0] = tokenizer.endOfText();
    System.arraycopy(header, 0, ids, 1, header.length);
    System.arraycopy(content, 0, ids, 1 + header.length, content.length);
    ids[ids.length - 1] = tokenizer.encode("\n")[0];
    double expected = 0;
    ComputeConfig compute = new ComputeConfig("cpu", Precision.FLOAT32, 1);
    try (Gpt2Model model = Gpt2Model.load(Gpt2Weights.read(Path.of(MODEL)), compute)) {
      float[] all = model.logProbabilities(new int[][] {ids})[0];
      for (int t = header.length; t < all.length; t++) {
        expected -= all[t];
      }
    }

    Row score = scorer().transform(row).first().getAs("score");

    assertThat(score.<Double>getAs("nll_nats")).isCloseTo(expected, within(ROUNDING_NATS));
    assertThat(score.<Integer>getAs("tokens")).isEqualTo(content.length + 1);
    assertThat(score.<Integer>getAs("words")).isEqualTo(8);
    assertThat(score.<Integer>getAs("bytes")).isEqualTo(text.length());
  }

  @Test
  void aMessageLongerThanTheContextIsScoredWhole(SparkSession spark) {
    String text = "soup and bread and tea ".repeat(400);
    Row score =
        scorer().transform(spark.sql("select '" + text + "' as text")).first().getAs("score");

    int tokens = ChatTokenizer.read(Path.of(MODEL)).encode(" " + text).length + 1;
    assertThat(tokens).isGreaterThan(1024);
    assertThat(score.<Integer>getAs("tokens")).isEqualTo(tokens);
    assertThat(score.<Integer>getAs("words")).isEqualTo(2000);
  }

  @Test
  void aWrongColumnOrSettingIsNamedBeforeAnythingRuns(SparkSession spark) {
    assertRefused(scorer().setInputCol("txt"), "inputCol names the column 'txt'", "text");
    assertRefused(scorer().setInputCol("sent_at"), "'sent_at'", "type string", "is timestamp");
    assertRefused(scorer().setOutputCol("text"), "already a column 'text'", "another outputCol");
    assertRefused(scorer().setAdapters(adapters()), "needs setAuthorCol");
    assertRefused(scorer().setSentAt("noon"), "sentAt must be a time", "'noon'");
    assertRefused(new NllScorer().setInputCol("text"), "needs setOutputCol");
    assertRefused(new NllScorer().setInputCol("text").setOutputCol("s"), "needs setModelUrl");
    assertRefused(scorer().setModelUrl("djl://a/b"), "file: URL", "djl://a/b");
    assertRefused(scorer().setModelUrl("/no/model"), "/no/model", "config.json");
    assertRefused(scorer().setDevice("tpu"), "device must be", "tpu");
    assertThatThrownBy(() -> scorer().setEngine("MXNet")).hasMessageContaining("engine");
    assertThatThrownBy(() -> scorer().setBatchSize(0)).hasMessageContaining("batchSize");
    assertThatThrownBy(
            () -> new StyleEstimator().setModelUrl(MODEL).setOutputCol("score").fit(messages))
        .hasMessageContaining("no author has 200 training messages");
  }

  @Test
  void adaptersOfAnotherModelAreRefusedWithBothHashes(SparkSession spark) {
    Dataset<Row> foreign =
        spark.read().parquet(adapters()).withColumn("base_sha256", lit("0123abc"));
    String path = folder.resolve("foreign").toString();
    foreign.write().parquet(path);

    assertThatThrownBy(
            () -> scorer().setAuthorCol("author").setAdapters(path).transform(messages).count())
        .hasStackTraceContaining("0123abc");
  }

  private void assertRefused(Transformer stage, String... parts) {
    assertThatThrownBy(() -> stage.transform(messages))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }

  private static StyleEstimator styles() {
    return new StyleEstimator()
        .setModelUrl(MODEL)
        .setBatchSize(1)
        .setMinimumMessages(20)
        .setOutputCol("score");
  }

  private static NllScorer scorer() {
    return new NllScorer().setModelUrl(MODEL).setInputCol("text").setOutputCol("score");
  }

  private StyleModel styleModel() {
    return (StyleModel) PipelineModel.load(saved).stages()[0];
  }

  private String adapters() {
    String name = styleModel().uid();
    return Path.of(saved, "stages", "0_" + name, "adapters").toString();
  }

  private TextGenerator savedAndLoaded(TextGenerator generator) throws IOException {
    String path = folder.resolve("generator").toString();
    generator.save(path);
    return TextGenerator.load(path);
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .map(row -> row.get(0) + "|" + row.get(1) + "|" + row.get(2))
        .sorted()
        .toList();
  }

  private static List<Object> column(Dataset<Row> adapters, String name) {
    return Arrays.asList(
        adapters.orderBy("author_id").collectAsList().stream()
            .map(row -> row.getAs(name))
            .toArray());
  }

  private static Map<String, Double> natsByAuthor(Dataset<Row> scored) {
    Map<String, Double> nats = new TreeMap<>();
    scored
        .groupBy("author")
        .agg(sum("score.nll_nats"), sum("score.tokens"))
        .collectAsList()
        .forEach(row -> nats.put(row.getString(0), row.getDouble(1) / row.getLong(2)));
    return nats;
  }
}
