//! Reads and subscriptions: a stream or `$all`, forwards, backwards or on and on.
//!
//! What is sent is read from the log a piece at a time, when the client has taken the piece before:
//! a slow client costs one piece of memory and loses nothing.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use ingest::frame::{Frame, RecordedEvent};
use ingest::identity::{Position, StreamName};
use ingest::log::{Log, LogError};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::Status;
use uuid::Uuid;

use super::filter::Filter;
use super::protocol::client::streams::read_req::Options;
use super::protocol::client::streams::read_req::options::{
    CountOption, FilterOption, ReadDirection, StreamOption, UuidOption, all_options::AllOption,
    stream_options::RevisionOption, uuid_option,
};
use super::protocol::client::streams::read_resp::{
    CaughtUp, Checkpoint, Content, StreamNotFound, SubscriptionConfirmation,
};
use super::protocol::client::streams::{ReadResp, read_resp};
use super::wire;

/// Answers that wait for the client.
const QUEUE: usize = 16;
/// Events read from the log at once.
const PIECE: u64 = 1_024;
/// How often the log is asked for news: other processes write to it too.
const EVERY: Duration = Duration::from_millis(100);

/// Where a read begins.
#[derive(Clone, Copy)]
enum From {
    Start,
    End,
    /// A revision, or a position.
    At(u64),
}

/// What a client reads.
struct Reading {
    log: Arc<Log>,
    answers: mpsc::Sender<Result<ReadResp, Status>>,
    filter: Option<Filter>,
    structured_ids: bool,
    /// Whether it goes on after the end.
    follows: bool,
    /// Events that may still be sent.
    left: u64,
    /// Events of `$all` looked at since the client was last told where the reading stands.
    unreported: u64,
}

/// Begins a read. Errors: what is asked cannot be understood.
pub(super) fn read(
    log: Arc<Log>,
    options: Options,
) -> Result<ReceiverStream<Result<ReadResp, Status>>, Status> {
    let backwards = options.read_direction() == ReadDirection::Backwards;
    let nothing = || Status::invalid_argument("a read says what it reads and how much");
    let (left, follows) = match options.count_option.ok_or_else(nothing)? {
        CountOption::Count(count) => (count, false),
        CountOption::Subscription(_) => (u64::MAX, true),
    };
    if follows && backwards {
        return Err(Status::invalid_argument("a subscription reads forwards"));
    }
    let filter = match options.filter_option {
        Some(FilterOption::Filter(filter)) => Some(Filter::of(filter)?),
        _ => None,
    };
    let structured =
        Some(UuidOption { content: Some(uuid_option::Content::Structured(Default::default())) });
    let (answers, stream) = mpsc::channel(QUEUE);
    let mut reading = Reading {
        log,
        answers,
        filter,
        structured_ids: options.uuid_option == structured,
        follows,
        left,
        unreported: 0,
    };
    match options.stream_option.ok_or_else(nothing)? {
        StreamOption::Stream(asked) => {
            let name = StreamName::from_stored(&wire::stream_of(asked.stream_identifier)?);
            let from = match asked.revision_option {
                Some(RevisionOption::Revision(revision)) => From::At(revision),
                Some(RevisionOption::End(_)) => From::End,
                Some(RevisionOption::Start(_)) | None => From::Start,
            };
            tokio::spawn(async move {
                match follows {
                    true => reading.follow_stream(name, from).await,
                    false => reading.stream(name, from, backwards).await,
                }
            });
        }
        StreamOption::All(asked) => {
            let from = match asked.all_option {
                Some(AllOption::Position(position)) => From::At(position.commit_position),
                Some(AllOption::End(_)) => From::End,
                Some(AllOption::Start(_)) | None => From::Start,
            };
            tokio::spawn(async move {
                match (follows, backwards) {
                    (true, _) => reading.follow_all(from).await,
                    (false, true) => reading.all_backwards(from).await,
                    (false, false) => reading.all_forwards(from).await,
                }
            });
        }
    }
    Ok(ReceiverStream::new(stream))
}

/// Goes on, or ends because everything is sent or nobody listens any more.
type Step = ControlFlow<()>;

