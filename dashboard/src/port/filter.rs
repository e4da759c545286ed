//! Which events a client wants of `$all`.

use ingest::frame::RecordedEvent;
use regex::{Regex, RegexBuilder};
use tonic::Status;

use super::protocol::client::streams::read_req::options::FilterOptions;
use super::protocol::client::streams::read_req::options::filter_options::{
    Expression, Filter as Asked, Window,
};

/// Memory that one client's expression may take, in bytes.
const REGEX_SIZE: usize = 1 << 20;

/// A filter over stream names or event types.
pub(super) struct Filter {
    by_stream: bool,
    prefixes: Vec<String>,
    pattern: Option<Pattern>,
    /// Events after which a subscriber is told how far it was looked.
    pub(super) checkpoint_every: u64,
}

struct Pattern {
    regex: Regex,
    /// `^(?!...)`, which several clients send to leave system events out.
    excludes: bool,
}

impl Filter {
    /// Reads what a client asks. Errors: an expression that cannot be read.
    pub(super) fn of(options: FilterOptions) -> Result<Self, Status> {
        let window = match options.window {
            Some(Window::Max(max)) => u64::from(max.max(1)),
            _ => 1,
        };
        let checkpoint_every = window * u64::from(options.checkpoint_interval_multiplier.max(1));
        let (by_stream, Expression { regex, prefix }) = match options.filter {
            Some(Asked::StreamIdentifier(expression)) => (true, expression),
            Some(Asked::EventType(expression)) => (false, expression),
            None => return Err(Status::invalid_argument("the filter names nothing to look at")),
        };
        let pattern = match regex.is_empty() {
            true => None,
            false => Some(Pattern::of(&regex)?),
        };
        Ok(Self { by_stream, prefixes: prefix, pattern, checkpoint_every })
    }

    /// Whether the client wants this event.
    pub(super) fn lets(&self, event: &RecordedEvent) -> bool {
        let kind;
        let text = if self.by_stream {
            event.stream.as_str()
        } else {
            kind = event.wire_type();
            &kind
        };
        let begins = |prefix: &String| text.starts_with(prefix.as_str());
        (self.prefixes.is_empty() || self.prefixes.iter().any(begins))
            && self.pattern.as_ref().is_none_or(|pattern| pattern.lets(text))
    }
}

impl Pattern {
    fn of(text: &str) -> Result<Self, Status> {
        let excluded = text.strip_prefix("^(?!").and_then(|rest| rest.strip_suffix(')'));
        let regex = match excluded {
            Some(inner) => format!("^(?:{inner})"),
            None => text.to_owned(),
        };
        let regex = RegexBuilder::new(&regex).size_limit(REGEX_SIZE).build().map_err(|error| {
            Status::invalid_argument(format!("the filter's expression cannot be read: {error}"))
        })?;
        Ok(Self { regex, excludes: excluded.is_some() })
    }

    fn lets(&self, text: &str) -> bool {
        self.regex.is_match(text) != self.excludes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filters_that_clients_send_are_understood() {
        for (text, lets, leaves_out) in [
            ("^[^$].*", "form-submitted", "$stats"),
            (r"^(?!(\$.+$|PersistentConfig\d+$|Result$))", "form-submitted", "$stats"),
            (r"^(?!(\$.+$|PersistentConfig\d+$|Result$))", "Results", "Result"),
            ("^form-submitted|answer-given$", "answer-given", "opd-registered"),
        ] {
            let pattern = Pattern::of(text).unwrap();
            assert!(pattern.lets(lets), "{text} lets {lets}");
            assert!(!pattern.lets(leaves_out), "{text} leaves {leaves_out} out");
        }
        assert!(Pattern::of("(").is_err());
        assert!(Pattern::of("a(?=b)").is_err(), "what is not understood is refused, not ignored");
    }
}
