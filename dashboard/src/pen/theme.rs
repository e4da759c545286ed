//! The colours of the theme: each value in one place, with the contrast it owes.

use plotters::style::RGBColor;

/// How much contrast against the paper a token owes, in both themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Words are set in it: at least 4.5 to 1 (WCAG 2.2, 1.4.3).
    Text,
    /// It carries meaning as a shape: at least 3 to 1 (WCAG 2.2, 1.4.11).
    Mark,
    /// The ground itself, or a line that nothing depends on.
    Ground,
}

/// A colour of the theme, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Name in the stylesheet: variable `--name`, classes `f-name` (fill) and `s-name` (stroke).
    pub name: &'static str,
    /// Value on light paper and in print, as `0xRRGGBB`.
    pub light: u32,
    /// Value on dark paper, as `0xRRGGBB`.
    pub dark: u32,
    /// The contrast it owes.
    pub duty: Duty,
    code: u8,
}

impl Token {
    const fn new(code: u8, name: &'static str, light: u32, dark: u32, duty: Duty) -> Self {
        Token { name, light, dark, duty, code }
    }

    /// The colour to hand to plotters: a reserved value that stands for this token.
    pub fn color(self) -> RGBColor {
        RGBColor(RESERVED.0, RESERVED.1, self.code)
    }

    /// The token a reserved value stands for; none for a colour that comes from data.
    pub(super) fn of((red, green, code): (u8, u8, u8)) -> Option<Self> {
        let reserved = (red, green) == RESERVED;
        TOKENS.get(usize::from(code)).copied().filter(|_| reserved)
    }
}

/// Red and green of the values that stand for tokens; blue is the token's place in [`TOKENS`].
const RESERVED: (u8, u8) = (1, 2);

/// Words and numbers.
pub const INK: Token = Token::new(0, "ink", 0x13181d, 0xe9edf0, Duty::Text);
/// Words of lesser weight: axis labels, reasons, edges.
pub const MUTED: Token = Token::new(1, "muted", 0x525c66, 0xa7b1ba, Duty::Text);
/// Hairlines.
pub const GRID: Token = Token::new(2, "grid", 0xd9dee2, 0x2f373e, Duty::Ground);
/// The ground, and words on a strong tone.
pub const PAPER: Token = Token::new(3, "paper", 0xffffff, 0x11161a, Duty::Ground);
/// Series beyond the fifth.
pub const DIM: Token = Token::new(4, "dim", 0x66717c, 0x8d98a3, Duty::Text);

/// Category tones, best first. The ends are strong and the middle quiet in both themes, and the
/// ends differ in hue for every kind of colour vision.
pub const TONES: [Token; 5] = [
    Token::new(5, "k0", 0x0d575c, 0x7bd0c8, Duty::Mark),
    Token::new(6, "k1", 0x3a9690, 0x2e7269, Duty::Mark),
    Token::new(7, "k2", 0x928a6a, 0x6b6654, Duty::Mark),
    Token::new(8, "k3", 0xc97a2c, 0x975a1e, Duty::Mark),
    Token::new(9, "k4", 0x9a2c1e, 0xf4957c, Duty::Mark),
];

/// Colours of series, in order; their end labels are set in the same colour.
pub const SERIES: [Token; 5] = [
    Token::new(10, "s1", 0x1f4e8c, 0x82b4f2, Duty::Text),
    Token::new(11, "s2", 0xa8400a, 0xf5a06a, Duty::Text),
    Token::new(12, "s3", 0x4b6512, 0xabc96a, Duty::Text),
    Token::new(13, "s4", 0x77347a, 0xd9a3dd, Duty::Text),
    Token::new(14, "s5", 0x00676a, 0x62cbca, Duty::Text),
];

/// Every token. `jejak.css` carries the same values, and a test compares them.
pub const TOKENS: [Token; 15] = [
    INK, MUTED, GRID, PAPER, DIM, TONES[0], TONES[1], TONES[2], TONES[3], TONES[4], SERIES[0],
    SERIES[1], SERIES[2], SERIES[3], SERIES[4],
];

/// A colour that comes from data (a government's own brand, say), the same in every theme.
///
/// Values reserved for tokens move by one step of green, which no eye can see.
pub fn data_color(red: u8, green: u8, blue: u8) -> RGBColor {
    let moved = (red, green) == RESERVED && usize::from(blue) < TOKENS.len();
    RGBColor(red, green + u8::from(moved), blue)
}

