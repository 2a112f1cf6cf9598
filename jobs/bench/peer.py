"""The other side of `idiolect bench`: the same work with transformers, PEFT and tokenizers.

Loads, says {"ready": true}, then does one repetition for every line of standard input and answers
{"seconds", "tokens", "losses", "peak_rss_mb"}. Each library runs as its users would run it at its
best: SDPA, fused AdamW, bfloat16 with float32 masters under autocast where something is trained,
plain bfloat16 weights where nothing is, a key-value cache, parallel batches in the tokenizer.

usage: peer.py TASK.json
"""

import json
import resource
import sys
import time
from pathlib import Path

COHORT_EPOCHS = 2


def main():
    task = json.loads(Path(sys.argv[1]).read_text())
    repeat = WORKLOADS[task["bench"]](task)
    print(json.dumps({"ready": True}), flush=True)
    for _ in sys.stdin:
        seconds, tokens, losses = repeat()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        answer = {"seconds": seconds, "tokens": tokens, "losses": losses, "peak_rss_mb": peak}
        print(json.dumps(answer), flush=True)


def read_lines(task):
    with open(task["data"], encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_batches(task):
    import torch

    torch.set_num_threads(task["threads"])
    return [torch.tensor(line["token_ids"]) for line in read_lines(task)]


def load(task, dtype):
    from transformers import GPT2LMHeadModel

    return GPT2LMHeadModel.from_pretrained(
        task["model"], torch_dtype=dtype, attn_implementation="sdpa")


def frozen_dtype(task):
    import torch

    return torch.bfloat16 if task["precision"] == "bfloat16" else torch.float32


def train_full(task):
    import torch

    return training(task, load(task, torch.float32))


def train_lora(task):
    from peft import PeftModel

    # PEFT keeps the adapter in float32 whatever the type of the frozen weights.
    base = load(task, frozen_dtype(task))
    return training(task, PeftModel.from_pretrained(base, task["adapter"], is_trainable=True))


def training(task, model):
    import torch

    torch.set_num_threads(task["threads"])
    batches = [padded(line["token_ids"]) for line in read_lines(task)]
    counts = [(labels[:, 1:] >= 0).sum().item() for _, labels in batches]
    predicted = sum(counts)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        trained, lr=task["learning_rate"], betas=(task["beta_1"], task["beta_2"]),
        eps=task["epsilon"], weight_decay=task["weight_decay"], fused=True)
    mixed = task["precision"] == "bfloat16"
    model.train()

    def repeat():
        losses = []
        start = time.perf_counter()
        for ids, labels in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=mixed):
                loss = model(input_ids=ids, labels=labels, use_cache=False).loss
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, task["clip"])
            optimizer.step()
            losses.append(loss.item())
        seconds = time.perf_counter() - start
        if task["bench"] == "train-chat-unsorted":
            # The other side groups the rows anew, so only the loss of all tokens can agree.
            losses = [sum(n * loss for n, loss in zip(counts, losses, strict=True)) / predicted]
        return seconds, predicted, losses

    return repeat


def train_cohort(task):
    """One author after the other, each from the same start with an optimizer of his own."""
    import torch
    from peft import PeftModel

    torch.set_num_threads(task["threads"])
    authors = {}
    for line in read_lines(task):
        authors.setdefault(line["author"], []).append(padded(line["token_ids"]))
    model = PeftModel.from_pretrained(
        load(task, frozen_dtype(task)), task["adapter"], is_trainable=True)
    trained = [p for p in model.parameters() if p.requires_grad]
    start = [p.detach().clone() for p in trained]
    mixed = task["precision"] == "bfloat16"
    model.train()

    def train_one(batches):
        with torch.no_grad():
            for p, initial in zip(trained, start, strict=True):
                p.copy_(initial)
        optimizer = torch.optim.AdamW(
            trained, lr=task["learning_rate"], betas=(task["beta_1"], task["beta_2"]),
            eps=task["epsilon"], weight_decay=task["weight_decay"], fused=True)
        for _ in range(COHORT_EPOCHS):
            losses = []
            for ids, labels in batches:
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=mixed):
                    loss = model(input_ids=ids, labels=labels, use_cache=False).loss
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(trained, task["clip"])
                optimizer.step()
                losses.append(loss.item())
        return sum(losses) / len(losses)

    tokens = COHORT_EPOCHS * sum(
        (labels[:, 1:] >= 0).sum().item() for batches in authors.values() for _, labels in batches)

    def repeat():
        began = time.perf_counter()
        losses = [train_one(authors[author]) for author in sorted(authors)]
        return time.perf_counter() - began, tokens, losses

    return repeat


