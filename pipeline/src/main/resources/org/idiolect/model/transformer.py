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
#   5 tensors of a layer in a; 6 element type of the arithmetic; 7 rows of one chunk of the head (training all weights: four times as many).
#   Training: 8 whether layers are computed again in the backward pass (1) or remembered (0); with dropout, from 9 on a key a row. Generating: 8 rows at a time.
# reals: 0 epsilon of the layer norms; 1 adapter scale, alpha / r.
# keys: the dropout keys of the rows, int64 (B); an empty list for no dropout. rate: the share dropped.

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

  # A weight that has no values yet, on the device of place. shape int64 (axes), type int64 (1). Java passes it on and
  # never looks inside: it has no bfloat16.
  def blank(self: __torch__.GPT2, place: Tensor, shape: Tensor, type: Tensor) -> Tensor:
    return torch.empty((self).integers(shape), dtype=(self).integers(type)[0], layout=0, device=place.device, pin_memory=False)

  # The next values of one weight, from place start (1) on. p: that weight, piece float32 (n) -> piece
  def fill(self: __torch__.GPT2, p: List[Tensor], piece: Tensor, start: Tensor) -> Tensor:
    at = (self).integers(start)[0]
    torch.copy_(torch.slice(p[0].view([-1]), 0, at, at + piece.size(0)), piece)
    return piece

  # x w + b, and with an adapter + scale (x A) B. x (B, T, I), w (I, O) or packed, b (O); rows of one group lie together. -> (B, T, O)
  def linear(self: __torch__.GPT2, x: Tensor, w: Tensor, b: Tensor, a: List[Tensor], at: int, scale: float) -> Tensor:
    I = int(x.size(2))
    O = int(b.size(0))
    if w.is_mkldnn:
      y = ops.mkldnn._linear_pointwise(x.reshape([-1, I]), w, b, "none", annotate(List[Optional[number]], []), "")  # (B T, O)
    else:
      y = torch.addmm(b, x.reshape([-1, I]), w)  # (B T, O)
    if at >= 0:
      G = int(a[at].size(0))
      u = torch.bmm(x.reshape([G, -1, I]), a[at])  # (G, B T / G, r)
      y = torch.baddbmm(y.view([G, -1, O]), u, a[at + 1], beta=1, alpha=scale)  # (G, B T / G, O)
    return y.view([x.size(0), x.size(1), O])

  # The same with tanh-GELU behind it, in one kernel where the weights are packed. -> (B, T, O)
  def linear_gelu(self: __torch__.GPT2, x: Tensor, w: Tensor, b: Tensor, a: List[Tensor], at: int, scale: float) -> Tensor:
    if w.is_mkldnn and at < 0:
      I = int(x.size(2))
      y = ops.mkldnn._linear_pointwise(x.reshape([-1, I]), w, b, "gelu", annotate(List[Optional[number]], []), "tanh")  # (B T, O)
      y = y.view([x.size(0), x.size(1), int(b.size(0))])
    else:
      h = (self).linear(x, w, b, a, at, scale)
      y = torch.gelu(h, approximate="tanh")
    return y

  # h (N, C), head: wte (V, C) or packed -> (N, V)
  def multiply_head(self: __torch__.GPT2, h: Tensor, head: Tensor) -> Tensor:
    if head.is_mkldnn:
      y = ops.mkldnn._linear_pointwise(h, head, None, "none", annotate(List[Optional[number]], []), "")
    else:
      y = torch.matmul(h, torch.t(head))
    return y

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

  # A hash of int64 values: two rounds of folding and multiplying by an odd constant of well-spread bits, so that neighbours have nothing in common.
  def mix(self: __torch__.GPT2, z: Tensor) -> Tensor:
    for i in range(2):
      high = torch.bitwise_and(torch.bitwise_right_shift(z, 32), 4294967295)
      z = torch.bitwise_xor(z, high) * -2960836687051489901
    return torch.bitwise_xor(z, torch.bitwise_and(torch.bitwise_right_shift(z, 32), 4294967295))

  # Which channels are dropped, from numbers alone: no generator, so that a row's mask depends neither on other rows nor on
  # threads. A hash of key, place in the network and position, times one of the channel, both odd: the high bits of the
  # product modulo 2^32 are a universal hash (Dietzfelbinger et al. 1997, multiply-shift), for one multiplication a value.
  # x (B, T, C), keys int64 (B), site below 2^40 -> bool (B, T, C)
  def dropped(self: __torch__.GPT2, x: Tensor, keys: Tensor, site: int, rate: float) -> Tensor:
    t = torch.arange(x.size(1), dtype=4, layout=0, device=x.device, pin_memory=False)  # (T)
    c = torch.arange(x.size(2), dtype=4, layout=0, device=x.device, pin_memory=False)  # (C)
    place = (self).mix(t + site * 1048576)  # (T)
    token = (self).mix(torch.unsqueeze(keys, 1) + torch.unsqueeze(place, 0))  # (B, T)
    token = torch.to(torch.bitwise_or(token, 1), 3)  # int32, the low half
    channel = torch.to(torch.bitwise_or((self).mix(c + 1), 1), 3)  # int32 (C)
    return torch.lt(torch.unsqueeze(token, 2) * channel, int(rate * 4294967296.) - 2147483648)  # (B, T, C)

  # Dropout of a whole stream: what is kept grows by 1 / (1 - rate). x (B, T, C) -> (B, T, C)
  def drop(self: __torch__.GPT2, x: Tensor, keys: List[Tensor], site: int, rate: float) -> Tensor:
    if len(keys) > 0:
      x = torch.masked_fill(x, (self).dropped(x, keys[0], site, rate), 0.) * (1. / (1. - rate))
    return x

  # A branch is added to the stream, with dropout on the branch. x, branch (B, T, C) -> (B, T, C)
  def add_branch(self: __torch__.GPT2, x: Tensor, branch: Tensor, keys: List[Tensor], site: int, rate: float) -> Tensor:
    if len(keys) > 0:
      kept = torch.masked_fill(branch, (self).dropped(branch, keys[0], site, rate), 0.)
      x = torch.add(x, kept, alpha=1. / (1. - rate))
    else:
      x = x + branch
    return x

  # What follows attention in a layer: c_proj and the perceptron, each added to the stream. x (B, T, C), y (B, H, T, D) -> (B, T, C)
  def finish(self: __torch__.GPT2, x: Tensor, y: Tensor, p: List[Tensor], layer: int, a: List[Tensor], dims: List[int], reals: List[float]) -> Tensor:
    return (self).finish_training(x, y, p, layer, a, dims, reals, annotate(List[Tensor], []), 0.)

  # The same under training.
  def finish_training(self: __torch__.GPT2, x: Tensor, y: Tensor, p: List[Tensor], layer: int, a: List[Tensor], dims: List[int], reals: List[float], keys: List[Tensor], rate: float) -> Tensor:
    o = 2 + 12 * layer
    C = int(x.size(2))
    y = y.transpose(1, 2).reshape([x.size(0), x.size(1), C])  # (B, T, C)
    x = (self).add_branch(x, (self).linear(y, p[o + 4], p[o + 5], a, (self).place(layer, 1, dims), reals[1]), keys, 2 * layer + 1, rate)
    h = torch.layer_norm(x, [C], p[o + 6], p[o + 7], reals[0], False)
    h = (self).linear_gelu(h, p[o + 8], p[o + 9], a, (self).place(layer, 2, dims), reals[1])  # (B, T, 4C)
    return (self).add_branch(x, (self).linear(h, p[o + 10], p[o + 11], a, (self).place(layer, 3, dims), reals[1]), keys, 2 * layer + 2, rate)

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

  # One layer. x (B, T, C), mask (T, T) -> (B, T, C)
  def layer(self: __torch__.GPT2, x: Tensor, mask: Tensor, p: List[Tensor], layer: int, a: List[Tensor], dims: List[int], reals: List[float], keys: List[Tensor], rate: float) -> Tensor:
    q, k, v = (self).heads(x, p, layer, a, dims, reals)
    return (self).finish_training(x, (self).attention(q, k, v, mask), p, layer, a, dims, reals, keys, rate)

  # All layers. Padding lies on the right, where causal attention keeps it from every real token. x (B, T, C) -> (B, T, C)
  def layers(self: __torch__.GPT2, x: Tensor, p: List[Tensor], a: List[Tensor], dims: List[int], reals: List[float]) -> Tensor:
    return (self).layers_training(x, p, a, dims, reals, annotate(List[Tensor], []), 0.)

  # The same under training, embedding dropout included.
  def layers_training(self: __torch__.GPT2, x: Tensor, p: List[Tensor], a: List[Tensor], dims: List[int], reals: List[float], keys: List[Tensor], rate: float) -> Tensor:
    mask = (self).causal_mask(x)
    x = (self).drop(x, keys, 0, rate)
    for layer in range((len(p) - 4) // 12):
      x = (self).layer(x, mask, p, layer, a, dims, reals, keys, rate)
    return x

  # The dropout keys that follow the sizes, on the device of ids; an empty list for none.
  def dropout_keys(self: __torch__.GPT2, dims: Tensor, ids: Tensor) -> List[Tensor]:
    keys = annotate(List[Tensor], [])
    if dims.size(0) > 9:
      keys.append(torch.to(torch.slice(dims, 0, 9), ids))
    return keys

  # ln_f on the chosen rows only: what is not scored needs no head. x (B, T, C), rows int64 (N) into B T -> (N, C)
  def final_rows(self: __torch__.GPT2, x: Tensor, rows: Tensor, p: List[Tensor], reals: List[float]) -> Tensor:
    C = int(x.size(2))
    h = torch.index_select(x.reshape([-1, C]), 0, rows)  # (N, C)
    n = len(p)
    return torch.layer_norm(h, [C], p[n - 2], p[n - 1], reals[0], False)
