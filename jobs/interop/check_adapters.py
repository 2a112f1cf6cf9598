"""Exports one author of a run and loads the folders with transformers and PEFT; then trains an
adapter with PEFT and imports it.

usage: check_adapters.py OUT [RUN_ID]
"""

import logging
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import pandas as pd
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer

from launcher import Checks, idiolect, newest_run, score, table_folder
from reference_models import largest_difference, log_probabilities

TEXTS = 20


def main(out, run_id=None):
    torch.set_num_threads(1)
    run_id = run_id or newest_run(out)
    texts = some_texts(out, run_id)
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        base, adapter, merged = export(out, run_id, Path(folder).resolve())
        tuned = PeftModel.from_pretrained(load(checks, base), adapter).eval()
        scored = score(folder, texts, base, adapter)
        check_token_ids(checks, base, texts, scored)
        end = tuned.config.eos_token_id
        checks.at_most(f"adapter in PEFT, nats per token of {TEXTS} texts",
                       largest_difference(tuned, end, scored), 1e-4)
        check_merged(checks, tuned, load(checks, merged), scored)
        check_merged_scores(checks, scored, score(folder, texts, merged))
        check_imported(checks, out, run_id, Path(folder).resolve(), base, texts)
    checks.exit()


def some_texts(out, run_id):
    """Texts of the run itself: in a demo they are invented, and the model expects them."""
    messages = pd.read_parquet(table_folder(out, "messages", run_id))
    typed = messages[(messages["kind"] == "text") & (messages["words"] >= 3)]
    chosen = typed.sort_values("message_id").head(TEXTS)["text"]
    return [{"text": text} for text in chosen]


def an_author(out, run_id):
    """The first author with an adapter."""
    adapters = pd.read_parquet(table_folder(out, "adapters", run_id))
    trained = adapters.loc[adapters["status"] == "trained", "author_id"]
    if trained.empty:
        sys.exit(f"run {run_id} has trained no adapter; the table authors says why")
    return min(trained)


def export(out, run_id, folder):
    """The base, the adapter and the merged model as absolute folders."""
    common = ["export", "--out", out, "--run-id", run_id, "--author", an_author(out, run_id), "--to"]
    idiolect(*common, folder / "adapter", "--with-base")
    idiolect(*common, folder / "merged", "--merge")
    return folder / "adapter" / "base", folder / "adapter", folder / "merged"


def load(checks, folder):
    """Loads a whole model; transformers must have nothing to say about it."""
    said = Heard()
    logging.getLogger("transformers").addHandler(said)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model, info = AutoModelForCausalLM.from_pretrained(
            folder, output_loading_info=True, attn_implementation="eager")
    logging.getLogger("transformers").removeHandler(said)
    remarks = [*said.remarks, *(str(one.message) for one in caught), *filter(None, info.values())]
    checks.that(f"{folder.name} loads without a remark {remarks or ''}", not remarks)
    return model.eval()


class Heard(logging.Handler):
    """Keeps warnings and errors."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.remarks = []

    def emit(self, record):
        self.remarks.append(record.getMessage())


def check_token_ids(checks, base, texts, scored):
    tokenizer = AutoTokenizer.from_pretrained(base)
    ids = [tokenizer(text["text"])["input_ids"] for text in texts]
    checks.that(f"token ids of {TEXTS} texts are those of transformers",
                ids == [line["token_ids"] for line in scored])


def check_merged(checks, tuned, merged, scored):
    """Weights of our merge beside PEFT's, and what both say about the texts."""
    end = tuned.config.eos_token_id
    sequences = [[end, *line["token_ids"]] for line in scored]
    unmerged = [log_probabilities(tuned, sequence) for sequence in sequences]
    worst = max((log_probabilities(merged, sequence) - one).abs().max().item()
                for sequence, one in zip(sequences, unmerged))
    checks.at_most("merged beside unmerged in transformers, nats per token", worst, 1e-5)
    theirs = tuned.merge_and_unload().state_dict()
    ours = merged.state_dict()
    checks.that("the merged model has PEFT's weight names", theirs.keys() == ours.keys())
    checks.at_most("merged weights beside PEFT's",
                   max((ours[name] - theirs[name]).abs().max().item() for name in theirs), 1e-5)


def check_merged_scores(checks, scored, merged):
    worst = max(abs(a - b) for one, other in zip(scored, merged, strict=True)
                for a, b in zip(one["logprobs"], other["logprobs"], strict=True))
    checks.at_most("merged beside unmerged in Idiolect, nats per token", worst, 1e-5)


def check_imported(checks, out, run_id, folder, base, texts):
    """PEFT trains on the exported base; imported and exported again, it says the same."""
    trained = train_with_peft(base, texts)
    trained.save_pretrained(folder / "peft")
    new_run = "imported"
    author = an_author(out, run_id)
    # A copy: the run that import makes would be the newest one of the output.
    out = shutil.copytree(out, folder / "out")
    idiolect("import", "--out", out, "--run-id", run_id, "--author", author,
             "--adapter", folder / "peft", "--new-run-id", new_run)
    idiolect("export", "--out", out, "--run-id", new_run, "--author", author,
             "--to", folder / "again")
    scored = score(folder, texts, base, folder / "again")
    end = trained.config.eos_token_id
    checks.at_most(f"PEFT's adapter, imported, nats per token of {TEXTS} texts",
                   largest_difference(trained.eval(), end, scored), 1e-4)
    plain = score(folder, texts, base)
    moved = max(abs(a - b) for one, other in zip(scored, plain, strict=True)
                for a, b in zip(one["logprobs"], other["logprobs"], strict=True))
    checks.that(f"PEFT's adapter changes the model ({moved:.2f} nats)", moved > 0.1)


def train_with_peft(base, texts):
    """A few steps on c_attn and both c_proj: the bare name stands for two layers of a block."""
    torch.manual_seed(1)
    model = AutoModelForCausalLM.from_pretrained(base, attn_implementation="eager")
    config = LoraConfig(r=4, lora_alpha=12, target_modules=["c_attn", "c_proj"],
                        fan_in_fan_out=True, task_type="CAUSAL_LM")
    model = get_peft_model(model, config)
    tokenizer = AutoTokenizer.from_pretrained(base)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-2)
    for text in texts:
        ids = torch.tensor([[model.config.eos_token_id, *tokenizer(text["text"])["input_ids"]]])
        optimizer.zero_grad()
        model(input_ids=ids, labels=ids).loss.backward()
        optimizer.step()
    return model


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
