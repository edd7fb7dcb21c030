//! A matrix times a vector, in the processor's widest registers.

use rten_simd::ops::{BitOps, NumOps};
use rten_simd::{Isa, Simd, SimdIterable, SimdOp};

/// Products of each row of `matrix` with `vector`, added to `output`.
///
/// Libraries for products of matrices want both packed or large; these are a few rows at a time.
pub(crate) struct Rows<'a> {
    /// Rows as wide as `vector`, one an output; outputs without a row stay as they are.
    pub(crate) matrix: &'a [f32],
    pub(crate) vector: &'a [f32],
    pub(crate) output: &'a mut [f32],
}

impl SimdOp for Rows<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let ops = isa.f32();
        for (output, row) in self.output.iter_mut().zip(self.matrix.chunks_exact(self.vector.len().max(1))) {
            let pairs = row.simd_iter_pad(ops).zip(self.vector.simd_iter_pad(ops));
            let sums = pairs.fold(ops.zero(), |sums, (a, b)| ops.mul_add(a, b, sums));
            *output += sums.to_array().into_iter().sum::<f32>();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_any_width_are_multiplied() {
        for width in [0, 1, 3, 16, 31, 128] {
            let vector: Vec<f32> = (0..width).map(|i| i as f32 - 3.5).collect();
            let matrix: Vec<f32> = (0..3 * width).map(|i| (i % 7) as f32).collect();
            let mut output = [1.0; 3];
            Rows { matrix: &matrix, vector: &vector, output: &mut output }.dispatch();
            for (row, found) in output.into_iter().enumerate() {
                let expected: f32 = 1.0 + (0..width).map(|i| matrix[row * width + i] * vector[i]).sum::<f32>();
                assert!((found - expected).abs() < 1e-2, "width {width}, row {row}: {found} for {expected}");
            }
        }
    }
}
