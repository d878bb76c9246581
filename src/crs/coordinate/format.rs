//! Places as text: decimal degrees, and degrees with minutes and seconds. [`super::parse`] reads both.

/// `120.335, 30.3`: as a file has it, to the centimetre and in as few digits as that takes.
pub fn position_text(at: [f64; 2]) -> String {
    let [x, y] = at.map(|value| (value * 1e7).round() / 1e7);
    format!("{x}, {y}")
}

/// `120.348167°E, 30.294611°N`: six decimals are a decimetre.
pub fn decimal_text([lon, lat]: [f64; 2]) -> String {
    let one = |value: f64, letters: [char; 2]| {
        let text = format!("{:.6}", value.abs());
        format!(
            "{text}°{}",
            letters[usize::from(value < 0.0 && text.bytes().any(|b| matches!(b, b'1'..=b'9')))]
        )
    };
    format!("{}, {}", one(lon, ['E', 'W']), one(lat, ['N', 'S']))
}

/// `120°20′53.40″E 30°17′40.60″N`: a hundredth of a second is three decimetres.
pub fn dms_text([lon, lat]: [f64; 2]) -> String {
    let one = |value: f64, letters: [char; 2]| {
        // Whole hundredths of a second, so that 59.996″ becomes a minute and not 60.00″.
        let hundredths = (value.abs() * 360_000.0).round() as u64;
        let (degrees, rest) = (hundredths / 360_000, hundredths % 360_000);
        let (minutes, rest) = (rest / 6000, rest % 6000);
        let letter = letters[usize::from(value < 0.0 && hundredths > 0)];
        format!("{degrees}°{minutes:02}′{:02}.{:02}″{letter}", rest / 100, rest % 100)
    };
    format!("{} {}", one(lon, ['E', 'W']), one(lat, ['N', 'S']))
}

/// A number in a message: as short as it is.
pub(super) fn number(value: f64) -> String {
    value.to_string()
}
