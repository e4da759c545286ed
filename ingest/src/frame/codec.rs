//! Frame codec 1: the bytes of a frame's row. Frozen; another packing is another codec number.

use std::cell::RefCell;

use time::Date;
use uuid::Uuid;
use zstd::bulk::{Compressor, Decompressor};

use super::{Actor, Body, Form, Frame, Questions, StoredEvent};
use crate::event::{KelasJabatan, Word};
use crate::identity::{Instant, Kode, Position, Pseudonym, Revision, StreamName};

/// A frame is not one that this jejak can read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Written by a newer jejak.
    #[error("frame codec {0} is not known to this version of jejak")]
    UnknownCodec(u8),
    /// The stored bytes are damaged.
    #[error("the stored bytes of a frame are damaged")]
    Damaged,
}

impl Frame {
    /// The bytes of a frame's row, without what its row already says in columns.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer(Vec::with_capacity(96));
        out.0.extend_from_slice(&self.occurred_on.to_julian_day().to_le_bytes());
        match &self.body {
            Body::Form(form) => {
                write_form(&mut out, form);
                [&[CODEC, FORM], out.0.as_slice()].concat()
            }
            Body::Events(events) => {
                write_events(&mut out, self, events);
                let packed =
                    PACKER.with_borrow_mut(|packer| packer.as_mut()?.compress(&out.0).ok());
                match packed.filter(|packed| packed.len() < out.0.len()) {
                    Some(packed) => {
                        let length = (out.0.len() as u32).to_le_bytes();
                        [&[CODEC, EVENTS_PACKED], length.as_slice(), &packed].concat()
                    }
                    None => [&[CODEC, EVENTS], out.0.as_slice()].concat(),
                }
            }
        }
    }

    /// Rebuilds a frame from its row. Errors: [`FrameError`].
    pub fn decode(
        first: Position,
        stream: StreamName,
        first_revision: Revision,
        recorded_at: Instant,
        bytes: &[u8],
    ) -> Result<Self, FrameError> {
        let (codec, rest) = bytes.split_first().ok_or(FrameError::Damaged)?;
        if *codec != CODEC {
            return Err(FrameError::UnknownCodec(*codec));
        }
        let (kind, rest) = rest.split_first().ok_or(FrameError::Damaged)?;
        let unpacked;
        let mut input = Reader(match *kind {
            EVENTS_PACKED => {
                let (length, packed) = rest.split_first_chunk::<4>().ok_or(FrameError::Damaged)?;
                let length = u32::from_le_bytes(*length) as usize;
                if length > MAX_FRAME {
                    return Err(FrameError::Damaged);
                }
                let whole = UNPACKER
                    .with_borrow_mut(|unpacker| unpacker.as_mut()?.decompress(packed, length).ok());
                unpacked = whole.ok_or(FrameError::Damaged)?;
                &unpacked
            }
            _ => rest,
        });
        let day = i32::from_le_bytes(input.array()?);
        let occurred_on = Date::from_julian_day(day).map_err(|_| FrameError::Damaged)?;
        let (actor, command, body) = match *kind {
            FORM => (None, stream.rest().to_owned(), Body::Form(read_form(&mut input)?)),
            EVENTS | EVENTS_PACKED => read_events(&mut input)?,
            _ => return Err(FrameError::Damaged),
        };
        if !input.0.is_empty() {
            return Err(FrameError::Damaged);
        }
        Ok(Self { first, stream, first_revision, recorded_at, occurred_on, actor, command, body })
    }
}

/// What the first byte of a row says.
pub(crate) const CODEC: u8 = 1;
pub(super) const EVENTS: u8 = 0;
pub(super) const FORM: u8 = 1;
pub(super) const EVENTS_PACKED: u8 = 2;

thread_local! {
    // To make a context costs more than to pack or unpack a frame: each thread keeps its own.
    static PACKER: RefCell<Option<Compressor<'static>>> = RefCell::new(Compressor::new(3).ok());
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = RefCell::new(Decompressor::new().ok());
}

/// Largest frame, unpacked: no single submission comes near it.
pub const MAX_FRAME: usize = 4 << 20;

fn write_events(out: &mut Writer, frame: &Frame, events: &[StoredEvent]) {
    match &frame.actor {
        Some(actor) => {
            out.0.push(1);
            out.0.extend_from_slice(actor.pseudonym.0.as_bytes());
            out.text(&actor.role);
        }
        None => out.0.push(0),
    }
    out.text(&frame.command);
    out.number(events.len() as u64);
    for event in events {
        out.text(&event.type_name);
        out.number(u64::from(event.version));
        out.bytes(&event.data);
    }
}

