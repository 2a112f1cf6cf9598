/**
 * Turns text into GPT-2's token ids and back, and does nothing else.
 *
 * <p><i>Input</i>: the text of one message or header. <i>Output</i>: its ids.
 *
 * <p>Byte-pair encoding after Sennrich, Haddow and Birch (2016, arXiv:1508.07909) over bytes, with
 * the pieces and merges that GPT-2 was published with (Radford et al. 2019, section 2.2). The
 * merging itself is jtokkit's, which gives the same ids as Hugging Face's and OpenAI's encoders.
 *
 * <p>Promises: no text is ever read as a special token, so that a message which says {@code
 * <|endoftext|>} is text like any other; {@code decode(encode(x))} is {@code x} for every
 * well-formed {@code x}.
 */
package org.idiolect.tokenize;
