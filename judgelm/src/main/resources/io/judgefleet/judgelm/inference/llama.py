# The forward pass of the LLaMA family, in the order and the words of the paper. TorchScript as libtorch reads it from an archive:
# dtypes are numbers (uint8 0, int8 1, int32 3, int64 4, fp16 5, fp32 6, bool 11, bf16 15, fp8_e4m3fn 24). The weights are mapped
# files; the KV cache is an arena of rows, one row for each token that is kept, handed out by the caller. Functions that need no model
# are in the files beside this one.
class Judge(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  heads : int
  kv_heads : int
  head_dim : int
  epsilon : float
  dtype : int
  quantization : int
  fused : bool
  reordered : bool
  reordering : bool
  widening : bool
  packed : bool
  files : List[Tensor]
  frequencies : List[Tensor]
  embedding : List[Tensor]
  attention_norm : List[Tensor]
  query : List[Tensor]
  key : List[Tensor]
  value : List[Tensor]
  query_bias : List[Tensor]
  key_bias : List[Tensor]
  value_bias : List[Tensor]
  output : List[Tensor]
  ffn_norm : List[Tensor]
  gate : List[Tensor]
  up : List[Tensor]
  down : List[Tensor]
  query_scale : List[Tensor]
  key_scale : List[Tensor]
  value_scale : List[Tensor]
  output_scale : List[Tensor]
  gate_scale : List[Tensor]
  up_scale : List[Tensor]
  down_scale : List[Tensor]
  norm : List[Tensor]
  head : List[Tensor]
  cached_keys : List[Tensor]
  cached_values : List[Tensor]

  # The shape of the model, and how it is computed; to be called first, once. Quantization is 0 for none, 1 for int8, 2 for fp8. Fused
  # weights save calls and are copies, on the CPU in the order that oneDNN wants; reordering brings mapped ones into it with each call.
  # Widening is for processors that multiply bf16 or int8 number by number. Packed attention is one call of the flash kernel for all
  # sequences.
  def configure(self: __torch__.Judge, layers: int, heads: int, kv_heads: int, head_dim: int, epsilon: float, frequencies: List[float], dtype: int, device: str, quantization: int, fused: bool, reordering: bool, widening: bool, packed: bool) -> NoneType:
    self.layers = layers
    self.heads = heads
    self.kv_heads = kv_heads
    self.head_dim = head_dim
    self.epsilon = epsilon
    self.dtype = dtype
    self.quantization = quantization
    self.fused = fused
    self.reordered = fused and quantization == 0 and device == "cpu" and (not widening)
    self.reordering = reordering
    self.widening = widening
    self.packed = packed
    self.files = annotate(List[Tensor], [])
    self.frequencies = [torch.tensor(frequencies, dtype=6, device=torch.device(device))]
    self.embedding = annotate(List[Tensor], [])
    self.attention_norm = annotate(List[Tensor], [])
    self.query = annotate(List[Tensor], [])
    self.key = annotate(List[Tensor], [])
    self.value = annotate(List[Tensor], [])
    self.query_bias = annotate(List[Tensor], [])
    self.key_bias = annotate(List[Tensor], [])
    self.value_bias = annotate(List[Tensor], [])
    self.output = annotate(List[Tensor], [])
    self.ffn_norm = annotate(List[Tensor], [])
    self.gate = annotate(List[Tensor], [])
    self.up = annotate(List[Tensor], [])
    self.down = annotate(List[Tensor], [])
    self.query_scale = annotate(List[Tensor], [])
    self.key_scale = annotate(List[Tensor], [])
    self.value_scale = annotate(List[Tensor], [])
    self.output_scale = annotate(List[Tensor], [])
    self.gate_scale = annotate(List[Tensor], [])
    self.up_scale = annotate(List[Tensor], [])
    self.down_scale = annotate(List[Tensor], [])
    self.norm = annotate(List[Tensor], [])
    self.head = annotate(List[Tensor], [])
    self.cached_keys = annotate(List[Tensor], [])
    self.cached_values = annotate(List[Tensor], [])
    return None

  # Maps the first elements of a file; nothing is read yet.
  def map_file(self: __torch__.Judge, path: str, elements: int, dtype: int) -> int:
    self.files.append(torch.from_file(path, False, elements, dtype=dtype))
    return len(self.files) - 1

  # The mapped tensor itself where it has the compute dtype and lies on this device, else a converted copy.
  def mapped(self: __torch__.Judge, file: int, offset: int, shape: List[int], dtype: int) -> Tensor:
    count = 1
    for size in shape:
      count = count * size
    source = self.files[file]
    if source.dtype == dtype:
      stored = source[offset:offset + count]
    else:
      # The offset is no multiple of the element's size: copy the bytes to where it is.
      width = 2
      if dtype == 6:
        width = 4
      unaligned = source[offset:offset + count * width]
      stored = torch.view_copy(torch.clone(unaligned), dtype=dtype)
    weight = torch.reshape(stored, shape)
    return torch.to(weight, self.frequencies[0].device, self.dtype)

  # The next weight of its kind; the weights of a kind come in the order of the layers.
  def add_weight(self: __torch__.Judge, kind: str, file: int, offset: int, shape: List[int], dtype: int) -> NoneType:
    weight = self.mapped(file, offset, shape, dtype)
    kinds = {"embedding": self.embedding, "attention_norm": self.attention_norm, "query": self.query, "key": self.key, "value": self.value, "query_bias": self.query_bias, "key_bias": self.key_bias, "value_bias": self.value_bias, "output": self.output, "ffn_norm": self.ffn_norm, "gate": self.gate, "up": self.up, "down": self.down, "norm": self.norm, "head": self.head}
    kinds[kind].append(weight)
    return None

  # Brings a layer, once it has all its weights, into the form in which it is computed.
  def settle(self: __torch__.Judge, layer: int) -> NoneType:
    if self.fused:
      self.fuse(layer, [self.query, self.key, self.value])
      self.fuse(layer, [self.gate, self.up])
      if len(self.query_bias) > 0:
        self.fuse(layer, [self.query_bias, self.key_bias, self.value_bias])
    if self.reordered:
      self.reorder(layer, [self.query, self.output, self.gate, self.down])
    if self.quantization > 0:
      self.quantize(layer, self.query, self.query_scale)
      self.quantize(layer, self.key, self.key_scale)
      self.quantize(layer, self.value, self.value_scale)
      self.quantize(layer, self.output, self.output_scale)
      self.quantize(layer, self.gate, self.gate_scale)
      self.quantize(layer, self.up, self.up_scale)
      self.quantize(layer, self.down, self.down_scale)
    return None

  # Weights of the same input, one below the other; they then stand in the place of the first.
  def fuse(self: __torch__.Judge, layer: int, kinds: List[List[Tensor]]) -> NoneType:
    parts = annotate(List[Tensor], [])
    for kind in kinds:
      parts.append(kind[layer])
      _0 = torch._set_item(kind, layer, torch.empty([0, 1], dtype=self.dtype))
    _1 = torch._set_item(kinds[0], layer, torch.cat(parts, 0))
    return None

  # The weights in oneDNN's own order, which only its product of matrices can read. libtorch 2.7.1 pads rows to 64 and then computes
  # nonsense with the padding, so that other heights stay as they are.
  def reorder(self: __torch__.Judge, layer: int, kinds: List[List[Tensor]]) -> NoneType:
    for kind in kinds:
      if kind[layer].size(0) % 64 == 0:
        _0 = torch._set_item(kind, layer, ops.mkldnn._reorder_linear_weight(kind[layer], 512))
    return None

  # The weight in eight bits, each row with a scale of its own.
  def quantize(self: __torch__.Judge, layer: int, weights: List[Tensor], scales: List[Tensor]) -> NoneType:
    rounded, scale = __torch__.eight_bits.rounded(weights[layer], self.quantization)
    _0 = torch._set_item(weights, layer, rounded)
    scales.append(torch.t(scale))
    return None

  # Tied embeddings: the head is the embedding.
  def tie_head(self: __torch__.Judge) -> NoneType:
    self.head = [self.embedding[0]]
    return None

  # Makes the cache so many rows high; what it holds stays.
  def reserve(self: __torch__.Judge, rows: int) -> NoneType:
    keys = annotate(List[Tensor], [])
    values = annotate(List[Tensor], [])
    shape = [rows, self.kv_heads, self.head_dim]
    for layer in range(self.layers):
      key = torch.empty(shape, dtype=self.dtype, device=self.frequencies[0].device)
      value = torch.empty(shape, dtype=self.dtype, device=self.frequencies[0].device)
      if len(self.cached_keys) > 0:
        kept = ops.prim.min(rows, self.cached_keys[layer].size(0))
        _0 = torch.copy_(key[:kept], self.cached_keys[layer][:kept])
        _1 = torch.copy_(value[:kept], self.cached_values[layer][:kept])
      keys.append(key)
      values.append(value)
    self.cached_keys = keys
    self.cached_values = values
    return None

  # x / rms(x) * gamma, in single precision. On a GPU each pass over the batch costs as its bytes do: there are three, and none writes
  # single precision where the model computes in less.
  def rms_norm(self: __torch__.Judge, x: Tensor, gamma: Tensor) -> Tensor:
    length = torch.linalg_vector_norm(x, 2, [-1], True, dtype=6)
    mean = torch.square(length) / x.size(-1)
    normed = torch.mul(x, torch.rsqrt(mean + self.epsilon), out=torch.empty_like(x))
    return torch.mul_(normed, gamma)

  # Turns each pair of a head's dimensions (i, i + half) by the token's angle, in single precision.
  def rotary(self: __torch__.Judge, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    half = self.head_dim // 2
    first = x[:, :, :half]
    second = x[:, :, half:]
    turned = torch.empty_like(x)
    _0 = torch.addcmul(first * cosine, second, sine, value=-1, out=turned[:, :, :half])
    _1 = torch.addcmul(second * cosine, first, sine, out=turned[:, :, half:])
    return turned

  # x W^T. A few tokens are multiplied number by number sooner than a weight is made wide.
  def linear(self: __torch__.Judge, x: Tensor, weight: Tensor) -> Tensor:
    if self.widening and x.size(0) >= 32:
      y = torch.to(__torch__.products.widened(x, weight, self.reordering), self.dtype)
    else:
      y = __torch__.products.plain(x, weight, self.reordering)
    return y

  # x W^T, in the numbers in which the weights are kept.
  def multiply(self: __torch__.Judge, x: Tensor, layer: int, weights: List[Tensor], scales: List[Tensor]) -> Tensor:
    if self.quantization == 0:
      y = self.linear(x, weights[layer])
    else:
      y = __torch__.eight_bits.multiply(x, weights[layer], scales[layer], self.quantization, self.widening, self.reordering)
    return y

  # A projection, plus the layer's bias where the model has one.
  def project(self: __torch__.Judge, x: Tensor, layer: int, weights: List[Tensor], scales: List[Tensor], biases: List[Tensor]) -> Tensor:
    y = self.multiply(x, layer, weights, scales)
    if len(biases) > 0:
      y = torch.add(y, biases[layer])
    return y

  # Queries, keys and values of all heads, side by side or one after another.
  def queries_keys_values(self: __torch__.Judge, x: Tensor, layer: int) -> List[Tensor]:
    if self.fused:
      width = self.kv_heads * self.head_dim
      all = self.project(x, layer, self.query, self.query_scale, self.query_bias)
      parts = torch.split_with_sizes(all, [self.heads * self.head_dim, width, width], 1)
    else:
      parts = [self.project(x, layer, self.query, self.query_scale, self.query_bias), self.project(x, layer, self.key, self.key_scale, self.key_bias), self.project(x, layer, self.value, self.value_scale, self.value_bias)]
    return parts

  # The heads of each token.
  def by_head(self: __torch__.Judge, x: Tensor, heads: int) -> Tensor:
    return torch.view(x, [x.size(0), heads, self.head_dim])

  # Attention of every group to the tokens that it sees: those of this batch and those in the cache.
  def attention(self: __torch__.Judge, x: Tensor, layer: int, cosine: Tensor, sine: Tensor, rows: Tensor, seen: Tensor, queries: List[int], runs: List[int], run_ends: List[int], masks: List[Tensor], keys: List[int], starts: List[Tensor]) -> Tensor:
    # Queries, keys and values, turned by position
    projected = self.queries_keys_values(x, layer)
    q = self.rotary(self.by_head(projected[0], self.heads), cosine, sine)
    k = self.rotary(self.by_head(projected[1], self.kv_heads), cosine, sine)
    v = self.by_head(projected[2], self.kv_heads)
    # The cache keeps keys and values
    cached_keys = torch.index_copy_(self.cached_keys[layer], 0, rows, k)
    cached_values = torch.index_copy_(self.cached_values[layer], 0, rows, v)
    # Each group sees its own
    if self.packed:
      o = __torch__.attention.attend_packed(q, torch.index_select(cached_keys, 0, seen), torch.index_select(cached_values, 0, seen), queries, keys, starts, masks)
    else:
      parts = annotate(List[Tensor], [])
      for group in range(len(queries) - 1):
        first = run_ends[group]
        last = run_ends[group + 1]
        seen_keys = __torch__.attention.gather(cached_keys, runs, first, last)
        seen_values = __torch__.attention.gather(cached_values, runs, first, last)
        parts.append(__torch__.attention.attend(q[queries[group]:queries[group + 1]], seen_keys, seen_values, masks[group]))
      o = torch.cat(parts, 0)
    # Back to the width of the model
    return self.multiply(o, layer, self.output, self.output_scale)

  # The cache rows that the groups see, group after group.
  def seen_rows(self: __torch__.Judge, runs: List[int]) -> Tensor:
    parts = annotate(List[Tensor], [])
    if self.packed:
      for run in range(0, len(runs), 2):
        parts.append(torch.arange(runs[run], runs[run + 1], dtype=4, device=self.frequencies[0].device))
    else:
      parts.append(torch.empty([0], dtype=4))
    return torch.cat(parts, 0)

  # W2 (silu(W1 x) * W3 x)
  def feed_forward(self: __torch__.Judge, x: Tensor, layer: int) -> Tensor:
    if self.fused:
      both = torch.chunk(self.multiply(x, layer, self.gate, self.gate_scale), 2, 1)
      gated = torch.mul_(torch.silu_(both[0]), both[1])
    else:
      gated = torch.mul_(torch.silu_(self.multiply(x, layer, self.gate, self.gate_scale)), self.multiply(x, layer, self.up, self.up_scale))
    return self.multiply(gated, layer, self.down, self.down_scale)

  # The logits after the tokens that are read. Group i has the tokens queries[i] to queries[i + 1] of the batch and sees the cache
  # rows of the runs (first row, row after the last) run_ends[i] to run_ends[i + 1]; token j is kept in cache row rows[j]. A group
  # is the end of one sequence, each token seeing those up to itself; or branches that see trunks[i] rows and their own places.
  def forward(self: __torch__.Judge, tokens: List[int], positions: List[int], rows: List[int], queries: List[int], runs: List[int], run_ends: List[int], trunks: List[int], places: List[int], place_ends: List[int], read: List[int]) -> Tensor:
    device = self.frequencies[0].device
    kept = torch.tensor(rows, dtype=4, device=device)
    # Angles of the positions
    angles = torch.unsqueeze(torch.tensor(positions, dtype=6, device=device), 1) * self.frequencies[0]
    cosine = torch.unsqueeze(torch.cos(angles), 1)
    sine = torch.unsqueeze(torch.sin(angles), 1)
    seen = self.seen_rows(runs)
    keys = __torch__.attention.key_starts(runs, run_ends)
    starts = [torch.tensor(queries, dtype=3, device=device), torch.tensor(keys, dtype=3, device=device)]
    masks = __torch__.attention.masks(queries, keys, trunks, places, place_ends, self.packed, device)
    # Token embeddings
    x = torch.embedding(self.embedding[0], torch.tensor(tokens, dtype=4, device=device))
    for layer in range(self.layers):
      # Attention and its residual
      attended = self.attention(self.rms_norm(x, self.attention_norm[layer]), layer, cosine, sine, kept, seen, queries, runs, run_ends, masks, keys, starts)
      x = torch.add_(x, attended)
      # Feed-forward and its residual
      x = torch.add_(x, self.feed_forward(self.rms_norm(x, self.ffn_norm[layer]), layer))
    # Logits of the tokens that are read
    last = torch.index_select(x, 0, torch.tensor(read, dtype=4, device=device))
    return torch.to(self.linear(self.rms_norm(last, self.norm[0]), self.head[0]), 6)

  # The likeliest next token after each token that is read, its logit, and the log-probabilities of the watched tokens: one row each. NaN
  # counts as larger than any number.
  def choose(self: __torch__.Judge, tokens: List[int], positions: List[int], rows: List[int], queries: List[int], runs: List[int], run_ends: List[int], trunks: List[int], places: List[int], place_ends: List[int], read: List[int], watched: List[int]) -> Tensor:
    logits = self.forward(tokens, positions, rows, queries, runs, run_ends, trunks, places, place_ends, read)
    best = torch.argmax(logits, -1, True)
    largest = torch.gather(logits, 1, best)
    likelihoods = torch.log_softmax(logits, -1)
    seen = torch.index_select(likelihoods, 1, torch.tensor(watched, dtype=4, device=logits.device))
    return torch.cat([torch.to(best, 6), largest, seen], 1)
