//! The moment a question is asked about.

use std::str::FromStr;

use ingest::identity::{Instant, Position, Zona, parse_date};
use ingest::log::{Log, LogError};
use time::Date;

/// A moment in the record: an event's number, a local day, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// Up to and including this event.
    Position(Position),
    /// Up to the last event recorded before the end of this local day.
    Date(Date),
    /// Up to the last event recorded at or before this instant.
    Instant(Instant),
}

/// The moment cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum AsOfError {
    /// Nothing is recorded yet.
    #[error("nothing is recorded yet")]
    Empty,
    /// Before the first event.
    #[error("the first event was recorded at {first}")]
    BeforeFirst {
        #[allow(missing_docs)]
        first: Instant,
    },
    /// After the newest event.
    #[error("the newest event is number {newest}")]
    AfterLast {
        #[allow(missing_docs)]
        newest: Position,
    },
    /// Neither a number, nor a date, nor an instant.
    #[error("{0:?} is no position, date (2026-03-31) or instant (2026-03-31T16:00:00+07:00)")]
    Unreadable(String),
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
}

impl FromStr for AsOf {
    type Err = AsOfError;

    fn from_str(text: &str) -> Result<Self, AsOfError> {
        if let Ok(position) = text.parse() {
            return Ok(Self::Position(Position(position)));
        }
        let date = parse_date(text).map(Self::Date);
        date.or_else(|| Instant::parse(text).map(Self::Instant))
            .ok_or_else(|| AsOfError::Unreadable(text.to_owned()))
    }
}

impl AsOf {
    /// The position this moment means, in a government's zone. Errors: [`AsOfError`].
    pub fn resolve(self, log: &Log, zona: Zona) -> Result<Position, AsOfError> {
        let newest = log.head()?.ok_or(AsOfError::Empty)?.position;
        let found = match self {
            Self::Position(position) if position > newest => {
                return Err(AsOfError::AfterLast { newest });
            }
            Self::Position(position) => Some(position),
            Self::Date(date) => log.position_before(zona.end_of_day(date))?,
            Self::Instant(at) => log.position_before(Instant(at.0 + 1))?,
        };
        if let Some(position) = found {
            return Ok(position);
        }
        let mut first = Instant(0);
        log.frames(Position(0), Some(Position(0)), |frame| {
            first = frame.recorded_at;
            Ok::<bool, LogError>(false)
        })?;
        Err(AsOfError::BeforeFirst { first })
    }
}
