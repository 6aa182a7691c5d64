// Between which weights of a node the leader stays first, and who comes first beyond; as
// fivepluone_mcda.stability computes it, with locked nodes.

/** Places nearer to one another than this share of the way count as one. */
const CLOSE = 1e-9;

/**
 * The scores on the straight way between two weight vectors.
 * With p = 1 - u and q = u, each weighted sum is a p + c q in the additive methods, and each
 * squared distance of TOPSIS is a p^2 + b p q + c q^2.
 */
function pathBetween(kernel, start, end) {
  const squared = kernel.link === "closeness";
  const middle = squared ? start.map((w, j) => 2 * w * end[j]) : null;
  const bent = squared && middle.some((w) => w > 0);
  const outer = squared ? [start, end].map((side) => side.map((w) => w * w)) : [start, end];
  const forms = kernel.tables.map((table) => {
    const [a, c] = outer.map((side) => weightedSums(table, side, kernel.size));
    return { a, b: bent ? weightedSums(table, middle, kernel.size) : null, c };
  });
  return { link: kernel.link, forms, bent };
}

/** A form's value for one alternative at a place on the way. */
function formAt(form, i, u, squared) {
  const p = 1 - u;
  if (!squared) return form.a[i] * p + form.c[i] * u;
  const mixed = form.b === null ? 0 : form.b[i] * p * u;
  return form.a[i] * p * p + mixed + form.c[i] * u * u;
}

/** The score of one alternative at a place on the way. */
function scoreOnPath(path, i, u) {
  if (path.link === "closeness") {
    return closeness(formAt(path.forms[0], i, u, true), formAt(path.forms[1], i, u, true));
  }
  const value = formAt(path.forms[0], i, u, false);
  if (path.link === "identity") return value;
  path.ends ??= [total(path.forms[0].a), total(path.forms[0].c)];
  return value / (path.ends[0] * (1 - u) + path.ends[1] * u);
}

/** Every place at which two alternatives may change places. */
function meetings(path, above, below) {
  const [first, second] = path.forms;
  if (path.link !== "closeness") {
    return linearRoots(first.a[above] - first.a[below], first.c[above] - first.c[below]);
  }
  // D-(above)^2 D+(below)^2 less D-(below)^2 D+(above)^2: a form of degree four in p and q
  const [wa, wc, xa, xc] = [second.a[above], second.c[above], first.a[below], first.c[below]];
  const [ya, yc, za, zc] = [second.a[below], second.c[below], first.a[above], first.c[above]];
  const c0 = wa * xa - ya * za;
  let c2 = wa * xc + wc * xa - ya * zc - yc * za;
  const c4 = wc * xc - yc * zc;
  if (!path.bent) {
    const size = Math.max(Math.abs(c0), Math.abs(c2), Math.abs(c4)) || 1;
    return squareRoots(c0 / size, c2 / size, c4 / size);
  }
  const [wb, xb, yb, zb] = [second.b[above], first.b[below], second.b[below], first.b[above]];
  c2 += wb * xb - yb * zb;
  const c1 = wa * xb + wb * xa - ya * zb - yb * za;
  const c3 = wb * xc + wc * xb - yb * zc - yc * zb;
  return unitRoots([c0, c1, c2, c3, c4]);
}

/**
 * Where `below` first gets ahead of `above` on the way from a place to an end, or null.
 * Meetings cut the way into stretches; the scores in the middle of each say who is ahead there.
 */
function overtaking(path, places, base, towards, above, below) {
  const sign = Math.sign(towards - base);
  let near = base;
  for (let k = sign > 0 ? 0 : places.length - 1; ; k += sign) {
    const far = places[k] ?? towards;
    if (sign * (far - near) > 0 && Math.abs(far - base) > CLOSE) {
      const middle = 0.5 * (near + far);
      const lead = scoreOnPath(path, below, middle) - scoreOnPath(path, above, middle);
      if (lead > TIE) return near;
    }
    if (places[k] === undefined) return null;
    if (sign * (far - base) > 0) near = far;
  }
}

/** Where the leader is first beaten on the way from a place to an end, and by whom; or null. */
function takeover(path, met, base, towards, leader, alphabetical) {
  if (base === towards) return null;
  let place = null;
  const at = met.map((places, rival) => {
    if (rival === leader) return null;
    const found = overtaking(path, places, base, towards, leader, rival);
    if (found !== null && (place === null || Math.abs(found - base) < Math.abs(place - base))) {
      place = found;
    }
    return found;
  });
  if (place === null) return null;
  const taking = [...at.keys()].filter((k) => at[k] !== null && Math.abs(at[k] - place) <= CLOSE);
  if (taking.length === 1) return { place, winner: taking[0] };
  // Of several that take over at once, the one that leads until two of them meet again.
  const sign = Math.sign(towards - place);
  let stop = towards;
  taking.forEach((one, k) => {
    for (const other of taking.slice(k + 1)) {
      for (const u of meetings(path, one, other)) {
        if ((u - place) * sign > CLOSE && Math.abs(u - place) < Math.abs(stop - place)) stop = u;
      }
    }
  });
  const scores = taking.map((k) => scoreOnPath(path, k, 0.5 * (place + stop)));
  const { order } = ranksOf(scores, taking.map((k) => alphabetical[k]));
  return { place, winner: taking[order[0]] };
}

/**
 * The weights of a node between which the leader stays first.
 * `below` and `above` are those who lead just beyond, or null where the node can reach `low` and
 * `high` without a change.
 */
function boundsOf(kernel, weights, node, held, leader, alphabetical) {
  const reach = reachOf(node, weights, held);
  const { low, high, movable } = reach;
  const weight = nodeWeight(node, weights);
  const bounds = { weight, low, high, movable, lower: low, upper: high, below: null, above: null };
  if (!movable) return { ...bounds, lower: 0, upper: 1 };
  if (!(high > low)) return bounds;
  const ends = [low, high].map((goal) => withWeight(weights, reach, goal));
  const path = pathBetween(kernel, ...ends);
  const base = Math.min(Math.max((weight - low) / (high - low), 0), 1);
  const met = [...alphabetical.keys()].map((rival) =>
    rival === leader ? [] : meetings(path, leader, rival).sort((a, b) => a - b),
  );
  const down = takeover(path, met, base, 0, leader, alphabetical);
  const up = takeover(path, met, base, 1, leader, alphabetical);
  const weightAt = (u) => low + u * (high - low);
  if (down) Object.assign(bounds, { lower: weightAt(down.place), below: down.winner });
  if (up) Object.assign(bounds, { upper: weightAt(up.place), above: up.winner });
  return bounds;
}

/** The smallest change of a single criterion or group that makes another one first, or null. */
function nearestReversal(nodes, bounds) {
  let nearest = null;
  bounds.forEach((bound, node) => {
    if (nodes[node].theme) return;
    const ends = [
      [bound.below, bound.lower, false],
      [bound.above, bound.upper, true],
    ];
    for (const [winner, goal, upward] of ends) {
      const distance = Math.abs(goal - bound.weight);
      if (winner !== null && (nearest === null || distance < nearest.distance)) {
        nearest = { node, winner, goal, upward, from: bound.weight, distance };
      }
    }
  });
  return nearest;
}
