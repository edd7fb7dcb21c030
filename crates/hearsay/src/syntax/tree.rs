//! The best tree over a sentence's tokens (Chu and Liu 1965, Edmonds 1967).

/// The head of each token in the tree of highest score: `scores[d][h]` for token `d` to have token `h` as head,
/// `roots[d]` to be the root. One token is the root, and its head is itself.
pub(super) fn best(scores: &[Vec<f32>], roots: &[f32]) -> Vec<usize> {
    let best_head =
        |d: usize| (0..scores.len()).filter(|&h| h != d).map(|h| scores[d][h]).fold(f32::NEG_INFINITY, f32::max);
    // The root is the token that gains most by it over hanging somewhere.
    let gain: Vec<f32> = (0..scores.len()).map(|d| (roots[d] - best_head(d)).min(f32::MAX)).collect();
    let Some(root) = (0..scores.len()).max_by(|&a, &b| gain[a].total_cmp(&gain[b]).then(b.cmp(&a))) else {
        return Vec::new();
    };
    let mut heads = arborescence(scores, root);
    heads[root] = root;
    heads
}

/// The best head for every node but the root, whose own head means nothing, such that there is no cycle.
fn arborescence(scores: &[Vec<f32>], root: usize) -> Vec<usize> {
    let nodes = scores.len();
    let heads: Vec<usize> = (0..nodes)
        .map(|d| {
            let others = (0..nodes).filter(|&h| h != d);
            others.max_by(|&a, &b| scores[d][a].total_cmp(&scores[d][b]).then(b.cmp(&a))).unwrap_or(d)
        })
        .collect();
    let Some(cycle) = cycle(&heads, root) else { return heads };

    // The cycle becomes one node, the last; the others move up.
    let inside = |node: &usize| cycle.contains(node);
    let outside: Vec<usize> = (0..nodes).filter(|n| !inside(n)).collect();
    let Some(new_root) = outside.iter().position(|&n| n == root) else { return heads };
    let into = |head: usize| {
        // Which node of the cycle takes `head`, and what that costs against the cycle's own link.
        let cost = |&d: &usize| scores[d][head] - scores[d][heads[d]];
        cycle.iter().copied().max_by(|a, b| cost(a).total_cmp(&cost(b))).map_or((0, 0.0), |d| (d, cost(&d)))
    };
    let out_of = |d: usize| {
        cycle
            .iter()
            .copied()
            .max_by(|&a, &b| scores[d][a].total_cmp(&scores[d][b]))
            .map_or((0, 0.0), |h| (h, scores[d][h]))
    };
    let mut smaller: Vec<Vec<f32>> =
        outside.iter().map(|&d| outside.iter().map(|&h| scores[d][h]).chain([out_of(d).1]).collect()).collect();
    smaller.push(outside.iter().map(|&h| into(h).1).chain([f32::NEG_INFINITY]).collect());

    let mut result = heads.clone();
    let smaller_heads = arborescence(&smaller, new_root);
    for (i, &d) in outside.iter().enumerate() {
        result[d] = match outside.get(smaller_heads[i]) {
            Some(&h) => h,
            None => out_of(d).0,
        };
    }
    if let Some(&head) = smaller_heads.last().and_then(|&h| outside.get(h)) {
        result[into(head).0] = head;
    }
    result
}

/// The nodes of a cycle among the heads that doesn't hold the root.
fn cycle(heads: &[usize], root: usize) -> Option<Vec<usize>> {
    let mut seen_from = vec![usize::MAX; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while at != root && seen_from[at] == usize::MAX {
            seen_from[at] = start;
            at = heads[at];
        }
        if at != root && seen_from[at] == start {
            let mut cycle = vec![at];
            let mut next = heads[at];
            while next != at {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_tree(heads: &[usize]) -> bool {
        let reaches_root = |from: usize| {
            let mut at = from;
            (0..=heads.len()).any(|_| {
                let top = heads[at] == at;
                at = heads[at];
                top
            })
        };
        (0..heads.len()).filter(|&d| heads[d] == d).count() == 1 && (0..heads.len()).all(reaches_root)
    }

    fn total(heads: &[usize], scores: &[Vec<f32>], root: usize) -> f32 {
        (0..heads.len()).filter(|&d| d != root).map(|d| scores[d][heads[d]]).sum()
    }

    fn matrix(nodes: usize) -> impl Strategy<Value = Vec<Vec<f32>>> {
        prop::collection::vec(prop::collection::vec(-10.0..10.0_f32, nodes), nodes)
    }

    proptest! {
        #[test]
        fn any_scores_give_a_tree((scores, roots) in (1..12_usize).prop_flat_map(|n| (matrix(n), prop::collection::vec(-10.0..10.0_f32, n)))) {
            prop_assert!(is_tree(&best(&scores, &roots)));
        }

        #[test]
        fn no_tree_with_that_root_is_better(scores in matrix(4), root in 0..4_usize) {
            let mut found = arborescence(&scores, root);
            found[root] = root;
            let all = (0..256_usize).map(|code| {
                let mut heads: Vec<usize> = (0..4).map(|d| code >> (2 * d) & 3).collect();
                heads[root] = root;
                heads
            });
            let highest = all.filter(|h| is_tree(h)).map(|h| total(&h, &scores, root)).fold(f32::NEG_INFINITY, f32::max);
            prop_assert!((total(&found, &scores, root) - highest).abs() < 1e-3);
        }
    }
}
