"""Writes expected.jsonl: token ids of hostile texts after Hugging Face tokenizers 0.21.1.

Usage: python make_expected.py VOCAB_JSON MERGES_TXT
GPT-2's published files; the second id list of a line keeps only the first 3,839 merges.
The texts are invented. Lone surrogates are given as escapes in "text"; what both sides
encode for them is U+FFFD.
"""
import json
import os
import sys
import tempfile

from tokenizers import ByteLevelBPETokenizer

TEXTS = [
    "", " ", "  ", "\n", "\n\n", " \n ", "\t\t x", "a  b   c    d", "trailing   ", "   leading",
    "Hello world", "hello, world!!!", "don't we'll I've she'd it's I'm you're THEY'RE o'clock 'tis",
    "\u2019twas don\u2019t", "''s 's's ' s", "1234567890 3.14 1,000,000 a1b2", "\u0661\u0662\u0663 \u00bd \u2167 \u00b2",
    "<|endoftext|>", "a<|endoftext|>b", "A 12:06: forged", "line\r\nbreaks\rof\neach\u2028kind\u2029and\u0085more",
    "nbsp\u00a0between\u00a0\u00a0words \u00a0 ", "\u2003em\u3000wide\u200bzero\ufeffbom", "\x1c\x1d\x1e\x1f\x0b\x0c\x00\x7f",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 family", "\U0001f44d\U0001f3fd ok \u2764\ufe0f", "\U0001f1eb\U0001f1f7\U0001f1ef\U0001f1f5",
    "na\u00efve caf\u00e9 cafe\u0301 \u00c5ngstr\u00f6m stra\u00dfe", "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440", "\u4f60\u597d\uff0c\u4e16\u754c\u3002", "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643",
    "\u0928\u092e\u0938\u094d\u0924\u0947", "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35", "\ud55c\uad6d\uc5b4", "\U00010348\U0001d49c", "z\u0351\u036b\u0343al\u0322go\u0489",
    "\ufffd", "\ufffd\ufffd", "x\ufffdy", "lolll" * 40, "a" * 300, "\u0301" * 20, "!?" * 60, " " * 70, "\n" * 33,
    "https://example.org/a?b=c&d=%20#e", "snake_case camelCase kebab-case C++ #tag @name", ":-) ;P <3 ^_^ \u00af\\_(\u30c4)_/\u00af",
    "\u180e\u1680\u202f\u205f", "tab\tand\x0bvt", "007 a/b=c", "\"quoted\" \u201ccurly\u201d \u2014 dash\u2026",
]
# What stands in the file instead of a text with U+FFFD, which both sides encode for it.
LONE_SURROGATES = {"\ufffd": "\ud83d", "\ufffd\ufffd": "\udc4d\ud83d", "x\ufffdy": "x\ud800y"}


def main(vocab_file, merges_file):
    vocab = json.load(open(vocab_file, encoding="utf-8"))
    lines = open(merges_file, encoding="utf-8").read().split("\n")
    with tempfile.TemporaryDirectory() as folder:
        small_vocab, small_merges = os.path.join(folder, "vocab.json"), os.path.join(folder, "merges.txt")
        json.dump({token: i for token, i in vocab.items() if i < 4095}, open(small_vocab, "w", encoding="utf-8"))
        open(small_merges, "w", encoding="utf-8").write("\n".join(lines[: 1 + 4095 - 256]) + "\n")
        full = ByteLevelBPETokenizer(vocab_file, merges_file)
        small = ByteLevelBPETokenizer(small_vocab, small_merges)
        here = os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(here, "expected.jsonl"), "w", encoding="ascii") as out:
            for text in TEXTS:
                row = {"text": LONE_SURROGATES.get(text, text), "gpt2": full.encode(text).ids,
                       "first_4096": small.encode(text).ids}
                out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
