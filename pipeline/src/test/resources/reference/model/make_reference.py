"""Writes the reference values of the model tests into this folder.

Made with torch 2.7.1, transformers 4.53.3, peft 0.15.2, numpy 1.26.4 on a CPU; the expected values come from float64
arithmetic. Weights are not stored: both sides compute them from a seed (see `uniform`, and ReferenceWeights in Java).

    python make_reference.py
"""

import json
import math
import pathlib

import numpy as np
import torch
from peft import LoraConfig, get_peft_model
from transformers import GPT2Config, GPT2LMHeadModel

HERE = pathlib.Path(__file__).parent
SHAPE = dict(vocab_size=211, n_positions=64, n_embd=64, n_layer=4, n_head=4)
STEPS = 20


def mix(z):
    """The finaliser of SplitMix64."""
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def uniform(seed, count):
    """The first numbers of the counter-based generator, in [0, 1)."""
    golden = np.uint64(0x9E3779B97F4A7C15)
    with np.errstate(over="ignore"):
        start = mix(np.array([seed], dtype=np.uint64) + golden)
        bits = mix(start + (np.arange(count, dtype=np.uint64) + np.uint64(1)) * golden)
    return (bits >> np.uint64(11)).astype(np.float64) * 2.0**-53


def spread(seed, shape, deviation):
    """Uniform values of this standard deviation, rounded to float32."""
    values = (2 * uniform(seed, math.prod(shape)) - 1) * math.sqrt(3) * deviation
    return torch.from_numpy(values.astype(np.float32)).reshape(shape)


def checkpoint_order(layers):
    names = ["wte.weight", "wpe.weight"]
    for layer in range(layers):
        for module in ["ln_1", "attn.c_attn", "attn.c_proj", "ln_2", "mlp.c_fc", "mlp.c_proj"]:
            names += [f"h.{layer}.{module}.weight", f"h.{layer}.{module}.bias"]
    return names + ["ln_f.weight", "ln_f.bias"]


def model(deviation):
    """Biases and gains are random too: GPT-2's own start would hide mistakes in them."""
    config = GPT2Config(
        **SHAPE, bos_token_id=210, eos_token_id=210, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
        attn_implementation="eager")
    gpt2 = GPT2LMHeadModel(config)
    weights = dict(gpt2.transformer.named_parameters())
    with torch.no_grad():
        for index, name in enumerate(checkpoint_order(config.n_layer)):
            gain = name.endswith(("ln_1.weight", "ln_2.weight", "ln_f.weight"))
            weights[name].copy_(spread(index, tuple(weights[name].shape), 0.1 if gain else deviation) + (1.0 if gain else 0.0))
    return gpt2.double().eval()


def token_rows(seed, lengths):
    ids = (uniform(seed, sum(lengths)) * SHAPE["vocab_size"]).astype(np.int64)
    return [part.tolist() for part in np.split(ids, np.cumsum(lengths)[:-1])]


def log_probabilities(gpt2, row):
    with torch.no_grad():
        logits = gpt2(torch.tensor([row])).logits[0]
    scores = torch.log_softmax(logits[:-1], -1)
    return scores.gather(1, torch.tensor(row[1:])[:, None])[:, 0].tolist()


def scoring():
    rows = token_rows(1000, [2, 3, 17, 63, 64])
    return [
        dict(deviation=d, rows=rows, log_probabilities=[log_probabilities(model(d), row) for row in rows])
        for d in (0.02, 0.1)
    ]


def train(gpt2, parameters, groups, rate, weighted):
    """Steps of torch.optim.AdamW with clipping; `weighted` gives rows, weights and denominator of a step."""
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.95), eps=1e-8)
    steps = []
    for step in range(STEPS):
        rows, weights, denominator = weighted(step)
        loss = torch.zeros((), dtype=torch.float64)
        for row, weight in zip(rows, weights):
            scores = torch.log_softmax(gpt2(torch.tensor([row])).logits[0, :-1], -1)
            nll = -scores.gather(1, torch.tensor(row[1:])[:, None])[:, 0]
            loss = loss + (nll * torch.tensor(weight[1:], dtype=torch.float64)).sum() / denominator
        optimizer.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        steps.append(dict(rows=rows, weights=weights, denominator=denominator, loss=loss.item(), grad_norm=norm.item()))
    return steps


