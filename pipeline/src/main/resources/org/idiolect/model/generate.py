
# Sampling with cached keys and values: prompts of any length in one batch, finished rows dropped on the way.
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

  # ids int64 (B, P), padded on the right; lengths int64 (B), at least 1; uniforms float64 (B, n): one for each new token.
  # a: no adapter, one for all rows, or one for each row. -> tokens int64 (B, n), -1 after the end; ln p float32 (B, n) of
  # each chosen token under the model itself, before penalty, temperature and truncation
  def generate(self: __torch__.GPT2, p: List[Tensor], a: List[Tensor], ids: Tensor, lengths: Tensor, uniforms: Tensor, dims: Tensor, reals: Tensor, samplings: Tensor) -> List[Tensor]:
    was = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    d = (self).integers(dims)
    s = (self).numbers(reals)
    sampling = (self).numbers(samplings)
    w = (self).compute_weights(p, d)
    c = (self).compute_weights(a, d)
    B = int(ids.size(0))
    P = int(ids.size(1))
    n = int(uniforms.size(1))
    M = P + n
    H = d[0]
    C = int(w[0].size(1))
    V = int(w[0].size(0))
    L = (len(w) - 4) // 12
    tokens = torch.full([B, n], -1, dtype=4, layout=0, device=ids.device, pin_memory=False)
    log_p = torch.zeros([B, n], dtype=6, layout=0, device=ids.device, pin_memory=False)

    # The prompts in one pass; their keys and values fill the caches.
    ks = annotate(List[Tensor], [])
    vs = annotate(List[Tensor], [])
    x = (self).embed(w, ids)  # (B, P, C)
    for layer in range(L):
      q, k, v = (self).heads(x, w, layer, c, d, s)
      kc = torch.zeros([B * H, M, C // H], dtype=d[6], layout=0, device=ids.device, pin_memory=False)
      vc = torch.zeros([B * H, M, C // H], dtype=d[6], layout=0, device=ids.device, pin_memory=False)
      torch.copy_(torch.slice(kc, 1, 0, P).view([B, H, P, C // H]), k)
      torch.copy_(torch.slice(vc, 1, 0, P).view([B, H, P, C // H]), v)
      ks.append(kc)
      vs.append(vc)
      x = (self).finish(x, torch.scaled_dot_product_attention(q, k, v, None, 0., True), w, layer, c, d, s)
    row = torch.arange(B, dtype=4, layout=0, device=ids.device, pin_memory=False)
    h = (self).final_rows(x, row * P + lengths - 1, w, s)  # (B, C)

    # R rows are still in the batch; live: those that have not met the stop token.
    R = B
    filled = torch.clone(lengths)  # (R) positions in the cache
    live = torch.ones([B], dtype=11, layout=0, device=ids.device, pin_memory=False)
    seen = torch.zeros([1, 1], dtype=11, layout=0, device=ids.device, pin_memory=False)
    if sampling[3] != 1.:
      at = torch.unsqueeze(torch.arange(P, dtype=4, layout=0, device=ids.device, pin_memory=False), 0)
      real = torch.where(at < torch.unsqueeze(lengths, 1), ids, torch.slice(ids, 1, 0, 1))
      seen = torch.zeros([B, V], dtype=11, layout=0, device=ids.device, pin_memory=False)
      torch.scatter_(seen, 1, real, True)
    t = 0
    left = B
    while t < n and left > 0:
      logits = torch.to(torch.matmul(h, torch.t(w[0])), 6)  # (R, V)
      u = torch.index_select(torch.select(uniforms, 1, t), 0, row)
      token = (self).choose((self).penalize(logits, seen, sampling[3]), u, sampling)  # (R)
      chosen = torch.squeeze(torch.gather(logits, 1, torch.unsqueeze(token, 1)), 1) - torch.logsumexp(logits, [1], False)
      torch.index_copy_(torch.select(tokens, 1, t), 0, row, torch.where(live, token, torch.full_like(token, -1)))
      torch.index_copy_(torch.select(log_p, 1, t), 0, row, chosen)
      live = torch.logical_and(live, token != int(sampling[4]))
      left = int(torch.sum(torch.to(live, 4)).item())
      t = t + 1
      if t < n and left > 0:
        if sampling[3] != 1.:
          torch.scatter_(seen, 1, torch.unsqueeze(token, 1), True)
        if left * 4 <= R * 3:
          # A quarter of the rows is done: go on without them.
          keep = torch.squeeze(torch.nonzero(live), 1)
          row = torch.index_select(row, 0, keep)
          token = torch.index_select(token, 0, keep)
          filled = torch.index_select(filled, 0, keep)
          live = torch.index_select(live, 0, keep)
          if sampling[3] != 1.:
            seen = torch.index_select(seen, 0, keep)
          for layer in range(L):
            ks[layer] = torch.index_select(ks[layer].view([R, H, M, C // H]), 0, keep).view([left * H, M, C // H])
            vs[layer] = torch.index_select(vs[layer].view([R, H, M, C // H]), 0, keep).view([left * H, M, C // H])
          if d[5] > 0 and int(c[0].size(0)) == R:
            for i in range(len(c)):
              c[i] = torch.index_select(c[i], 0, keep)
          R = left
        top = int(torch.max(filled).item()) + 1
        at = torch.unsqueeze(torch.arange(top, dtype=4, layout=0, device=ids.device, pin_memory=False), 0)
        beyond = at > torch.unsqueeze(filled, 1)  # (R, n)
        bias = torch.where(beyond, torch.full([], float("-inf"), dtype=6, layout=0, device=ids.device, pin_memory=False), torch.full([], 0., dtype=6, layout=0, device=ids.device, pin_memory=False))
        bias = torch.repeat_interleave(bias, H, 0).unsqueeze(2)  # (R H, n, 1)
        head = torch.arange(R * H, dtype=4, layout=0, device=ids.device, pin_memory=False)
        flat = head * M + torch.repeat_interleave(filled, H, 0)  # (R H)
        y = torch.embedding(w[0], token, -1, False, False) + torch.embedding(w[1], filled, -1, False, False)
        x = torch.unsqueeze(y, 1)  # (R, 1, C)
        for layer in range(L):
          q, k, v = (self).heads(x, w, layer, c, d, s)
          y = (self).attend(q, k, v, ks[layer], vs[layer], flat, bias)
          x = (self).finish(x, y, w, layer, c, d, s)
        filled = filled + 1
        h = (self).final_rows(x, torch.arange(R, dtype=4, layout=0, device=ids.device, pin_memory=False), w, s)  # (R, C)
    torch.set_grad_enabled(was)
    return [tokens, log_p]
