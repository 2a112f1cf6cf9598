
# The head and its loss, in chunks of rows: the logits of a whole batch are never in memory at once.

  # ln p of the targets. h (N, C), head: wte (V, C) or packed, targets int64 (N) -> float32 (N), nats
  def target_log_probabilities(self: __torch__.GPT2, h: Tensor, head: Tensor, targets: Tensor, chunk: int) -> Tensor:
    N = h.size(0)
    out = torch.empty([N], dtype=6, layout=0, device=h.device, pin_memory=False)
    start = 0
    while start < N:
      end = min(start + chunk, N)
      log_p = torch.log_softmax((self).multiply_head(torch.slice(h, 0, start, end), head), 1, 6)  # (n, V)
      t = torch.unsqueeze(torch.slice(targets, 0, start, end), 1)  # (n, 1)
      torch.copy_(torch.slice(out, 0, start, end), torch.squeeze(torch.gather(log_p, 1, t), 1))
      start = end
    return out

  # The same, with the gradient of sum(coefficients nll) by hand: d nll / d logits = softmax(logits) - one-hot(target).
  # coefficients float32 (N). Adds the gradient of wte, float32 (V, C), to wte_grad when there is one.
  # -> ln p float32 (N), and the gradient of h (N, C)
  def head_gradient(self: __torch__.GPT2, h: Tensor, wte: Tensor, targets: Tensor, coefficients: Tensor, wte_grad: List[Tensor], chunk: int) -> Tuple[Tensor, Tensor]:
    N = h.size(0)
    if len(wte_grad) > 0:
      chunk = chunk * 4  # each chunk adds a whole (V, C) to wte_grad: the fewer, the faster
    out = torch.empty([N], dtype=6, layout=0, device=h.device, pin_memory=False)
    h_grad = torch.empty_like(h)
    start = 0
    while start < N:
      end = min(start + chunk, N)
      hc = torch.slice(h, 0, start, end)  # (n, C)
      c = torch.unsqueeze(torch.slice(coefficients, 0, start, end), 1)  # (n, 1)
      t = torch.unsqueeze(torch.slice(targets, 0, start, end), 1)  # (n, 1)
      d = torch.log_softmax(torch.matmul(hc, torch.t(wte)), 1, 6)  # (n, V)
      torch.copy_(torch.slice(out, 0, start, end), torch.squeeze(torch.gather(d, 1, t), 1))
      d = torch.exp_(d)
      d = torch.scatter_add_(d, 1, t, torch.full_like(c, -1.))
      d = torch.to(d, h.dtype)
      # The coefficients meet the narrow side (n, C), not (n, V).
      torch.copy_(torch.slice(h_grad, 0, start, end), torch.matmul(d, wte) * c)
      if len(wte_grad) > 0:
        weighted = torch.to(hc * c, h.dtype)  # (n, C)
        torch.add_(wte_grad[0], torch.matmul(torch.t(d), weighted))
      start = end
    return (out, h_grad)

  # The weights for scoring, laid out once for bfloat16 products on a CPU: the head comes last, then. -> p, or one more
  def pack(self: __torch__.GPT2, p: List[Tensor], dims: Tensor) -> List[Tensor]:
    return (self).packed(p, 1024, True)

  # ln p(target) of the chosen positions, nats. p: the weights, or the result of pack. ids int64 (B, T); rows, targets int64 (N) -> float32 (N)
  def log_probabilities(self: __torch__.GPT2, p: List[Tensor], a: List[Tensor], ids: Tensor, rows: Tensor, targets: Tensor, dims: Tensor, reals: Tensor) -> Tensor:
    was = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    d = (self).integers(dims)
    s = (self).numbers(reals)
    w = (self).compute_weights(p, d)
    head = w[0]
    if len(w) % 12 == 5:
      head = w.pop()
    x = (self).layers((self).embed(w, ids), w, (self).compute_weights(a, d), d, s)
    h = (self).final_rows(x, rows, w, s)
    out = (self).target_log_probabilities(h, head, targets, d[7])
    torch.set_grad_enabled(was)
    return out
