/**
 * Who does this text sound like? Two judges that are trained on people's real training messages
 * alone, asked about held-out messages and about imitations.
 *
 * <p>In: {@code messages}, {@code windows} (which session lies in which split), {@code authors},
 * {@code samples}. Out: {@code attribution} (a row per text and judge), {@code attribution_report}
 * (a row per source, length and judge), {@code attribution_training}, {@code detect} (whether a
 * machine tells imitations from people).
 *
 * <p>The judges: the paper's additive attention over the shared model's hidden states (section
 * 3.2), and character n-grams with logistic regression, which knows nothing of GPT-2. A sample that
 * is attributed more often than the person's own held-out messages is a caricature, not a better
 * imitation.
 */
package org.idiolect.evaluate.attribution;
