//! Which columns are which fields, as a person says.
//!
//! What follows from it (facets, sums, styles, search, derived columns) is asked anew by the refreshing
//! that runs after every command; derived columns are the one thing that needs a mark, because they are
//! part of the layer.

use super::Session;
use super::layers::first_cards;
use crate::app::LayerId;
use crate::maps::binding::Binding;
use std::sync::Arc;

impl Session {
    pub(super) fn bind_field(&mut self, layer: LayerId, column: &str, key: &str) {
        self.rebind(layer, "command-bind-field", |binding| binding.with(column, key));
    }

    pub(super) fn unbind_field(&mut self, layer: LayerId, column: &str) {
        self.rebind(layer, "command-unbind-field", |binding| binding.without(column));
    }

    pub(super) fn confirm_fields(&mut self, layer: LayerId) {
        self.rebind(layer, "command-confirm-fields", Binding::confirmed);
    }

    fn rebind(&mut self, layer: LayerId, name: &'static str, change: impl FnOnce(&Binding) -> Binding) {
        let Some(entry) = self.document.layer(layer) else { return };
        let binding = change(&entry.binding);
        if binding == *entry.binding {
            return;
        }
        let binding = Arc::new(binding);
        self.edit(name, None, |document| {
            let Some(entry) = document.layer_mut(layer) else { return };
            // What the kind's users ask first gets its card once its column is known.
            for card in first_cards(&entry.layer, &binding) {
                if !first_cards(&entry.layer, &entry.binding).contains(&card) && !entry.cards.contains(&card)
                {
                    entry.cards.push(card);
                }
            }
            // What has become private colours, sizes and labels nothing any more.
            entry.styling = entry.styling.take().map(|styling| styling.without_private(&binding));
            entry.styling = entry.styling.take().filter(|styling| !styling.is_own());
            entry.binding = binding;
        });
        self.rebound.insert(layer);
    }
}
