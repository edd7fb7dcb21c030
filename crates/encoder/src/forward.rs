//! The transformer: one window in, one vector a piece out.
//!
//! BERT's layers (Devlin et al. 2019) with post-norm, in the order of `train/hearsay_train/model.py`. Linear layers
//! multiply 8-bit integers: a row of activations is quantised by its own range just before (so a piece's numbers don't
//! depend on what else is in its batch), and the sums are scaled back as the bias is added. Attention is in f32.

use std::mem::MaybeUninit;

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::NdTensorView;
use rten_vecmath::{ExtendInit, Gelu, MinMax, Normalize, NormalizeOptions, Quantize, Softmax, Sum, SumSquareSub};

use crate::ModelError;
use crate::weights::{HEAD, Layer, Linear, Norm, Product, WIDTH, Weights};
use crate::word::Piece;

/// Buffers for one window, used again for the next.
#[derive(Default)]
pub(crate) struct Forward {
    /// The vectors, pieces × `WIDTH`.
    x: Vec<f32>,
    /// Outputs of a linear layer.
    y: Vec<f32>,
    /// What a sublayer adds to `x`.
    delta: Vec<f32>,
    attended: Vec<f32>,
    weights: Vec<f32>,
    head: Vec<f32>,
    quantised: Quantised,
}

/// Rows of activations as unsigned bytes: `x ≈ (code − zero) · scale`.
#[derive(Default)]
struct Quantised {
    codes: Vec<u8>,
    zeros: Vec<i32>,
    scales: Vec<f32>,
    sums: Vec<i32>,
}

impl Forward {
    /// Runs the model over a window's pieces, framed as the model expects. Returns the heads' outputs, a row a piece.
    pub(crate) fn run(&mut self, model: &Weights, pieces: &[Piece]) -> Result<&[f32], ModelError> {
        // The executors can't leave their thread; making them costs no more than asking the processor what it is.
        let (product, float) = (Product::new(), GemmExecutor::new());
        self.embed(model, pieces);
        for layer in &model.layers {
            self.layer(&product, &float, layer, pieces.len())?;
        }
        self.quantised.multiply(&product, &self.x, &model.outputs, &mut self.y)?;
        Ok(&self.y)
    }

    fn embed(&mut self, model: &Weights, pieces: &[Piece]) {
        self.x.clear();
        self.x.resize(pieces.len() * WIDTH, 0.0);
        let row = |table: &[f32], index: usize| index * WIDTH..((index + 1) * WIDTH).min(table.len());
        for (i, (piece, x)) in pieces.iter().zip(self.x.chunks_exact_mut(WIDTH)).enumerate() {
            model.words.add(piece.id, x);
            let features = piece.features;
            for (table, index) in [
                (&model.position, i),
                (&model.shape, usize::from(features.shape)),
                (&model.quote, usize::from(features.quote)),
                (&model.title, usize::from(features.title)),
            ] {
                let values = table.get(row(table, index)).unwrap_or(&[]);
                x.iter_mut().zip(values).for_each(|(x, v)| *x += v);
            }
            normalise(&model.norm, x);
        }
    }

    fn layer(
        &mut self,
        product: &Product,
        float: &GemmExecutor<f32>,
        layer: &Layer,
        pieces: usize,
    ) -> Result<(), ModelError> {
        self.quantised.multiply(product, &self.x, &layer.qkv, &mut self.y)?;
        self.attend(float, pieces)?;
        self.quantised.multiply(product, &self.attended, &layer.out, &mut self.delta)?;
        add_and_normalise(&layer.norm1, &self.delta, &mut self.x);

        self.quantised.multiply(product, &self.x, &layer.up, &mut self.y)?;
        Gelu {}.map_mut(&mut self.y);
        self.quantised.multiply(product, &self.y, &layer.down, &mut self.delta)?;
        add_and_normalise(&layer.norm2, &self.delta, &mut self.x);
        Ok(())
    }

