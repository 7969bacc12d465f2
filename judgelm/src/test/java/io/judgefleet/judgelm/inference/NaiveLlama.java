package io.judgefleet.judgelm.inference;

import static java.util.Objects.requireNonNull;

import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The forward pass in double precision, token by token and as plainly as can be: the twin of the TorchScript program. */
public final class NaiveLlama implements LanguageModel {
    private final LlamaConfig config;
    private final Map<String, double[]> weights;

    NaiveLlama(TinyModel model) {
        this(model.config(), model.values());
    }

    public NaiveLlama(LlamaConfig config, Map<String, double[]> weights) {
        this.config = config;
        this.weights = weights;
    }

    @Override
    public Map<TokenSpan, float[]> logits(List<TokenSpan> spans) {
        var answers = new LinkedHashMap<TokenSpan, float[]>();
        spans.stream().filter(TokenSpan::isAsked).forEach(span -> answers.put(span, floats(after(sequence(span)))));
        return answers;
    }

    @Override
    public void release(Collection<TokenSpan> spans) {}

    @Override
    public void close() {}

    static int[] sequence(TokenSpan span) {
        return span.path().stream()
                .flatMapToInt(each -> Arrays.stream(each.tokens()))
                .toArray();
    }

    /** The logits after the last of some tokens. */
    double[] after(int... tokens) {
        return afterEach(tokens)[tokens.length - 1];
    }

    /** The logits after each of some tokens. */
    public double[][] afterEach(int... tokens) {
        var hidden = config.dimensions().hiddenSize();
        var x = new double[tokens.length][];
        for (int i = 0; i < tokens.length; i++) {
            x[i] = Arrays.copyOfRange(weight("model.embed_tokens"), tokens[i] * hidden, (tokens[i] + 1) * hidden);
        }
        for (int layer = 0; layer < config.dimensions().layers(); layer++) {
            var prefix = "model.layers." + layer + ".";
            x = plus(x, attention(normed(x, prefix + "input_layernorm"), prefix + "self_attn."));
            x = plus(x, feedForward(normed(x, prefix + "post_attention_layernorm"), prefix + "mlp."));
        }
        var head = config.dimensions().tiedEmbeddings() ? "model.embed_tokens" : "lm_head";
        return linear(normed(x, "model.norm"), head);
    }

    private double[] weight(String name) {
        return requireNonNull(weights.get(name + ".weight"));
    }

    private double[][] normed(double[][] x, String name) {
        var gamma = weight(name);
        return Arrays.stream(x)
                .map(row -> {
                    var meanSquare =
                            Arrays.stream(row).map(v -> v * v).average().orElseThrow();
                    var scale = 1 / Math.sqrt(meanSquare + config.dimensions().rmsNormEps());
                    return IntStream.range(0, row.length)
                            .mapToDouble(i -> row[i] * scale * gamma[i])
                            .toArray();
                })
                .toArray(double[][]::new);
    }

    private double[][] linear(double[][] x, String name) {
        var weight = weight(name);
        var bias = weights.get(name + ".bias");
        return Arrays.stream(x)
                .map(row -> IntStream.range(0, weight.length / row.length)
                        .mapToDouble(out -> {
                            double sum = bias == null ? 0 : bias[out];
                            for (int in = 0; in < row.length; in++) {
                                sum += weight[out * row.length + in] * row[in];
                            }
                            return sum;
                        })
                        .toArray())
                .toArray(double[][]::new);
    }

    private double[][] attention(double[][] x, String prefix) {
        var q = turned(linear(x, prefix + "q_proj"));
        var k = turned(linear(x, prefix + "k_proj"));
        var v = linear(x, prefix + "v_proj");
        int dim = config.attention().headDim();
        int group = config.attention().heads() / config.attention().kvHeads();
        var out = new double[x.length][config.attention().querySize()];
        for (int head = 0; head < config.attention().heads(); head++) {
            int from = head * dim;
            int shared = head / group * dim;
            for (int i = 0; i < x.length; i++) {
                var likelihood = new double[i + 1];
                for (int j = 0; j <= i; j++) {
                    double dot = 0;
                    for (int d = 0; d < dim; d++) {
                        dot += q[i][from + d] * k[j][shared + d];
                    }
                    likelihood[j] = Math.exp(dot / Math.sqrt(dim));
                }
                var sum = Arrays.stream(likelihood).sum();
                for (int j = 0; j <= i; j++) {
                    for (int d = 0; d < dim; d++) {
                        out[i][from + d] += likelihood[j] / sum * v[j][shared + d];
                    }
                }
            }
        }
        return linear(out, prefix + "o_proj");
    }

    private double[][] turned(double[][] x) {
        var frequencies = RotaryFrequencies.of(config);
        int dim = config.attention().headDim();
        var out = new ArrayList<double[]>();
        for (int position = 0; position < x.length; position++) {
            var row = x[position];
            var turned = new double[row.length];
            for (int i = 0; i < row.length; i++) {
                int pair = i % dim % (dim / 2);
                var angle = position * frequencies[pair];
                var partner = i % dim < dim / 2 ? -row[i + dim / 2] : row[i - dim / 2];
                turned[i] = row[i] * Math.cos(angle) + partner * Math.sin(angle);
            }
            out.add(turned);
        }
        return out.toArray(double[][]::new);
    }

    private double[][] feedForward(double[][] x, String prefix) {
        var gate = linear(x, prefix + "gate_proj");
        var up = linear(x, prefix + "up_proj");
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < up[i].length; j++) {
                up[i][j] *= gate[i][j] / (1 + Math.exp(-gate[i][j]));
            }
        }
        return linear(up, prefix + "down_proj");
    }

    private static double[][] plus(double[][] a, double[][] b) {
        return IntStream.range(0, a.length)
                .mapToObj(i -> IntStream.range(0, a[i].length)
                        .mapToDouble(j -> a[i][j] + b[i][j])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static float[] floats(double[] numbers) {
        var floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }
}
