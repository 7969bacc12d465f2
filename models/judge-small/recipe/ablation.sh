#!/bin/sh
# JudgeLM's ablation at small scale. A model of 0.7 million weights first reads fair comparisons, prompts included; then it is fine-tuned for
# each setting and seed on data whose better answer comes first three times out of four, and examined on questions of another seed, whose
# better answer comes first as often as not. Prints a table. What the folder already has is not made again.
#   models/judge-small/recipe/ablation.sh FOLDER [SEED...]
set -eu
recipe=$(cd "$(dirname "$0")" && pwd)
judgefleet=${JUDGEFLEET:-$recipe/../../../judgefleet}
qualities=good,wrong,unsure,repetitive,refusal,astray
mkdir -p "$1"
cd "$1"
shift
[ $# -gt 0 ] || set -- 1 2 3

if [ ! -f tokenizer.model ]; then
    python3 "$recipe/make_data.py" --output train.jsonl --comparisons 9000 --per-question 3 --seed 11 --better-first 0.75 \
        --qualities "$qualities"
    python3 "$recipe/make_data.py" --output fair.jsonl --words words.txt --comparisons 9000 --per-question 3 --seed 13 \
        --qualities "$qualities"
    python3 "$recipe/make_data.py" --output test.jsonl --comparisons 300 --per-question 2 --seed 12 --qualities "$qualities"
    spm_train --input=words.txt --model_prefix=tokenizer --model_type=bpe --vocab_size=2048 --byte_fallback --split_digits \
        --split_by_whitespace=false --split_by_unicode_script=false --normalization_rule_name=identity \
        --remove_extra_whitespaces=false --add_dummy_prefix=false --max_sentencepiece_length=80 --character_coverage=1 \
        --num_threads=1 --minloglevel=1
fi

train() {
    "$judgefleet" train --allow-empty-answers --max-tokens 768 --held-out 0 --batch 16 --warmup 0.05 --floor 0.05 --dtype bf16 \
        --export-dtype fp32 --evaluate-every 0 --save-every 0 "$@" > /dev/null 2>&1 < /dev/null
}

examine() {
    [ -f "$1" ] || { "$judgefleet" model examine "$2" test.jsonl --format judgelm $3 > "$1.part" < /dev/null && mv "$1.part" "$1"; }
}

if [ ! -f base/model/README.md ]; then
    rm -rf random base
    "$judgefleet" model random random --tokenizer tokenizer.model --seed 1 --hidden-size 96 --intermediate-size 256 --layers 3 \
        --heads 3 --kv-heads 3 --positions 1024 --dtype fp32 > /dev/null
    train --base random --data fair.jsonl --output base --prompt-weight 0.1 --steps 200 --decay-steps 400 --learning-rate 3e-3 --seed 1
fi

for seed in "$@"; do
    while read -r name swap support drop; do
        run=$name-$seed
        if [ ! -f "$run/model/README.md" ]; then
            rm -rf "$run"
            train --base base/model --data train.jsonl --output "$run" --swap "$swap" --reference-support "$support" \
                --reference-drop "$drop" --steps 250 --learning-rate 2e-3 --seed "$seed"
        fi
        examine "$run.bare" "$run/model" ""
        examine "$run.referenced" "$run/model" --references
    done <<SETTINGS
none 0 0 0
swap 0.5 0 0
support 0 1 0
drop 0 1 0.5
all 0.5 1 0.5
SETTINGS
done
python3 "$recipe/ablation_table.py" .
