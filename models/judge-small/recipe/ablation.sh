#!/bin/sh
# JudgeLM's ablation at small scale: one judge for each setting and seed, on data whose better answer comes first three times out of
# four, examined on questions of another seed whose better answer comes first as often as not.
#   models/judge-small/recipe/ablation.sh FOLDER [STEPS]
set -eu
recipe=$(cd "$(dirname "$0")" && pwd)
judgefleet=$recipe/../../../judgefleet
steps=${2:-300}
mkdir -p "$1"
cd "$1"

python3 "$recipe/make_data.py" --output train.jsonl --words words.txt --comparisons 6000 --per-question 3 --seed 11 --better-first 0.75
python3 "$recipe/make_data.py" --output test.jsonl --comparisons 600 --per-question 2 --seed 12
spm_train --input=words.txt --model_prefix=tokenizer --model_type=bpe --vocab_size=2048 --byte_fallback --split_digits \
    --split_by_whitespace=false --split_by_unicode_script=false --normalization_rule_name=identity \
    --remove_extra_whitespaces=false --add_dummy_prefix=false --max_sentencepiece_length=80 --character_coverage=1 \
    --num_threads=1 --minloglevel=1

# name, swap, reference support, reference drop
while read -r name swap support drop; do
    for seed in 1 2 3; do
        rm -rf "base-$seed"
        "$judgefleet" model random "base-$seed" --tokenizer tokenizer.model --seed "$seed" --hidden-size 96 \
            --intermediate-size 256 --layers 3 --heads 3 --kv-heads 3 --positions 1024 --dtype fp32 > /dev/null
        "$judgefleet" train --base "base-$seed" --data train.jsonl --output "$name-$seed" --allow-empty-answers \
            --max-tokens 768 --prompt-weight 0.1 --held-out 0 --swap "$swap" --reference-support "$support" \
            --reference-drop "$drop" --steps "$steps" --batch 16 --learning-rate 3e-3 --warmup 0.05 --floor 0.05 \
            --dtype bf16 --evaluate-every 0 --save-every 0 --seed "$seed" > /dev/null 2> "$name-$seed.log"
        for references in "" --references; do
            echo "== $name seed $seed $references"
            "$judgefleet" model examine "$name-$seed/model" test.jsonl --format judgelm $references
        done
    done
done <<SETTINGS
none 0 0 0
swap 0.5 0 0
support 0 1 0
drop 0 1 0.5
all 0.5 1 0.5
SETTINGS
