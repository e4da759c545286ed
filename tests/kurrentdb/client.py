"""Drives jejak's port with the Python client, as someone who knows only the protocol would.

    python3 client.py kurrentdb://127.0.0.1:2113?tls=false PEMDA

Everything jejak writes is computed here a second time: ids, metadata, data.
"""

import json
import sys
from uuid import UUID, uuid4, uuid5

import grpc
from kurrentdbclient import KurrentDBClient, NewEvent, StreamState
from kurrentdbclient.exceptions import (
    BadRequestError,
    KurrentDBClientError,
    MaximumAppendSizeExceededError,
    NotFoundError,
    WrongCurrentVersionError,
)

NAMESPACE = UUID("6a656a61-6b00-5001-8000-627564617961")
ADDRESS, PEMDA = sys.argv[1:3]
checks = 0


def check(what, holds):
    global checks
    assert holds, what
    checks += 1


def refused(what, kind, call):
    try:
        call()
    except kind as error:
        check(what, True)
        return error
    raise AssertionError(what)


def compact(value):
    return json.dumps(value, separators=(",", ":")).encode()


def form(answer, recorded_at="2026-01-01T00:00:00.000Z"):
    """One evaluation form of 32 answers: its stream, and its 33 events."""
    token = uuid4().hex
    stream = f"evaluasi-{PEMDA}:{token}"
    metadata = compact({"recorded_at": recorded_at, "occurred_on": "2026-05-04"})
    about = {"opd": "DINKES", "periode": "EV-2026", "kelas_jabatan": "pelaksana"}
    data = [("form-submitted", {**about, "jawaban": 32, "terlambat": False})]
    for number in range(1, 33):
        data.append(("answer-given", {**about, "pertanyaan": f"q{number}", "jawaban": answer}))
    return stream, [
        NewEvent(
            type=kind,
            data=compact(fields),
            metadata=metadata,
            id=uuid5(NAMESPACE, f"{PEMDA}|{stream}|{token}|{index}"),
        )
        for index, (kind, fields) in enumerate(data)
    ]


client = KurrentDBClient(uri=ADDRESS)
before = client.get_commit_position()

# Append, and read back what was written.
stream, events = form(2)
there = client.append_events(stream, current_version=StreamState.NO_STREAM, events=events)
check("33 events go one after the other", there == before + 33)
read = client.get_stream(stream)
check("every event comes back", [event.id for event in read] == [event.id for event in events])
check("data comes back to the byte", [e.data for e in read] == [e.data for e in events])
occurred = {json.loads(event.metadata)["occurred_on"] for event in read}
check("metadata is jejak's", occurred == {"2026-05-04"})
check("the log set the moment", json.loads(read[0].metadata)["recorded_at"] > "2026-01-02")
check("revisions count from 0", [event.stream_position for event in read] == list(range(33)))
backwards = client.get_stream(stream, backwards=True)
check("a stream is read backwards", list(backwards) == list(reversed(read)))
check("the current version", client.get_current_version(stream) == 32)

# The same again, and others in its place.
again = client.append_events(stream, current_version=StreamState.NO_STREAM, events=events)
check("a repeat answers with the first position", again == there)
anywhere = client.append_events(stream, current_version=StreamState.ANY, events=events)
check("so it does where no version is expected", anywhere == there)
check("and nothing was written", client.get_commit_position() == there)
other = form(3)[1]
ahead = form(3)
refused(
    "a wrong version is refused",
    WrongCurrentVersionError,
    lambda: client.append_events(
        ahead[0], current_version=7, events=ahead[1]
    ),
)
changed = [
    NewEvent(type=e.type, data=o.data, metadata=e.metadata, id=e.id) for e, o in zip(events, other)
]
error = refused(
    "the same ids with other content are refused",
    BadRequestError,
    lambda: client.append_events(stream, current_version=StreamState.NO_STREAM, events=changed),
)
check("and it says so", "other content" in str(error))

