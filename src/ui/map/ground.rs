//! The window's large flat grounds, drawn by a shader that has nothing else to do ([`Ground`]).

use crate::render::gpu::Ground;
use crate::scene::Rgb;
use eframe::egui::{Color32, PaintCallbackInfo, Painter, Rect};
use eframe::egui_wgpu::{self, CallbackResources, CallbackTrait, ScreenDescriptor, wgpu};

/// Draws grounds with wgpu where there is a format, with egui's painter otherwise.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grounds {
    pub(super) format: Option<wgpu::TextureFormat>,
}

struct GroundCallback {
    rgb: Rgb,
    format: wgpu::TextureFormat,
}

impl Grounds {
    /// Fills a rectangle of the window with an opaque colour, under all that is painted after it.
    pub fn fill(self, painter: &Painter, rect: Rect, color: Color32) {
        let Some(format) = self.format else {
            painter.rect_filled(rect, 0.0, color);
            return;
        };
        let rgb = Rgb(color.r(), color.g(), color.b());
        painter.add(egui_wgpu::Callback::new_paint_callback(rect, GroundCallback { rgb, format }));
    }
}

impl CallbackTrait for GroundCallback {
    fn prepare(
        &self,
        device: &wgpu::Device,
        _queue: &wgpu::Queue,
        _screen: &ScreenDescriptor,
        _encoder: &mut wgpu::CommandEncoder,
        resources: &mut CallbackResources,
    ) -> Vec<wgpu::CommandBuffer> {
        if !resources.get::<Ground>().is_some_and(|ground| ground.is_of(device)) {
            resources.insert(Ground::new(device, self.format, 1));
        }
        Vec::new()
    }

    fn paint(
        &self,
        _info: PaintCallbackInfo,
        pass: &mut wgpu::RenderPass<'static>,
        resources: &CallbackResources,
    ) {
        if let Some(ground) = resources.get::<Ground>() {
            ground.paint(pass, self.rgb);
        }
    }
}
