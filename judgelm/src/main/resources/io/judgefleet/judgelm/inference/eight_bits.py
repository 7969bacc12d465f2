# Numbers in eight bits: integers where the quantization is 1, floats where it is 2.

# Each row in eight bits, and the scale of each row: the largest number of a row becomes the largest that eight bits hold.
def rounded(x: Tensor, quantization: int) -> Tuple[Tensor, Tensor]:
  single = torch.to(x, 6)
  if x.size(0) == 0:
    scale = torch.ones([0, 1], dtype=6, device=x.device)
  else:
    scale = torch.amax(torch.abs(single), [-1], True)
  if quantization == 1:
    scale = torch.clamp(scale / 127., 1e-12, None)
    eight = torch.to(torch.round(single / scale), 1)
  else:
    scale = torch.clamp(scale / 448., 1e-12, None)
    eight = torch.to(torch.clamp(single / scale, -448., 448.), 24)
  return (eight, scale)

# x W^T. The tokens are rounded too, each by itself, so that none depends on the others of the batch.
def multiply(x: Tensor, weight: Tensor, scale: Tensor, quantization: int) -> Tensor:
  rounded, own = __torch__.eight_bits.rounded(x, quantization)
  if quantization == 1:
    whole = torch._int_mm(rounded, torch.t(weight))
    y = torch.to(torch.to(whole, 6) * own * scale, x.dtype)
  else:
    y = torch._scaled_mm(rounded, torch.t(weight), own, scale, None, None, x.dtype, False)
  return y