# What jejak would not write.
fresh, events = form(1)
refused(
    "a form without its last answer",
    BadRequestError,
    lambda: client.append_events(fresh, current_version=StreamState.NO_STREAM, events=events[:-1]),
)
refused(
    "an event that is not jejak's",
    BadRequestError,
    lambda: client.append_events(
        f"kbk-{PEMDA}:X",
        current_version=StreamState.NO_STREAM,
        events=[NewEvent(type="OrderPlaced", data=b"{}")],
    ),
)
refused(
    "another government's stream",
    BadRequestError,
    lambda: client.append_events(
        "evaluasi-lain:x", current_version=StreamState.NO_STREAM, events=events
    ),
)
refused(
    "a version where there is no stream",
    WrongCurrentVersionError,
    lambda: client.append_events(fresh, current_version=StreamState.EXISTS, events=events),
)
refused(
    "more than 1 MiB",
    MaximumAppendSizeExceededError,
    lambda: client.append_events(
        fresh,
        current_version=StreamState.NO_STREAM,
        events=[NewEvent(type="x", data=b"0" * 600_000), NewEvent(type="x", data=b"0" * 600_000)],
    ),
)
refused("a stream that is not there", NotFoundError, lambda: client.get_stream(fresh))
refused(
    "nothing is deleted",
    KurrentDBClientError,
    lambda: client.delete_stream(stream, current_version=32),
)
check("nothing of it was written", client.get_commit_position() == there)

# What is not even a message of the protocol.
channel = grpc.insecure_channel(ADDRESS.split("//")[1].split("?")[0])
streams = "/event_store.client.streams.Streams/"
calls = [
    ("an append", lambda: channel.stream_unary(streams + "Append")(iter([b"\xff" * 9]))),
    ("an append without options", lambda: channel.stream_unary(streams + "Append")(iter([b""]))),
    ("a batch", lambda: list(channel.stream_stream(streams + "BatchAppend")(iter([b"\xff" * 9])))),
    ("an empty batch", lambda: list(channel.stream_stream(streams + "BatchAppend")(iter([b""])))),
    ("a read", lambda: list(channel.unary_stream(streams + "Read")(b"\xff" * 9))),
    ("an empty read", lambda: list(channel.unary_stream(streams + "Read")(b""))),
    ("another service", lambda: channel.unary_unary("/event_store.client.users.Users/Create")(b"")),
]
codes = [refused(what, grpc.RpcError, call).code() for what, call in calls]
invalid, unreadable = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.INTERNAL
check("each is told what it is", codes[1::2] == [invalid] * 3 and codes[0] == unreadable)
check("what is not offered is not there", codes[-1] == grpc.StatusCode.UNIMPLEMENTED)
refused(
    "a filter that cannot be understood",
    KurrentDBClientError,
    lambda: list(client.read_all(filter_include=["("])),
)
check("and nothing of it was written", client.get_commit_position() == there)

# $all, forwards, backwards and filtered.
everything = list(client.read_all())
positions = [event.commit_position for event in everything]
check("$all is the ledger's order", positions == list(range(there + 1)))
last = [event.commit_position for event in client.read_all(backwards=True, limit=40)]
check("$all is read backwards", last == list(range(there, there - 40, -1)))
tail = [event.commit_position for event in client.read_all(commit_position=there - 4)]
check("a position is where a read begins", tail == list(range(there - 4, there + 1)))
earlier = client.read_all(commit_position=there - 4, backwards=True, limit=2)
check("and where one backwards ends", [e.commit_position for e in earlier] == [there - 5, there - 6])
forms = list(client.read_all(filter_include=["form-submitted"]))
wanted = [event for event in everything if event.type == "form-submitted"]
check("filtered by type", forms == wanted and len(forms) > 1)
units = list(
    client.read_all(filter_include=["opd-"], filter_by_stream_name=True, filter_by_prefix=True)
)
wanted = [event for event in everything if event.stream_name.startswith("opd-")]
check("filtered by stream", units == wanted and units != [])

# Follow $all to its end, then one more form as it comes.
with client.subscribe_to_all(include_caught_up=True, timeout=60) as subscription:
    followed = []
    for event in subscription:
        if type(event).__name__ == "CaughtUp":
            break
        followed.append(event)
    check("a subscription begins with the first event", followed == everything)
    live, events = form(4)
    client.append_events(live, current_version=StreamState.NO_STREAM, events=events)
    came = [next(subscription) for _ in range(33)]
    check("and goes on with what is recorded", [e.id for e in came] == [e.id for e in events])
with client.subscribe_to_all(
    filter_include=["opd-registered"],
    include_checkpoints=True,
    include_caught_up=True,
    window_size=5,
    checkpoint_interval_multiplier=1,
    timeout=60,
) as subscription:
    seen = []
    for event in subscription:
        seen.append(type(event).__name__)
        if seen[-1] == "CaughtUp":
            break
    check("a filtered one says how far it is", seen.count("Checkpoint") >= len(everything) // 5)
with client.subscribe_to_stream(
    live, stream_position=30, include_caught_up=True, timeout=60
) as subscription:
    kinds = [type(next(subscription)).__name__ for _ in range(3)]
    check("a stream is followed", kinds == ["RecordedEvent", "RecordedEvent", "CaughtUp"])

client.close()
print(f"{checks} checks passed")
