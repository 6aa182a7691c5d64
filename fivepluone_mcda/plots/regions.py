"""Who comes first where on a triangle of weights, with boundaries found to the last digit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..model.kernel import Kernel
from ..model.result import TIE

__all__ = ["Region", "regions"]

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

INSIDE = 1e-5
"""How far the map stays off its border: where a criterion has lost all weight ties are common,
and close to it a lead in TOPSIS is as small as the square of the weight."""


@dataclass(frozen=True)
class Region:
    """Where one alternative comes first.

    Attributes
    ----------
    winner : str
        The alternative.
    rings : list of array, shape (k, 3)
        Its outline as closed polygons in barycentric coordinates; holes turn the other way.
    share : float
        Its share of the triangle's area.
    inner : array, shape (q, 3)
        Points of the grid that lie in it.
    """

    winner: str
    rings: list[Floats]
    share: float
    inner: Floats


def regions(kernel: Kernel, names: list[str], corners: Floats) -> list[Region]:
    """The regions of a triangle of weights in which each alternative comes first.

    The triangle is divided into a fine grid of small ones (160 to a side; 64 for methods that
    are run once for every weight vector). Wherever the winner differs between two neighbouring
    points of the grid, the place between them at which it changes is found by bisection; these
    places make up the boundary. In a small triangle with three winners they meet at its middle.
    What is smaller than the grid can be missed.

    Parameters
    ----------
    kernel : Kernel
        Scores as a function of the weights.
    names : list of str, length m
        The alternatives; of several that tie the first in alphabetical order wins.
    corners : array, shape (3, n)
        The weights at the corners of the triangle.

    Returns
    -------
    list of Region
        In the order of `names`, those without any place left out.
    """
    steps, halvings = (64, 25) if kernel.looped else (160, 45)
    order = np.argsort(names)

    def winner(places: Floats) -> Rows:
        merits = kernel.merits(places @ corners)[:, order]
        slack = TIE * np.maximum(1.0, np.abs(merits).max(axis=1))
        return np.asarray(order[(merits >= (merits.max(axis=1) - slack)[:, None]).argmax(axis=1)])

    points, triangles = _grid(steps)
    points = INSIDE + (1.0 - 3.0 * INSIDE) * points
    first = winner(points)
    whole = (first[triangles] == first[triangles[:, :1]]).all(axis=1)
    mixed = triangles[~whole]
    edges = np.unique(np.sort(mixed[:, SIDES].reshape(-1, 2), axis=1), axis=0)
    edges = edges[first[edges[:, 0]] != first[edges[:, 1]]]
    near, far = points[edges[:, 0]], points[edges[:, 1]]
    for _ in range(halvings):
        middle = 0.5 * (near + far)
        same = (winner(middle) == first[edges[:, 0]])[:, None]
        near, far = np.where(same, middle, near), np.where(same, far, middle)

    change = {(int(a), int(b)): len(points) + k for k, (a, b) in enumerate(edges)}
    change |= {(b, a): k for (a, b), k in change.items()}
    vertices = [*points, *(0.5 * (near + far))]
    sides = {k: [triangles[whole & (first[triangles[:, 0]] == k)][:, SIDES].reshape(-1, 2)]
             for k in range(len(names))}  # fmt: skip
    for triangle in mixed.tolist():
        for k, polygon in _pieces(triangle, first, change, vertices):
            sides[k].append(np.column_stack([polygon, np.roll(polygon, -1)]))
    places = np.array(vertices)
    found = []
    area = (1.0 - 3.0 * INSIDE) ** 2
    for k, name in enumerate(names):
        rings = [places[ring] for ring in _rings(np.concatenate(sides[k]), len(places))]
        if rings:
            share = sum(_area(ring) for ring in rings) / area
            found.append(Region(name, rings, share, points[first == k]))
    return found


SIDES = np.array([[0, 1], [1, 2], [2, 0]])


def _grid(steps: int) -> tuple[Floats, Rows]:
    """Barycentric points, and triangles between them that all turn the same way."""
    i, j = (axis.ravel() for axis in np.mgrid[: steps + 1, : steps + 1])
    kept = i + j <= steps
    row = np.full((steps + 2, steps + 2), -1)
    row[i[kept], j[kept]] = np.arange(kept.sum())
    i, j = i[kept], j[kept]
    points = np.column_stack([steps - i - j, i, j]) / steps
    up = np.column_stack([row[i, j], row[i + 1, j], row[i, j + 1]])
    down = np.column_stack([row[i + 1, j], row[i + 1, j + 1], row[i, j + 1]])
    triangles = np.concatenate([up, down])
    return points, triangles[(triangles >= 0).all(axis=1)]


def _pieces(
    triangle: list[int], first: Rows, change: dict[tuple[int, int], int], vertices: list[Floats]
) -> list[tuple[int, list[int]]]:
    """The polygons into which the changes divide a small triangle, with their winners."""
    a, b, c = triangle
    while first[a] in (first[b], first[c]):
        a, b, c = b, c, a  # until a stands alone, or all three differ
    ab, ca = change[a, b], change[c, a]
    if first[b] == first[c]:
        return [(first[a], [a, ab, ca]), (first[b], [ab, b, c, ca])]
    bc, middle = change[b, c], len(vertices)
    vertices.append((vertices[ab] + vertices[bc] + vertices[ca]) / 3.0)
    return [
        (first[a], [a, ab, middle, ca]),
        (first[b], [b, bc, middle, ab]),
        (first[c], [c, ca, middle, bc]),
    ]


def _rings(sides: Rows, count: int) -> list[list[int]]:
    """The outlines of polygons given by their sides: what no neighbour takes the other way."""
    there, back = sides @ [count, 1], sides @ [1, count]
    following = defaultdict(list)
    for a, b in sides[~np.isin(there, back)].tolist():
        following[a].append(b)
    rings = []
    while following:
        ring = [next(iter(following))]
        while (ends := following.get(ring[-1])) is not None:
            ring.append(ends.pop())
            if not ends:
                del following[ring[-2]]
        rings.append(ring)
    return rings


def _area(ring: Floats) -> float:
    """Signed area of a closed ring as a share of the whole triangle's."""
    (x, y), (u, v) = ring[:-1, 1:].T, ring[1:, 1:].T
    return float((x * v - u * y).sum())
