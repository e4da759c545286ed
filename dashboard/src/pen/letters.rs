//! Letters: how wide a text runs, where it breaks, how it is made safe.

/// Advance widths of Arial, Helvetica and Liberation Sans for ASCII 32 to 126, in 1/1000 em.
#[rustfmt::skip]
const ADVANCE: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Width of a text of `size` pixels, in pixels. Letters outside ASCII count as a digit's width,
/// dashes and arrows as a full em.
pub fn text_width(text: &str, size: f64) -> f64 {
    let advance = |letter: char| match letter {
        '\u{2014}'..='\u{2015}' | '\u{2026}' | '\u{2190}'..='\u{21ff}' => 1000,
        _ => {
            let place = (letter as usize).checked_sub(32);
            place.and_then(|place| ADVANCE.get(place)).copied().unwrap_or(556)
        }
    };
    text.chars().map(|letter| f64::from(advance(letter))).sum::<f64>() * size / 1000.0
}

/// Text made safe inside an element or a quoted attribute; control characters, which XML forbids,
/// are left out.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' => safe.push(letter),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if letter.is_control() => {}
            _ => safe.push(letter),
        }
    }
    safe
}

/// Breaks a text into lines of at most `width` pixels at its spaces: as few as can be, and those of
/// like length. A word wider than that keeps its line to itself: a name is never cut.
pub fn wrap_text(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines = fill_lines(text, size, width);
    let mut narrower = width - size / 2.0;
    // Drawing the margin in for as long as the count of lines stays leaves no word alone.
    while lines.len() > 1 && narrower > 0.0 {
        let tighter = fill_lines(text, size, narrower);
        if tighter.len() > lines.len() {
            break;
        }
        lines = tighter;
        narrower -= size / 2.0;
    }
    lines
}

fn fill_lines(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_control_characters_left_out() {
        assert_eq!(
            escape("a<b> & \"c\" 'd'\u{0}\u{1b}"),
            "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"
        );
        assert_eq!(
            escape("Jum\u{2019}at \u{2013} 5\u{202f}%"),
            "Jum\u{2019}at \u{2013} 5\u{202f}%"
        );
    }

    #[test]
    fn widths_are_those_of_arial() {
        assert_eq!(text_width("0123456789", 10.0), 55.6);
        assert_eq!(text_width("Wi \u{2014}", 1000.0), 944.0 + 222.0 + 278.0 + 1000.0);
        assert_eq!(text_width("\u{e9}\n", 1000.0), 1112.0);
    }

    #[test]
    fn text_breaks_at_spaces_and_no_word_is_cut() {
        let lines = wrap_text("Dinas Pendidikan dan  Kebudayaan", 10.0, 80.0);
        assert_eq!(lines, ["Dinas Pendidikan", "dan Kebudayaan"]);
        assert_eq!(wrap_text("Kepegawaian", 10.0, 5.0), ["Kepegawaian"]);
        assert!(wrap_text("  ", 10.0, 80.0).is_empty());
    }

    #[test]
    fn lines_are_of_like_length() {
        let name = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia";
        let lines = wrap_text(name, 15.0, 390.0);
        assert_eq!(lines, ["Badan Kepegawaian dan", "Pengembangan Sumber Daya Manusia"]);
    }
}
