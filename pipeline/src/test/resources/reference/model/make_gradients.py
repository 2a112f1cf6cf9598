"""Writes gradients.json: the gradient of one batch's loss with respect to every weight, as PyTorch derives it.

The batch, the weights and the loss are those of the first step of full training in `make_reference.py`; arithmetic is
float64. A gradient is told by its norm and by its inner products with spread values, one a weight, which any wrong entry moves.

    python make_gradients.py
"""

import json

import torch

from make_reference import HERE, SHAPE, checkpoint_order, language_modelling, model, spread

FIRST_SEED = 7000


def main():
    gpt2 = model(0.1)
    rows, weights, denominator = language_modelling(0)
    loss = torch.zeros((), dtype=torch.float64)
    for row in rows:
        scores = torch.log_softmax(gpt2(torch.tensor([row])).logits[0, :-1], -1)
        loss = loss - scores.gather(1, torch.tensor(row[1:])[:, None]).sum() / denominator
    loss.backward()
    named = dict(gpt2.transformer.named_parameters())
    gradients = []
    for index, name in enumerate(checkpoint_order(SHAPE["n_layer"])):
        gradient = named[name].grad
        direction = spread(FIRST_SEED + index, tuple(gradient.shape), 1.0).double()
        gradients.append(dict(
            name=name, norm=gradient.norm().item(), along=(gradient * direction).sum().item()))
    (HERE / "gradients.json").write_text(json.dumps(gradients, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