    /// Attention of each head over `y` (query, key and value side by side), into `attended`.
    fn attend(&mut self, float: &GemmExecutor<f32>, pieces: usize) -> Result<(), ModelError> {
        self.attended.resize(pieces * WIDTH, 0.0);
        self.weights.resize(pieces * pieces, 0.0);
        self.head.resize(pieces * HEAD, 0.0);
        let qkv = NdTensorView::from_data([pieces, 3 * WIDTH], self.y.as_slice());
        for from in (0..WIDTH).step_by(HEAD) {
            let part = |which: usize| qkv.slice((.., which * WIDTH + from..which * WIDTH + from + HEAD));
            let (query, key, value) = (part(0), part(1), part(2));
            let options = GemmOptions { alpha: 1.0 / (HEAD as f32).sqrt(), ..GemmOptions::default() };
            let key = key.transposed();
            float.gemm(&mut self.weights, GemmInputA::Unpacked(query), GemmInputB::Unpacked(key), options)?;
            for row in self.weights.chunks_exact_mut(pieces) {
                Softmax::new_mut(row).dispatch();
            }
            let weights = NdTensorView::from_data([pieces, pieces], self.weights.as_slice());
            let (weights, value) = (GemmInputA::Unpacked(weights), GemmInputB::Unpacked(value));
            float.gemm(&mut self.head, weights, value, GemmOptions::default())?;
            for (to, values) in self.attended.chunks_exact_mut(WIDTH).zip(self.head.chunks_exact(HEAD)) {
                to[from..from + HEAD].copy_from_slice(values);
            }
        }
        Ok(())
    }
}

impl Quantised {
    /// `output = input · weightᵀ + bias`, by way of 8-bit integers.
    fn multiply(
        &mut self,
        product: &Product,
        input: &[f32],
        by: &Linear,
        output: &mut Vec<f32>,
    ) -> Result<(), ModelError> {
        let (inputs, outputs) = (by.packed.rows(), by.packed.cols());
        let rows = input.len() / inputs;
        self.quantise(input, inputs);
        self.sums.resize(rows * outputs, 0);
        let codes = NdTensorView::from_data([rows, inputs], self.codes.as_slice());
        let (codes, weights) = (GemmInputA::Unpacked(codes), GemmInputB::Packed(&by.packed));
        product.gemm(&mut self.sums, codes, weights, GemmOptions::default())?;
        output.resize(rows * outputs, 0.0);
        let rows = output.chunks_exact_mut(outputs).zip(self.sums.chunks_exact(outputs));
        for ((row, sums), (&scale, &zero)) in rows.zip(self.scales.iter().zip(&self.zeros)) {
            // The library takes zero points too, but mixes up those of different rows (rten-gemm 0.27, AVX2).
            let columns = by.total.iter().zip(&by.scale).zip(&by.bias);
            for ((y, &sum), ((&total, &weight), &bias)) in row.iter_mut().zip(sums).zip(columns) {
                *y = (sum - zero * total) as f32 * (scale * weight) + bias;
            }
        }
        Ok(())
    }

    fn quantise(&mut self, input: &[f32], width: usize) {
        self.codes.clear();
        self.zeros.clear();
        self.scales.clear();
        self.codes.reserve(input.len());
        for row in input.chunks_exact(width) {
            let (low, high) = MinMax::new(row).dispatch();
            let (low, high) = (low.min(0.0), high.max(0.0));
            let scale = ((high - low) / 255.0).max(f32::MIN_POSITIVE);
            let zero = (-low / scale).round_ties_even().clamp(0.0, 255.0) as u8;
            self.codes.extend_init(|free: &mut [MaybeUninit<u8>]| {
                Quantize::new(row, &mut free[..width], 1.0 / scale, zero).dispatch()
            });
            self.zeros.push(i32::from(zero));
            self.scales.push(scale);
        }
    }
}

