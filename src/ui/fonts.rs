//! Fonts: the system's own Chinese font for all text, so that Chinese and Latin share a baseline; where
//! the machine has none, the glyphs of GNU Unifont as a last resort, and a notice naming the package.
//!
//! No font file is in the program: Windows and macOS always have a Chinese font, a bare Linux may not.

use super::theme::STRONG;
use eframe::egui::{
    self, Color32, ColorImage, FontData, FontDefinitions, FontFamily, GlyphBitmap, GlyphRasterizer,
    GlyphRasterizerRequest, RasterizedGlyph, Vec2,
};
use fontique::{
    Attributes, Collection, CollectionOptions, FallbackKey, FontWeight, GenericFamily, Language, QueryFamily,
    QueryFont, QueryStatus, Script, SourceCache, SourceCacheOptions,
};
use std::sync::Arc;

/// The package that brings Chinese fonts to a Debian or Ubuntu machine.
pub const PACKAGE: &str = "fonts-noto-cjk";

/// Where the Chinese glyphs come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChineseFont {
    /// A font of the system.
    System,
    /// The last resort; the window says which package to install.
    LastResort,
}

/// Characters that a font for this program must have: simplified forms that Japanese fonts lack.
const SAMPLE: &str = "张图业亩筛";

/// Puts the system's Chinese font first for all text, and the last resort behind everything.
pub fn install(ctx: &egui::Context) -> ChineseFont {
    let mut system = SystemFonts::new();
    let regular = system.chinese(FontWeight::NORMAL);
    let bold = system.chinese(FontWeight::BOLD).or_else(|| regular.clone());
    let found = if regular.is_some() { ChineseFont::System } else { ChineseFont::LastResort };
    ctx.set_fonts(definitions(regular, bold));
    ctx.add_glyph_rasterizer(last_resort());
    found
}

/// Only egui's own fonts and the last resort: the same pixels on every machine, for tests.
pub fn install_last_resort(ctx: &egui::Context) {
    ctx.set_fonts(definitions(None, None));
    ctx.add_glyph_rasterizer(last_resort());
}

/// egui's fonts with the Chinese ones before them, and the family for strong text.
fn definitions(regular: Option<FontData>, bold: Option<FontData>) -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let plain = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    fonts.families.insert(FontFamily::Name(STRONG.into()), plain);
    let mut put = |name: &str, data: Option<FontData>, family: FontFamily, first: bool| {
        let Some(data) = data else { return };
        fonts.font_data.entry(name.to_owned()).or_insert_with(|| Arc::new(data));
        let list = fonts.families.entry(family).or_default();
        let at = if first { 0 } else { list.len() };
        list.insert(at, name.to_owned());
    };
    put("chinese", regular.clone(), FontFamily::Proportional, true);
    put("chinese", regular, FontFamily::Monospace, false);
    put("chinese-bold", bold, FontFamily::Name(STRONG.into()), true);
    fonts
}

struct SystemFonts {
    collection: Collection,
    sources: SourceCache,
}

impl SystemFonts {
    fn new() -> Self {
        Self {
            collection: Collection::new(CollectionOptions { shared: false, system_fonts: true }),
            sources: SourceCache::new(SourceCacheOptions::default()),
        }
    }

    /// The sans-serif font that the system prefers for simplified Chinese, in a weight.
    fn chinese(&mut self, weight: FontWeight) -> Option<FontData> {
        // fontique answers `zh-CN` with the script's default, often the Japanese font; `zh-SG` is
        // simplified Chinese too and gets the right one.
        let locale = Language::parse("zh-SG").ok();
        let script = Script::from_bytes(*b"Hani");
        let mut query = self.collection.query(&mut self.sources);
        query.set_attributes(Attributes { weight, ..Attributes::default() });
        query.set_families([QueryFamily::Generic(GenericFamily::SansSerif)]);
        query.set_fallbacks(FallbackKey::new(script, locale.as_ref()));
        let mut found: Option<QueryFont> = None;
        query.matches_with(|font| {
            let complete = font
                .charmap()
                .is_some_and(|map| SAMPLE.chars().all(|c| map.map(c).is_some_and(|glyph| glyph != 0)));
            if complete {
                found = Some(font.clone());
                QueryStatus::Stop
            } else {
                QueryStatus::Continue
            }
        });
        let font = found?;
        let (blob, _) = font.blob.into_raw_parts();
        Some(FontData::from_blob(blob, font.index))
    }
}

/// Pixels of a Unifont glyph's side.
const UNIFONT_PX: usize = 16;

/// Draws what no font has from GNU Unifont, a bitmap font of the whole Basic Multilingual Plane.
fn last_resort() -> GlyphRasterizer {
    GlyphRasterizer::new("three-maps::unifont", |request: &GlyphRasterizerRequest<'_>| {
        let glyph = unifont::get_glyph(request.cluster.chars().next()?)?;
        // 16 pixels are one em. At small sizes a whole factor would be too big, so scale smoothly by
        // sampling areas: legible from 11 px on.
        let scale = request.font_size_px / UNIFONT_PX as f32;
        let width_px = ((glyph.get_width() as f32 * scale).round() as usize).max(1);
        let height_px = (request.font_size_px.round() as usize).max(1);
        let mut pixels = Vec::with_capacity(width_px * height_px);
        for y in 0..height_px {
            for x in 0..width_px {
                let alpha = coverage(glyph, x, y, width_px, height_px);
                pixels.push(Color32::from_white_alpha((alpha * 255.0).round() as u8));
            }
        }
        Some(RasterizedGlyph {
            bitmap: GlyphBitmap {
                image: ColorImage::new([width_px, height_px], pixels),
                // Unifont's baseline lies two pixels above its lower edge.
                offset_px: Vec2::new(request.subpixel_offset_px, -(height_px as f32) * 14.0 / 16.0),
                is_color: false,
            },
            advance_px: width_px as f32,
        })
    })
}

/// How much of a target pixel the glyph covers, 0 to 1: the mean over 4 × 4 samples.
fn coverage(glyph: &unifont::Glyph, x: usize, y: usize, width_px: usize, height_px: usize) -> f32 {
    const SAMPLES: usize = 4;
    let mut hits = 0;
    for sub_y in 0..SAMPLES {
        for sub_x in 0..SAMPLES {
            let column = (x * SAMPLES + sub_x) * glyph.get_width() / (width_px * SAMPLES);
            let row = (y * SAMPLES + sub_y) * UNIFONT_PX / (height_px * SAMPLES);
            hits += usize::from(glyph.get_pixel(column, row));
        }
    }
    hits as f32 / (SAMPLES * SAMPLES) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_resort_draws_chinese_and_marks_no_more_than_its_box() {
        let rasterizer = last_resort();
        let family = FontFamily::Proportional;
        let request = GlyphRasterizerRequest {
            cluster: "图",
            family: &family,
            font_size_px: 13.0,
            subpixel_offset_px: 0.0,
        };
        let glyph = (rasterizer.rasterize)(&request).expect("Unifont has 图");
        assert_eq!(glyph.bitmap.image.size, [13, 13]);
        assert!(glyph.bitmap.image.pixels.iter().any(|pixel| pixel.a() > 128));
    }
}
