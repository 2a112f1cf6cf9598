
# Who wrote this? Additive attention (Bahdanau et al. 2014, https://arxiv.org/abs/1409.0473) over the hidden states, then
# a softmax over M authors. K: width of the attention.
# q: W (C, K), b (K), v (K), U (C, M), c (M), float32. dims after the first eight: 8 pooling (0 additive attention, 1 mean,
# 2 last token). reals of training after the first nine: 9 whether the language model's loss L1 counts too (1) or not (0).

  # Weights of the tokens of each row: they sum to 1, padding has 0. h float32 (B, T, C), lengths int64 (B) -> float32 (B, T)
  def attention_weights(self: __torch__.GPT2, h: Tensor, lengths: Tensor, q: List[Tensor], pooling: int) -> Tensor:
    at = torch.unsqueeze(torch.arange(h.size(1), dtype=4, layout=0, device=h.device, pin_memory=False), 0)  # (1, T)
    n = torch.unsqueeze(lengths, 1)  # (B, 1)
    if pooling == 0:
      scores = torch.matmul(torch.tanh(torch.matmul(h, q[0]) + q[1]), q[2])  # (B, T)
      weights = torch.softmax(torch.masked_fill(scores, at >= n, float("-inf")), 1)
    else:
      first = torch.zeros_like(n)
      if pooling == 2:
        first = n - 1
      counted = torch.to(torch.logical_and(at >= first, at < n), 6)  # (B, T)
      weights = counted / torch.sum(counted, [1], True)
    return weights

  # ln p(author) of each row, and the weights of its tokens. -> float32 (B, M), float32 (B, T)
  def attribute_rows(self: __torch__.GPT2, h: Tensor, lengths: Tensor, q: List[Tensor], pooling: int) -> Tuple[Tensor, Tensor]:
    weights = (self).attention_weights(h, lengths, q, pooling)
    s = torch.squeeze(torch.bmm(torch.unsqueeze(weights, 1), h), 1)  # (B, C)
    return (torch.log_softmax(torch.addmm(q[4], s, q[3]), 1), weights)

  # The last layer's states after ln_f. -> (B, T, C)
  def states(self: __torch__.GPT2, ids: Tensor, p: List[Tensor], a: List[Tensor], d: List[int], s: List[float]) -> Tensor:
    x = (self).layers((self).embed(p, ids), p, a, d, s)
    n = len(p)
    return torch.layer_norm(x, [int(x.size(2))], p[n - 2], p[n - 1], s[0], False)

  # ids int64 (B, T), lengths int64 (B): tokens of a row that are not padding. -> ln p(author) (B, M), token weights (B, T)
  def attribute(self: __torch__.GPT2, p: List[Tensor], a: List[Tensor], q: List[Tensor], ids: Tensor, lengths: Tensor, dims: Tensor, reals: Tensor) -> List[Tensor]:
    was = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    d = (self).integers(dims)
    s = (self).numbers(reals)
    h = (self).states(ids, (self).compute_weights(p, d), (self).compute_weights(a, d), d, s)
    log_p, weights = (self).attribute_rows(torch.to(h, 6), lengths, q, d[8])
    torch.set_grad_enabled(was)
    return [log_p, weights]

  # A step of training the head and the adapter below it: mean NLL of the authors + sum(coefficients NLL of the tokens).
  # t, m, v: the adapter's tensors, then the five of q; they and step float32 () change. authors int64 (B); rows, targets,
  # coefficients (N) of L1, which s[9] switches. -> ln p(author) (B), ln p(token) (N), the gradient's norm before clipping ()
  def train_attribution(self: __torch__.GPT2, p: List[Tensor], t: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, ids: Tensor, lengths: Tensor, authors: Tensor, rows: Tensor, targets: Tensor, coefficients: Tensor, dims: Tensor, reals: Tensor) -> List[Tensor]:
    was = torch.is_grad_enabled()
    d = (self).integers(dims)
    s = (self).numbers(reals)
    torch.set_grad_enabled(False)
    w = (self).compute_weights(p, d)
    torch.set_grad_enabled(True)
    a = annotate(List[Tensor], [])
    q = annotate(List[Tensor], [])
    leaves = annotate(List[Tensor], [])
    for i in range(len(t)):
      if i < len(t) - 5:
        a.append(torch.requires_grad_(torch.detach(torch.to(t[i], d[6])), True))
        leaves.append(a[i])
      else:
        q.append(torch.requires_grad_(torch.detach(t[i]), True))
        leaves.append(q[i - len(t) + 5])
    h = (self).states(ids, w, a, d, s)  # (B, T, C)
    log_all, weights = (self).attribute_rows(torch.to(h, 6), lengths, q, d[8])  # (B, M)
    log_author = torch.squeeze(torch.gather(log_all, 1, torch.unsqueeze(authors, 1)), 1)  # (B)
    outputs = [torch.neg(torch.mean(log_author))]
    scored = torch.index_select(h.reshape([-1, int(h.size(2))]), 0, rows)  # (N, C)
    torch.set_grad_enabled(False)
    starts = annotate(List[Optional[Tensor]], [torch.ones_like(outputs[0])])
    if s[9] > 0.:
      log_p, h_grad = (self).head_gradient(torch.detach(scored), w[0], targets, coefficients, annotate(List[Tensor], []), d[7])
      outputs.append(scored)
      starts.append(h_grad)
    else:
      log_p = (self).target_log_probabilities(torch.detach(scored), w[0], targets, d[7])
    found = torch.grad(outputs, leaves, starts, False, False, True)
    g = annotate(List[Tensor], [])
    for i in range(len(found)):
      x = found[i]
      if x is None:
        g.append(torch.zeros_like(t[i]))
      else:
        g.append(torch.to(x, 6))
    norm = (self).clip(g, s[7])
    (self).update(t, g, m, v, step, s)
    torch.set_grad_enabled(was)
    return [torch.detach(log_author), log_p, norm]