fn add_and_normalise(norm: &Norm, delta: &[f32], x: &mut [f32]) {
    for (x, delta) in x.chunks_exact_mut(WIDTH).zip(delta.chunks_exact(WIDTH)) {
        x.iter_mut().zip(delta).for_each(|(x, d)| *x += d);
        normalise(norm, x);
    }
}

fn normalise(norm: &Norm, x: &mut [f32]) {
    let mean = Sum::new(x).dispatch() / WIDTH as f32;
    let variance = SumSquareSub::new(x, mean).dispatch() / WIDTH as f32;
    let options = NormalizeOptions {
        pre_scale_bias: mean,
        scale: 1.0 / (variance + 1e-12).sqrt(),
        element_scale: Some(&norm.scale),
        element_bias: Some(&norm.bias),
        ..NormalizeOptions::default()
    };
    Normalize::new_mut(x, options).dispatch();
}

#[cfg(test)]
mod tests {
    use super::*;
    use rten_tensor::NdTensor;

    /// A reproducible number between -1 and 1.
    fn number(i: usize) -> f32 {
        let mixed = (i as u32).wrapping_mul(2_654_435_761).rotate_left(13).wrapping_mul(2_246_822_519);
        mixed as f32 / u32::MAX as f32 * 2.0 - 1.0
    }

    #[test]
    fn integer_products_come_close_to_real_ones() {
        let sizes = (1..20).map(|rows| (rows, 384, 40)).chain([(70, 384, 1152), (13, 1536, 384), (70, 384, 263)]);
        for (rows, inputs, outputs) in sizes {
            // Each row has a range of its own.
            let input: Vec<f32> = (0..rows * inputs).map(|i| number(i) + (i / inputs % 5) as f32 / 5.0).collect();
            let codes: Vec<i8> = (0..outputs * inputs).map(|i| (number(i + 7) * 63.0) as i8).collect();
            let matrix = NdTensor::from_data([outputs, inputs], codes.clone());
            let product = Product::new();
            let by = Linear::new(&product, matrix, vec![0.01; outputs], (0..outputs).map(number).collect());
            let mut output = Vec::new();
            Quantised::default().multiply(&product, &input, &by, &mut output).unwrap();
            for (row, column) in (0..rows).flat_map(|row| (0..outputs).map(move |column| (row, column))) {
                let sum: f32 =
                    (0..inputs).map(|i| input[row * inputs + i] * f32::from(codes[column * inputs + i])).sum();
                let (found, expected) = (output[row * outputs + column], sum * 0.01 + by.bias[column]);
                assert!(
                    (found - expected).abs() < 0.6,
                    "{rows}×{inputs}×{outputs} at {row},{column}: {found} for {expected}"
                );
            }
        }
    }

    #[test]
    fn attention_equals_its_definition() {
        for pieces in (1..30).chain([100]) {
            let mut forward =
                Forward { y: (0..pieces * 3 * WIDTH).map(|i| 3.0 * number(i)).collect(), ..Forward::default() };
            forward.attend(&GemmExecutor::new(), pieces).unwrap();
            let at = |row: usize, part: usize, i: usize| forward.y[row * 3 * WIDTH + part * WIDTH + i];
            for (row, from) in (0..pieces).flat_map(|row| (0..WIDTH).step_by(HEAD).map(move |from| (row, from))) {
                let weights: Vec<f32> = (0..pieces)
                    .map(|other| (0..HEAD).map(|i| at(row, 0, from + i) * at(other, 1, from + i)).sum::<f32>())
                    .map(|product| (product / (HEAD as f32).sqrt()).exp())
                    .collect();
                let total: f32 = weights.iter().sum();
                for i in 0..HEAD {
                    let expected =
                        (0..pieces).map(|other| weights[other] * at(other, 2, from + i)).sum::<f32>() / total;
                    let found = forward.attended[row * WIDTH + from + i];
                    assert!((found - expected).abs() < 1e-3, "{pieces} pieces, row {row}: {found} for {expected}");
                }
            }
        }
    }
}
