"""Writes dropout.json: steps of training with counter-based dropout, in plain PyTorch, float64 (versions as make_reference.py).

The masks are computed here a second time, from the definition in transformer.py.

    python make_dropout.py
"""

import json

import numpy as np
import torch
from make_reference import HERE, SHAPE, language_modelling, mix as split_mix, model

RATE, SEED, STEPS, LEARNING_RATE = 0.3, 7, 8, 1e-3
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
EXAMPLES = [11, 4]


def bits(seed, position):
    with np.errstate(over="ignore"):
        start = split_mix(np.array([seed], dtype=np.uint64) + GOLDEN)
        return split_mix(start + (np.uint64(position) + np.uint64(1)) * GOLDEN)[0]


def mix(z):
    with np.errstate(over="ignore"):
        for _ in range(2):
            z = (z ^ (z >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    return z ^ (z >> np.uint64(32))


def kept(key, site, tokens, channels):
    with np.errstate(over="ignore"):
        place = mix(np.arange(tokens, dtype=np.uint64) + np.uint64(site << 20))
        token = (mix(key + place) | np.uint64(1)).astype(np.uint32)
        channel = (mix(np.arange(1, channels + 1, dtype=np.uint64)) | np.uint64(1)).astype(np.uint32)
        product = (token[:, None] * channel[None, :]).view(np.int32)
    return torch.from_numpy(product.astype(np.int64) >= int(RATE * 2**32) - 2**31)


class Masked(torch.nn.Module):
    """Stands where transformers has a dropout; drops when there is a key."""

    key = None

    def __init__(self, site):
        super().__init__()
        self.site = site

    def forward(self, x):
        if Masked.key is None:
            return x
        return x * kept(Masked.key, self.site, x.shape[1], x.shape[2]) / (1 - RATE)


def main():
    gpt2 = model(0.1)
    gpt2.transformer.drop = Masked(0)
    for layer, block in enumerate(gpt2.transformer.h):
        block.attn.resid_dropout = Masked(2 * layer + 1)
        block.mlp.dropout = Masked(2 * layer + 2)
    parameters = list(gpt2.parameters())
    groups = [
        dict(params=[p for p in parameters if p.dim() > 1], weight_decay=0.1),
        dict(params=[p for p in parameters if p.dim() == 1], weight_decay=0.0),
    ]
    optimizer = torch.optim.AdamW(groups, lr=LEARNING_RATE, betas=(0.9, 0.95), eps=1e-8)
    steps = []
    for step in range(STEPS):
        rows, weights, denominator = language_modelling(step)
        loss = torch.zeros((), dtype=torch.float64)
        for example, row, weight in zip(EXAMPLES, rows, weights):
            Masked.key = bits(bits(SEED, step), example)
            scores = torch.log_softmax(gpt2(torch.tensor([row[:-1]])).logits[0], -1)
            loss = loss - scores.gather(1, torch.tensor(row[1:])[:, None]).sum() / denominator
        optimizer.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        steps.append(dict(rows=rows, weights=weights, denominator=denominator, loss=loss.item(), grad_norm=norm.item()))
    case = dict(rate=RATE, seed=SEED, examples=EXAMPLES, steps=steps)
    (HERE / "dropout.json").write_text(json.dumps(case, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
