"""Holds `score` and `train-steps` against transformers and torch on random weights, fp32.

usage: check_scores.py
"""

import random
import tempfile
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from transformers import GPT2Config, GPT2LMHeadModel

from launcher import Checks, idiolect, read_lines, score, write_lines
from reference_models import largest_difference

VOCABULARY = 512
END_OF_TEXT = VOCABULARY - 1
STEPS = 10
LEARNING_RATE, BETAS, WEIGHT_DECAY, CLIP = 1e-3, (0.9, 0.95), 0.1, 1.0


def main():
    torch.set_num_threads(1)
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        check_log_probabilities(checks, Path(folder), spread=0.02, limit=1e-5)
        check_log_probabilities(checks, Path(folder), spread=0.1, limit=3e-5)
        check_peft_adapter(checks, Path(folder))
        check_steps(checks, Path(folder))
    checks.exit()


def random_model(folder, spread):
    """Saves a GPT-2 of four layers whose weights have the given standard deviation."""
    torch.manual_seed(7)
    config = GPT2Config(
        vocab_size=VOCABULARY, n_positions=64, n_embd=96, n_layer=4, n_head=4,
        initializer_range=spread, bos_token_id=END_OF_TEXT, eos_token_id=END_OF_TEXT,
        resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0, attn_implementation="eager")
    model = GPT2LMHeadModel(config)
    model.save_pretrained(folder)
    return model.eval()


def random_ids(length, seed):
    return random.Random(seed).choices(range(VOCABULARY), k=length)


def sequences():
    """Short ones, one that fills the context, and one that needs five windows."""
    return [{"token_ids": random_ids(length, length)} for length in (1, 2, 17, 40, 63, 64, 150)]


def check_log_probabilities(checks, folder, spread, limit):
    base = folder / f"random-{spread}"
    model = random_model(base, spread)
    scored = score(folder, sequences(), base)
    checks.at_most(f"score beside transformers, weights of std {spread}, nats per token",
                   largest_difference(model, END_OF_TEXT, scored), limit)


def check_peft_adapter(checks, folder):
    """An adapter that PEFT wrote loads here; B is random, since PEFT's zeros would prove nothing."""
    base = folder / "random-0.02"
    torch.manual_seed(8)
    lora = LoraConfig(r=4, lora_alpha=8, target_modules=["c_attn", "c_proj", "c_fc"],
                      fan_in_fan_out=True, task_type="CAUSAL_LM")
    tuned = get_peft_model(GPT2LMHeadModel.from_pretrained(base, attn_implementation="eager"), lora)
    for name, parameter in tuned.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(parameter, std=0.1)
    tuned.save_pretrained(folder / "adapter")
    tuned.eval()
    scored = score(folder, sequences(), base, folder / "adapter")
    checks.at_most("score with an adapter made by PEFT, nats per token",
                   largest_difference(tuned, END_OF_TEXT, scored), 1e-4)


def check_steps(checks, folder):
    """Ten AdamW steps with clipping: loss and gradient norm of each."""
    base = folder / "random-0.02"
    batches = [[random_ids(32, 100 * step + row) for row in range(4)] for step in range(STEPS)]
    ours = our_steps(folder, base, batches)
    theirs = torch_steps(base, batches)
    for name in ("loss", "grad_norm"):
        worst = max(abs(a[name] - b[name]) / b[name] for a, b in zip(ours, theirs, strict=True))
        checks.at_most(f"{name} over {STEPS} AdamW steps beside torch, relative", worst, 1e-5)


def our_steps(folder, base, batches):
    source, target = folder / "batches.jsonl", folder / "losses.jsonl"
    write_lines(source, [{"token_ids": batch} for batch in batches])
    idiolect("train-steps", "--base-model", base, "--input", source, "--to", target,
             "--threads", 1, "--learning-rate", LEARNING_RATE,
             "--betas", ",".join(map(str, BETAS)), "--weight-decay", WEIGHT_DECAY,
             "--clip", CLIP, "--no-dropout")
    return read_lines(target)


def torch_steps(base, batches):
    model = GPT2LMHeadModel.from_pretrained(base, attn_implementation="eager").train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, betas=BETAS, eps=1e-8,
                                  weight_decay=WEIGHT_DECAY)
    results = []
    for batch in batches:
        ids = torch.tensor(batch)
        loss = model(input_ids=ids, labels=ids).loss
        optimizer.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimizer.step()
        results.append({"loss": loss.item(), "grad_norm": norm.item()})
    return results


if __name__ == "__main__":
    main()
