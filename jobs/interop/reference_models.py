"""Per-token log-probabilities by transformers, to hold Idiolect's against."""

import torch


def log_probabilities(model, sequence):
    """ln p of each token but the first, nats, of a sequence that fits the context."""
    ids = torch.tensor([sequence])
    with torch.no_grad():
        logits = model(input_ids=ids).logits[0, :-1].float()
    return torch.log_softmax(logits, dim=-1).gather(1, ids[0, 1:, None])[:, 0]


def sliding_log_probabilities(model, sequence):
    """The same for any length: windows of the context overlap by half, each token counts once."""
    context = model.config.n_positions
    scores, scored, begin = [], 1, 0
    while scored < len(sequence):
        end = min(begin + context, len(sequence))
        window = log_probabilities(model, sequence[begin:end])
        scores.append(window[scored - begin - 1:])
        scored, begin = end, begin + context // 2
    return torch.cat(scores)


def largest_difference(model, end_of_text, scored):
    """Over all tokens of what `score` returned; it opens each sequence with the end of text."""
    differences = []
    for line in scored:
        expected = sliding_log_probabilities(model, [end_of_text, *line["token_ids"]])
        differences.append((expected - torch.tensor(line["logprobs"])).abs().max().item())
    return max(differences)
