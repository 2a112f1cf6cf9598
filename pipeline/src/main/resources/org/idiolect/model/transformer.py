# GPT-2 as TorchScript text. Axes: B rows, T tokens, C channels, H heads, D head size (C / H), V vocabulary size,
# L layers, G adapter groups, r rank, I and O the inputs and outputs of one linear layer, N scored tokens.
# Element types by their number: 4 int64, 5 float16, 6 float32, 7 float64, 11 bool, 15 bfloat16.
#
# p: the weights in the order of the checkpoint: wte (V, C), wpe (contextLength, C), twelve a layer, ln_f weight and bias.
#   A layer from o = 2 + 12 layer: ln_1 o, o+1; c_attn (C, 3C) o+2, o+3; attn.c_proj (C, C) o+4, o+5;
#   ln_2 o+6, o+7; c_fc (C, 4C) o+8, o+9; mlp.c_proj (4C, C) o+10, o+11.
# a: the adapters, layer by layer and target by target: A (G, I, r), then B (G, r, O). DJL cannot pass
#   an empty list: without an adapter, one tensor that nothing reads.
# dims: 0 heads; 1 to 4 place of A within a layer for c_attn, attn.c_proj, c_fc, mlp.c_proj (-1: no adapter there);
#   5 tensors of a layer in a; 6 element type of the arithmetic; 7 rows of one chunk of the head.
# reals: 0 epsilon of the layer norms; 1 adapter scale, alpha / r.

  # The int64 tensor (n) as a list: DJL passes no list of numbers.
  def integers(self: __torch__.GPT2, values: Tensor) -> List[int]:
    out = annotate(List[int], [])
    for i in range(values.size(0)):
      out.append(int(torch.select(values, 0, i).item()))
    return out

  # The float64 tensor (n) as a list.
  def numbers(self: __torch__.GPT2, values: Tensor) -> List[float]:
    out = annotate(List[float], [])
    for i in range(values.size(0)):
      out.append(float(torch.select(values, 0, i).item()))
    return out

  # The weights in the arithmetic's element type; those that have it are not copied.
  def compute_weights(self: __torch__.GPT2, p: List[Tensor], dims: List[int]) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for w in p:
      out.append(torch.to(w, dims[6]))
    return out

  # The same, once and for all. Java passes the result on and never looks inside: it has no bfloat16.
  def convert(self: __torch__.GPT2, p: List[Tensor], dims: Tensor) -> List[Tensor]:
    return (self).compute_weights(p, (self).integers(dims))

  # x w + b, and with an adapter + scale (x A) B. x (B, T, I), w (I, O), b (O); rows of one group lie together. -> (B, T, O)
  def linear(self: __torch__.GPT2, x: Tensor, w: Tensor, b: Tensor, a: List[Tensor], at: int, scale: float) -> Tensor:
    I = int(w.size(0))
    O = int(w.size(1))
    y = torch.addmm(b, x.reshape([-1, I]), w)  # (B T, O)
    if at >= 0:
      G = int(a[at].size(0))
      u = torch.bmm(x.reshape([G, -1, I]), a[at])  # (G, B T / G, r)
      y = torch.baddbmm(y.view([G, -1, O]), u, a[at + 1], beta=1, alpha=scale)  # (G, B T / G, O)
    return y.view([x.size(0), x.size(1), O])

  # Where target k of this layer lies in a, or -1.
  def place(self: __torch__.GPT2, layer: int, k: int, dims: List[int]) -> int:
    at = -1
    if dims[1 + k] >= 0:
      at = layer * dims[5] + dims[1 + k]
    return at

  # ln_1 and c_attn, cut into heads. x (B, T, C) -> queries, keys, values, each (B, H, T, D)
  def heads(self: __torch__.GPT2, x: Tensor, p: List[Tensor], layer: int, a: List[Tensor], dims: List[int], reals: List[float]) -> Tuple[Tensor, Tensor, Tensor]:
    o = 2 + 12 * layer
    B = x.size(0)
    T = x.size(1)
    C = int(x.size(2))
    H = dims[0]
    h = torch.layer_norm(x, [C], p[o], p[o + 1], reals[0], False)
    qkv = (self).linear(h, p[o + 2], p[o + 3], a, (self).place(layer, 0, dims), reals[1])  # (B, T, 3C)
    q, k, v = torch.split(qkv, C, 2)
    q = q.view([B, T, H, C // H]).transpose(1, 2)  # (B, H, T, D)
    k = k.view([B, T, H, C // H]).transpose(1, 2)  # (B, H, T, D)
    v = v.view([B, T, H, C // H]).transpose(1, 2)  # (B, H, T, D)
    return (q, k, v)

  # What follows attention in a layer: c_proj and the perceptron, each added to the stream. x (B, T, C), y (B, H, T, D) -> (B, T, C)
  def finish(self: __torch__.GPT2, x: Tensor, y: Tensor, p: List[Tensor], layer: int, a: List[Tensor], dims: List[int], reals: List[float]) -> Tensor:
    o = 2 + 12 * layer
    C = int(x.size(2))
    y = y.transpose(1, 2).reshape([x.size(0), x.size(1), C])  # (B, T, C)
    x = x + (self).linear(y, p[o + 4], p[o + 5], a, (self).place(layer, 1, dims), reals[1])
    h = torch.layer_norm(x, [C], p[o + 6], p[o + 7], reals[0], False)
    h = (self).linear(h, p[o + 8], p[o + 9], a, (self).place(layer, 2, dims), reals[1])  # (B, T, 4C)
    h = torch.gelu(h, approximate="tanh")
    return x + (self).linear(h, p[o + 10], p[o + 11], a, (self).place(layer, 3, dims), reals[1])

  # Token and position embeddings. ids (B, T) -> (B, T, C)
  def embed(self: __torch__.GPT2, p: List[Tensor], ids: Tensor) -> Tensor:
    return torch.embedding(p[0], ids, -1, False, False) + torch.slice(p[1], 0, 0, ids.size(1))

  # Causal attention. In bfloat16 on a CPU, blocks of up to 512 tokens are three times faster as plain products, with the
  # softmax in float32 inside, than in the fused kernel. q, k, v (B, H, T, D), mask (T, T): 0, -inf above the diagonal -> (B, H, T, D)
  def attention(self: __torch__.GPT2, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    T = q.size(2)
    D = int(q.size(3))
    if q.dtype == 15 and T <= 512 and not q.is_cuda:
      n = q.size(0) * q.size(1)
      scores = torch.baddbmm(torch.unsqueeze(mask, 0).expand([n, T, T]), q.reshape([n, T, D]), k.reshape([n, T, D]).transpose(1, 2), beta=1, alpha=1. / torch.sqrt(float(D)))  # (B H, T, T)
      y = torch.bmm(torch.softmax(scores, 2), v.reshape([n, T, D])).view(q.size())  # (B, H, T, D)
    else:
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., True)  # (B, H, T, D)
    return y

  # The mask of that: (T, T) in the element type of x (B, T, C).
  def causal_mask(self: __torch__.GPT2, x: Tensor) -> Tensor:
    T = x.size(1)
    return torch.triu(torch.full([T, T], float("-inf"), dtype=x.dtype, layout=0, device=x.device, pin_memory=False), 1)

  # All layers. Padding lies on the right, where causal attention keeps it from every real token. x (B, T, C) -> (B, T, C)
  def layers(self: __torch__.GPT2, x: Tensor, p: List[Tensor], a: List[Tensor], dims: List[int], reals: List[float]) -> Tensor:
    mask = (self).causal_mask(x)
    for layer in range((len(p) - 4) // 12):
      q, k, v = (self).heads(x, p, layer, a, dims, reals)
      x = (self).finish(x, (self).attention(q, k, v, mask), p, layer, a, dims, reals)
    return x

  # ln_f on the chosen rows only: what is not scored needs no head. x (B, T, C), rows int64 (N) into B T -> (N, C)
  def final_rows(self: __torch__.GPT2, x: Tensor, rows: Tensor, p: List[Tensor], reals: List[float]) -> Tensor:
    C = int(x.size(2))
    h = torch.index_select(x.reshape([-1, C]), 0, rows)  # (N, C)
    n = len(p)
    return torch.layer_norm(h, [C], p[n - 2], p[n - 1], reals[0], False)
