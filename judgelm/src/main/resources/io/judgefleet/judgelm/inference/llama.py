# The forward pass of the LLaMA family, in the order and the words of the paper. TorchScript as libtorch reads it from an archive:
# dtypes are numbers (uint8 0, int64 4, fp16 5, fp32 6, bf16 15). The weights are mapped files; the KV cache is an arena of rows,
# one row for each token that is kept, handed out by the caller.
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
  norm : List[Tensor]
  head : List[Tensor]
  cached_keys : List[Tensor]
  cached_values : List[Tensor]

  # The shape of the model; to be called first, once.
  def configure(self: __torch__.Judge, layers: int, heads: int, kv_heads: int, head_dim: int, epsilon: float, frequencies: List[float], dtype: int, device: str) -> NoneType:
    self.layers = layers
    self.heads = heads
    self.kv_heads = kv_heads
    self.head_dim = head_dim
    self.epsilon = epsilon
    self.dtype = dtype
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

  # x / rms(x) * gamma, in single precision.
  def rms_norm(self: __torch__.Judge, x: Tensor, gamma: Tensor) -> Tensor:
    single = x.to(6)
    mean = torch.mean(torch.square(single), [-1], True)
    normed = single * torch.rsqrt(mean + self.epsilon)
    return normed.to(self.dtype) * gamma

  # Turns each pair of a head's dimensions (i, i + half) by the token's angle.
  def rotary(self: __torch__.Judge, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    half = self.head_dim // 2
    first = torch.to(x[:, :, :half], 6)
    second = torch.to(x[:, :, half:], 6)
    turned_first = first * cosine - second * sine
    turned_second = second * cosine + first * sine
    return torch.to(torch.cat([turned_first, turned_second], -1), self.dtype)

  # x W^T, plus the layer's bias where the model has one.
  def project(self: __torch__.Judge, x: Tensor, layer: int, weights: List[Tensor], biases: List[Tensor], heads: int) -> Tensor:
    if len(biases) > 0:
      y = torch.linear(x, weights[layer], biases[layer])
    else:
      y = torch.linear(x, weights[layer], None)
    return torch.view(y, [x.size(0), heads, self.head_dim])

  # The rows of a group: one slice where they lie together, else a copy of its runs.
  def gather(self: __torch__.Judge, cache: Tensor, runs: List[int], first: int, last: int) -> Tensor:
    if (last - first) == 2:
      rows = cache[runs[first]:runs[first + 1]]
    else:
      parts = annotate(List[Tensor], [])
      for run in range(first, last, 2):
        parts.append(cache[runs[run]:runs[run + 1]])
      rows = torch.cat(parts, 0)
    return rows

  # Which keys each query of a group sees, where that is neither all of them nor, as in a whole sequence, those up to its own:
  # the last queries of a sequence see all before them; branches see their trunk and, of the rest, their own places.
  def mask(self: __torch__.Judge, queries: int, keys: int, trunk: int, places: List[int]) -> Tensor:
    if len(places) > 0:
      seen = torch.zeros([queries, keys], dtype=11, device=self.frequencies[0].device)
      _0 = torch.fill_(seen[:, :trunk], 1)
      _1 = torch.index_fill_(torch.view(seen, [-1]), 0, torch.tensor(places, dtype=4, device=seen.device), 1)
    else:
      seen = torch.tril(torch.ones([queries, keys], dtype=11, device=self.frequencies[0].device), keys - queries)
    return seen

  # The masks of all groups; an empty one where none is needed.
  def masks(self: __torch__.Judge, queries: List[int], runs: List[int], run_ends: List[int], trunks: List[int], places: List[int], place_ends: List[int]) -> List[Tensor]:
    masks = annotate(List[Tensor], [])
    for group in range(len(queries) - 1):
      count = queries[group + 1] - queries[group]
      keys = 0
      for run in range(run_ends[group], run_ends[group + 1], 2):
        keys = keys + (runs[run + 1] - runs[run])
      if count == 1 or count == keys and trunks[group] == 0:
        masks.append(torch.empty([0]))
      else:
        masks.append(self.mask(count, keys, trunks[group], places[place_ends[group]:place_ends[group + 1]]))
    return masks

  # softmax(q k^T / sqrt(d)) v of one group. Query heads share key heads in sets.
  def attend(self: __torch__.Judge, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    set = self.heads // self.kv_heads
    queries = q.size(0)
    keys = k.size(0)
    sets = torch.permute(torch.view(q, [queries, self.kv_heads, set, self.head_dim]), [1, 2, 0, 3])
    shared_keys = torch.expand(torch.unsqueeze(torch.permute(k, [1, 0, 2]), 1), [self.kv_heads, set, keys, self.head_dim])
    shared_values = torch.expand(torch.unsqueeze(torch.permute(v, [1, 0, 2]), 1), [self.kv_heads, set, keys, self.head_dim])
    if mask.size(0) > 0:
      o = torch.scaled_dot_product_attention(sets, shared_keys, shared_values, mask, 0., False)
    else:
      o = torch.scaled_dot_product_attention(sets, shared_keys, shared_values, None, 0., queries > 1)
    return torch.reshape(torch.permute(o, [2, 0, 1, 3]), [queries, self.heads * self.head_dim])

  # Attention of every group to the tokens that it sees: those of this batch and those in the cache.
  def attention(self: __torch__.Judge, x: Tensor, layer: int, cosine: Tensor, sine: Tensor, rows: Tensor, queries: List[int], runs: List[int], run_ends: List[int], masks: List[Tensor]) -> Tensor:
    # Queries, keys and values, turned by position
    q = self.rotary(self.project(x, layer, self.query, self.query_bias, self.heads), cosine, sine)
    k = self.rotary(self.project(x, layer, self.key, self.key_bias, self.kv_heads), cosine, sine)
    v = self.project(x, layer, self.value, self.value_bias, self.kv_heads)
    # The cache keeps keys and values
    cached_keys = torch.index_copy_(self.cached_keys[layer], 0, rows, k)
    cached_values = torch.index_copy_(self.cached_values[layer], 0, rows, v)
    # Each group sees its own
    parts = annotate(List[Tensor], [])
    if x.is_cuda:
      parts.append(self.attend_packed(q, cached_keys, cached_values, queries, runs, run_ends))
    else:
      for group in range(len(queries) - 1):
        first = run_ends[group]
        last = run_ends[group + 1]
        seen_keys = self.gather(cached_keys, runs, first, last)
        seen_values = self.gather(cached_values, runs, first, last)
        parts.append(self.attend(q[queries[group]:queries[group + 1]], seen_keys, seen_values, masks[group]))
    # Back to the width of the model
    return torch.linear(torch.cat(parts, 0), self.output[layer], None)

  # The same for all sequences in one call of the flash kernel, which aligns the last query with the last key.
  def attend_packed(self: __torch__.Judge, q: Tensor, cached_keys: Tensor, cached_values: Tensor, queries: List[int], runs: List[int], run_ends: List[int]) -> Tensor:
    most_queries = 0
    most_keys = 0
    key_starts = [0]
    for sequence in range(len(queries) - 1):
      most_queries = ops.prim.max(most_queries, queries[sequence + 1] - queries[sequence])
      length = 0
      for run in range(run_ends[sequence], run_ends[sequence + 1], 2):
        length = length + (runs[run + 1] - runs[run])
      most_keys = ops.prim.max(most_keys, length)
      key_starts.append(key_starts[-1] + length)
    k = self.gather(cached_keys, runs, 0, len(runs))
    v = self.gather(cached_values, runs, 0, len(runs))
    query_starts = torch.tensor(queries, dtype=3, device=q.device)
    key_offsets = torch.tensor(key_starts, dtype=3, device=q.device)
    o, _0, _1, _2, _3 = torch._flash_attention_forward(q, k, v, query_starts, key_offsets, most_queries, most_keys, 0., True, False)
    return torch.reshape(o, [q.size(0), self.heads * self.head_dim])

  # W2 (silu(W1 x) * W3 x)
  def feed_forward(self: __torch__.Judge, x: Tensor, layer: int) -> Tensor:
    gated = torch.silu_(torch.linear(x, self.gate[layer], None))
    return torch.linear(torch.mul_(gated, torch.linear(x, self.up[layer], None)), self.down[layer], None)

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
    masks = self.masks(queries, runs, run_ends, trunks, places, place_ends)
    # Token embeddings
    x = torch.embedding(self.embedding[0], torch.tensor(tokens, dtype=4, device=device))
    for layer in range(self.layers):
      # Attention and its residual
      attended = self.attention(self.rms_norm(x, self.attention_norm[layer]), layer, cosine, sine, kept, queries, runs, run_ends, masks)
      x = x + attended
      # Feed-forward and its residual
      x = x + self.feed_forward(self.rms_norm(x, self.ffn_norm[layer]), layer)
    # Logits of the tokens that are read
    last = torch.index_select(x, 0, torch.tensor(read, dtype=4, device=device))
    return torch.to(torch.linear(self.rms_norm(last, self.norm[0]), self.head[0], None), 6)

  # The likeliest next token after each token that is read, and the log-probabilities of the watched tokens: one row each.
  def choose(self: __torch__.Judge, tokens: List[int], positions: List[int], rows: List[int], queries: List[int], runs: List[int], run_ends: List[int], trunks: List[int], places: List[int], place_ends: List[int], read: List[int], watched: List[int]) -> Tensor:
    logits = self.forward(tokens, positions, rows, queries, runs, run_ends, trunks, places, place_ends, read)
    best = torch.to(torch.argmax(logits, -1, True), 6)
    likelihoods = torch.log_softmax(logits, -1)
    seen = torch.index_select(likelihoods, 1, torch.tensor(watched, dtype=4, device=logits.device))
    return torch.cat([best, seen], 1)