/// The tone of a category index, 0 for the best; whatever lies beyond the last is the last.
pub fn tone(index: usize) -> Token {
    TONES[index.min(TONES.len() - 1)]
}

/// [`INK`] or [`PAPER`], whichever reads better on a tone in the theme where it reads worse.
pub fn words_on(tone: Token) -> Token {
    let worst =
        |words: Token| contrast(words.light, tone.light).min(contrast(words.dark, tone.dark));
    if worst(PAPER) >= worst(INK) { PAPER } else { INK }
}

/// Contrast of two colours (`0xRRGGBB`) by WCAG 2.2: 1 for equal, 21 for black on white.
pub fn contrast(a: u32, b: u32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: u32) -> f64 {
    let linear = |shift: u32| {
        let channel = f64::from((color >> shift) & 0xff) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSS: &str = include_str!("../../assets/jejak.css");

    /// The stylesheet without spaces and last semicolons.
    fn squeezed() -> String {
        CSS.split_whitespace().collect::<String>().replace(";}", "}")
    }

    fn themes(token: Token) -> [(u32, u32); 2] {
        [(token.light, PAPER.light), (token.dark, PAPER.dark)]
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast(0x000000, 0xffffff) - 21.0).abs() < 1e-9);
        assert!((contrast(0x777777, 0xffffff) - 4.478).abs() < 1e-3);
        assert_eq!(contrast(0x123456, 0x123456), 1.0);
    }

    #[test]
    fn every_token_has_the_contrast_it_owes_in_both_themes() {
        for token in TOKENS {
            let owed = match token.duty {
                Duty::Text => 4.5,
                Duty::Mark => 3.0,
                Duty::Ground => 1.0,
            };
            for (color, paper) in themes(token) {
                let found = contrast(color, paper);
                assert!(found >= owed, "{} {color:06x}: {found:.2} < {owed}", token.name);
            }
        }
    }

    #[test]
    fn words_on_every_tone_can_be_read_in_both_themes() {
        for tone in TONES {
            let words = words_on(tone);
            let found = contrast(words.light, tone.light).min(contrast(words.dark, tone.dark));
            assert!(found >= 4.5, "{} on {}: {found:.2}", words.name, tone.name);
        }
    }

    #[test]
    fn neighbouring_tones_differ_in_hue_or_strength() {
        for pair in TONES.windows(2) {
            for (a, b) in [(pair[0].light, pair[1].light), (pair[0].dark, pair[1].dark)] {
                let channels = [16, 8, 0].map(|s| ((a >> s) & 255).abs_diff((b >> s) & 255));
                assert!(channels.iter().sum::<u32>() >= 90, "{a:06x} and {b:06x}");
            }
        }
    }

    #[test]
    fn tokens_stand_at_their_codes_and_are_found_again() {
        for (place, token) in TOKENS.into_iter().enumerate() {
            assert_eq!(usize::from(token.code), place);
            let RGBColor(red, green, blue) = token.color();
            assert_eq!(Token::of((red, green, blue)), Some(token));
        }
    }

    #[test]
    fn no_data_colour_is_a_token() {
        for blue in 0..=255 {
            let RGBColor(red, green, blue) = data_color(1, 2, blue);
            assert_eq!(Token::of((red, green, blue)), None);
        }
        let white = data_color(255, 255, 255);
        assert_eq!((white.0, white.1, white.2), (255, 255, 255));
        assert_eq!(Token::of((255, 255, 255)), None);
    }

    #[test]
    fn the_stylesheet_carries_the_same_values() {
        let css = squeezed();
        let (light, dark) = css.split_once("(prefers-color-scheme:dark)").expect("a dark theme");
        for token in TOKENS {
            let Token { name, .. } = token;
            assert!(light.contains(&format!("--{name}:#{:06x};", token.light)), "light {name}");
            assert!(dark.contains(&format!("--{name}:#{:06x};", token.dark)), "dark {name}");
            for (letter, attribute) in [("f", "fill"), ("s", "stroke")] {
                let rule = format!(".{letter}-{name}{{{attribute}:var(--{name})}}");
                assert!(css.contains(&rule), "{rule}");
            }
        }
    }

    #[test]
    fn chips_set_their_words_in_the_readable_colour() {
        let css = squeezed();
        for (place, tone) in TONES.into_iter().enumerate() {
            let (ground, words) = (tone.name, words_on(tone).name);
            let rule = format!(".kat-{place}{{background:var(--{ground});color:var(--{words})}}");
            assert!(css.contains(&rule), "{rule}");
        }
    }
}
