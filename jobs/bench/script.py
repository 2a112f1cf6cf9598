"""Times the model script as PyTorch runs it without Java, on a CPU or a card.

The archive is the one that the engine loads: `idiolect bench script --to DIR` writes DIR/gpt2.pt.
Prints a JSON line for each measurement: median tokens/s, and with --peak-tflops the share of them
that the model's own arithmetic makes up (6 N + 12 L C T a token for full training, 4 N + 8 L C T
for adapters, as PaLM counts). Fails when a loss does not fall on the batch that it is trained on.

usage: script.py DIR/gpt2.pt [--device cuda] [--peak-tflops 989]
       script.py DIR/gpt2.pt --shape tiny --tokens 128 --rows 4 --new-tokens 8
"""

import argparse
import json
import statistics
import sys
import time
from typing import NamedTuple

import torch

# Rows of one chunk of the head, as the engine has it.
HEAD_ROWS = 256
RANK = 8
LEARNING_RATE = 1e-3
BFLOAT16 = 15


class Shape(NamedTuple):
    vocabulary: int
    context: int
    channels: int
    layers: int
    heads: int

    def multiplied(self):
        """Weights that meet a matrix multiply; the tied head once."""
        return 12 * self.layers * self.channels**2 + self.vocabulary * self.channels

    def weights(self, device):
        """In the order that transformer.py lays down."""
        c = self.channels
        sizes = [(self.vocabulary, c), (self.context, c)]
        for _ in range(self.layers):
            sizes += [(c,), (c,), (c, 3 * c), (3 * c,), (c, c), (c,)]
            sizes += [(c,), (c,), (c, 4 * c), (4 * c,), (4 * c, c), (c,)]
        sizes += [(c,), (c,)]
        norms = {2 + 12 * layer + i for layer in range(self.layers) for i in (0, 6)}
        norms.add(len(sizes) - 2)
        return [
            torch.ones(size, device=device) if i in norms
            else torch.randn(size, device=device) * 0.02 if len(size) == 2
            else torch.zeros(size, device=device)
            for i, size in enumerate(sizes)]

    def adapters(self, count, device):
        """For c_attn of every layer: A drawn, B zero."""
        c = self.channels
        return [
            t for _ in range(self.layers) for t in (
                torch.randn(count, c, RANK, device=device) * 0.02,
                torch.zeros(count, RANK, 3 * c, device=device))]


SHAPES = {
    "small": Shape(50257, 1024, 768, 12, 12),
    "tiny": Shape(512, 64, 64, 2, 2),
}


