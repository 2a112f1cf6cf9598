
# Sampling with cached keys and values: prompts of any length in one queue, each taking the slot of one that has ended.
# sampling: 0 temperature, 1 top-k (0: off), 2 top-p (1: off), 3 repetition penalty (1: off), 4 stop token (-1: none).

  # One token per row. logits float32 (R, V); u float64 (R), uniform in [0, 1) -> int64 (R)
  # Temperature, then top-k, then top-p, as transformers orders them; then the inverse of the distribution at u.
  def choose(self: __torch__.GPT2, logits: Tensor, u: Tensor, sampling: List[float]) -> Tensor:
    k = int(sampling[1])
    V = int(logits.size(1))
    chosen = torch.argmax(logits, 1, False)  # (R)
    if k != 1 and sampling[0] > 0.:
      z = logits / sampling[0]
      order = torch.empty([0], dtype=4, layout=0, device=logits.device, pin_memory=False)
      if k > 0 and k < V:
        z, order = torch.topk(z, k)  # (R, k), falling
        q = torch.softmax(z, 1, 7)
      else:
        q = torch.softmax(z, 1, 7)  # (R, V)
        if sampling[2] < 1.:
          # The nucleus nearly always lies within the first thousand: sorting the vocabulary is the exception.
          q2, order2 = torch.topk(q, min(V, 1024))
          if bool(torch.all(torch.sum(q2, [1], False) >= sampling[2]).item()):
            q = q2
            order = order2
          else:
            q, order = torch.sort(q, 1, True)
      if sampling[2] < 1.:
        before = torch.cumsum(q, 1) - q
        q = q * torch.to(before < sampling[2], 7)
      c = torch.cumsum(q, 1)
      least = torch.unsqueeze(u, 1) * torch.slice(c, 1, -1)  # (R, 1)
      i = torch.sum(torch.to(c <= least, 4), [1], True)  # (R, 1)
      i = torch.clamp(i, None, int(c.size(1)) - 1)
      if int(order.size(0)) > 0:
        i = torch.gather(order, 1, i)
      chosen = torch.squeeze(i, 1)
    return chosen

  # Divides the positive scores of tokens already seen, multiplies the others (CTRL, Keskar et al. 2019, https://arxiv.org/abs/1909.05858, section 4.1).
  def penalize(self: __torch__.GPT2, logits: Tensor, seen: Tensor, penalty: float) -> Tensor:
    out = logits
    if penalty != 1.:
      out = torch.where(seen, torch.where(logits > 0., logits / penalty, logits * penalty), logits)
    return out

  # One new token per row attends to all before it; its own key and value join the caches first. Plain products: at one
  # query a head they are ten times faster on a CPU than the fused kernel.
  # q, k, v (R, H, 1, D); caches (R H, M, D); flat int64 (R H): where the new ones go; bias (R H, n, 1): 0, or -inf beyond a row's end -> (R, H, 1, D)
  def attend(self: __torch__.GPT2, q: Tensor, k: Tensor, v: Tensor, key_cache: Tensor, value_cache: Tensor, flat: Tensor, bias: Tensor) -> Tensor:
    D = int(q.size(3))
    n = bias.size(1)
    torch.index_copy_(key_cache.view([-1, D]), 0, flat, k.reshape([-1, D]))
    torch.index_copy_(value_cache.view([-1, D]), 0, flat, v.reshape([-1, D]))
    scores = torch.bmm(torch.slice(key_cache, 1, 0, n), q.reshape([-1, D, 1]))  # (R H, n, 1)
    weights = torch.softmax(torch.to(scores, 6) * (1. / torch.sqrt(float(D))) + bias, 1)  # (R H, n, 1)
    y = torch.bmm(torch.to(weights, q.dtype).transpose(1, 2), torch.slice(value_cache, 1, 0, n))  # (R H, 1, D)
    return y.view(q.size())

  # The prompts of the rows next to next + k go through the model in one pass; their keys and values fill the caches of
  # their slots. slots int64 (k); ids int64 (k, P); lengths int64 (k) -> the final row of each prompt (k, C)
  def admit(self: __torch__.GPT2, w: List[Tensor], c: List[Tensor], ids: Tensor, lengths: Tensor, slots: Tensor, ks: List[Tensor], vs: List[Tensor], d: List[int], s: List[float]) -> Tensor:
    P = int(torch.max(lengths).item())
    ids = torch.slice(ids, 1, 0, P)
    x = (self).embed(w, ids)  # (k, P, C)
    mask = (self).causal_mask(x)
    for layer in range(len(ks)):
      q, k, v = (self).heads(x, w, layer, c, d, s)  # (k, H, P, D)
      shape = [-1, d[0], ks[layer].size(1), int(k.size(3))]
      torch.index_copy_(torch.slice(ks[layer].view(shape), 2, 0, P), 0, slots, k)
      torch.index_copy_(torch.slice(vs[layer].view(shape), 2, 0, P), 0, slots, v)
      x = (self).finish(x, (self).attention(q, k, v, mask), w, layer, c, d, s)
    first = torch.arange(ids.size(0), dtype=4, layout=0, device=ids.device, pin_memory=False) * P
    return (self).final_rows(x, first + lengths - 1, w, s)

  # A bfloat16 matrix multiply on a CPU lays its weights out anew each time, which takes as long as multiplying a few
  # dozen rows. Here it is done once, for the steps of one token a row; the head comes last. worth: whether there are enough of those.
  def packed(self: __torch__.GPT2, w: List[Tensor], R: int, worth: bool) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    layers = (len(w) - 4) // 12
    pack = worth and w[0].dtype == 15 and not w[0].is_cuda
    for i in range(len(w)):
      if pack and i >= 2 and i < 2 + 12 * layers and w[i].dim() == 2:
        out.append(ops.mkldnn._reorder_linear_weight(torch.contiguous(torch.t(w[i])), R))
      else:
        out.append(w[i])
    if pack:
      out.append(ops.mkldnn._reorder_linear_weight(w[0], R))
    else:
      out.append(w[0])
    return out

  # h (R, C) -> float32 (R, V). head: the last of packed
  def logits(self: __torch__.GPT2, h: Tensor, head: Tensor) -> Tensor:
    return torch.to((self).multiply_head(h, head), 6)

  # One token a row through all layers. token, filled int64 (R); caches as in attend -> (R, C)
  def step(self: __torch__.GPT2, w: List[Tensor], c: List[Tensor], token: Tensor, filled: Tensor, ks: List[Tensor], vs: List[Tensor], d: List[int], s: List[float]) -> Tensor:
    R = int(token.size(0))
    H = d[0]
    M = int(ks[0].size(1))
    top = int(torch.max(filled).item()) + 1
    at = torch.unsqueeze(torch.arange(top, dtype=4, layout=0, device=token.device, pin_memory=False), 0)
    beyond = at > torch.unsqueeze(filled, 1)  # (R, n)
    bias = torch.masked_fill(torch.zeros([R, top], dtype=6, layout=0, device=token.device, pin_memory=False), beyond, float("-inf"))
    bias = torch.repeat_interleave(bias, H, 0).unsqueeze(2)  # (R H, n, 1)
    head = torch.arange(R * H, dtype=4, layout=0, device=token.device, pin_memory=False)
    flat = head * M + torch.repeat_interleave(filled, H, 0)  # (R H)
    y = torch.embedding(w[0], token, -1, False, False) + torch.embedding(w[1], filled, -1, False, False)
    x = torch.unsqueeze(y, 1)  # (R, 1, C)
    for layer in range(len(ks)):
      q, k, v = (self).heads(x, w, layer, c, d, s)
      y = (self).attend(q, k, v, ks[layer], vs[layer], flat, bias)
      x = (self).finish(x, y, w, layer, c, d, s)
    x = torch.squeeze(x, 1)
    n = len(w) - 1  # the head is behind the weights
    return torch.layer_norm(x, [int(x.size(1))], w[n - 2], w[n - 1], s[0], False)

  # A queue of prompts, at most dims[8] at a time: the next one takes the slot of one that has ended.
  # group int64 (Q): which adapter of a each prompt has; ids int64 (Q, P), padded on the right; lengths int64 (Q), at least 1;
  # limits int64 (Q): the most new tokens; uniforms float64 (Q, n): one for each new token.
  # -> tokens int64 (Q, n), -1 after the end; ln p float32 (Q, n) of each chosen token under the model itself, before
  # penalty, temperature and truncation
  def generate(self: __torch__.GPT2, p: List[Tensor], a: List[Tensor], group: Tensor, ids: Tensor, lengths: Tensor, limits: Tensor, uniforms: Tensor, dims: Tensor, reals: Tensor, samplings: Tensor) -> List[Tensor]:
    was = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    d = (self).integers(dims)
    s = (self).numbers(reals)
    sampling = (self).numbers(samplings)
    w = (self).compute_weights(p, d)
    adapters = (self).compute_weights(a, d)
    Q = int(ids.size(0))
    P = int(ids.size(1))
    n = int(uniforms.size(1))
    M = P + n
    R = min(d[8], Q)
    H = d[0]
    C = int(w[0].size(1))
    V = int(w[0].size(0))
    L = (len(w) - 4) // 12
    once = (self).packed(w, R, n * ((Q + R - 1) // R) >= 32)
    tokens = torch.full([Q, n], -1, dtype=4, layout=0, device=ids.device, pin_memory=False)
    log_p = torch.zeros([Q, n], dtype=6, layout=0, device=ids.device, pin_memory=False)

    # The slots: which prompt each writes, its positions in the caches, its new tokens, whether it has not ended.
    row = torch.zeros([R], dtype=4, layout=0, device=ids.device, pin_memory=False)
    filled = torch.zeros_like(row)
    made = torch.zeros_like(row)
    live = torch.zeros([R], dtype=11, layout=0, device=ids.device, pin_memory=False)
    h = torch.zeros([R, C], dtype=w[0].dtype, layout=0, device=ids.device, pin_memory=False)
    seen = torch.zeros([1, 1], dtype=11, layout=0, device=ids.device, pin_memory=False)
    if sampling[3] != 1.:
      seen = torch.zeros([R, V], dtype=11, layout=0, device=ids.device, pin_memory=False)
    ks = annotate(List[Tensor], [])
    vs = annotate(List[Tensor], [])
    for layer in range(L):
      ks.append(torch.zeros([R * H, M, C // H], dtype=w[0].dtype, layout=0, device=ids.device, pin_memory=False))
      vs.append(torch.zeros([R * H, M, C // H], dtype=w[0].dtype, layout=0, device=ids.device, pin_memory=False))
    # One adapter serves all rows; of several, each slot holds a copy of its own.
    own = d[5] > 0 and int(adapters[0].size(0)) > 1
    c = annotate(List[Tensor], [])
    for adapter in adapters:
      if own:
        c.append(torch.zeros([R, adapter.size(1), adapter.size(2)], dtype=adapter.dtype, layout=0, device=ids.device, pin_memory=False))
      else:
        c.append(adapter)

    next = 0
    left = 0
    while next < Q or left > 0:
      if next < Q and (R - left) * 8 >= R:
        # An eighth of the slots is free: a pass over several prompts costs little more than over one.
        slots = torch.squeeze(torch.nonzero(torch.logical_not(live)), 1)
        k = min(R - left, Q - next)
        slots = torch.slice(slots, 0, 0, k)
        which = torch.arange(k, dtype=4, layout=0, device=ids.device, pin_memory=False) + next
        new_ids = torch.index_select(ids, 0, which)
        new_lengths = torch.index_select(lengths, 0, which)
        chosen_adapters = annotate(List[Tensor], [])
        for i in range(len(adapters)):
          if own:
            chosen_adapters.append(torch.index_select(adapters[i], 0, torch.index_select(group, 0, which)))
            torch.index_copy_(c[i], 0, slots, chosen_adapters[i])
          else:
            chosen_adapters.append(adapters[i])
        torch.index_copy_(h, 0, slots, (self).admit(w, chosen_adapters, new_ids, new_lengths, slots, ks, vs, d, s))
        torch.index_copy_(row, 0, slots, which)
        torch.index_copy_(filled, 0, slots, new_lengths)
        torch.index_copy_(made, 0, slots, torch.zeros_like(which))
        torch.index_copy_(live, 0, slots, torch.ones_like(which, dtype=11))
        if sampling[3] != 1.:
          at = torch.unsqueeze(torch.arange(P, dtype=4, layout=0, device=ids.device, pin_memory=False), 0)
          real = torch.where(at < torch.unsqueeze(new_lengths, 1), new_ids, torch.slice(new_ids, 1, 0, 1))
          fresh = torch.zeros([k, V], dtype=11, layout=0, device=ids.device, pin_memory=False)
          torch.index_copy_(seen, 0, slots, torch.scatter_(fresh, 1, real, True))
        next = next + k
      logits = (self).logits(h, once[len(once) - 1])  # (R, V)
      place = torch.clamp(row * n + made, None, Q * n - 1)  # (R) into Q n; a slot that has ended may stand past its row
      u = torch.index_select(uniforms.reshape([-1]), 0, place)
      token = (self).choose((self).penalize(logits, seen, sampling[3]), u, sampling)  # (R)
      score = torch.squeeze(torch.gather(logits, 1, torch.unsqueeze(token, 1)), 1) - torch.logsumexp(logits, [1], False)
      writing = torch.squeeze(torch.nonzero(live), 1)
      place = torch.index_select(place, 0, writing)
      torch.index_copy_(tokens.view([-1]), 0, place, torch.index_select(token, 0, writing))
      torch.index_copy_(log_p.view([-1]), 0, place, torch.index_select(score, 0, writing))
      made = made + torch.to(live, 4)
      live = torch.logical_and(live, token != int(sampling[4]))
      live = torch.logical_and(live, made < torch.index_select(limits, 0, row))
      left = int(torch.sum(torch.to(live, 4)).item())
      if left > 0:
        if sampling[3] != 1.:
          torch.scatter_(seen, 1, torch.unsqueeze(token, 1), True)
        if next >= Q and left * 4 <= R * 3:
          # The queue is empty and a quarter of the slots too: go on without those.
          keep = torch.squeeze(torch.nonzero(live), 1)
          row = torch.index_select(row, 0, keep)
          token = torch.index_select(token, 0, keep)
          filled = torch.index_select(filled, 0, keep)
          made = torch.index_select(made, 0, keep)
          live = torch.index_select(live, 0, keep)
          if sampling[3] != 1.:
            seen = torch.index_select(seen, 0, keep)
          for layer in range(L):
            ks[layer] = torch.index_select(ks[layer].view([R, H, M, C // H]), 0, keep).view([left * H, M, C // H])
            vs[layer] = torch.index_select(vs[layer].view([R, H, M, C // H]), 0, keep).view([left * H, M, C // H])
          if own:
            for i in range(len(c)):
              c[i] = torch.index_select(c[i], 0, keep)
          R = left
        # Slots that have ended stand at position 0, where the next prompt overwrites them.
        filled = torch.where(live, filled, torch.zeros_like(filled))
        h = (self).step(once, c, token, filled, ks, vs, d, s)
        filled = filled + 1
    torch.set_grad_enabled(was)
    return [tokens, log_p]
