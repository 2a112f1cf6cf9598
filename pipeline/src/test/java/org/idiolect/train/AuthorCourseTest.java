package org.idiolect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.idiolect.model.Gpt2Config;
import org.idiolect.model.LoraAdapter;
import org.idiolect.model.LoraConfig;
import org.idiolect.model.LoraTarget;
import org.idiolect.model.StepResult;
import org.idiolect.window.Span;
import org.idiolect.window.Split;
import org.idiolect.window.TokenWindow;
import org.junit.jupiter.api.Test;

class AuthorCourseTest {
  private static final int PATIENCE = 2;
  private static final Gpt2Config TINY = new Gpt2Config(64, 32, 32, 2, 2, 63, 1e-5);
  private static final LoraConfig LORA = new LoraConfig(2, 4, List.of(LoraTarget.C_ATTN));

  /** The adapter as it is now: another one after every step. */
  private LoraAdapter current = LoraAdapter.initialize(TINY, LORA, 0);

  private final AuthorCourse course = course();

  @Test
  void itEndsWhenTheOwnValidationLossNoLongerFallsAndKeepsTheBest() {
    measure(3.0);
    step(1);
    measure(2.5);
    LoraAdapter best = current;
    step(2);
    measure(2.5 - 5e-5); // a tie
    assertThat(course.isFinished()).isFalse();
    step(3);
    measure(2.6);

    assertThat(course.isFinished()).isTrue();
    assertThat(course.best()).isSameAs(best);
    assertThat(course.outcome().bestStep()).isEqualTo(1);
    assertThat(course.outcome().bestNats()).isEqualTo(2.5);
    assertThat(course.outcome().startNats()).isEqualTo(3.0);
  }

  @Test
  void aGainStartsThePatienceAnew() {
    measure(3.0);
    step(1);
    measure(3.1);
    step(2);
    measure(2.9);
    step(3);
    measure(2.95);

    assertThat(course.isFinished()).isFalse();
    assertThat(course.outcome().bestStep()).isEqualTo(2);
  }

  @Test
  void whatNeverHelpsIsTheSharedModel() {
    LoraAdapter start = current;
    measure(3.0);
    step(1);
    measure(3.1);
    step(2);
    measure(Double.NaN);

    assertThat(course.isFinished()).isTrue();
    assertThat(course.best()).isSameAs(start);
    assertThat(course.outcome().bestStep()).isZero();
  }

  @Test
  void aLossOrGradientThatIsNotFiniteIsRefusedWithTheStep() {
    measure(3.0);
    step(1);

    assertThatThrownBy(() -> course.stepped(result(Double.NaN, 1)))
        .hasMessageContaining("not finite at step 1");
    assertThatThrownBy(() -> course.stepped(result(2, Double.POSITIVE_INFINITY)))
        .hasMessageContaining("not finite at step 1");
  }

  private void measure(double nats) {
    assertThat(course.isMeasurementDue()).isTrue();
    course.measured(List.of(result(nats, Double.NaN)));
  }

  private void step(int number) {
    course.stepped(result(2, 1));
    current = LoraAdapter.initialize(TINY, LORA, number);
  }

  /** Of 4 tokens. */
  private static StepResult result(double nats, double gradNorm) {
    return new StepResult(nats, gradNorm, 4 * nats, 4, 4 * nats, 4);
  }

  /** Eight epochs of one batch, measured after each. */
  private AuthorCourse course() {
    TrainConfig config =
        new TrainConfig(
            8, 4, 3e-3, 0.1, 0, 0, 0.9, 0.95, 1, 0, Objective.L2, 0, 1, 8, PATIENCE, 0, 1);
    AuthorExamples examples = new AuthorExamples("ann", LORA);
    examples.add(window(Split.TRAIN));
    examples.add(window(Split.VALIDATION));
    CourseLog log = new CourseLog("ann", new ProgressBoard());
    return new AuthorCourse(examples, config, log, current, () -> current);
  }

  private static TokenWindow window(Split split) {
    int[] tokenIds = {63, 2, 3, 7, 7, 7, 7, 4};
    Span span = new Span("ann", "m", 1, 3, tokenIds.length, 1, 4);
    return new TokenWindow(split.label(), "talk", "s", split, 0, tokenIds, List.of(span), 1);
  }
}
