//! The map inside egui's own render pass: hands a [`Frame`] to the [`Renderer`] that the window keeps.
//!
//! The renderer is made where a frame first needs one, and made again where the window has got another
//! device: the frame then has all that is needed to upload everything again.

use crate::render::gpu::{Frame, Renderer};
use eframe::egui::{Context, PaintCallbackInfo};
use eframe::egui_wgpu::{self, CallbackResources, CallbackTrait, ScreenDescriptor, wgpu};

/// One frame of the map.
pub(super) struct MapCallback {
    pub(super) frame: Frame,
    pub(super) format: wgpu::TextureFormat,
    /// Asked for another frame while there is something left to upload.
    pub(super) ctx: Context,
}

impl CallbackTrait for MapCallback {
    fn prepare(
        &self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        _screen: &ScreenDescriptor,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if !resources.get::<Renderer>().is_some_and(|renderer| renderer.is_of(device)) {
            // eframe's pass has one sample unless `NativeOptions::multisampling` asks for more; the
            // shaders smooth their own edges, so nothing is gained by asking.
            resources.insert(Renderer::new(device, self.format, 1));
        }
        if let Some(renderer) = resources.get_mut::<Renderer>()
            && renderer.prepare(device, queue, &self.frame).is_incomplete
        {
            self.ctx.request_repaint();
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
            renderer.paint_layers(pass);
        }
    }
}

/// What is chosen of the frame that [`MapCallback`] prepared: over signs that egui draws in between.
pub(super) struct ChosenCallback;

impl CallbackTrait for ChosenCallback {
    fn paint(
        &self,
        _info: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        if let Some(renderer) = resources.get::<Renderer>() {
            renderer.paint_chosen(pass);
        }
    }
}

/// The format of the window's target; `None` where its device cannot do it.
pub(super) fn format_of(state: &egui_wgpu::RenderState) -> Option<wgpu::TextureFormat> {
    Renderer::is_supported(&state.device).then_some(state.target_format)
}
