//! Working derived columns out: when a source is read, and again for another reference day.

use super::{LayerId, OpenSource};
use crate::layer::{Layer, SourceBytes};
use crate::maps::derive::{self, Context};
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use std::sync::Arc;

/// A layer whose derived columns are to be worked out anew.
#[derive(Clone, Debug)]
pub struct DeriveRequest {
    /// Which layer of the document.
    pub layer_id: LayerId,
    /// Its data.
    pub layer: Arc<Layer>,
    /// What it holds, where that is known.
    pub kind: Option<LayerKind>,
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
}

impl DeriveRequest {
    /// Works the columns out; `None` where it was cancelled.
    pub(super) fn run(&self, cancel: &CancelToken) -> Option<DerivedLayer> {
        let layer = derive::with_derived(Arc::clone(&self.layer), self.kind, &self.context, cancel)?;
        Some(DerivedLayer { layer_id: self.layer_id, layer })
    }
}

/// A layer that was just read, with what can be worked out for it; `None` where it was cancelled.
pub(super) fn opened(
    layer: Layer,
    source: &OpenSource,
    context: &Context,
    cancel: &CancelToken,
) -> Option<Arc<Layer>> {
    let known = match source {
        OpenSource::Bytes(SourceBytes::Bundled(name, _)) => LayerKind::from_path(name),
        OpenSource::Bytes(SourceBytes::File(_)) | OpenSource::Unknown(_) => None,
    };
    let kind = known.or_else(|| derive::kind_of(&layer));
    derive::with_derived(Arc::new(layer), kind, context, cancel)
}
