"""The peer of the benchmark `recommend`: implicit, and bare products of NumPy.

  peer.py lists FOLDER THREADS      the best 100 of every user
  peer.py fit FOLDER THREADS        factors by alternating least squares, with those of each iteration
  peer.py product FOLDER THREADS    the factors of all items times those of one user
  peer.py rank FOLDER THREADS       lists of 10 for the likes of a file, with settings that a slice of them chose

FOLDER holds what is named below as arrays of numbers without a heading. One JSON object on standard output.
"""

import itertools
import json
import math
import os
import resource
import sys
import time

WORK, FOLDER, THREADS = sys.argv[1], sys.argv[2], int(sys.argv[3])
# implicit has threads of its own, and asks that its library has one.
os.environ["OPENBLAS_NUM_THREADS"] = str(THREADS) if WORK == "product" else "1"

import numpy as np  # noqa: E402
from implicit.cpu.als import AlternatingLeastSquares  # noqa: E402
from scipy.sparse import csr_matrix  # noqa: E402

SHAPE = json.load(open(FOLDER + "/shape.json"))


def numbers(name, kind):
    return np.fromfile(f"{FOLDER}/{name}", dtype=kind)


def factors(name, rows):
    return numbers(name, np.float32).reshape(rows, SHAPE["factors"])


def likes(name, weight=1.0):
    pairs = numbers(name, np.int32).reshape(-1, 2)
    values = np.full(len(pairs), weight, dtype=np.float32)
    table = csr_matrix((values, (pairs[:, 0], pairs[:, 1])), shape=(SHAPE["users"], SHAPE["items"]))
    table.data[:] = weight  # a pair that stands there twice is one
    return table


class Watch:
    def __init__(self):
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def read(self):
        return {"seconds": time.perf_counter() - self.wall, "cpuSeconds": time.process_time() - self.cpu}


def lists():
    model = AlternatingLeastSquares(factors=SHAPE["factors"], num_threads=THREADS)
    model.user_factors = factors("users", SHAPE["users"])
    model.item_factors = factors("items", SHAPE["items"])
    table = likes("likes")
    everybody = np.arange(SHAPE["users"])
    watch = Watch()
    ids, scores = model.recommend(everybody, table, N=SHAPE["length"], filter_already_liked_items=True)
    return watch.read() | {"sum": float(np.sum(scores, dtype=np.float64))}


def fit():
    table = likes("likes", SHAPE["alpha"])
    judged = numbers("judged", np.int32)
    model = AlternatingLeastSquares(
        factors=SHAPE["factors"], regularization=SHAPE["regularization"], iterations=SHAPE["iterations"],
        num_threads=THREADS, random_state=SHAPE["seed"])
    steps = []
    clock = Watch()

    def keep(iteration, _seconds, _loss):
        nonlocal clock
        steps.append(clock.read())
        model.user_factors[judged].tofile(f"{FOLDER}/users-{iteration}")
        model.item_factors.tofile(f"{FOLDER}/items-{iteration}")
        clock = Watch()

    model.fit(table, show_progress=False, callback=keep)
    return {"steps": steps}


def product():
    items = factors("items", SHAPE["items"])
    user = factors("users", 1)[0]
    turns = []
    for _ in range(SHAPE["turns"]):
        watch = Watch()
        items.dot(user)
        turns.append(watch.read())
    return {"turns": turns}


def foretold(model, table, held):
    """The mean NDCG@10 over those of whom there is something to foretell."""
    users = np.flatnonzero(held.getnnz(axis=1))
    ids, _ = model.recommend(users, table[users], N=10)
    gains = []
    for user, row in zip(users, ids):
        wanted = set(held[user].indices)
        gain = sum(1 / math.log2(place + 2) for place, item in enumerate(row) if item in wanted)
        gains.append(gain / sum(1 / math.log2(place + 2) for place in range(min(10, len(wanted)))))
    return float(np.mean(gains))


def learn(name, alpha, regularization):
    model = AlternatingLeastSquares(
        factors=SHAPE["factors"], alpha=alpha, regularization=regularization, num_threads=THREADS,
        random_state=SHAPE["seed"])
    table = likes(name)
    model.fit(table, show_progress=False)
    return model, table


def rank():
    held = likes("slice-held")
    grid = list(itertools.product((1.0, 3.0, 10.0, 30.0), (0.01, 1.0, 10.0, 30.0)))
    found = [foretold(*learn("slice", *settings), held) for settings in grid]
    alpha, regularization = grid[int(np.argmax(found))]
    model, table = learn("training", alpha, regularization)
    ids, _ = model.recommend(np.arange(SHAPE["users"]), table, N=10)
    ids.astype(np.int32).tofile(f"{FOLDER}/ranked")
    return {"alpha": alpha, "regularization": regularization}


answer = {"lists": lists, "fit": fit, "product": product, "rank": rank}[WORK]()
answer["peakMegabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
print(json.dumps(answer))
