
# One call is one optimizer step: forward, loss, gradients, clipping, AdamW. Parameters change in place.
# reals, after the first two: 2 learning rate, 3 beta1, 4 beta2, 5 epsilon, 6 weight decay, 7 largest gradient norm (0: no clipping), 8 decay every tensor (1) or those of two dimensions (0),
# 9 share of dropout, read when dims holds keys.

  # AdamW (Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101, algorithm 2) for one group of tensors with equal decay; step float32 ().
  def adamw(self: __torch__.GPT2, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, decay: float, s: List[float]) -> int:
    steps = annotate(List[Tensor], [])
    for i in range(len(p)):
      steps.append(step)
    if len(p) > 0:
      torch._fused_adamw_(p, g, m, v, annotate(List[Tensor], []), steps, lr=s[2], beta1=s[3], beta2=s[4], weight_decay=decay, eps=s[5], amsgrad=False, maximize=False)
    return 0

  # AdamW on all weights: matrices with weight decay, biases and gains without.
  def update(self: __torch__.GPT2, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, s: List[float]) -> int:
    torch.add_(step, 1)
    p1 = annotate(List[Tensor], [])
    g1 = annotate(List[Tensor], [])
    m1 = annotate(List[Tensor], [])
    v1 = annotate(List[Tensor], [])
    p2 = annotate(List[Tensor], [])
    g2 = annotate(List[Tensor], [])
    m2 = annotate(List[Tensor], [])
    v2 = annotate(List[Tensor], [])
    for i in range(len(p)):
      if p[i].dim() > 1 or s[8] > 0.:
        p2.append(p[i])
        g2.append(g[i])
        m2.append(m[i])
        v2.append(v[i])
      else:
        p1.append(p[i])
        g1.append(g[i])
        m1.append(m[i])
        v1.append(v[i])
    (self).adamw(p2, g2, m2, v2, step, s[6], s)
    (self).adamw(p1, g1, m1, v1, step, 0., s)
    return 0

  # Norm over all gradients, which are scaled down to the largest norm allowed. -> float32 (), the norm before
  def clip(self: __torch__.GPT2, g: List[Tensor], largest: float) -> Tensor:
    norm = torch.norm(torch.stack(torch._foreach_norm(g, 2)), 2)
    if largest > 0.:
      torch._foreach_mul_(g, torch.clamp(largest / (norm + 0.000001), None, 1.0))
    return norm

  # The gradients of x0 and of every weight from the layers on, by remembering what the layers computed. w: leaves with
  # gradient; x0 (B, T, C) too. -> [of x0, of w[2], w[3] and so on], ln p (N). Adds to wte_grad.
  def layer_gradients(self: __torch__.GPT2, x0: Tensor, w: List[Tensor], rows: Tensor, targets: Tensor, coefficients: Tensor, wte_grad: Tensor, d: List[int], s: List[float], keys: List[Tensor], rate: float) -> Tuple[List[Tensor], Tensor]:
    h = (self).final_rows((self).layers_training(x0, w, annotate(List[Tensor], []), d, s, keys, rate), rows, w, s)  # (N, C)
    torch.set_grad_enabled(False)
    log_p, h_grad = (self).head_gradient(torch.detach(h), torch.detach(w[0]), targets, coefficients, [wte_grad], d[7])
    inputs = [x0]
    for i in range(2, len(w)):
      inputs.append(w[i])
    return ((self).derive(h, inputs, h_grad), log_p)

  # d y / d inputs times y_grad.
  def derive(self: __torch__.GPT2, y: Tensor, inputs: List[Tensor], y_grad: Tensor) -> List[Tensor]:
    found = torch.grad([y], inputs, annotate(List[Optional[Tensor]], [y_grad]), False, False, False)
    out = annotate(List[Tensor], [])
    for i in range(len(found)):
      out.append(unchecked_cast(Tensor, found[i]))
    return out

  # The same numbers in less memory: only the inputs of the layers are remembered, and each layer is computed again when
  # its turn comes (Chen et al. 2016, https://arxiv.org/abs/1604.06174).
  def recomputed_gradients(self: __torch__.GPT2, x0: Tensor, w: List[Tensor], rows: Tensor, targets: Tensor, coefficients: Tensor, wte_grad: Tensor, d: List[int], s: List[float], keys: List[Tensor], rate: float) -> Tuple[List[Tensor], Tensor]:
    none = annotate(List[Tensor], [])
    mask = (self).causal_mask(x0)
    L = (len(w) - 4) // 12
    torch.set_grad_enabled(False)
    x = (self).drop(x0, keys, 0, rate)
    inputs = annotate(List[Tensor], [])
    for layer in range(L):
      inputs.append(x)
      x = (self).layer(x, mask, w, layer, none, d, s, keys, rate)
    torch.set_grad_enabled(True)
    x = torch.requires_grad_(torch.detach(x), True)
    n = len(w)
    h = (self).final_rows(x, rows, w, s)  # (N, C)
    torch.set_grad_enabled(False)
    log_p, h_grad = (self).head_gradient(torch.detach(h), torch.detach(w[0]), targets, coefficients, [wte_grad], d[7])
    last = (self).derive(h, [x, w[n - 2], w[n - 1]], h_grad)
    x_grad = last[0]
    found = annotate(List[Tensor], [])
    for i in range(n - 1):
      found.append(x_grad)  # each place is filled below
    found[n - 3] = last[1]
    found[n - 2] = last[2]
    for back in range(L):
      layer = L - 1 - back
      torch.set_grad_enabled(True)
      x = torch.requires_grad_(torch.detach(inputs[layer]), True)
      y = (self).layer(x, mask, w, layer, none, d, s, keys, rate)
      torch.set_grad_enabled(False)
      leaves = [x]
      for i in range(2 + 12 * layer, 14 + 12 * layer):
        leaves.append(w[i])
      part = (self).derive(y, leaves, x_grad)
      x_grad = part[0]
      for i in range(12):
        found[1 + 12 * layer + i] = part[1 + i]
    found[0] = (self).drop(x_grad, keys, 0, rate)
    return (found, log_p)

  # Gradients of sum(coefficients nll) for every weight, in float32 and in the order of p. -> gradients, ln p (N)
  def gradients(self: __torch__.GPT2, p: List[Tensor], ids: Tensor, rows: Tensor, targets: Tensor, coefficients: Tensor, d: List[int], s: List[float], keys: List[Tensor]) -> Tuple[List[Tensor], Tensor]:
    rate = 0.
    if len(keys) > 0:
      rate = s[9]
    torch.set_grad_enabled(True)
    w = annotate(List[Tensor], [])
    for i in range(len(p)):
      w.append(torch.requires_grad_(torch.detach(torch.to(p[i], d[6])), True))
    # The embeddings' gradients are summed by hand, in float32 also when the arithmetic is bfloat16.
    x0 = torch.requires_grad_(torch.detach((self).embed(w, ids)), True)  # (B, T, C)
    wte_grad = torch.zeros_like(torch.detach(p[0]))
    if len(d) > 8 and d[8] > 0:
      found, log_p = (self).recomputed_gradients(x0, w, rows, targets, coefficients, wte_grad, d, s, keys, rate)
    else:
      found, log_p = (self).layer_gradients(x0, w, rows, targets, coefficients, wte_grad, d, s, keys, rate)
    x_grad = torch.to(found[0], 6)  # (B, T, C)
    C = int(x_grad.size(2))
    torch.index_add_(wte_grad, 0, ids.reshape([-1]), x_grad.reshape([-1, C]))
    wpe_grad = torch.zeros_like(p[1])
    torch.copy_(torch.slice(wpe_grad, 0, 0, ids.size(1)), torch.sum(x_grad, [0], False))
    g = [wte_grad, wpe_grad]
    for i in range(1, len(found)):
      g.append(torch.to(found[i], 6))
      found[i] = wpe_grad  # frees the gradient in the arithmetic's element type
    return (g, log_p)

  # A step of training all weights. p, m, v float32 and step float32 () change. ids int64 (B, T); rows, targets int64 (N);
  # coefficients float32 (N): weight / denominator. -> ln p (N) before the step; the gradient's norm before clipping ()
  def train_weights(self: __torch__.GPT2, p: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, ids: Tensor, rows: Tensor, targets: Tensor, coefficients: Tensor, dims: Tensor, reals: Tensor) -> List[Tensor]:
    was = torch.is_grad_enabled()
    d = (self).integers(dims)
    s = (self).numbers(reals)
    g, log_p = (self).gradients(p, ids, rows, targets, coefficients, d, s, (self).dropout_keys(dims, ids))
    norm = (self).clip(g, s[7])
    (self).update(p, g, m, v, step, s)
    torch.set_grad_enabled(was)
    return [log_p, norm]

  # The first part of a step in several: adds the gradients of some rows to g, float32, like p. -> ln p (N)
  def add_gradients(self: __torch__.GPT2, p: List[Tensor], g: List[Tensor], ids: Tensor, rows: Tensor, targets: Tensor, coefficients: Tensor, dims: Tensor, reals: Tensor) -> Tensor:
    was = torch.is_grad_enabled()
    d = (self).integers(dims)
    s = (self).numbers(reals)
    found, log_p = (self).gradients(p, ids, rows, targets, coefficients, d, s, (self).dropout_keys(dims, ids))
    torch._foreach_add_(g, found)
    torch.set_grad_enabled(was)
    return log_p

  # The second part: clipping and AdamW with what g holds, which is zero afterwards. -> the norm before clipping ()
  def apply_gradients(self: __torch__.GPT2, p: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, g: List[Tensor], reals: Tensor) -> Tensor:
    was = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    s = (self).numbers(reals)
    norm = (self).clip(g, s[7])
    (self).update(p, g, m, v, step, s)
    torch._foreach_zero_(g)
    torch.set_grad_enabled(was)
    return norm
