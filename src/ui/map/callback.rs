//! The map inside egui's own render pass: hands a [`Frame`] to the [`Renderer`] that the window keeps.

use crate::render::gpu::{Frame, Renderer};
use eframe::egui::PaintCallbackInfo;
use eframe::egui_wgpu::{self, CallbackResources, CallbackTrait, ScreenDescriptor, wgpu};

/// One frame of the map.
pub(super) struct MapCallback(pub(super) Frame);

impl CallbackTrait for MapCallback {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        _screen: &ScreenDescriptor,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if let Some(renderer) = resources.get_mut::<Renderer>() {
            renderer.prepare(device, queue, &self.0);
        }
        Vec::new()
    }

    fn paint(
        &self,
        _info: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        if let Some(renderer) = resources.get::<Renderer>() {
            renderer.paint(pass);
        }
    }
}

/// Puts a renderer where the callbacks find it; false where the device cannot do it.
pub(super) fn install(state: &egui_wgpu::RenderState) -> bool {
    if !Renderer::is_supported(&state.device) {
        return false;
    }
    // eframe's pass has one sample unless `NativeOptions::multisampling` asks for more; the shaders
    // smooth their own edges, so nothing is gained by asking.
    let renderer = Renderer::new(&state.device, state.target_format, 1);
    state.renderer.write().callback_resources.insert(renderer);
    true
}
