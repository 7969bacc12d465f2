package io.judgefleet.judgelm.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** AdamW after a clip to a norm, in double precision: the twin of the program's update. */
@NullUnmarked // a name that is missing from a map shall fail the test
final class NaiveAdamW {
    private final AdamW optimizer;
    private final Map<String, long[]> shapes;
    private final Map<String, double[]> weights = new LinkedHashMap<>();
    private final Map<String, double[]> averages = new LinkedHashMap<>();
    private final Map<String, double[]> squares = new LinkedHashMap<>();

    NaiveAdamW(AdamW optimizer, Map<String, float[]> start, Map<String, long[]> shapes) {
        this.optimizer = optimizer;
        this.shapes = shapes;
        start.forEach((name, value) -> {
            var copy = new double[value.length];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = value[i];
            }
            weights.put(name, copy);
            averages.put(name, new double[value.length]);
            squares.put(name, new double[value.length]);
        });
    }

    /** Makes one step; answers the gradients' norm. */
    double update(Map<String, float[]> gradients, double learningRate, int step) {
        double sum = 0;
        for (var gradient : gradients.values()) {
            for (var slope : gradient) {
                sum += (double) slope * slope;
            }
        }
        var norm = Math.sqrt(sum);
        var clip = Math.min(1, optimizer.maxNorm() / (norm + 1e-6));
        gradients.forEach((name, gradient) -> update(name, gradient, clip, learningRate, step));
        return norm;
    }

    Map<String, double[]> weights() {
        return weights;
    }

    private void update(String name, float[] gradient, double clip, double learningRate, int step) {
        var decay = shapes.get(name).length > 1 ? optimizer.weightDecay() : 0;
        for (int i = 0; i < gradient.length; i++) {
            var slope = gradient[i] * clip;
            var average = averages.get(name);
            var square = squares.get(name);
            average[i] = optimizer.beta1() * average[i] + (1 - optimizer.beta1()) * slope;
            square[i] = optimizer.beta2() * square[i] + (1 - optimizer.beta2()) * slope * slope;
            var direction = average[i] / (1 - Math.pow(optimizer.beta1(), step));
            var size = Math.sqrt(square[i] / (1 - Math.pow(optimizer.beta2(), step))) + optimizer.epsilon();
            var weight = weights.get(name);
            weight[i] = weight[i] * (1 - learningRate * decay) - learningRate * direction / size;
        }
    }
}