fn read_events(input: &mut Reader<'_>) -> Result<(Option<Actor>, String, Body), FrameError> {
    let actor = match input.byte()? {
        0 => None,
        1 => {
            let pseudonym = Pseudonym(Uuid::from_bytes(input.array()?));
            Some(Actor { pseudonym, role: input.text()?.into() })
        }
        _ => return Err(FrameError::Damaged),
    };
    let command = input.text()?.to_owned();
    let count = input.number()?;
    let mut events = Vec::new();
    for _ in 0..count {
        events.push(StoredEvent {
            type_name: input.text()?.to_owned(),
            version: u16::try_from(input.number()?).map_err(|_| FrameError::Damaged)?,
            data: input.bytes()?.to_vec(),
        });
    }
    Ok((actor, command, Body::Events(events)))
}

fn write_form(out: &mut Writer, form: &Form) {
    out.text(form.opd.as_str());
    out.text(form.periode.as_str());
    let class = KelasJabatan::WORDS.iter().position(|(_, class)| *class == form.kelas_jabatan);
    out.0.push(class.unwrap_or_default() as u8);
    out.0.push(u8::from(form.terlambat));
    match &form.pertanyaan {
        Questions::Run { prefix, first, count } => {
            out.0.push(0);
            out.text(prefix);
            out.number(u64::from(*first));
            out.number(u64::from(*count));
        }
        Questions::List(codes) => {
            out.0.push(1);
            out.number(codes.len() as u64);
            codes.iter().for_each(|code| out.text(code));
        }
    }
    // Scales have at most nine choices, so two answers share a byte.
    for pair in form.jawaban.chunks(2) {
        out.0.push(pair[0] | pair.get(1).unwrap_or(&0) << 4);
    }
}

fn read_form(input: &mut Reader<'_>) -> Result<Form, FrameError> {
    let kode = |text: &str| Kode::parse(text).map_err(|_| FrameError::Damaged);
    let (opd, periode) = (kode(input.text()?)?, kode(input.text()?)?);
    let class = KelasJabatan::WORDS.get(input.byte()? as usize).ok_or(FrameError::Damaged)?;
    let terlambat = match input.byte()? {
        0 => false,
        1 => true,
        _ => return Err(FrameError::Damaged),
    };
    let pertanyaan = match input.byte()? {
        0 => {
            let prefix = input.text()?.into();
            let first = u32::try_from(input.number()?).map_err(|_| FrameError::Damaged)?;
            let count = u32::try_from(input.number()?).map_err(|_| FrameError::Damaged)?;
            if count as usize > MAX_FRAME || first.checked_add(count).is_none() {
                return Err(FrameError::Damaged);
            }
            Questions::Run { prefix, first, count }
        }
        1 => {
            let count = input.number()?;
            let mut codes = Vec::new();
            for _ in 0..count {
                codes.push(input.text()?.to_owned());
            }
            Questions::List(codes.into())
        }
        _ => return Err(FrameError::Damaged),
    };
    let packed = input.take(pertanyaan.len().div_ceil(2))?;
    if pertanyaan.len() % 2 == 1 && packed[packed.len() - 1] >> 4 != 0 {
        return Err(FrameError::Damaged);
    }
    let jawaban = (0..pertanyaan.len()).map(|i| packed[i / 2] >> (4 * (i % 2)) & 15).collect();
    Ok(Form { opd, periode, kelas_jabatan: class.1, terlambat, pertanyaan, jawaban })
}

struct Writer(Vec<u8>);

impl Writer {
    /// LEB128.
    fn number(&mut self, mut value: u64) {
        while value >= 128 {
            self.0.push(value as u8 | 128);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], FrameError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(FrameError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], FrameError> {
        let (taken, rest) = self.0.split_first_chunk::<N>().ok_or(FrameError::Damaged)?;
        self.0 = rest;
        Ok(*taken)
    }

    fn byte(&mut self) -> Result<u8, FrameError> {
        Ok(self.array::<1>()?[0])
    }

    fn number(&mut self) -> Result<u64, FrameError> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(FrameError::Damaged)
    }

    fn bytes(&mut self) -> Result<&'a [u8], FrameError> {
        let length = self.number()?;
        self.take(usize::try_from(length).map_err(|_| FrameError::Damaged)?)
    }

    fn text(&mut self) -> Result<&'a str, FrameError> {
        std::str::from_utf8(self.bytes()?).map_err(|_| FrameError::Damaged)
    }
}
