//! What a workbook unpacks to, looked at before anything of it is kept.
//!
//! XLSX is a zip archive: a few kilobytes can unpack to gigabytes, and a count inside can make a
//! reader reserve more memory than there is. Everything is unpacked once and thrown away, counted
//! as it comes; sizes that the archive claims are not believed.

use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::problem::FileProblem;

/// Parts that a workbook may have.
const MOST_PARTS: usize = 1_000;
/// Largest sheet, unpacked.
const LARGEST_SHEET_MIB: u64 = 2_048;
/// Largest other part, unpacked: the texts of all cells, the styles.
const LARGEST_PART_MIB: u64 = 256;
/// Unpacked bytes for each byte of the file; below [`HARMLESS`] bytes there may be more.
const LARGEST_RATIO: u64 = 100;
const HARMLESS: u64 = 64 << 20;
/// Longest stretch between two `<`: no cell holds more text.
const LONGEST_TEXT: usize = 1 << 20;

/// Fails on a zip that is no workbook, is damaged, or unpacks to more than is sound.
pub(super) fn check(input: &mut (impl Read + Seek)) -> Result<(), FileProblem> {
    check_above(HARMLESS, input)
}

fn check_above(harmless: u64, input: &mut (impl Read + Seek)) -> Result<(), FileProblem> {
    let mut archive = ZipArchive::new(&mut *input).map_err(damaged)?;
    let names: Result<Vec<String>, ZipError> =
        archive.file_names().map(|name| Ok(name?.to_ascii_lowercase())).collect();
    let names = names.map_err(damaged)?;
    if names.iter().any(|name| name == "mimetype") {
        return Err(FileProblem::OtherFormat { format: "ods".to_owned() });
    }
    if !names.iter().any(|name| name.ends_with("workbook.xml")) {
        return Err(FileProblem::OtherFormat { format: "zip".to_owned() });
    }
    if archive.len() > MOST_PARTS {
        let rincian = format!("{} parts", archive.len());
        return Err(FileProblem::DamagedWorkbook { rincian });
    }
    let mut unpacked = 0;
    let mut packed = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.to_ascii_lowercase();
        packed += part.compressed_size();
        unpacked += check_part(&mut part, &name)?;
        let limit = harmless.max(packed * LARGEST_RATIO);
        if unpacked > limit {
            return Err(too_large(&name, limit >> 20));
        }
    }
    input.rewind().map_err(|error| damaged(error.into()))
}

/// Unpacks one part and counts its bytes.
fn check_part(part: &mut impl Read, name: &str) -> Result<u64, FileProblem> {
    let limit = if name.contains("worksheets/") { LARGEST_SHEET_MIB } else { LARGEST_PART_MIB };
    let mut buffer = vec![0; 1 << 16];
    let (mut size, mut text) = (0, 0);
    let mut declared = None;
    loop {
        let read = fill(part, &mut buffer)?;
        let bytes = &buffer[..read];
        if size == 0 && name.contains("sharedstrings") {
            declared = declared_texts(bytes);
        }
        size += read as u64;
        if size > limit << 20 {
            return Err(too_large(name, limit));
        }
        text = longest_text(bytes, text).ok_or_else(|| too_large(name, limit))?;
        if read < buffer.len() {
            break;
        }
    }
    match declared {
        // A text takes at least its tags, so a larger number can only mean harm.
        Some(count) if count > size => {
            Err(FileProblem::DamagedWorkbook { rincian: format!("{count} texts in {size} bytes") })
        }
        _ => Ok(size),
    }
}

