/**
 * Scores held-out messages under four models and compares how people really write with how the
 * samples write.
 *
 * <p><i>Input tables</i>: {@code windows}, {@code adapters}, {@code messages}, {@code samples},
 * {@code transcripts}. <i>Output tables</i>:
 *
 * <ul>
 *   <li>{@code message_nll} ({@link org.idiolect.evaluate.MessageNll}): one message under one model
 *   <li>{@code perplexity} ({@link org.idiolect.evaluate.SessionNll}): the same, summed per session
 *   <li>{@code perplexity_by_author} ({@link org.idiolect.evaluate.AuthorPerplexity}): the three
 *       perplexities with intervals, per author and pooled
 *   <li>{@code comparisons} ({@link org.idiolect.evaluate.Comparison}): paired differences of
 *       models
 *   <li>{@code style} ({@link org.idiolect.evaluate.StyleProfile}): surface habits, real and
 *       generated
 *   <li>{@code memorization} ({@link org.idiolect.evaluate.Memorization}): training text that
 *       stands in held-out messages and in imitations
 *   <li>{@code questions} ({@link org.idiolect.evaluate.QuestionAnswer}): greedy answers to
 *       zero-shot questions, with their probability
 *   <li>{@code learning_curve} ({@link org.idiolect.evaluate.LearningCurvePoint}): a person's
 *       held-out messages under adapters that saw fewer of the training messages; by a command of
 *       its own
 *   <li>{@code transcript_validity} ({@link org.idiolect.evaluate.TranscriptValidity}): what could
 *       be read of each continued conversation
 *   <li>{@code transcript_report} ({@link org.idiolect.evaluate.TranscriptReport}): the same of
 *       all, beside people
 * </ul>
 *
 * <p>Invariants: every held-out message is scored exactly once under a model; every number is a
 * ratio of sums, never a mean of means; intervals resample sessions, because messages of one
 * session resemble each other; sums are exact, so the number of partitions changes no digit.
 *
 * <p>The four models answer two questions. Does an own adapter help (own against shared)? And is it
 * the person that helps, not just more training on chats (own against swapped: the adapter of
 * somebody else)?
 */
package org.idiolect.evaluate;