impl Reading {
    /// One stream, to its end or its beginning.
    async fn stream(&mut self, name: StreamName, from: From, backwards: bool) -> Step {
        let mut frames = self
            .ask({
                let name = name.clone();
                move |log| log.stream(&name)
            })
            .await?;
        if frames.is_empty() {
            let stream_identifier = Some(wire::stream(name.as_str()));
            return self.send(Content::StreamNotFound(StreamNotFound { stream_identifier })).await;
        }
        if backwards {
            frames.reverse();
        }
        for frame in frames {
            let mut events = frame.events();
            if backwards {
                events.reverse();
            }
            for event in events {
                let revision = event.revision.0;
                let is_asked = match (from, backwards) {
                    (From::Start, false) | (From::End, true) => true,
                    (From::At(first), false) => revision >= first,
                    (From::At(last), true) => revision <= last,
                    (From::Start, true) => revision == 0,
                    (From::End, false) => false,
                };
                if is_asked {
                    self.send_event(&frame, event).await?;
                }
            }
        }
        Step::Continue(())
    }

    /// `$all` from a position, which is included, to the end.
    async fn all_forwards(&mut self, from: From) -> Step {
        let mut next = match from {
            From::Start => 0,
            From::At(position) => position,
            From::End => return Step::Break(()),
        };
        let size = self.size().await?;
        while next < size {
            next = self.piece(next, size, None).await?;
        }
        Step::Continue(())
    }

    /// `$all` from a position, which is not included, to the beginning.
    async fn all_backwards(&mut self, from: From) -> Step {
        let size = self.size().await?;
        let mut end = match from {
            From::Start => 0,
            From::At(position) => position.min(size),
            From::End => size,
        };
        while end > 0 {
            let begin = end.saturating_sub(PIECE);
            let frames = self.frames(begin, end).await?;
            for frame in frames.iter().rev() {
                for event in frame.events().into_iter().rev() {
                    if (begin..end).contains(&event.position.0) && self.wants(&event) {
                        self.send_event(frame, event).await?;
                    }
                }
            }
            end = begin;
        }
        Step::Continue(())
    }

    /// `$all` after a position, then whatever is recorded.
    async fn follow_all(&mut self, from: From) -> Step {
        let size = self.size().await?;
        let next = match from {
            From::Start => 0,
            From::At(position) => position.saturating_add(1),
            From::End => size,
        };
        self.confirm().await?;
        self.follow(next, None).await
    }

    /// One stream after a revision, then whatever is recorded to it.
    async fn follow_stream(&mut self, name: StreamName, from: From) -> Step {
        let size = self.size().await?;
        self.confirm().await?;
        let frames = self
            .ask({
                let name = name.clone();
                move |log| log.stream(&name)
            })
            .await?;
        for frame in frames.into_iter().filter(|frame| frame.first.0 < size) {
            for event in frame.events() {
                let is_asked = match from {
                    From::Start => true,
                    From::At(revision) => event.revision.0 > revision,
                    From::End => false,
                };
                if is_asked {
                    self.send_event(&frame, event).await?;
                }
            }
        }
        self.follow(size, Some(name)).await
    }

    /// Sends what lies at `next` and after it, says once that the end is reached, and waits for more.
    async fn follow(&mut self, mut next: u64, stream: Option<StreamName>) -> Step {
        let mut was_told = false;
        loop {
            let size = self.size().await?;
            while next < size {
                next = self.piece(next, size, stream.as_ref()).await?;
            }
            if !was_told {
                was_told = true;
                self.caught_up(next, stream.as_ref()).await?;
            }
            tokio::select! {
                () = self.answers.closed() => return Step::Break(()),
                () = tokio::time::sleep(EVERY) => {}
            }
        }
    }

