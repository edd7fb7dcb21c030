//! The weights file: safetensors, with 8-bit matrices and a scale for each of their rows.
//!
//! A linear layer `NAME` is `NAME.weight` (int8, output × input), `NAME.scale` (f32, one an output) and `NAME.bias`.
//! Its codes stay within ±63: the products of two of them with unsigned bytes then fit 16 bits, so that processors
//! with and without VNNI instructions compute the same integers. Small embedding tables and norms are f32.

use rten_gemm::{GemmExecutor, PackedBMatrix};
use rten_simd::SimdOp;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

use crate::ModelError;
use crate::classes::{Argument, Event, Label, Predicate, Relation, Role, Sort, Stage, Upos, Xpos};
use crate::heads::OUTPUTS;
use crate::product::Rows;

/// Width of the encoder's vectors, and of one attention head.
pub(crate) const WIDTH: usize = 384;
pub(crate) const HEAD: usize = 32;

/// Version of the file's layout and of what its numbers mean; the training side writes it.
const VERSION: &str = "5";

/// Multiplies unsigned bytes with signed ones.
pub(crate) type Product = GemmExecutor<u8, i8, i32>;

/// A linear layer with 8-bit weights, packed for this processor.
pub(crate) struct Linear {
    pub(crate) packed: PackedBMatrix<i8>,
    /// Sum of each output's codes: what a zero point of the input adds to its product.
    pub(crate) total: Vec<i32>,
    pub(crate) scale: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

impl Linear {
    /// A layer from its codes, output × input.
    pub(crate) fn new(product: &Product, codes: NdTensor<i8, 2>, scale: Vec<f32>, bias: Vec<f32>) -> Self {
        let [outputs, _] = codes.shape();
        let total = (0..outputs).map(|o| codes.slice(o).iter().map(|&c| i32::from(c)).sum()).collect();
        Self { packed: product.prepack_b(codes.transposed()), total, scale, bias }
    }
}

pub(crate) struct Norm {
    pub(crate) scale: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

pub(crate) struct Layer {
    pub(crate) qkv: Linear,
    pub(crate) out: Linear,
    pub(crate) norm1: Norm,
    pub(crate) up: Linear,
    pub(crate) down: Linear,
    pub(crate) norm2: Norm,
}

/// Word embeddings as they are in the file: 8 bits, one scale a row.
pub(crate) struct Words {
    codes: Vec<i8>,
    scale: Vec<f32>,
}

impl Words {
    /// Adds the embedding of `id` to `to`; an id beyond the vocabulary adds nothing.
    pub(crate) fn add(&self, id: u32, to: &mut [f32]) {
        let row = id as usize;
        if let (Some(codes), Some(&scale)) = (self.codes.get(row * WIDTH..(row + 1) * WIDTH), self.scale.get(row)) {
            to.iter_mut().zip(codes).for_each(|(x, &code)| *x += f32::from(code) * scale);
        }
    }
}

pub(crate) struct Weights {
    pub(crate) words: Words,
    pub(crate) position: Vec<f32>,
    pub(crate) shape: Vec<f32>,
    pub(crate) quote: Vec<f32>,
    pub(crate) title: Vec<f32>,
    pub(crate) norm: Norm,
    pub(crate) layers: Vec<Layer>,
    /// All heads as one layer: see [`crate::heads`] for its outputs.
    pub(crate) outputs: Linear,
    pub(crate) heads: Heads,
}

/// What the heads need beside their common layer.
#[derive(Debug)]
pub(crate) struct Heads {
    /// Bias of a link by distance, for each kind of link.
    pub(crate) distances: [Vec<f32>; 3],
    pub(crate) relation: Second,
    pub(crate) argument: Second,
    pub(crate) event: Second,
    pub(crate) stage: Second,
    pub(crate) role: Second,
    /// The same of words in other sentences.
    pub(crate) implicit: Second,
    /// Bias of each argument by distance, distance × argument.
    pub(crate) argument_distance: Vec<f32>,
    /// The same of roles.
    pub(crate) role_distance: Vec<f32>,
    pub(crate) implicit_distance: Vec<f32>,
}

/// The second layer of a head, from what the common one gives it to scores of classes.
#[derive(Debug)]
pub(crate) struct Second {
    /// Class × input.
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Second {
    /// The scores of the classes.
    pub(crate) fn scores<const CLASSES: usize>(&self, hidden: &[f32]) -> [f32; CLASSES] {
        let mut scores = std::array::from_fn(|class| self.bias.get(class).copied().unwrap_or(0.0));
        Rows { matrix: &self.weight, vector: hidden, output: &mut scores }.dispatch();
        scores
    }
}

impl Weights {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = File { tensors: SafeTensors::deserialize(bytes).map_err(|e| damaged(e.to_string()))? };
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(|e| damaged(e.to_string()))?;
        let about = header.metadata().clone().unwrap_or_default();
        match about.get("version").map(String::as_str) {
            Some(VERSION) => {}
            other => return Err(ModelError::Version { found: other.unwrap_or("none").to_owned(), needed: VERSION }),
        }
        let layers =
            about.get("layers").and_then(|n| n.parse::<usize>().ok()).ok_or_else(|| damaged("no layer count"))?;
        for (head, classes) in [
            ("labels", Label::ALL.map(Label::as_str).join(" ")),
            ("upos", Upos::ALL.map(Upos::as_str).join(" ") + " _"),
            ("xpos", Xpos::ALL.map(Xpos::as_str).join(" ")),
            ("mention", Sort::ALL.map(Sort::as_str).join(" ")),
            ("relations", Relation::ALL.map(Relation::as_str).join(" ")),
            ("senses", Predicate::ALL.map(Predicate::as_str).join(" ")),
            ("arguments", Argument::ALL.map(Argument::as_str).join(" ")),
            ("events", Event::ALL.map(Event::as_str).join(" ")),
            ("stages", Stage::ALL.map(Stage::as_str).join(" ")),
            ("roles", Role::ALL.map(Role::as_str).join(" ")),
        ] {
            if about.get(head) != Some(&classes) {
                return Err(damaged(format!("its {head} are others than this program's")));
            }
        }
        let product = Product::new();
        let outputs = file.linear(&product, "heads")?;
        if outputs.bias.len() != OUTPUTS {
            return Err(damaged(format!("its heads have {} outputs, this program's {OUTPUTS}", outputs.bias.len())));
        }
        let layers = (0..layers).map(|i| file.layer(&product, i)).collect::<Result<_, _>>()?;
        Ok(Self {
            words: Words { codes: file.codes("word.weight")?, scale: file.floats("word.scale")? },
            position: file.floats("position")?,
            shape: file.floats("shape")?,
            quote: file.floats("quote")?,
            title: file.floats("title")?,
            norm: file.norm("norm")?,
            layers,
            outputs,
            heads: Heads {
                distances: [
                    file.floats("content.distance")?,
                    file.floats("source.distance")?,
                    file.floats("head.distance")?,
                ],
                relation: file.second("relation")?,
                argument: file.second("argument")?,
                event: file.second("event")?,
                stage: file.second("stage")?,
                role: file.second("role")?,
                implicit: file.second("implicit")?,
                argument_distance: file.floats("argument.distance")?,
                role_distance: file.floats("role.distance")?,
                implicit_distance: file.floats("implicit.distance")?,
            },
        })
    }
}

struct File<'a> {
    tensors: SafeTensors<'a>,
}

impl File<'_> {
    fn tensor(&self, name: &str, kind: Dtype) -> Result<TensorView<'_>, ModelError> {
        let tensor = self.tensors.tensor(name).map_err(|e| damaged(format!("{name}: {e}")))?;
        if tensor.dtype() == kind { Ok(tensor) } else { Err(damaged(format!("{name} isn't {kind:?}"))) }
    }

    fn floats(&self, name: &str) -> Result<Vec<f32>, ModelError> {
        let tensor = self.tensor(name, Dtype::F32)?;
        Ok(tensor.data().as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    fn codes(&self, name: &str) -> Result<Vec<i8>, ModelError> {
        Ok(self.tensor(name, Dtype::I8)?.data().iter().map(|&b| b.cast_signed()).collect())
    }

    fn linear(&self, product: &Product, name: &str) -> Result<Linear, ModelError> {
        let weight = format!("{name}.weight");
        let shape = self.tensor(&weight, Dtype::I8)?.shape().to_vec();
        let (scale, bias) = (self.floats(&format!("{name}.scale"))?, self.floats(&format!("{name}.bias"))?);
        let &[outputs, inputs] = shape.as_slice() else { return Err(damaged(format!("{name} isn't a matrix"))) };
        if scale.len() != outputs || bias.len() != outputs {
            return Err(damaged(format!(
                "{name} has {outputs} outputs, {} scales, {} biases",
                scale.len(),
                bias.len()
            )));
        }
        Ok(Linear::new(product, NdTensor::from_data([outputs, inputs], self.codes(&weight)?), scale, bias))
    }

    fn second(&self, name: &str) -> Result<Second, ModelError> {
        Ok(Second { weight: self.floats(&format!("{name}.weight"))?, bias: self.floats(&format!("{name}.bias"))? })
    }

    fn norm(&self, name: &str) -> Result<Norm, ModelError> {
        let (scale, bias) = (self.floats(&format!("{name}.weight"))?, self.floats(&format!("{name}.bias"))?);
        if scale.len() == WIDTH && bias.len() == WIDTH {
            Ok(Norm { scale, bias })
        } else {
            Err(damaged(format!("{name} isn't {WIDTH} wide")))
        }
    }

    fn layer(&self, product: &Product, index: usize) -> Result<Layer, ModelError> {
        let linear = |name: &str| self.linear(product, &format!("layers.{index}.{name}"));
        let norm = |name: &str| self.norm(&format!("layers.{index}.{name}"));
        Ok(Layer {
            qkv: linear("qkv")?,
            out: linear("out")?,
            norm1: norm("norm1")?,
            up: linear("up")?,
            down: linear("down")?,
            norm2: norm("norm2")?,
        })
    }
}

fn damaged(why: impl Into<String>) -> ModelError {
    ModelError::Damaged(why.into())
}
