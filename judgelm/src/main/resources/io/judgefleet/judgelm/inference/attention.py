# Attention to the keys and values that are kept, group by group: queries of one sequence, or branches from one trunk. A group sees the
# cache rows of its runs, pairs of the first row and the row after the last; the groups' own runs, queries and places lie one after
# another, and their ends say where. What forward is given has the same names.

# The rows of a group: one slice where they lie together, else a copy of its runs.
def gather(cache: Tensor, runs: List[int], first: int, last: int) -> Tensor:
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
def mask(queries: int, keys: int, trunk: int, places: List[int], device: Device) -> Tensor:
  if len(places) > 0:
    seen = torch.zeros([queries, keys], dtype=11, device=device)
    _0 = torch.fill_(seen[:, :trunk], 1)
    _1 = torch.index_fill_(torch.view(seen, [-1]), 0, torch.tensor(places, dtype=4, device=seen.device), 1)
  else:
    seen = torch.tril(torch.ones([queries, keys], dtype=11, device=device), keys - queries)
  return seen

# Where each group's keys begin among all that are seen, and at the end how many these are.
def key_starts(runs: List[int], run_ends: List[int]) -> List[int]:
  starts = [0]
  for group in range(len(run_ends) - 1):
    keys = starts[-1]
    for run in range(run_ends[group], run_ends[group + 1], 2):
      keys = keys + (runs[run + 1] - runs[run])
    starts.append(keys)
  return starts

# The masks of all groups; an empty one where none is needed: the flash kernel knows the ends of sequences, but no branches.
def masks(queries: List[int], key_starts: List[int], trunks: List[int], places: List[int], place_ends: List[int], packed: bool, device: Device) -> List[Tensor]:
  masks = annotate(List[Tensor], [])
  for group in range(len(queries) - 1):
    count = queries[group + 1] - queries[group]
    keys = key_starts[group + 1] - key_starts[group]
    if count == 1 or trunks[group] == 0 and (count == keys or packed):
      masks.append(torch.empty([0]))
    else:
      masks.append(__torch__.attention.mask(count, keys, trunks[group], places[place_ends[group]:place_ends[group + 1]], device))
  return masks

# softmax(q k^T / sqrt(d)) v of one group. Query heads share key heads in sets.
def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
  heads = q.size(1)
  kv_heads = k.size(1)
  head_dim = q.size(2)
  set = heads // kv_heads
  queries = q.size(0)
  keys = k.size(0)
  sets = torch.permute(torch.view(q, [queries, kv_heads, set, head_dim]), [1, 2, 0, 3])
  shared_keys = torch.expand(torch.unsqueeze(torch.permute(k, [1, 0, 2]), 1), [kv_heads, set, keys, head_dim])
  shared_values = torch.expand(torch.unsqueeze(torch.permute(v, [1, 0, 2]), 1), [kv_heads, set, keys, head_dim])
  if mask.size(0) > 0:
    o = torch.scaled_dot_product_attention(sets, shared_keys, shared_values, mask, 0., False)
  else:
    o = torch.scaled_dot_product_attention(sets, shared_keys, shared_values, None, 0., queries > 1)
  return torch.reshape(torch.permute(o, [2, 0, 1, 3]), [queries, heads * head_dim])

# The same for all groups in one call; what the kernel says of branches, whose tree it does not know, is replaced.
def attend_packed(q: Tensor, k: Tensor, v: Tensor, queries: List[int], keys: List[int], starts: List[Tensor], masks: List[Tensor]) -> Tensor:
  o = __torch__.attention.attend_sequences(q, k, v, queries, keys, starts)
  for group in range(len(masks)):
    if masks[group].size(0) > 0:
      branches = __torch__.attention.attend(q[queries[group]:queries[group + 1]], k[keys[group]:keys[group + 1]], v[keys[group]:keys[group + 1]], masks[group])
      _0 = torch.copy_(o[queries[group]:queries[group + 1]], branches)
  return o

# The longest of the stretches between neighbouring starts.
def longest(starts: List[int]) -> int:
  longest = 0
  for i in range(len(starts) - 1):
    longest = ops.prim.max(longest, starts[i + 1] - starts[i])
  return longest

# The ends of sequences, the last query aligned with the last key: the flash kernel, which wants the starts of queries and keys on the
# device, or its plain twin on a CPU, which has no such kernel.
def attend_sequences(q: Tensor, k: Tensor, v: Tensor, queries: List[int], keys: List[int], starts: List[Tensor]) -> Tensor:
  if q.is_cpu:
    parts = annotate(List[Tensor], [])
    for sequence in range(len(queries) - 1):
      count = queries[sequence + 1] - queries[sequence]
      mask = __torch__.attention.mask(count, keys[sequence + 1] - keys[sequence], 0, annotate(List[int], []), q.device)
      parts.append(__torch__.attention.attend(q[queries[sequence]:queries[sequence + 1]], k[keys[sequence]:keys[sequence + 1]], v[keys[sequence]:keys[sequence + 1]], mask))
    o = torch.cat(parts, 0)
  else:
    most_queries = __torch__.attention.longest(queries)
    most_keys = __torch__.attention.longest(keys)
    flash, _0, _1, _2, _3 = torch._flash_attention_forward(q, k, v, starts[0], starts[1], most_queries, most_keys, 0., True, False)
    o = torch.reshape(flash, [q.size(0), q.size(1) * q.size(2)])
  return o
