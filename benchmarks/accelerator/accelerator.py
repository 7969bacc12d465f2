#!/usr/bin/env python3
"""Runs the engine's own program on an accelerator, beside transformers, with random weights.

Needs Python with torch and transformers, and the program, which `judgefleet model program FILE` writes:

    python3 accelerator.py --program llama.pt --shape 7B --mix 700

Prints a table of Markdown: what was read, in what time, with which part of the measured peak, in how much memory.
Ends with 1 if the program's logits are not those of transformers.

With --dry there is no accelerator, no weight and no number: torch's meta device checks that each operator of the GPU's path,
kernels included, takes the shapes, strides and types that it is given, and the bytes that each reads and writes are counted.
"""

import argparse
import collections
import platform
import random
import sys
import time

import torch
import transformers
from torch.utils._python_dispatch import TorchDispatchMode

SHAPES = {
    # hidden, intermediate, layers, heads, key and value heads, vocabulary
    "tiny": (64, 176, 2, 4, 2, 1024),
    "1B": (2048, 5632, 22, 32, 4, 32000),
    "7B": (4096, 11008, 32, 32, 32, 32000),
    "13B": (5120, 13824, 40, 40, 40, 32000),
}
DTYPES = {"fp32": (torch.float32, 6), "bf16": (torch.bfloat16, 15), "fp16": (torch.float16, 5)}
QUANTIZATIONS = {"none": 0, "int8": 1, "fp8": 2}
EPSILON = 1e-6
THETA = 10000.0
WRITTEN = 4  # "8 7" and the newline
PREFIX_TOKENS = 64  # the system line and the question, which both orders share
# Quantiles of the lengths of pair prompts over the PandaLM test set, at 4.2 characters to the token.
PANDALM = (246, 273, 301, 353, 437, 552, 618, 731, 819)
PANDALM_SHARES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0)


class Shape:
    def __init__(self, name):
        self.name = name
        self.hidden, self.ffn, self.layers, self.heads, self.kv_heads, self.vocabulary = SHAPES[name]
        self.head_dim = self.hidden // self.heads

    def config(self):
        return transformers.LlamaConfig(
            hidden_size=self.hidden, intermediate_size=self.ffn, num_hidden_layers=self.layers,
            num_attention_heads=self.heads, num_key_value_heads=self.kv_heads, vocab_size=self.vocabulary,
            rms_norm_eps=EPSILON, rope_theta=THETA, max_position_embeddings=4096, tie_word_embeddings=False,
            bos_token_id=1, eos_token_id=None, pad_token_id=0)

    def layer_parameters(self):
        attention = self.hidden * (2 * self.hidden + 2 * self.kv_heads * self.head_dim)
        return attention + 3 * self.hidden * self.ffn

    def flop(self, lengths, read):
        """Of reading sequences of these lengths and the logits after some of their tokens."""
        dense = 2 * self.layers * self.layer_parameters() * sum(lengths)
        attention = 2 * self.layers * self.hidden * sum(length * length for length in lengths)
        return dense + attention + 2 * self.hidden * self.vocabulary * read