    /// Sends what a client wants of the next piece. Answers where the piece after it begins.
    async fn piece(
        &mut self,
        next: u64,
        size: u64,
        stream: Option<&StreamName>,
    ) -> ControlFlow<(), u64> {
        let end = size.min(next + PIECE);
        for frame in self.frames(next, end).await? {
            if stream.is_some_and(|stream| *stream != frame.stream) {
                continue;
            }
            for event in frame.events() {
                if !(next..end).contains(&event.position.0) {
                    continue;
                }
                let position = event.position;
                self.unreported += 1;
                if self.wants(&event) {
                    self.send_event(&frame, event).await?;
                }
                self.report(position).await?;
            }
        }
        ControlFlow::Continue(end)
    }

    fn wants(&self, event: &RecordedEvent) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.lets(event))
    }

    /// Tells a subscriber how far a filtered reading has come, every so many events.
    async fn report(&mut self, position: Position) -> Step {
        let every = self.filter.as_ref().map(|filter| filter.checkpoint_every);
        if !self.follows || every.is_none_or(|every| self.unreported < every) {
            return Step::Continue(());
        }
        self.unreported = 0;
        let timestamp = Some(wire::timestamp(crate::cli::now()));
        let (commit_position, prepare_position) = (position.0, position.0);
        let checkpoint = Checkpoint { commit_position, prepare_position, timestamp };
        self.send(Content::Checkpoint(checkpoint)).await
    }

    async fn confirm(&mut self) -> Step {
        // It names nothing that is kept: a subscription is this call.
        let subscription_id = Uuid::nil().to_string();
        self.send(Content::Confirmation(SubscriptionConfirmation { subscription_id })).await
    }

    async fn caught_up(&mut self, next: u64, stream: Option<&StreamName>) -> Step {
        let stream_revision = match stream.cloned() {
            None => None,
            Some(stream) => {
                let frames = self.ask(move |log| log.stream(&stream)).await?;
                let last = |frame: &Frame| frame.first_revision.0 + frame.body.count() as u64 - 1;
                frames.last().map(|frame| last(frame) as i64)
            }
        };
        let position = |last| read_resp::Position { commit_position: last, prepare_position: last };
        let position = next.checked_sub(1).filter(|_| stream.is_none()).map(position);
        let timestamp = Some(wire::timestamp(crate::cli::now()));
        self.send(Content::CaughtUp(CaughtUp { timestamp, stream_revision, position })).await
    }

    /// Events in the log by now.
    async fn size(&mut self) -> ControlFlow<(), u64> {
        let head = self.ask(|log| log.head()).await?;
        ControlFlow::Continue(head.map_or(0, |head| head.position.0 + 1))
    }

    /// The frames that hold the events from `begin` up to `end`.
    async fn frames(&mut self, begin: u64, end: u64) -> ControlFlow<(), Vec<Frame>> {
        self.ask(move |log| {
            let mut frames = Vec::new();
            log.frames(Position(begin), Some(Position(end - 1)), |frame| {
                frames.push(frame);
                Ok::<bool, LogError>(true)
            })?;
            Ok(frames)
        })
        .await
    }

    /// Asks the log on a thread that may wait for the disk; a failure ends the reading.
    async fn ask<T: Send + 'static>(
        &mut self,
        question: impl FnOnce(&Log) -> Result<T, LogError> + Send + 'static,
    ) -> ControlFlow<(), T> {
        let log = Arc::clone(&self.log);
        let status = match tokio::task::spawn_blocking(move || question(&log)).await {
            Ok(Ok(answer)) => return ControlFlow::Continue(answer),
            Ok(Err(error)) => wire::failed(&error),
            Err(_) => Status::internal("jejak failed while it read"),
        };
        let _ = self.answers.send(Err(status)).await;
        ControlFlow::Break(())
    }

    async fn send_event(&mut self, frame: &Frame, event: RecordedEvent) -> Step {
        if self.left == 0 {
            return Step::Break(());
        }
        if !self.follows {
            self.left -= 1;
        }
        let answer = wire::event(frame, event, self.structured_ids);
        self.give(answer).await
    }

    async fn send(&mut self, content: Content) -> Step {
        self.give(wire::content(content)).await
    }

    async fn give(&mut self, answer: ReadResp) -> Step {
        match self.answers.send(Ok(answer)).await {
            Ok(()) => Step::Continue(()),
            Err(_) => Step::Break(()),
        }
    }
}
