/**
 * GPT-2 itself: architecture, weights, adapters, training steps, scoring and sampling. No Spark in
 * here.
 *
 * <p>The model is TorchScript text in this package's resources, one file per concern ({@code
 * transformer.py}, {@code loss.py}, {@code train.py}, {@code adapters.py}, {@code generate.py}),
 * which DJL's PyTorch engine runs. Java holds the weights and decides what is computed: one call of
 * the script is one training step, one scored batch or one batch of texts, and nothing crosses the
 * border but weights, token ids and results.
 *
 * <p>{@link org.idiolect.model.Gpt2Weights} and {@link org.idiolect.model.LoraAdapter} are values
 * on the heap, read and written as Hugging Face and PEFT files. {@link
 * org.idiolect.model.Gpt2Model} scores and writes with frozen weights; a {@link
 * org.idiolect.model.Trainer} changes all weights or one adapter, and owns its native memory until
 * it is closed.
 *
 * <p>Axes, here and in the script: <b>B</b> batch size, <b>T</b> tokens in a block, <b>C</b>
 * channels, <b>H</b> heads, <b>D</b> head size (C / H), <b>V</b> vocabulary size, <b>L</b> layers,
 * <b>G</b> groups of rows that share an adapter, <b>r</b> rank, <b>N</b> scored tokens. Losses are
 * in nats.
 */
package org.idiolect.model;
