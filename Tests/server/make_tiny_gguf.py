#!/usr/bin/env python3
"""Writes a tiny chat model of random weights as GGUF, the same bytes each time (numpy and gguf).

  make_tiny_gguf.py FILE

It is no language model: it answers with random words. It is shaped so that a real llama.cpp server
behaves usefully in tests:

- its vocabulary has every byte, so that any text can be read and any grammar be satisfied;
- common words are whole tokens;
- one hidden dimension is constant and carries how frequent each token is, so that strings close,
  lists end and replies stop; everything else is random and depends on the prompt.
"""

import collections
import os
import pydoc_data.topics as topics  # English prose that every CPython carries
import re
import sys

import gguf
import numpy as np

DIM, LAYERS, HEADS, FEED_FORWARD, CONTEXT = 64, 2, 4, 128, 32768
WORDS, NOISE, END = 1500, 0.25, 1 / 40
CONSTANT = 8.0  # the value of hidden dimension 0
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)

rng = np.random.default_rng(0)


def printable_bytes():
    """GPT-2's alphabet: a printable character for each byte."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in shown]
    alphabet = {byte: chr(byte) for byte in shown}
    alphabet.update({byte: chr(256 + index) for index, byte in enumerate(hidden)})
    return alphabet


def byte_frequency(byte):
    """How frequent the token of a single byte is."""
    character = chr(byte)
    if byte >= 128:
        return 1e-9
    if character.islower():
        return 3e-4
    if character.isupper():
        return 5e-5
    if character.isdigit():
        return 2e-3
    # A list rather begins than stays empty.
    frequent = (("{", 0.05), ('"', 0.2), (".,", 0.03), ("]}", 0.02), (" ", 1e-4))
    for characters, frequency in frequent:
        if character in characters:
            return frequency
    return 5e-4 if character in ":[-'()!?;/" else 1e-9


alphabet = printable_bytes()
prose = " ".join(topics.topics.values())
found = re.findall(r"(?<![\w`\"'])[a-z]{2,12}(?![\w`\"'(])", prose)
words = collections.Counter(found).most_common(WORDS)
total = sum(count for _, count in words)

normal, control = gguf.TokenType.NORMAL, gguf.TokenType.CONTROL
vocabulary = [(alphabet[byte], normal, byte_frequency(byte)) for byte in range(256)]
for word, count in words:
    token = "".join(alphabet[byte] for byte in f" {word}".encode())
    vocabulary.append((token, normal, 0.6 * (0.5 * count / total + 0.5 / len(words))))
first_control = len(vocabulary)
for token in ("<|bos|>", "<|eos|>", "<|im_start|>"):
    vocabulary.append((token, control, 1e-12))
vocabulary.append(("<|im_end|>", control, END))
size = len(vocabulary)

writer = gguf.GGUFWriter(sys.argv[1], "llama")
writer.add_name("tiny-random")
writer.add_context_length(CONTEXT)
writer.add_embedding_length(DIM)
writer.add_block_count(LAYERS)
writer.add_feed_forward_length(FEED_FORWARD)
writer.add_head_count(HEADS)
writer.add_head_count_kv(HEADS)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_rope_dimension_count(DIM // HEADS)
writer.add_rope_freq_base(10000.0)
writer.add_vocab_size(size)
writer.add_file_type(gguf.LlamaFileType.ALL_F32)
writer.add_tokenizer_model("gpt2")
writer.add_tokenizer_pre("llama-bpe")
writer.add_token_list([token for token, _, _ in vocabulary])
writer.add_token_types([int(kind) for _, kind, _ in vocabulary])
writer.add_token_merges(["Ġ t"])
writer.add_bos_token_id(first_control)
writer.add_eos_token_id(first_control + 3)
writer.add_eot_token_id(first_control + 3)
writer.add_pad_token_id(first_control + 1)
writer.add_add_bos_token(False)
writer.add_chat_template(TEMPLATE)


def add(name, values):
    writer.add_tensor(name, np.ascontiguousarray(values, dtype=np.float32))


def matrix(rows, columns, scale=1.0):
    return rng.normal(0, scale / np.sqrt(columns), (rows, columns))


embedding = rng.normal(0, 1, (size, DIM))
embedding[:, 0] = CONSTANT
head = rng.normal(0, NOISE, (size, DIM))
frequency = np.array([frequency for _, _, frequency in vocabulary])
normalised = CONSTANT / np.sqrt((CONSTANT * CONSTANT + (DIM - 1)) / DIM)
head[:, 0] = np.log(frequency / frequency.sum()) / normalised
add("token_embd.weight", embedding)
# Layers neither read the constant dimension nor write it.
ignoring = np.ones(DIM)
ignoring[0] = 0.0
for layer in range(LAYERS):
    block = f"blk.{layer}."
    output, down = matrix(DIM, DIM, 0.7), matrix(DIM, FEED_FORWARD, 0.7)
    output[0] = 0
    down[0] = 0
    add(block + "attn_norm.weight", ignoring)
    add(block + "ffn_norm.weight", ignoring)
    for name in ("q", "k", "v"):
        add(block + f"attn_{name}.weight", matrix(DIM, DIM))
    add(block + "attn_output.weight", output)
    add(block + "ffn_gate.weight", matrix(FEED_FORWARD, DIM))
    add(block + "ffn_up.weight", matrix(FEED_FORWARD, DIM))
    add(block + "ffn_down.weight", down)
add("output_norm.weight", np.ones(DIM))
add("output.weight", head)
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
print(f"{sys.argv[1]}: {os.path.getsize(sys.argv[1])} bytes, {size} tokens")
