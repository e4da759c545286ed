//! A QR code, as large as its text needs.

use qrcode::QrCode;
use qrcode::render::svg::Color;
use qrcode::types::EcLevel;

/// Draws a text as a QR code; none if it is longer than a QR code can hold (2,953 bytes).
pub fn qr_svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    // Black on white in every theme: cameras need the contrast.
    let mut drawing = code.render::<Color<'_>>();
    let drawing = drawing.min_dimensions(320, 320);
    Some(drawing.dark_color(Color("#000")).light_color(Color("#fff")).build())
}
