"""First embeddings: pieces that translate each other, or stand in like places, are near."""

from __future__ import annotations

import numpy as np
import scipy.sparse
import scipy.sparse.linalg

Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
#: Source ids, target ids, (target, source) links, weight of the pair.
Example = tuple[list[int], list[int], list[tuple[int, int]], float]


def embeddings(pairs: list[Example], size: int, width: int) -> Array:
    """Joint embeddings (size x width) in which pieces that translate each other are near.

    Truncated eigenvectors of a positive PMI matrix of links (across the languages) and of
    neighbours within five pieces (within a language), rows of standard deviation width^-0.5.
    """
    rows: list[np.ndarray] = []
    columns: list[np.ndarray] = []
    values: list[np.ndarray] = []
    for source, target, links, weight in pairs:
        if links:
            t, s = np.array(links).T
            rows.append(np.array(target)[t])
            columns.append(np.array(source)[s])
            values.append(np.full(len(t), weight))
    across = _ppmi(rows, columns, values, size)
    rows, columns, values = [], [], []
    for source, target, _, weight in pairs:
        for side in (np.array(source), np.array(target)):
            for distance in range(1, 6):
                rows.append(side[:-distance])
                columns.append(side[distance:])
                values.append(np.full(max(len(side) - distance, 0), weight / distance))
    within = _ppmi(rows, columns, values, size)
    joint = (2.0 * across + within).tocsr()
    eigenvalues, vectors = scipy.sparse.linalg.eigsh(joint, k=width, which="LA", tol=1e-2,
                                                     v0=np.ones(size))  # fmt: skip
    table = vectors * np.sqrt(np.maximum(eigenvalues, 0.0))
    # Unit rows, so that frequent pieces do not drown the rest, turned so that every
    # dimension carries a like share.
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-8
    turn, _ = np.linalg.qr(np.random.default_rng(0).normal(size=(width, width)))
    table = table @ turn
    scaled: Array = (table / (table.std() + 1e-8) * width**-0.5).astype(np.float32)
    return scaled


def _ppmi(
    rows: list[np.ndarray], columns: list[np.ndarray], values: list[np.ndarray], size: int
) -> scipy.sparse.csr_matrix:
    """A symmetric positive PMI matrix from weighted pairs."""
    r, c, v = np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
    counts = scipy.sparse.coo_matrix(
        (np.concatenate([v, v]), (np.concatenate([r, c]), np.concatenate([c, r]))),
        shape=(size, size),
    ).tocsr()  # fmt: skip
    counts.sum_duplicates()
    marginal = np.asarray(counts.sum(axis=1)).ravel()
    context = marginal**0.75
    context *= marginal.sum() / context.sum()
    coo = counts.tocoo()
    pmi = np.log(coo.data * marginal.sum() / (marginal[coo.row] * context[coo.col] + 1e-9))
    keep = (pmi > 0) & (coo.data >= 1)
    matrix = scipy.sparse.coo_matrix((pmi[keep], (coo.row[keep], coo.col[keep])), (size, size))
    return ((matrix + matrix.T) / 2).tocsr()