class Engine:
    """The program with a model's weights, and sequences of tokens in it."""

    KINDS = {
        "input_layernorm": "attention_norm", "self_attn.q_proj": "query", "self_attn.k_proj": "key",
        "self_attn.v_proj": "value", "self_attn.o_proj": "output", "post_attention_layernorm": "ffn_norm",
        "mlp.gate_proj": "gate", "mlp.up_proj": "up", "mlp.down_proj": "down",
    }

    def __init__(self, path, shape, model, device, dtype, quantization):
        # As the JVM does: the optimizer compiles again for every shape, and takes empty lists for one constant.
        torch._C._set_graph_executor_optimize(False)
        self.program = torch.jit.load(path, map_location=device)
        self.shape = shape
        self.number = DTYPES[dtype][1]
        on_gpu = device != "cpu"
        fused = on_gpu or quantization != "none"
        frequencies = [THETA ** (-2.0 * i / shape.head_dim) for i in range(shape.head_dim // 2)]
        self.program.configure(
            shape.layers, shape.heads, shape.kv_heads, shape.head_dim, EPSILON, frequencies, self.number, device,
            QUANTIZATIONS[quantization], fused, False, False, on_gpu and dtype != "fp32")
        weights = dict(model.named_parameters())
        self.add("embedding", weights["model.embed_tokens.weight"])
        for layer in range(shape.layers):
            for name, kind in self.KINDS.items():
                self.add(kind, weights["model.layers.%d.%s.weight" % (layer, name)])
            self.program.settle(layer)
        self.add("norm", weights["model.norm.weight"])
        self.add("head", weights["lm_head.weight"])
        self.program.files = []

    def add(self, kind, weight):
        # Stands where the JVM has a mapped file.
        self.program.files = [weight.detach().reshape(-1)]
        self.program.add_weight(kind, 0, 0, list(weight.shape), self.number)

    def logits(self, prompts):
        return self.program.forward(*self.batch(prompts, shared=False).arguments())

    def judge(self, prompts, budget, shared):
        """Reads prompts and writes a few tokens to each, a budget of tokens at a time; answers what was written."""
        written = []
        for group in grouped(prompts, budget):
            written += self.write(self.batch(group, shared))
        return written

    def dry_run(self, prompts):
        """The calls of a pass over prompts that share prefixes, and of one that writes a token to each."""
        batch = self.batch(prompts, shared=True)
        with Calls() as reading:
            self.program.forward(*batch.arguments())
        with Calls() as writing:
            self.program.forward(*batch.continued([0] * len(prompts)).arguments())
        return reading, writing

    def batch(self, prompts, shared):
        batch = Batch()
        if shared:
            for first, second in zip(prompts[::2], prompts[1::2]):
                trunk = batch.add(first[:PREFIX_TOKENS], 0, [], asked=False)
                batch.add(first[PREFIX_TOKENS:], PREFIX_TOKENS, trunk, asked=True)
                batch.add(second[PREFIX_TOKENS:], PREFIX_TOKENS, trunk, asked=True)
        else:
            for prompt in prompts:
                batch.add(prompt, 0, [], asked=True)
        self.program.reserve(batch.height)
        return batch

    def write(self, batch):
        best = self.likeliest(batch)
        completions = [[token] for token in best]
        for _ in range(WRITTEN - 1):
            batch = batch.continued(best)
            best = self.likeliest(batch)
            for completion, token in zip(completions, best):
                completion.append(token)
        return completions

    def likeliest(self, batch):
        return [int(token) for token in self.program.choose(*batch.arguments(), [])[:, 0].tolist()]


class Calls(TorchDispatchMode):
    """Counts the calls of each operator that touches memory, and the bytes that it reads and writes."""

    def __init__(self):
        super().__init__()
        self.count, self.moved = collections.Counter(), collections.Counter()

    def __torch_dispatch__(self, operator, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        result = operator(*args, **kwargs)
        name = str(operator)
        read = tensors([args, [each for key, each in kwargs.items() if key != "out"]])
        written = tensors([result])
        if name.startswith("aten.index_copy_"):
            read, written = read[1:], read[2:]  # the cache is written where the rows are, no more
        view = {storage(each) for each in read} & {storage(each) for each in written} and not operator._schema.is_mutable
        if written and not view and not name.startswith("aten.empty"):
            self.count[name] += 1
            self.moved[name] += sum(each.numel() * each.element_size() for each in read + written)
        return result


def tensors(values):
    found = []
    for value in values:
        if isinstance(value, torch.Tensor):
            found.append(value)
        elif isinstance(value, (list, tuple)):
            found += tensors(value)
    return found


def storage(tensor):
    return tensor.untyped_storage()._cdata


class Batch:
    """Sequences side by side, as the program takes them: each sees the rows of its trunk and its own."""

    def __init__(self):
        self.tokens, self.positions, self.rows, self.read = [], [], [], []
        self.queries, self.runs, self.run_ends = [0], [], [0]
        self.sequences = []  # of those that are asked: next position, rows seen, room left
        self.height = 0

    def add(self, tokens, start, trunk, asked):
        """Answers the rows that the sequence sees, as runs; an asked one gets room for what is written."""
        first = self.height
        self.height += len(tokens) + (WRITTEN if asked else 0)
        runs = trunk + [(first, first + len(tokens))]
        self.group(tokens, start, range(first, first + len(tokens)), runs)
        if asked:
            self.read.append(len(self.tokens) - 1)
            self.sequences.append((start + len(tokens), runs))
        return runs

    def group(self, tokens, start, rows, runs):
        self.tokens += list(tokens)
        self.positions += range(start, start + len(tokens))
        self.rows += list(rows)
        self.queries.append(len(self.tokens))
        for run in runs:
            self.runs += run
        self.run_ends.append(len(self.runs))

    def continued(self, tokens):
        """One more token for each asked sequence."""
        batch = Batch()
        for token, (position, runs) in zip(tokens, self.sequences):
            first, end = runs[-1]
            longer = runs[:-1] + [(first, end + 1)]
            batch.group([token], position, [end], longer)
            batch.read.append(len(batch.tokens) - 1)
            batch.sequences.append((position + 1, longer))
        return batch

    def arguments(self):
        groups = len(self.queries) - 1
        return (self.tokens, self.positions, self.rows, self.queries, self.runs, self.run_ends, [0] * groups, [],
                [0] * (groups + 1), self.read)


def grouped(prompts, budget):
    group, size = [], 0
    for pair in zip(prompts[::2], prompts[1::2]):
        length = sum(map(len, pair))
        if group and size + length > budget:
            yield group
            group, size = [], 0
        group += pair
        size += length
    yield group


def seeded_model(shape, device, dtype, seed):
    torch.manual_seed(seed)
    standard = torch.get_default_dtype()
    torch.set_default_dtype(DTYPES[dtype][0])
    try:
        with torch.device(device):
            model = transformers.LlamaForCausalLM(shape.config())
    finally:
        torch.set_default_dtype(standard)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith("norm.weight"):
                weight.fill_(1)
            else:
                weight.normal_(0, 0.02 if "embed" in name or "lm_head" in name else weight.shape[-1] ** -0.5)
    return model.eval()


def lengths(mix, count, chance):
    if mix != "pandalm":
        return [{"700": 700, "2k": 2000}[mix]] * count
    drawn = []
    for _ in range(count // 2):
        share = chance.random()
        upper = next(i for i, each in enumerate(PANDALM_SHARES) if each >= share)
        low, high = PANDALM_SHARES[upper - 1] if upper else 0.0, PANDALM_SHARES[upper]
        part = (share - low) / (high - low) if high > low else 0.0
        drawn += [round(PANDALM[max(0, upper - 1)] + part * (PANDALM[upper] - PANDALM[max(0, upper - 1)]))] * 2
    return drawn


def prompts_of(mix, count, shape, chance, scale):
    """Pairs of prompts with a common beginning, as both orders of a comparison have."""
    prompts = []
    for length in lengths(mix, count, chance)[::2]:
        length = max(PREFIX_TOKENS + 8, int(length * scale))
        prefix = [chance.randrange(3, shape.vocabulary) for _ in range(PREFIX_TOKENS)]
        for _ in range(2):
            prompts.append(prefix + [chance.randrange(3, shape.vocabulary) for _ in range(length - PREFIX_TOKENS)])
    return prompts


def synchronize(device):
    if device != "cpu":
        torch.cuda.synchronize()


def timed(device, work):
    work()  # warms up
    synchronize(device)
    if device != "cpu":
        torch.cuda.reset_peak_memory_stats()
    begun = time.perf_counter()
    work()
    synchronize(device)
    return time.perf_counter() - begun


def matmul_peak(device, dtype):
    size = 8192 if device != "cpu" else 1024
    a = torch.randn(size, size, device=device, dtype=DTYPES[dtype][0])
    b = torch.randn(size, size, device=device, dtype=DTYPES[dtype][0])
    rounds = 20
    seconds = timed(device, lambda: [torch.matmul(a, b) for _ in range(rounds)])
    return 2.0 * size ** 3 * rounds / seconds


def generated(model, prompts, size, device):
    """transformers' own: a batch at a time, padded on the left."""
    for at in range(0, len(prompts), size):
        batch = prompts[at:at + size]
        longest = max(map(len, batch))
        ids = torch.tensor([[0] * (longest - len(prompt)) + prompt for prompt in batch], device=device)
        mask = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in batch], device=device)
        model.generate(ids, attention_mask=mask, max_new_tokens=WRITTEN, min_new_tokens=WRITTEN, do_sample=False)


def checked(engine, model, prompts, device, bound):
    """The largest difference from transformers' logits, prompts packed there and alone here."""
    found = engine.logits(prompts)
    worst = 0.0
    for row, prompt in enumerate(prompts):
        expected = model(torch.tensor([prompt], device=device)).logits[0, -1].float()
        worst = max(worst, (found[row].to(expected.device) - expected).abs().max().item())
    print("logits: at most %.2e from transformers', bound %.0e\n" % (worst, bound))
    return worst <= bound


def row(name, tokens, flop, seconds, samples, peak, device):
    memory = torch.cuda.max_memory_allocated() / 2 ** 30 if device != "cpu" else 0.0
    print("| %s | %.0f | %.1f %% | %.2f | %.2f | %.1f |" % (
        name, tokens / seconds, 100 * flop / seconds / peak, samples / seconds, seconds, memory))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="the archive that `judgefleet model program` writes")
    parser.add_argument("--shape", choices=SHAPES, default="tiny")
    parser.add_argument("--mix", choices=("pandalm", "700", "2k"), default="pandalm")
    parser.add_argument("--dtype", choices=DTYPES, help="bf16 on CUDA, fp32 on the CPU where not said")
    parser.add_argument("--quantization", choices=QUANTIZATIONS, default="none")
    parser.add_argument("--comparisons", type=int, default=64, help="each is two prompts, one for each order")
    parser.add_argument("--budget", type=int, default=16384, help="tokens of a pass")
    parser.add_argument("--batch", type=int, default=16, help="prompts of a batch of transformers")
    parser.add_argument("--scale", type=float, default=1.0, help="a factor for all lengths, for small machines")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dry", action="store_true", help="check the GPU's path on the meta device, without a GPU")
    options = parser.parse_args()
    device = "meta" if options.dry else "cuda" if torch.cuda.is_available() else "cpu"
    dtype = options.dtype or ("fp32" if device == "cpu" else "bf16")
    shape = Shape(options.shape)
    chance = random.Random(options.seed)
    with torch.inference_mode():
        return measure(options, device, dtype, shape, chance)


def measure(options, device, dtype, shape, chance):
    name = torch.cuda.get_device_name() if device == "cuda" else device + " on " + platform.machine()
    print("%s, torch %s, transformers %s" % (name, torch.__version__, transformers.__version__))
    print("%s in %s, %s, %s prompts x %.2f, seed %d\n" % (
        shape.name, dtype, options.quantization, options.mix, options.scale, options.seed))
    model = seeded_model(shape, device, dtype, options.seed)
    engine = Engine(options.program, shape, model, device, dtype, options.quantization)
    if device == "meta":
        count(engine, prompts_of(options.mix, 2 * options.comparisons, shape, chance, options.scale))
        return 0
    peak = matmul_peak(device, dtype)
    print("measured matmul peak: %.2f TFLOP/s" % (peak / 1e12))
    short = [prompt[:40 + 13 * i] for i, prompt in enumerate(prompts_of("pandalm", 6, shape, chance, 1.0))]
    bound = 1e-3 if dtype == "fp32" and options.quantization == "none" else 0.5
    same = checked(engine, model, short, device, bound)

    prompts = prompts_of(options.mix, 2 * options.comparisons, shape, chance, options.scale)
    sizes = [len(prompt) for prompt in prompts]
    flop = shape.flop(sizes, len(sizes) * WRITTEN)
    print("%d prompts of %d tokens, %d written to each\n" % (len(sizes), sum(sizes) / len(sizes), WRITTEN))
    print("| | prompt tokens/s | of the peak | prompts/s | seconds | GiB |\n|---|---|---|---|---|---|")
    for shared in (False, True):
        seconds = timed(device, lambda: engine.judge(prompts, options.budget, shared))
        label = "engine, prefixes shared" if shared else "engine"
        row(label, sum(sizes), flop, seconds, len(sizes), peak, device)
    seconds = timed(device, lambda: generated(model, prompts, options.batch, device))
    row("transformers' generate", sum(sizes), flop, seconds, len(sizes), peak, device)
    return 0 if same else 1


def count(engine, prompts):
    print("one pass over %d prompts, %d tokens\n" % (len(prompts), sum(map(len, prompts))))
    reading, writing = engine.dry_run(prompts)
    print("| | calls | GB read and written | the same, a token written to each |\n|---|---|---|---|")
    for operator, moved in reading.moved.most_common():
        print("| %s | %d | %.2f | %.2f |" % (
            operator, reading.count[operator], moved / 1e9, writing.moved[operator] / 1e9))


if __name__ == "__main__":
    sys.exit(main())
