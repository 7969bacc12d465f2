# Products x W^T by whatever multiplies fastest.

# In the numbers that are given. In single precision libtorch asks MKL, which keeps its fast kernels for one maker's processors; oneDNN has
# them for all, and reordering, that is bringing a mapped weight into its order, pays where many tokens use it.
def plain(x: Tensor, weight: Tensor, reordering: bool) -> Tensor:
  if weight.is_mkldnn or (reordering and x.size(0) >= 64):
    y = ops.mkldnn._linear_pointwise(x, weight, None, "none", annotate(List[Optional[number]], []), "")
  else:
    y = torch.linear(x, weight, None)
  return y

# In single precision, for which a weight is copied each time: where nothing multiplies its own numbers but one by one.
def widened(x: Tensor, weight: Tensor, reordering: bool) -> Tensor:
  return __torch__.products.plain(torch.to(x, 6), torch.to(weight, 6), reordering)
