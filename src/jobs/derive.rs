//! Working derived columns out: when a source is read, and again for another reference day.

use super::LayerId;
use crate::layer::Layer;
use crate::maps::binding::{Binding, Naming};
use crate::maps::derive::{self, Context};
use crate::progress::CancelToken;
use std::sync::Arc;

/// A layer whose derived columns are to be worked out anew.
#[derive(Clone, Debug)]
pub struct DeriveRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What its columns are.
    pub binding: Arc<Binding>,
    /// What the columns depend on beside the data.
    pub context: Context,
}

/// The answer to a [`DeriveRequest`].
#[derive(Clone, Debug)]
pub struct DerivedLayer {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// The same data with the new columns; its shapes are shared.
    pub layer: Arc<Layer>,
    /// What its columns were taken for.
    pub binding: Arc<Binding>,
}

impl DeriveRequest {
    /// Works the columns out; `None` where it was cancelled.
    pub(super) fn run(&self, cancel: &CancelToken) -> Option<DerivedLayer> {
        let layer = derive::with_derived(Arc::clone(&self.layer), &self.binding, &self.context, cancel)?;
        Some(DerivedLayer { layer_id: self.layer_id, layer, binding: Arc::clone(&self.binding) })
    }
}

/// A layer that was just read, with what its columns are and what can be worked out from them; `None` where
/// it was cancelled.
pub(super) fn opened(
    layer: Layer,
    context: &Context,
    cancel: &CancelToken,
) -> Option<(Arc<Layer>, Arc<Binding>)> {
    let binding = Binding::of(&layer, derive::kind_by_source(&layer.source.bytes));
    let layer = derive::with_derived(Arc::new(layer), &binding, context, cancel)?;
    // The map asks each frame: what it asks is found out here.
    Naming::from(&binding).holds_made_up_rows(&layer);
    Some((layer, Arc::new(binding)))
}