def padded(rows):
    """Ids and labels; padding on the right needs no mask under causal attention."""
    import torch

    rows = [torch.tensor(row) for row in rows]
    pad = torch.nn.utils.rnn.pad_sequence
    return pad(rows, batch_first=True), pad(rows, batch_first=True, padding_value=-100)


def evaluate(task):
    import torch

    batches = read_batches(task)
    model = load(task, frozen_dtype(task)).eval()

    def repeat():
        nll = tokens = 0
        start = time.perf_counter()
        with torch.no_grad():
            for ids in batches:
                predicted = ids[:, 1:].numel()
                nll += model(input_ids=ids, labels=ids, use_cache=False).loss.item() * predicted
                tokens += predicted
        return time.perf_counter() - start, tokens, [nll / tokens]

    return repeat


def generate(task):
    import torch

    batches = read_batches(task)
    lengths = torch.tensor(task["new_tokens"]).split([len(batch) for batch in batches])
    model = load(task, frozen_dtype(task)).eval()
    torch.manual_seed(0)

    def repeat():
        seconds = nll = 0
        for prompts, wanted in zip(batches, lengths, strict=True):
            start = time.perf_counter()
            # A batch lasts as long as its longest row; what the others write meanwhile is of no use.
            rows = model.generate(
                prompts, attention_mask=torch.ones_like(prompts), do_sample=True,
                top_k=task["top_k"], top_p=1.0, temperature=1.0, use_cache=True,
                min_new_tokens=wanted.max().item(), max_new_tokens=wanted.max().item(),
                pad_token_id=model.config.eos_token_id)
            seconds += time.perf_counter() - start
            nll += nll_of(model, rows, prompts.shape[1], wanted)
        tokens = sum(task["new_tokens"])
        return seconds, tokens, [nll / tokens]

    return repeat


def nll_of(model, rows, start, wanted):
    """Scored afterwards, so that the clock sees the writing alone."""
    import torch

    with torch.no_grad():
        logits = model(rows[:, :-1], use_cache=False).logits[:, start - 1:].float()
        nll = torch.nn.functional.cross_entropy(
            logits.transpose(1, 2), rows[:, start:], reduction="none")
    return (nll * (torch.arange(nll.shape[1]) < wanted[:, None])).sum().item()


def tokenize(task):
    from tokenizers import Tokenizer

    texts = read_lines(task)
    tokenizer = Tokenizer.from_file(str(Path(task["model"]) / "tokenizer.json"))
    # In a chat nothing is special, not even the mark of the end of a text.
    tokenizer.encode_special_tokens = True

    def repeat():
        start = time.perf_counter()
        tokens = sum(len(e.ids) for e in tokenizer.encode_batch(texts, add_special_tokens=False))
        return time.perf_counter() - start, tokens, [tokens]

    return repeat


WORKLOADS = {
    "train-full": train_full,
    "train-lora": train_lora,
    "train-chat": train_lora,
    "train-chat-unsorted": train_lora,
    "train-cohort": train_cohort,
    "evaluate": evaluate,
    "generate": generate,
    "generate-chat": generate,
    "tokenize": tokenize,
}

if __name__ == "__main__":
    main()
