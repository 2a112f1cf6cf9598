/**
 * Fine-tunes the shared model, then one LoRA adapter per eligible author, inside Spark tasks.
 *
 * <p><b>Input tables</b>: {@code windows} (train and validation), {@code authors}. <b>Output
 * tables</b>: {@code training} ({@link org.idiolect.train.TrainingRow}), {@code adapters} ({@link
 * org.idiolect.train.AdapterRow}); and the model folder {@code models/shared}.
 *
 * <p>The order of the data depends on the seed alone: examples are sorted by id before they are
 * shuffled, so partitions, executors and file order change nothing. The best checkpoint on the
 * validation split is what is kept; the shared model itself is the start of every author, so an
 * adapter that never helps is the shared model.
 *
 * <p>Objectives are the paper's (Radford et al. 2018, section 3.2): L1 = language modelling over
 * all tokens, L2 = the author's own tokens given what came before, L3 = (sum over own + lambda x
 * sum over all) / number of own tokens.
 */
package org.idiolect.train;
