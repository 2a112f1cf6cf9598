"""Writes attribution.json: who-wrote-this by additive attention, in plain PyTorch, float64 (versions as make_reference.py).

    python make_attribution.py
"""

import json

import torch
from make_reference import HERE, adapter, model, spread, token_rows

AUTHORS, WIDTH, STEPS, LAMBDA, RATE = 3, 5, 12, 0.5, 5e-3


def head(channels):
    shapes = [(channels, WIDTH), (WIDTH,), (WIDTH,), (channels, AUTHORS), (AUTHORS,)]
    return [torch.nn.Parameter(spread(700 + i, shape, 0.3).double()) for i, shape in enumerate(shapes)]


def attribute(gpt2, q, row, pooling):
    """ln p(author), the weights of the tokens, and ln p of the next tokens; the last token is only predicted."""
    out = gpt2(torch.tensor([row[:-1]]), output_hidden_states=True)
    h = out.hidden_states[-1][0]
    if pooling == "ATTENTION":
        weights = torch.softmax(torch.tanh(h @ q[0] + q[1]) @ q[2], 0)
    elif pooling == "MEAN":
        weights = torch.full((len(h),), 1 / len(h), dtype=h.dtype)
    else:
        weights = torch.eye(len(h), dtype=h.dtype)[-1]
    scores = torch.log_softmax(out.logits[0], -1)
    tokens = scores.gather(1, torch.tensor(row[1:])[:, None])[:, 0]
    return torch.log_softmax((weights @ h) @ q[3] + q[4], 0), weights, tokens


def case(pooling):
    gpt2, parameters = adapter()
    q = head(64)
    groups = [dict(params=parameters + [q[0], q[3]], weight_decay=0.01), dict(params=[q[1], q[2], q[4]], weight_decay=0.0)]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.95), eps=1e-8)
    steps = []
    for step in range(STEPS):
        rows, authors = token_rows(8000 + step, [33, 7, 20]), [step % 3, (step + 1) % 3, 2]
        judged = [attribute(gpt2, q, row, pooling) for row in rows]
        author = -torch.stack([j[0][a] for j, a in zip(judged, authors)]).mean()
        tokens = -torch.cat([j[2] for j in judged]).mean()
        optimizer.zero_grad()
        (author + LAMBDA * tokens).backward()
        norm = torch.nn.utils.clip_grad_norm_(parameters + q, 1.0)
        optimizer.step()
        steps.append(dict(rows=rows, authors=authors, author_nll=author.item(), token_nll=tokens.item(), grad_norm=norm.item()))
    rows = token_rows(9000, [40, 2, 11])
    judged = [attribute(gpt2, q, row, pooling) for row in rows]
    return dict(
        pooling=pooling, steps=steps, rows=rows, log_probabilities=[j[0].tolist() for j in judged],
        weights=[j[1].tolist() for j in judged])


if __name__ == "__main__":
    cases = [case(pooling) for pooling in ("ATTENTION", "MEAN", "LAST")]
    (HERE / "attribution.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")
