# Numbers in eight bits: integers where the quantization is 1, floats where it is 2.

# Each row in eight bits, and the scale of each row: the largest number of a row becomes the largest that eight bits hold.
def rounded(x: Tensor, quantization: int) -> Tuple[Tensor, Tensor]:
  if quantization == 1:
    largest = torch.to(torch.amax(torch.abs(x), [-1], True), 6)
    scale = torch.clamp(largest / 127., 1e-12, None)
    eight = torch.to(torch.round_(x / scale), 1)
  else:
    largest = torch.linalg_vector_norm(x, inf, [-1], True, dtype=6)
    scale = torch.clamp(largest / 448., 1e-12, None)
    eight = torch.to(x / scale, 24)
  return (eight, scale)

# x W^T. The tokens are rounded too, each by itself, so that none depends on the others of the batch. The kernel for floats sums up in
# the tensor cores' own precision: promoting the sums to single precision makes it much slower.
def multiply(x: Tensor, weight: Tensor, scale: Tensor, quantization: int, widening: bool, reordering: bool) -> Tensor:
  rounded, own = __torch__.eight_bits.rounded(x, quantization)
  if quantization == 1:
    if widening:
      whole = __torch__.products.widened(rounded, weight, reordering)
    else:
      whole = torch.to(torch._int_mm(rounded, torch.t(weight)), 6)
    y = torch.to(whole * own * scale, x.dtype)
  else:
    y = torch._scaled_mm(rounded, torch.t(weight), own, scale, None, None, x.dtype, True)
  return y