/// Fills the buffer, or as much of it as there is left to read.
fn fill(part: &mut impl Read, buffer: &mut [u8]) -> Result<usize, FileProblem> {
    let mut filled = 0;
    while filled < buffer.len() {
        match part.read(&mut buffer[filled..]).map_err(|error| damaged(error.into()))? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

/// Length of the stretch without `<` that ends these bytes, or none if one is too long.
fn longest_text(bytes: &[u8], before: usize) -> Option<usize> {
    let mut length = before;
    for stretch in bytes.split_inclusive(|byte| *byte == b'<') {
        length += stretch.len();
        if length > LONGEST_TEXT {
            return None;
        }
        if stretch.ends_with(b"<") {
            length = 0;
        }
    }
    Some(length)
}

/// How many texts the first bytes of the shared texts announce; a reader reserves room for them.
fn declared_texts(start: &[u8]) -> Option<u64> {
    let start = String::from_utf8_lossy(start);
    let after = start.split("uniqueCount").skip(1);
    let number = |text: &str| {
        let text = text.trim_start().strip_prefix('=')?.trim_start();
        let digits = text.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
        // Digits too many for 64 bits are too many for any memory.
        Some(digits.trim().parse().unwrap_or(u64::MAX))
    };
    after.filter_map(number).max()
}

fn too_large(bagian: &str, paling_besar_mib: u64) -> FileProblem {
    FileProblem::WorkbookTooLarge { bagian: bagian.to_owned(), paling_besar_mib }
}

fn damaged(error: ZipError) -> FileProblem {
    FileProblem::DamagedWorkbook { rincian: error.to_string() }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, Vec<u8>)]) -> Cursor<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        for (name, bytes) in parts {
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap()
    }

    fn checked(parts: &[(&str, Vec<u8>)]) -> Result<(), FileProblem> {
        let workbook = ("xl/workbook.xml", b"<workbook/>".to_vec());
        check(&mut archive(&[&[workbook], parts].concat()))
    }

    #[test]
    fn only_workbooks_of_a_sound_size_are_opened() {
        let shared = |count: &str| {
            let text = format!("<sst uniqueCount = \"{count}\"><si><t>a</t></si></sst>");
            ("xl/sharedStrings.xml", text.into_bytes())
        };
        assert_eq!(checked(&[shared("1")]), Ok(()));
        for huge in ["99999999999", "99999999999999999999999999"] {
            let refused = checked(&[shared(huge)]);
            assert!(matches!(refused, Err(FileProblem::DamagedWorkbook { .. })), "{refused:?}");
        }
        let bomb = b"<v>1</v>".repeat(100_000);
        assert_eq!(checked(&[("xl/worksheets/sheet1.xml", bomb.clone())]), Ok(()));
        let mut packed = archive(&[("xl/workbook.xml", bomb)]);
        let refused = check_above(1_000, &mut packed);
        assert!(matches!(refused, Err(FileProblem::WorkbookTooLarge { .. })), "{refused:?}");
        let bomb = vec![b'x'; 2 << 20];
        let refused = checked(&[("xl/worksheets/sheet1.xml", bomb)]);
        assert!(matches!(refused, Err(FileProblem::WorkbookTooLarge { .. })), "{refused:?}");
    }

    #[test]
    fn other_archives_are_named() {
        let format = |parts: &[(&str, Vec<u8>)]| match check(&mut archive(parts)) {
            Err(FileProblem::OtherFormat { format }) => format,
            other => panic!("{other:?}"),
        };
        assert_eq!(format(&[("word/document.xml", b"<w/>".to_vec())]), "zip");
        assert_eq!(format(&[("mimetype", b"opendocument".to_vec())]), "ods");
    }

    #[test]
    fn a_cut_or_changed_archive_is_damaged() {
        let whole = archive(&[("xl/workbook.xml", b"<workbook/>".repeat(50))]).into_inner();
        for cut in [4, 40, whole.len() / 2, whole.len() - 1] {
            let refused = check(&mut Cursor::new(&whole[..cut]));
            assert!(
                matches!(refused, Err(FileProblem::DamagedWorkbook { .. })),
                "{cut}: {refused:?}"
            );
        }
        let mut changed = whole;
        changed[50] ^= 0x55;
        let refused = check(&mut Cursor::new(&changed));
        assert!(matches!(refused, Err(FileProblem::DamagedWorkbook { .. })), "{refused:?}");
    }
}
