# One step of fine-tuning a model of the LLaMA family, in the words of the forward program beside it: forward, loss, gradients, clip,
# AdamW. TorchScript as libtorch reads it from an archive; dtypes are numbers (int64 4, fp32 6, bf16 15). The weights are fp32 masters;
# the blocks compute in self.dtype. Every argument is a tensor, because only such calls may record gradients.
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
  tied : bool
  checkpointing : bool
  adapter_scale : float
  frequencies : List[Tensor]
  weights : List[Tensor]
  adapters : List[Tensor]
  gradients : List[Tensor]
  averages : List[Tensor]
  squares : List[Tensor]
  steps : List[Tensor]

  # The shape of the model; to be called first, once. shape: layers, heads, kv heads, head dim, dtype, tied, checkpointing.
  def configure(self: __torch__.Judge, shape: Tensor, epsilon: Tensor, adapter_scale: Tensor, frequencies: Tensor) -> Tensor:
    self.layers = int(shape[0])
    self.heads = int(shape[1])
    self.kv_heads = int(shape[2])
    self.head_dim = int(shape[3])
    self.dtype = int(shape[4])
    self.tied = bool(shape[5])
    self.checkpointing = bool(shape[6])
    self.epsilon = float(epsilon)
    self.adapter_scale = float(adapter_scale)
    self.frequencies = [torch.clone(frequencies)]
    self.weights = annotate(List[Tensor], [])
    self.adapters = annotate(List[Tensor], [])
    self.gradients = annotate(List[Tensor], [])
    self.averages = annotate(List[Tensor], [])
    self.squares = annotate(List[Tensor], [])
    self.steps = annotate(List[Tensor], [])
    return shape

  # The next weight: embedding; per layer attention norm, query, key, value, output, ffn norm, gate, up, down; norm; head unless tied.
  def add_weight(self: __torch__.Judge, weight: Tensor) -> Tensor:
    self.weights.append(torch.clone(weight))
    return weight

  # The next low-rank factor: for each layer and each of its seven matrices in the order above, A (rank x in), then B (out x rank).
  def add_adapter(self: __torch__.Judge, adapter: Tensor) -> Tensor:
    self.adapters.append(torch.clone(adapter))
    return adapter

  # What is trained: the adapters where there are any, else all weights.
  def trained(self: __torch__.Judge) -> List[Tensor]:
    if len(self.adapters) > 0:
      trained = self.adapters
    else:
      trained = self.weights
    return trained

  # Makes room for gradients and AdamW's state; to be called after the last weight.
  def prepare(self: __torch__.Judge, start: Tensor) -> Tensor:
    for weight in self.trained():
      self.gradients.append(torch.zeros_like(weight))
      self.averages.append(torch.zeros_like(weight))
      self.squares.append(torch.zeros_like(weight))
      self.steps.append(torch.clone(start))
    return start

  # The tensors of a kind: 0 weights, 1 adapters, 2 averages, 3 squares, 4 gradients.
  def kind(self: __torch__.Judge, number: int) -> List[Tensor]:
    tensors = self.weights
    if number == 1:
      tensors = self.adapters
    if number == 2:
      tensors = self.averages
    if number == 3:
      tensors = self.squares
    if number == 4:
      tensors = self.gradients
    return tensors

  # One tensor, to be read. place: kind, index.
  def state(self: __torch__.Judge, place: Tensor) -> Tensor:
    return torch.clone(self.kind(int(place[0]))[int(place[1])])

  # Overwrites one tensor.
  def restore(self: __torch__.Judge, place: Tensor, value: Tensor) -> Tensor:
    return torch.copy_(self.kind(int(place[0]))[int(place[1])], value)

  # A weight with its adapter added in.
  def merged(self: __torch__.Judge, place: Tensor) -> Tensor:
    weight = self.weights[int(place[0])]
    adapter = int(place[1])
    return weight + torch.matmul(self.adapters[adapter + 1], self.adapters[adapter]) * self.adapter_scale

  # Leaves of a graph over the same storage.
  def leaves(self: __torch__.Judge, tensors: List[Tensor], grad: bool) -> List[Tensor]:
    leaves = annotate(List[Tensor], [])
    for tensor in tensors:
      leaves.append(torch.requires_grad_(torch.detach(tensor), grad))
    return leaves

  # x / rms(x) * gamma, in single precision.
  def rms_norm(self: __torch__.Judge, x: Tensor, gamma: Tensor) -> Tensor:
    single = torch.to(x, 6)
    mean = torch.mean(torch.square(single), [-1], True)
    normed = single * torch.rsqrt(mean + self.epsilon)
    return torch.to(normed, self.dtype) * torch.to(gamma, self.dtype)

  # x W^T, plus the low-rank x A^T B^T where there are adapters. Matrix m of a layer has its factors at 2 m and 2 m + 1.
  def linear(self: __torch__.Judge, x: Tensor, weight: Tensor, adapters: List[Tensor], matrix: int) -> Tensor:
    y = torch.linear(x, torch.to(weight, self.dtype), None)
    if len(adapters) > 0:
      low = torch.linear(x, torch.to(adapters[2 * matrix], self.dtype), None)
      y = y + torch.linear(low, torch.to(adapters[2 * matrix + 1], self.dtype), None) * self.adapter_scale
    return y

  # Turns each pair of a head's dimensions (i, i + half) by the token's angle.
  def rotary(self: __torch__.Judge, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    half = self.head_dim // 2
    first = torch.to(x[:, :, :half], 6)
    second = torch.to(x[:, :, half:], 6)
    turned_first = first * cosine - second * sine
    turned_second = second * cosine + first * sine
    return torch.to(torch.cat([turned_first, turned_second], -1), self.dtype)

  # softmax(q k^T / sqrt(d)) v of one sequence, each token seeing those up to itself. Query heads share key heads in sets.
  def attend(self: __torch__.Judge, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    set = self.heads // self.kv_heads
    tokens = q.size(0)
    sets = torch.permute(torch.view(q, [tokens, self.kv_heads, set, self.head_dim]), [1, 2, 0, 3])
    shared_keys = torch.expand(torch.unsqueeze(torch.permute(k, [1, 0, 2]), 1), [self.kv_heads, set, tokens, self.head_dim])
    shared_values = torch.expand(torch.unsqueeze(torch.permute(v, [1, 0, 2]), 1), [self.kv_heads, set, tokens, self.head_dim])
    o = torch.scaled_dot_product_attention(sets, shared_keys, shared_values, None, 0., True)
    return torch.reshape(torch.permute(o, [2, 0, 1, 3]), [tokens, self.heads * self.head_dim])

  # Attention of each packed sequence to itself, before it is brought back to the width of the model.
  def attention(self: __torch__.Judge, x: Tensor, weights: List[Tensor], adapters: List[Tensor], cosine: Tensor, sine: Tensor, starts: List[int]) -> Tensor:
    tokens = x.size(0)
    q = self.rotary(torch.view(self.linear(x, weights[1], adapters, 0), [tokens, self.heads, self.head_dim]), cosine, sine)
    k = self.rotary(torch.view(self.linear(x, weights[2], adapters, 1), [tokens, self.kv_heads, self.head_dim]), cosine, sine)
    v = torch.view(self.linear(x, weights[3], adapters, 2), [tokens, self.kv_heads, self.head_dim])
    parts = annotate(List[Tensor], [])
    for sequence in range(len(starts) - 1):
      first = starts[sequence]
      last = starts[sequence + 1]
      parts.append(self.attend(q[first:last], k[first:last], v[first:last]))
    return torch.cat(parts, 0)

  # W2 (silu(W1 x) * W3 x)
  def feed_forward(self: __torch__.Judge, x: Tensor, weights: List[Tensor], adapters: List[Tensor]) -> Tensor:
    gated = torch.silu(self.linear(x, weights[6], adapters, 4)) * self.linear(x, weights[7], adapters, 5)
    return self.linear(gated, weights[8], adapters, 6)

  # One layer. Of the last one only the tokens that are read are wanted: above its attention the others are left out.
  def layer(self: __torch__.Judge, x: Tensor, weights: List[Tensor], adapters: List[Tensor], cosine: Tensor, sine: Tensor, starts: List[int], last: bool, read: Tensor) -> Tensor:
    # Attention and its residual
    attended = self.attention(self.rms_norm(x, weights[0]), weights, adapters, cosine, sine, starts)
    if last:
      attended = torch.index_select(attended, 0, read)
      x = torch.index_select(x, 0, read)
    x = x + self.linear(attended, weights[4], adapters, 3)
    # Feed-forward and its residual
    return x + self.feed_forward(self.rms_norm(x, weights[5]), weights, adapters)

  # The weighted sum of the negative log-likelihoods of the labels, after the last layer.
  def loss(self: __torch__.Judge, x: Tensor, norm: Tensor, head: Tensor, labels: Tensor, label_weights: Tensor) -> Tensor:
    logits = torch.to(torch.linear(self.rms_norm(x, norm), torch.to(head, self.dtype), None), 6)
    likelihoods = torch.gather(torch.log_softmax(logits, -1), 1, torch.unsqueeze(labels, 1))
    return torch.neg(torch.sum(torch.squeeze(likelihoods, 1) * label_weights))

  # Adds to the gradients of what is trained, from a place on.
  def collect(self: __torch__.Judge, first: int, gradients: List[Optional[Tensor]]) -> NoneType:
    for i in range(len(gradients)):
      gradient = gradients[i]
      if torch.__isnot__(gradient, None):
        _0 = torch.add_(self.gradients[first + i], unchecked_cast(Tensor, gradient))
    return None

  # Adds the gradients of some packed sequences to those collected since the last update; answers their summed loss. Sequence i has the
  # tokens starts[i] to starts[i + 1]; after the tokens read[j], labels[j] should come, which counts label_weights[j] times.
  def accumulate(self: __torch__.Judge, tokens: Tensor, positions: Tensor, starts: Tensor, read: Tensor, labels: Tensor, label_weights: Tensor, scale: Tensor) -> Tensor:
    _0 = torch.set_grad_enabled(True)
    angles = torch.unsqueeze(positions, 1) * self.frequencies[0]
    cosine = torch.unsqueeze(torch.cos(angles), 1)
    sine = torch.unsqueeze(torch.sin(angles), 1)
    bounds = annotate(List[int], [])
    for i in range(starts.size(0)):
      bounds.append(int(starts[i]))
    if self.checkpointing:
      loss = self.accumulate_by_layer(tokens, cosine, sine, bounds, read, labels, label_weights, scale)
    else:
      loss = self.accumulate_at_once(tokens, cosine, sine, bounds, read, labels, label_weights, scale)
    return torch.detach(loss)

  # One graph over all layers.
  def accumulate_at_once(self: __torch__.Judge, tokens: Tensor, cosine: Tensor, sine: Tensor, starts: List[int], read: Tensor, labels: Tensor, label_weights: Tensor, scale: Tensor) -> Tensor:
    low_rank = len(self.adapters) > 0
    weights = self.leaves(self.weights, (not low_rank))
    adapters = self.leaves(self.adapters, low_rank)
    x = torch.to(torch.embedding(weights[0], tokens), self.dtype)
    for layer in range(self.layers):
      x = self.layer(x, weights[1 + 9 * layer:10 + 9 * layer], adapters[14 * layer:14 * layer + 14], cosine, sine, starts, layer == self.layers - 1, read)
    norm = 1 + 9 * self.layers
    head = weights[0]
    if (not self.tied):
      head = weights[norm + 1]
    loss = self.loss(x, weights[norm], head, labels, label_weights)
    if low_rank:
      self.collect(0, torch.grad([loss * scale], adapters, None, None, False, True))
    else:
      self.collect(0, torch.grad([loss * scale], weights, None, None, False, True))
    return loss

  # A graph for one layer at a time, from the top, each made again from the layer's input: memory for one layer instead of all.
  def accumulate_by_layer(self: __torch__.Judge, tokens: Tensor, cosine: Tensor, sine: Tensor, starts: List[int], read: Tensor, labels: Tensor, label_weights: Tensor, scale: Tensor) -> Tensor:
    low_rank = len(self.adapters) > 0
    # Forward, keeping nothing but the layers' inputs
    inputs = [torch.to(torch.embedding(self.weights[0], tokens), self.dtype)]
    for layer in range(self.layers):
      inputs.append(self.layer(inputs[-1], self.weights[1 + 9 * layer:10 + 9 * layer], self.adapters[14 * layer:14 * layer + 14], cosine, sine, starts, layer == self.layers - 1, read))
    # The loss and the gradient of the top
    norm = 1 + 9 * self.layers
    top = [torch.requires_grad_(torch.detach(inputs[-1]), True)]
    weights = self.leaves([self.weights[norm], self.weights[0]], (not low_rank))
    if (not self.tied):
      weights = self.leaves([self.weights[norm], self.weights[norm + 1]], (not low_rank))
    loss = self.loss(top[0], weights[0], weights[1], labels, label_weights)
    wanted = [top[0]]
    if (not low_rank):
      wanted = [top[0], weights[0], weights[1]]
    gradients = torch.grad([loss * scale], wanted, None, None, False, True)
    if (not low_rank):
      self.collect(norm, gradients[1:2])
      if self.tied:
        self.collect(0, gradients[2:3])
      else:
        self.collect(norm + 1, gradients[2:3])
    upper = unchecked_cast(Tensor, gradients[0])
    # Layer by layer, from the top
    for i in range(self.layers):
      layer = self.layers - 1 - i
      x = torch.requires_grad_(torch.detach(inputs[layer]), True)
      layer_weights = self.leaves(self.weights[1 + 9 * layer:10 + 9 * layer], (not low_rank))
      layer_adapters = self.leaves(self.adapters[14 * layer:14 * layer + 14], low_rank)
      y = self.layer(x, layer_weights, layer_adapters, cosine, sine, starts, layer == self.layers - 1, read)
      inner = [x]
      if low_rank:
        for adapter in layer_adapters:
          inner.append(adapter)
      else:
        for weight in layer_weights:
          inner.append(weight)
      layer_gradients = torch.grad([y], inner, annotate(Optional[List[Optional[Tensor]]], [upper]), None, False, True)
      if low_rank:
        self.collect(14 * layer, layer_gradients[1:])
      else:
        self.collect(1 + 9 * layer, layer_gradients[1:])
      upper = unchecked_cast(Tensor, layer_gradients[0])
    # The embedding
    if (not low_rank):
      embedding = self.leaves([self.weights[0]], True)
      e = torch.to(torch.embedding(embedding[0], tokens), self.dtype)
      self.collect(0, torch.grad([e], embedding, annotate(Optional[List[Optional[Tensor]]], [upper]), None, False, True))
    return loss

  # Clips the collected gradients to a norm, updates what is trained, forgets the gradients; answers the norm before the clip.
  # settings: learning rate, beta 1, beta 2, weight decay, epsilon, largest norm.
  def update(self: __torch__.Judge, settings: Tensor) -> Tensor:
    total = torch.zeros([1], dtype=6)
    for gradient in self.gradients:
      total = total + torch.sum(torch.square(gradient))
    norm = torch.sqrt(total)
    clip = torch.clamp(float(settings[5]) / (norm + 1.e-6), None, 1.)
    for gradient in self.gradients:
      _1 = torch.mul_(gradient, clip)
    for step in self.steps:
      _2 = torch.add_(step, 1)
    # Decay of the matrices; norms keep their size
    for weight in self.trained():
      if weight.dim() > 1:
        _4 = torch.mul_(weight, 1. - float(settings[0]) * float(settings[3]))
    if len(self.adapters) > 0:
      self.adamw(self.adapters, settings)
    else:
      self.adamw(self.weights, settings)
    for gradient in self.gradients:
      _3 = torch.zero_(gradient)
    return norm

  # AdamW without decay. The lists are the module's own: in a list made here, the compiler would not see that tensors change, and leave
  # the call out.
  def adamw(self: __torch__.Judge, trained: List[Tensor], settings: Tensor) -> NoneType:
    _0 = torch._fused_adamw_(trained, self.gradients, self.averages, self.squares, annotate(List[Tensor], []), self.steps, lr=float(settings[0]), beta1=float(settings[1]), beta2=float(settings[2]), weight_decay=0., eps=float(settings[4]), amsgrad=False, maximize=False)
    return None
