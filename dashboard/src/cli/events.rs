//! `jejak events`: the record as it stands, one event a line.

use std::io::{BufWriter, Write};

use clap::{Args, ValueEnum};
use ingest::frame::{Frame, RecordedEvent};
use ingest::identity::{Position, StreamName};
use ingest::log::LogError;

use super::rank::moment;
use super::{Failure, RecordArgs, open_record};
use crate::app::AppError;
use crate::audit::data_as_shown;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Jsonl,
    Table,
}

#[derive(Args)]
pub(crate) struct EventsArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    stream: Option<String>,
    #[arg(long)]
    from: Option<u64>,
    #[arg(long)]
    to: Option<u64>,
    #[arg(long)]
    as_of: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

pub(crate) fn events(args: &EventsArgs) -> Result<(), Failure> {
    let as_of = moment(args.as_of.as_deref())?;
    let record = open_record(&args.record)?;
    let known = match as_of {
        Some(as_of) => {
            let resolved = as_of.resolve(&record.log, record.pemda.zona).map_err(AppError::from)?;
            Some(resolved.0)
        }
        None => None,
    };
    let to = [args.to, known].into_iter().flatten().min();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let first = args.from.unwrap_or(0);
    let wanted = |event: &RecordedEvent| {
        event.position.0 >= first && to.is_none_or(|to| event.position.0 <= to)
    };
    let mut write = |frame: &Frame| {
        let events = frame.events();
        let lines =
            events.iter().filter(|event| wanted(event)).map(|event| line(event, args.format));
        // A reader that has gone away, as `head` does, ends the listing.
        lines.into_iter().all(|line| writeln!(out, "{line}").is_ok())
    };
    match &args.stream {
        Some(stream) => {
            for frame in record.log.stream(&StreamName::from_stored(stream))? {
                if !write(&frame) {
                    break;
                }
            }
        }
        None => record.log.frames(Position(first), to.map(Position), |frame| {
            Ok::<bool, LogError>(write(&frame))
        })?,
    }
    Ok(())
}

fn line(event: &RecordedEvent, format: Format) -> String {
    let metadata = String::from_utf8_lossy(&event.metadata);
    let data = data_as_shown(event);
    let RecordedEvent { id, stream, revision, position, type_name, version, .. } = event;
    match format {
        Format::Jsonl => format!(
            "{{\"position\":{position},\"id\":\"{id}\",\"stream\":\"{stream}\",\
             \"revision\":{revision},\"type\":\"{type_name}\",\"version\":{version},\
             \"metadata\":{metadata},\"data\":{data}}}"
        ),
        Format::Table => format!("{position:>10}  {type_name:<22}  {stream:<48}  {data}"),
    }
}