class Bench:
    def __init__(self, options):
        self.options = options
        self.device = torch.device(options.device)
        self.shape = SHAPES[options.shape]
        self.script = torch.jit.load(options.archive, map_location=self.device)

    def dims(self, has_adapter, *more):
        places = [0, -1, -1, -1, 2] if has_adapter else [-1, -1, -1, -1, 0]
        return torch.tensor([self.shape.heads, *places, BFLOAT16, HEAD_ROWS, *more])

    def reals(self):
        return torch.tensor(
            [1e-5, 2.0, LEARNING_RATE, 0.9, 0.999, 1e-8, 0.01, 1.0, 1.0, 0.0],
            dtype=torch.float64)

    def batch(self, tokens, adapters):
        """Rows as long as the context; ids, places of the scored tokens, targets, coefficients."""
        length = min(self.shape.context, tokens // adapters)
        rows = tokens // length
        ids = torch.randint(self.shape.vocabulary, (rows, length), device=self.device)
        at = torch.arange(rows * length, device=self.device).view(rows, length)[:, :-1].reshape(-1)
        share = torch.full(at.shape, adapters / at.numel(), device=self.device)
        return length, [ids, at, ids[:, 1:].reshape(-1), share]

    def seconds(self, work):
        """Of each counted repetition; results of all, warm-ups too."""
        results, times = [], []
        for i in range(self.options.warm_ups + self.options.steps):
            start = time.perf_counter()
            results.append(work())
            if self.device.type == "cuda":
                torch.cuda.synchronize()
            if i >= self.options.warm_ups:
                times.append(time.perf_counter() - start)
        return times, results

    def report(self, name, tokens, seconds, flops, **more):
        line = {"bench": name, "device": self.options.device, "tokens": tokens, **more}
        line["tokens_per_second"] = round(tokens / statistics.median(seconds), 1)
        if self.options.peak_tflops:
            peak = self.options.peak_tflops * 1e12
            line["utilisation"] = round(line["tokens_per_second"] * flops / peak, 4)
        print(json.dumps(line), flush=True)

    def trained(self, name, tokens, length, flops, work):
        seconds, results = self.seconds(work)
        losses = [-log_p.double().mean().item() for log_p, _ in results]
        # Written so that a loss that is no number fails too.
        if not losses[-1] < losses[0]:
            sys.exit(f"script.py: {name}: the loss goes from {losses[0]} to {losses[-1]}")
        self.report(name, tokens, seconds, flops, row_tokens=length,
                    first_loss=round(losses[0], 4), last_loss=round(losses[-1], 4))

    def train_full(self, tokens):
        p = self.shape.weights(self.device)
        m, v = ([torch.zeros_like(t) for t in p] for _ in range(2))
        step = torch.zeros((), device=self.device)
        length, batch = self.batch(tokens, 1)
        dims, reals = self.dims(False, 0), self.reals()
        flops = 6 * self.shape.multiplied() + 12 * self.shape.layers * self.shape.channels * length
        self.trained(
            "train-full", tokens, length, flops,
            lambda: self.script.train_weights(p, m, v, step, *batch, dims, reals))

    def train_adapters(self, tokens, count):
        dims, reals = self.dims(True, 0), self.reals()
        p = [w.bfloat16() for w in self.shape.weights(self.device)]
        a = self.shape.adapters(count, self.device)
        m, v = ([torch.zeros_like(t) for t in a] for _ in range(2))
        step = torch.zeros(count, device=self.device)
        rates = torch.full((count,), LEARNING_RATE, dtype=torch.float64, device=self.device)
        length, batch = self.batch(tokens, count)
        flops = 4 * self.shape.multiplied() + 8 * self.shape.layers * self.shape.channels * length
        self.trained(
            f"train-adapters-{count}", tokens, length, flops,
            lambda: self.script.train_adapters(p, a, m, v, step, *batch, rates, dims, reals))

    def generate(self, rows):
        new = self.options.new_tokens
        dims = self.dims(False, rows)
        p = [w.bfloat16() for w in self.shape.weights(self.device)]
        prompt = min(32, self.shape.context - new)
        ids = torch.randint(self.shape.vocabulary, (rows, prompt), device=self.device)
        whole = [torch.full((rows,), n, device=self.device) for n in (prompt, new)]
        uniforms = torch.rand(rows, new, dtype=torch.float64, device=self.device)
        group = torch.zeros(rows, dtype=torch.int64, device=self.device)
        unread = [torch.zeros(1, device=self.device)]
        sampling = torch.tensor([1.0, 50.0, 1.0, 1.0, -1.0], dtype=torch.float64)
        seconds, _ = self.seconds(lambda: self.script.generate(
            p, unread, group, ids, *whole, uniforms, dims, self.reals(), sampling))
        self.report("generate", rows * new, seconds, 2 * self.shape.multiplied(), rows=rows)


def numbers(text):
    return [int(part) for part in text.split(",")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--shape", choices=SHAPES, default="small")
    parser.add_argument("--tokens", type=numbers, default=[2048, 8192, 16384, 32768],
                        help="of a training step")
    parser.add_argument("--adapters", type=numbers, default=[1, 8, 32])
    parser.add_argument("--rows", type=numbers, default=[64, 128, 256, 512])
    parser.add_argument("--new-tokens", type=int, default=64)
    parser.add_argument("--warm-ups", type=int, default=3)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--peak-tflops", type=float, help="of the card, bfloat16, dense")
    options = parser.parse_args()
    torch.manual_seed(1)
    bench = Bench(options)
    # The graph optimiser gives wrong gradients from the third call on; the engine turns it off too.
    with torch.jit.optimized_execution(False):
        for tokens in options.tokens:
            bench.train_full(tokens)
            for count in options.adapters:
                bench.train_adapters(tokens, count)
        for rows in options.rows:
            bench.generate(rows)


if __name__ == "__main__":
    main()
