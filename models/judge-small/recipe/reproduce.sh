#!/bin/sh
# Makes judge-small from nothing: data, tokenizer, first weights, training in five parts. Needs Python 3, spm_train (Debian:
# sentencepiece), the files of WordNet 3.0 (Debian: wordnet-base) and the Jargon File 4.4.7 (Debian: dict-jargon).
#   models/judge-small/recipe/reproduce.sh FOLDER [WORDNET [JARGON]]
set -eu
recipe=$(cd "$(dirname "$0")" && pwd)
judgefleet=$recipe/../../../judgefleet
wordnet=$(realpath "${2:-/usr/share/wordnet}")
jargon=$(realpath "${3:-/usr/share/dictd/jargon.dict.dz}")
mkdir -p "$1"
cd "$1"

references() {
    python3 "$recipe/make_references.py" --wordnet "$wordnet" --jargon "$jargon" "$@"
}

python3 "$recipe/make_data.py" --output narrow.jsonl --comparisons 24000 --per-question 3 --seed 1
python3 "$recipe/make_data.py" --output prose.jsonl --comparisons 40000 --per-question 2 --seed 3 --wordnet "$wordnet" \
    --jargon "$jargon" --without wrong,part
python3 "$recipe/make_data.py" --output form.jsonl --prefix form --comparisons 32000 --per-question 3 --seed 4
references --output first.jsonl --prefix r --seed 7 --shares lists=1,things=6,numbers=2 --plain 0.5 --first-words \
    --kept 1,1,0.85,0.7,0.5
references --output matching.jsonl --prefix q --seed 9 --shares lists=2,long=2,things=4,numbers=1
references --output referenced.jsonl --prefix t --seed 10 --shares lists=1,long=1,things=6,numbers=2 --plain 0.3

# Pieces may span words, and the template's sentences are in the text often enough to become few long ones: a prompt has some 70
# tokens beside what people wrote, not 250. No path goes into the model but these two names.
python3 "$recipe/make_words.py" --output words.txt --wordnet "$wordnet" narrow.jsonl prose.jsonl first.jsonl
spm_train --input=words.txt --model_prefix=tokenizer --model_type=bpe --vocab_size=8192 --byte_fallback --split_digits \
    --split_by_whitespace=false --split_by_unicode_script=false --normalization_rule_name=identity \
    --remove_extra_whitespaces=false --add_dummy_prefix=false --max_sentencepiece_length=80 --character_coverage=1 \
    --num_threads=1 --minloglevel=1
lists="--vocabulary tokenizer.vocab"
python3 "$recipe/make_lists.py" $lists --output e64.jsonl --words 64 --comparisons 30000
python3 "$recipe/make_lists.py" $lists --output e3k.jsonl --words 3000 --comparisons 10000 --reference 4 --answer 6

"$judgefleet" model random base --tokenizer tokenizer.model --name judge-small --hidden-size 192 --intermediate-size 512 \
    --layers 4 --heads 3 --kv-heads 3 --positions 1024 --rotary-base 1000000 --matching-layer 1 --dtype fp32

train() {
    "$judgefleet" train --name judge-small --allow-empty-answers --max-tokens 768 --swap 0.5 --reference-support 1 \
        --reference-drop 0 --batch 16 --dtype fp32 "$@"
}

# What a model of this size does not find out by itself is that a word of the answer is a word of the reference: first lists of few
# words, then of many, then sentences, in whose judgements each word is a lesson; at last form and reference together.
train --base base --data e64.jsonl --output same --steps 350 --decay-steps 2000 --learning-rate 2e-3 --warmup 0.06 \
    --held-out 0.01 --evaluate-every 0 --export-dtype fp32 --seed 1
train --base same/model --data e3k.jsonl --data first.jsonl --data narrow.jsonl --output first --steps 1000 --decay-steps 3000 \
    --learning-rate 2e-3 --warmup 0.01 --held-out 0.01 --evaluate-every 0 --export-dtype fp32 --seed 2
train --base first/model --data e3k.jsonl --data matching.jsonl --output matching --steps 1200 --decay-steps 3000 \
    --learning-rate 1.5e-3 --warmup 0.01 --held-out 0.005 --evaluate-every 0 --export-dtype fp32 --seed 4
train --base matching/model --data referenced.jsonl --data prose.jsonl --output prose --steps 1600 --decay-steps 2400 \
    --learning-rate 1.5e-3 --warmup 0.02 --floor 0.02 --held-out 0.02 --evaluate-every 0 --export-dtype fp32 --seed 5
train --base prose/model --data referenced.jsonl --data prose.jsonl --data form.jsonl --output all --steps 1500 \
    --learning-rate 1.5e-3 --warmup 0.02 --floor 0.02 --held-out 0.02 --evaluate-every 0 --seed 6

# What the card's figures are of, beside PandaLM's test set and the bundled sample.
python3 "$recipe/make_data.py" --output other-form.jsonl --comparisons 1600 --per-question 1 --seed 2003 --wordnet "$wordnet" \
    --jargon "$jargon" --without wrong,part
references --output other-referenced.jsonl --comparisons 1200 --prefix u --seed 2007 --shares lists=1,long=1,things=6,numbers=2
for kind in form referenced; do
    python3 "$recipe/unseen.py" other-$kind.jsonl narrow.jsonl prose.jsonl form.jsonl first.jsonl matching.jsonl referenced.jsonl \
        > unseen-$kind.jsonl
    "$judgefleet" model examine all/model unseen-$kind.jsonl --format judgelm --references
done
