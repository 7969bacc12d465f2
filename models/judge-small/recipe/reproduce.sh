#!/bin/sh
# Makes judge-small from nothing: data, tokenizer, random weights, training in four parts. Needs Python 3, spm_train (Debian:
# sentencepiece), the files of WordNet 3.0 (Debian: wordnet-base) and the Jargon File 4.4.7 (Debian: dict-jargon).
#   models/judge-small/recipe/reproduce.sh FOLDER [WORDNET [JARGON]]
set -eu
recipe=$(cd "$(dirname "$0")" && pwd)
judgefleet=$recipe/../../../judgefleet
wordnet=$(realpath "${2:-/usr/share/wordnet}")
jargon=$(realpath "${3:-/usr/share/dictd/jargon.dict.dz}")
mkdir -p "$1"
cd "$1"

python3 "$recipe/make_data.py" --output narrow.jsonl --words words.txt --comparisons 24000 --per-question 3 --seed 1
python3 "$recipe/make_data.py" --output wide.jsonl --comparisons 48000 --per-question 2 --seed 2 --wordnet "$wordnet"
python3 "$recipe/make_data.py" --output prose.jsonl --comparisons 40000 --per-question 2 --seed 3 --wordnet "$wordnet" \
    --jargon "$jargon" --without wrong,part

# Pieces may span words, and the template's sentences are in the text often enough to become few long ones: a prompt has some 70
# tokens beside what people wrote, not 250. No path goes into the model but these two names.
spm_train --input=words.txt --model_prefix=tokenizer --model_type=bpe --vocab_size=3072 --byte_fallback --split_digits \
    --split_by_whitespace=false --split_by_unicode_script=false --normalization_rule_name=identity \
    --remove_extra_whitespaces=false --add_dummy_prefix=false --max_sentencepiece_length=80 --character_coverage=1 \
    --num_threads=1 --minloglevel=1

"$judgefleet" model random base --tokenizer tokenizer.model --name judge-small --hidden-size 192 --intermediate-size 512 \
    --layers 4 --heads 6 --kv-heads 6 --positions 1024 --dtype fp32

train() {
    "$judgefleet" train --name judge-small --allow-empty-answers --max-tokens 768 --swap 0.5 --reference-support 1 \
        --reference-drop 0.5 --batch 16 --dtype bf16 --save-every 100 "$@"
}

# First prompts too, a little, so that words get a meaning; then, by JudgeLM's recipe, judgements alone: first of few words, which is
# where a model of this size finds out what there is to see, then of many, then in prose.
train --base base --data narrow.jsonl --output words --prompt-weight 0.1 --steps 250 --decay-steps 800 --learning-rate 2e-3 \
    --warmup 0.05 --floor 0.05 --export-dtype fp32 --evaluate-every 0 --seed 1
train --base words/model --data narrow.jsonl --output narrow --steps 1200 --learning-rate 1.5e-3 --warmup 0.04 --floor 0.05 \
    --evaluate-every 150 --evaluated 100 --seed 1
train --base narrow/model --data wide.jsonl --output wide --held-out 0.03 --steps 800 --decay-steps 1200 --learning-rate 1.5e-3 \
    --warmup 0.03 --floor 0.03 --evaluate-every 400 --evaluated 100 --seed 2
train --base wide/model --data prose.jsonl --output prose --held-out 0.03 --steps 450 --learning-rate 1.2e-3 --warmup 0.04 \
    --floor 0.02 --evaluate-every 0 --seed 3
