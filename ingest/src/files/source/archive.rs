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
/// Unpacked bytes for each byte of the file; below [`SMALL`] more is harmless.
const LARGEST_RATIO: u64 = 100;
const SMALL: u64 = 64 << 20;
/// Longest stretch between two `<`: no cell holds more text.
const LONGEST_TEXT: usize = 1 << 20;

/// Fails on a zip that is no workbook, is damaged, or unpacks to more than is sound.
pub(super) fn check(input: &mut (impl Read + Seek)) -> Result<(), FileProblem> {
    let mut archive = ZipArchive::new(&mut *input).map_err(damaged)?;
    let names: Result<Vec<String>, ZipError> = archive
        .file_names()
        .map(|name| Ok(name?.to_ascii_lowercase()))
        .collect();
    let names = names.map_err(damaged)?;
    if names.iter().any(|name| name == "mimetype") {
        return Err(FileProblem::OtherFormat {
            format: "ods".to_owned(),
        });
    }
    if !names.iter().any(|name| name.ends_with("workbook.xml")) {
        return Err(FileProblem::OtherFormat {
            format: "zip".to_owned(),
        });
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
        let limit = SMALL.max(packed * LARGEST_RATIO);
        if unpacked > limit {
            return Err(too_large(&name, limit >> 20));
        }
    }
    input.rewind().map_err(|error| damaged(error.into()))
}

/// Unpacks one part and counts its bytes.
fn check_part(part: &mut impl Read, name: &str) -> Result<u64, FileProblem> {
    let limit = if name.contains("worksheets/") {
        LARGEST_SHEET_MIB
    } else {
        LARGEST_PART_MIB
    };
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
        Some(count) if count > size => Err(FileProblem::DamagedWorkbook {
            rincian: format!("{count} texts in {size} bytes"),
        }),
        _ => Ok(size),
    }
}

/// Fills the buffer, or as much of it as there is left to read.
fn fill(part: &mut impl Read, buffer: &mut [u8]) -> Result<usize, FileProblem> {
    let mut filled = 0;
    while filled < buffer.len() {
        match part
            .read(&mut buffer[filled..])
            .map_err(|error| damaged(error.into()))?
        {
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
    FileProblem::WorkbookTooLarge {
        bagian: bagian.to_owned(),
        paling_besar_mib,
    }
}

fn damaged(error: ZipError) -> FileProblem {
    FileProblem::DamagedWorkbook {
        rincian: error.to_string(),
    }
}
