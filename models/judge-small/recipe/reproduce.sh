#!/bin/sh
# Makes judge-small from nothing: data, tokenizer, random weights, training. Needs Python 3 and spm_train (Debian: sentencepiece).
#   models/judge-small/recipe/reproduce.sh FOLDER
set -eu
recipe=$(cd "$(dirname "$0")" && pwd)
judgefleet=$recipe/../../../judgefleet
mkdir -p "$1"
cd "$1"

python3 "$recipe/make_data.py" --output train.jsonl --words words.txt --comparisons 24000 --per-question 3 --seed 1

# Pieces may span words, and the template's sentences are in the text often enough to become few long ones: a prompt has some 70
# tokens beside what people wrote, not 250. No path goes into the model but these two names.
spm_train --input=words.txt --model_prefix=tokenizer --model_type=bpe --vocab_size=3072 --byte_fallback --split_digits \
    --split_by_whitespace=false --split_by_unicode_script=false --normalization_rule_name=identity \
    --remove_extra_whitespaces=false --add_dummy_prefix=false --max_sentencepiece_length=80 --character_coverage=1 \
    --num_threads=1 --minloglevel=1

"$judgefleet" model random base --tokenizer tokenizer.model --name judge-small --hidden-size 192 --intermediate-size 512 \
    --layers 4 --heads 6 --kv-heads 6 --positions 1024 --dtype fp32

"$judgefleet" train --base base --data train.jsonl --output run --name judge-small --allow-empty-answers --max-tokens 768 \
    --prompt-weight 0.1 --swap 0.5 --reference-support 1 --reference-drop 0.5 --steps 800 --batch 16 --learning-rate 2e-3 \
    --warmup 0.05 --floor 0.05 --dtype bf16 --evaluate-every 200 --evaluated 100 --save-every 50 --seed 1
