
# One call is one optimizer step: forward, loss, gradients, clipping, AdamW. Parameters change in place.
# reals, after the first two: 2 learning rate, 3 beta1, 4 beta2, 5 epsilon, 6 weight decay, 7 largest gradient norm (0: no clipping), 8 decay every tensor (1) or those of two dimensions (0).

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

  # Gradients of sum(coefficients nll) for every weight, in float32 and in the order of p. -> gradients, ln p (N)
  def gradients(self: __torch__.GPT2, p: List[Tensor], ids: Tensor, rows: Tensor, targets: Tensor, coefficients: Tensor, d: List[int], s: List[float]) -> Tuple[List[Tensor], Tensor]:
    torch.set_grad_enabled(True)
    w = annotate(List[Tensor], [])
    for i in range(len(p)):
      w.append(torch.requires_grad_(torch.detach(torch.to(p[i], d[6])), True))
    # The embeddings' gradients are summed by hand, in float32 also when the arithmetic is bfloat16.
    x0 = torch.requires_grad_(torch.detach((self).embed(w, ids)), True)  # (B, T, C)
    h = (self).final_rows((self).layers(x0, w, annotate(List[Tensor], []), d, s), rows, w, s)  # (N, C)
    torch.set_grad_enabled(False)
    wte_grad = torch.zeros_like(p[0])
    log_p, h_grad = (self).head_gradient(torch.detach(h), torch.detach(w[0]), targets, coefficients, [wte_grad], d[7])
    inputs = annotate(List[Tensor], [])
    inputs.append(x0)
    for i in range(2, len(w)):
      inputs.append(w[i])
    found = torch.grad([h], inputs, annotate(List[Optional[Tensor]], [h_grad]), False, False, False)
    x_grad = torch.to(unchecked_cast(Tensor, found[0]), 6)  # (B, T, C)
    C = int(x_grad.size(2))
    torch.index_add_(wte_grad, 0, ids.reshape([-1]), x_grad.reshape([-1, C]))
    wpe_grad = torch.zeros_like(p[1])
    torch.copy_(torch.slice(wpe_grad, 0, 0, ids.size(1)), torch.sum(x_grad, [0], False))
    g = annotate(List[Tensor], [])
    g.append(wte_grad)
    g.append(wpe_grad)
    for i in range(1, len(found)):
      g.append(torch.to(unchecked_cast(Tensor, found[i]), 6))
    return (g, log_p)

  # A step of training all weights. p, m, v float32 and step float32 () change. ids int64 (B, T); rows, targets int64 (N);
  # coefficients float32 (N): weight / denominator. -> ln p (N) before the step; the gradient's norm before clipping ()
  def train_weights(self: __torch__.GPT2, p: List[Tensor], m: List[Tensor], v: List[Tensor], step: Tensor, ids: Tensor, rows: Tensor, targets: Tensor, coefficients: Tensor, dims: Tensor, reals: Tensor) -> List[Tensor]:
    was = torch.is_grad_enabled()
    d = (self).integers(dims)
    s = (self).numbers(reals)
    g, log_p = (self).gradients(p, ids, rows, targets, coefficients, d, s)
    norm = (self).clip(g, s[7])
    (self).update(p, g, m, v, step, s)
    torch.set_grad_enabled(was)
    return [log_p, norm]