def language_modelling(step):
    rows = token_rows(2000 + step, [33, 20])
    return rows, [[1.0] * 33, [1.0] * 20], 51.0


def full_training():
    gpt2 = model(0.1)
    parameters = list(gpt2.parameters())
    groups = [
        dict(params=[p for p in parameters if p.dim() > 1], weight_decay=0.1),
        dict(params=[p for p in parameters if p.dim() == 1], weight_decay=0.0),
    ]
    return train(gpt2, parameters, groups, 1e-3, language_modelling)


def own_and_all(step):
    """L3 with lambda = 0.5: the tokens of the first half of each row are the author's own."""
    rows = token_rows(3000 + step, [33, 20])
    weights = [[1.5 if t < len(row) // 2 else 0.5 for t in range(len(row))] for row in rows]
    own = sum(len(row) // 2 - 1 for row in rows)
    return rows, weights, float(own)


def adapter():
    """Rank 2 on all four layers; A from seeds, B = 0. -> the model, what trains"""
    config = LoraConfig(r=2, lora_alpha=8, target_modules=["c_attn", "c_proj", "c_fc"], fan_in_fan_out=True, task_type="CAUSAL_LM")
    gpt2 = get_peft_model(model(0.1), config).double().eval()
    named = {n: p for n, p in gpt2.named_parameters() if p.requires_grad}
    order = [f"transformer.h.{i}.{m}.lora_{x}" for i in range(SHAPE["n_layer"]) for m in ("attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj") for x in "AB"]
    with torch.no_grad():
        for index, name in enumerate(order):
            value = named[f"base_model.model.{name}.default.weight"]
            value.copy_(spread(500 + index, tuple(value.shape), 0.1) if name.endswith("A") else 0.0)
    return gpt2, list(named.values())


def adapter_training():
    """The trained adapter is written by PEFT."""
    gpt2, parameters = adapter()
    steps = train(gpt2, parameters, [dict(params=parameters, weight_decay=0.01)], 5e-3, own_and_all)
    gpt2.float().save_pretrained(HERE / "peft-adapter")
    (HERE / "peft-adapter" / "README.md").unlink(missing_ok=True)
    rows = token_rows(4000, [40, 11])
    return dict(steps=steps, rows=rows, log_probabilities=[log_probabilities(gpt2.double(), row) for row in rows])


def generation():
    gpt2 = model(0.1)
    cases = []
    for prompt, penalty in [(p, q) for p in token_rows(5000, [1, 7, 30]) for q in (1.0, 1.3)]:
        ids = torch.tensor([prompt])
        out = gpt2.generate(
            ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=24, repetition_penalty=penalty,
            eos_token_id=None, pad_token_id=0)
        cases.append(dict(prompt=prompt, repetition_penalty=penalty, new_tokens=out[0, len(prompt):].tolist()))
    return cases


def saved_model():
    """A folder as transformers writes it, to be read back."""
    torch.manual_seed(1)
    config = GPT2Config(vocab_size=40, n_positions=16, n_embd=16, n_layer=2, n_head=2, bos_token_id=39, eos_token_id=39)
    gpt2 = GPT2LMHeadModel(config).eval()
    gpt2.save_pretrained(HERE / "saved-model")
    row = (uniform(6000, 16) * 40).astype(np.int64).tolist()
    return dict(row=row, log_probabilities=log_probabilities(gpt2.double(), row))


def main():
    reference = dict(
        shape=SHAPE, uniform=uniform(42, 3).tolist(), scoring=scoring(), full_training=full_training(),
        adapter_training=adapter_training(), generation=generation(), saved_model=saved_model())
    (HERE / "expected.json").write_text(json.dumps(reference, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
