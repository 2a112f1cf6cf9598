
# LoRA (Hu et al. 2021, https://arxiv.org/abs/2106.09685) on frozen weights: G adapters in one call, each with its own equal share of the rows.

  # AdamW with a rate and a step count for each adapter. p, g, m, v (G, ., .) each; step float32 (G), rates float64 (G)
  def update_adapters(self: __torch__.GPT2, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, rates: Tensor, s: List[float]) -> int:
    torch.add_(step, 1)
    t = torch.to(step, 7)
    size = torch.to(rates / (1. - torch.pow(s[3], t)), 6).view([-1, 1, 1])  # (G, 1, 1)
    root = torch.to(torch.sqrt(1. - torch.pow(s[4], t)), 6).view([-1, 1, 1])  # (G, 1, 1)
    keep = torch.to(1. - rates * s[6], 6).view([-1, 1, 1])  # (G, 1, 1)
    for i in range(len(p)):
      torch.mul_(p[i], keep)
      torch.lerp_(m[i], g[i], 1. - s[3])
      torch.addcmul_(torch.mul_(v[i], s[4]), g[i], g[i], value=1. - s[4])
      torch.sub_(p[i], size * m[i] / (torch.sqrt(v[i]) / root + s[5]))
    return 0

  # Each adapter's own norm, and its gradients scaled down to the largest norm allowed. -> float32 (G), the norms before
  def clip_adapters(self: __torch__.GPT2, g: List[Tensor], largest: float) -> Tensor:
    squares = annotate(List[Tensor], [])
    for x in g:
      squares.append(torch.sum(x * x, [1, 2], False))  # (G)
    norms = torch.sqrt(torch.sum(torch.stack(squares), [0], False))  # (G)
    if largest > 0.:
      factor = torch.clamp(largest / (norms + 0.000001), None, 1.0).view([-1, 1, 1])
      for x in g:
        torch.mul_(x, factor)
    return norms

  # A step of training G adapters. a, m, v float32 and step float32 (G) change; p stays. ids int64 (B, T), adapter g owns
  # rows g B / G to (g + 1) B / G; rows, targets int64 (N); coefficients float32 (N): weight / that adapter's denominator;
  # rates float64 (G). -> ln p (N) before the step; norms before clipping (G)
  def train_adapters(self: __torch__.GPT2, p: List[Tensor], a: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, ids: Tensor, rows: Tensor, targets: Tensor, coefficients: Tensor, rates: Tensor, dims: Tensor, reals: Tensor) -> List[Tensor]:
    was = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    d = (self).integers(dims)
    s = (self).numbers(reals)
    w = (self).compute_weights(p, d)
    x = (self).embed(w, ids)  # (B, T, C)
    torch.set_grad_enabled(True)
    c = annotate(List[Tensor], [])
    for i in range(len(a)):
      c.append(torch.requires_grad_(torch.detach(torch.to(a[i], d[6])), True))
    keys = (self).dropout_keys(dims, ids)
    rate = 0.
    if len(keys) > 0:
      rate = s[9]
    h = (self).final_rows((self).layers_training(x, w, c, d, s, keys, rate), rows, w, s)  # (N, C)
    torch.set_grad_enabled(False)
    log_p, h_grad = (self).head_gradient(torch.detach(h), w[0], targets, coefficients, annotate(List[Tensor], []), d[7])
    found = torch.grad([h], c, annotate(List[Optional[Tensor]], [h_grad]), False, False, False)
    g = annotate(List[Tensor], [])
    for i in range(len(found)):
      g.append(torch.to(unchecked_cast(Tensor, found[i]), 6))
    norms = (self).clip_adapters(g, s[7])
    (self).update_adapters(a, g, m, v, step, rates, s)
    torch.set_grad_enabled(was)
    return [log_p, norms]

  # Puts another adapter into slot g and forgets what its optimizer knew. a, m, v (G, ., .) each and step (G) change;
  # start (1, ., .) each; slot int64 (1). -> step
  def replace_adapter(self: __torch__.GPT2, a: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, start: List[Tensor], slot: Tensor) -> Tensor:
    g = (self).integers(slot)[0]
    for i in range(len(a)):
      torch.copy_(torch.slice(a[i], 0, g, g + 1), start[i])
      torch.zero_(torch.slice(m[i], 0, g, g + 1))
      torch.zero_(torch.slice(v[i], 0, g, g + 1))
    torch.zero_(torch.slice(step, 0, g, g + 1))
    return step

  # Copies of some adapters. a (G, ., .) each, slots int64 (n) -> (n, ., .) each
  def choose_adapters(self: __torch__.GPT2, a: List[Tensor], slots: Tensor) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for x in a:
      out.append(torch.index_select(x, 0, slots))
    return out
