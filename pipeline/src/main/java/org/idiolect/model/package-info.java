/**
 * GPT-2 itself: architecture, weights, adapters, training steps, scoring and sampling. No Spark in
 * here.
 *
 * <p>The model is TorchScript text in this package's resources ({@code transformer.py}, {@code
 * loss.py}, {@code train.py}), which DJL's PyTorch engine runs; Java holds the weights and decides
 * what is computed. One call of the script is one training step, or one scored batch: nothing
 * crosses the border but weights, token ids and results.
 *
 * <p>Weights are read from and written to Hugging Face folders ({@link
 * org.idiolect.model.Gpt2Weights}), and are trained by a {@link org.idiolect.model.Trainer} or used
 * by a {@link org.idiolect.model.Gpt2Model}.
 *
 * <p>Axes, here and in the script: <b>B</b> batch size, <b>T</b> tokens in a block, <b>C</b>
 * channels, <b>H</b> heads, <b>D</b> head size (C / H), <b>V</b> vocabulary size, <b>L</b> layers,
 * <b>G</b> groups of rows that share an adapter, <b>r</b> rank, <b>N</b> scored tokens. Losses are
 * in nats.
 */
package org.idiolect.model;
