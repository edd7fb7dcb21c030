//! The best tree without crossing links over a sentence's tokens (Eisner 1996). English hardly crosses any, so what the
//! encoder would cross is mostly wrong.

/// Spans of tokens with one end as their head: `complete` ones have all that hangs on it inside, `open` ones still take
/// more at the other end, on which the head's last link falls.
struct Chart {
    tokens: usize,
    complete: [Vec<Span>; 2],
    open: [Vec<Span>; 2],
}

#[derive(Clone, Copy, Default)]
struct Span {
    score: f32,
    /// Where its two parts meet.
    split: usize,
}

/// The end of a span that is its head.
const LEFT: usize = 0;
const RIGHT: usize = 1;

/// The head of each token in the tree of highest score: `scores[d][h]` for token `d` to have token `h` as head,
/// `roots[d]` to be the root. One token is the root, and its head is itself. Takes time that grows with the cube of the
/// tokens.
pub(super) fn best(scores: &[Vec<f32>], roots: &[f32]) -> Vec<usize> {
    let tokens = scores.len();
    let Some(last) = tokens.checked_sub(1) else { return Vec::new() };
    let chart = Chart::fill(scores);
    let score = |root: usize| {
        roots[root] + chart.complete[RIGHT][chart.at(0, root)].score + chart.complete[LEFT][chart.at(root, last)].score
    };
    let root = (0..tokens).max_by(|&a, &b| score(a).total_cmp(&score(b)).then(b.cmp(&a))).unwrap_or(0);
    let mut heads = vec![root; tokens];
    chart.read(0, root, RIGHT, &mut heads);
    chart.read(root, last, LEFT, &mut heads);
    heads
}

impl Chart {
    fn at(&self, start: usize, end: usize) -> usize {
        start * self.tokens + end
    }

    fn fill(scores: &[Vec<f32>]) -> Self {
        let tokens = scores.len();
        let spans = || vec![Span::default(); tokens * tokens];
        let mut chart = Self { tokens, complete: [spans(), spans()], open: [spans(), spans()] };
        for length in 1..tokens {
            for (start, end) in (0..tokens - length).zip(length..) {
                let here = chart.at(start, end);
                // Two complete spans back to back, and a link between their far ends.
                let meet = chart.best(start..end, |split| {
                    chart.complete[LEFT][chart.at(start, split)].score
                        + chart.complete[RIGHT][chart.at(split + 1, end)].score
                });
                chart.open[LEFT][here] = Span { score: meet.score + scores[end][start], ..meet };
                chart.open[RIGHT][here] = Span { score: meet.score + scores[start][end], ..meet };
                chart.complete[LEFT][here] = chart.best(start + 1..end + 1, |split| {
                    chart.open[LEFT][chart.at(start, split)].score + chart.complete[LEFT][chart.at(split, end)].score
                });
                chart.complete[RIGHT][here] = chart.best(start..end, |split| {
                    chart.complete[RIGHT][chart.at(start, split)].score + chart.open[RIGHT][chart.at(split, end)].score
                });
            }
        }
        chart
    }

    fn best(&self, splits: std::ops::Range<usize>, score: impl Fn(usize) -> f32) -> Span {
        let spans = splits.map(|split| Span { score: score(split), split });
        spans.reduce(|best, next| if next.score > best.score { next } else { best }).unwrap_or_default()
    }

    /// Writes the heads of all but the head of a complete span.
    fn read(&self, start: usize, end: usize, head: usize, heads: &mut [usize]) {
        let mut complete = vec![(start, end, head)];
        while let Some((start, end, head)) = complete.pop() {
            if start == end {
                continue;
            }
            let split = self.complete[head][self.at(start, end)].split;
            let (from, to) = if head == LEFT { (start, split) } else { (split, end) };
            complete.push(if head == LEFT { (split, end, LEFT) } else { (start, split, RIGHT) });
            heads[if head == LEFT { to } else { from }] = if head == LEFT { from } else { to };
            let split = self.open[head][self.at(from, to)].split;
            complete.push((from, split, LEFT));
            complete.push((split + 1, to, RIGHT));
        }
    }
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

    /// Whether links cross or pass over the root, to which a link comes from outside.
    fn crosses(heads: &[usize]) -> bool {
        let links = || heads.iter().enumerate().map(|(d, &h)| (d.min(h), d.max(h)));
        let over = |a: usize, b: usize| links().any(|(c, d)| a < c && c < b && (b < d || c == d));
        links().any(|(a, b)| over(a, b))
    }

    fn total(heads: &[usize], scores: &[Vec<f32>], roots: &[f32]) -> f32 {
        heads.iter().enumerate().map(|(d, &h)| if h == d { roots[d] } else { scores[d][h] }).sum()
    }

    fn sentence(tokens: usize) -> impl Strategy<Value = (Vec<Vec<f32>>, Vec<f32>)> {
        let row = move || prop::collection::vec(-10.0..10.0_f32, tokens);
        (prop::collection::vec(row(), tokens), row())
    }

    proptest! {
        #[test]
        fn any_scores_give_a_tree_that_crosses_nothing((scores, roots) in (1..12_usize).prop_flat_map(sentence)) {
            let heads = best(&scores, &roots);
            prop_assert!(is_tree(&heads) && !crosses(&heads), "{heads:?}");
        }

        #[test]
        fn no_such_tree_is_better((scores, roots) in sentence(4)) {
            let all = (0..256_usize).map(|code| (0..4).map(|d| code >> (2 * d) & 3).collect::<Vec<usize>>());
            let trees = all.filter(|heads| is_tree(heads) && !crosses(heads));
            let highest = trees.map(|heads| total(&heads, &scores, &roots)).fold(f32::NEG_INFINITY, f32::max);
            prop_assert!((total(&best(&scores, &roots), &scores, &roots) - highest).abs() < 1e-3);
        }
    }
}
