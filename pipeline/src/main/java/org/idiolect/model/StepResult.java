package org.idiolect.model;

/**
 * What one batch cost, before the step changed the weights.
 *
 * @param lossNats sum(weight x NLL) / denominator
 * @param gradNorm over all gradients, before clipping; NaN when only evaluated
 * @param sumAllNll nats, over all tokens whose weight is not 0
 * @param allTokens how many those are
 * @param sumOwnNll nats, over those of them that are the author's own
 * @param ownTokens how many those are
 */
public record StepResult(
    double lossNats,
    double gradNorm,
    double sumAllNll,
    long allTokens,
    double sumOwnNll,
    long ownTokens) {

  /** Both together, parts of one batch. */
  StepResult plus(StepResult other) {
    return new StepResult(
        lossNats + other.lossNats,
        gradNorm,
        sumAllNll + other.sumAllNll,
        allTokens + other.allTokens,
        sumOwnNll + other.sumOwnNll,
        ownTokens + other.ownTokens);
  }

  StepResult withGradNorm(double norm) {
    return new StepResult(lossNats, norm, sumAllNll, allTokens, sumOwnNll, ownTokens);
  }
}
