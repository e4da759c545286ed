#!/usr/bin/env python3
"""Verifies a bundle or a receipt of jejak without jejak: Python 3.9, its own library, no network.

    verifier.py --bundle FILE [--checkpoint FILE] [--kunci VKEY]
    verifier.py --receipt FILE (--kunci VKEY | --bundle FILE)
    verifier.py --proof JSON    what `is_proof` takes, hashes in hex
    verifier.py --batch         any of these, a JSON array of arguments a line on stdin

Prints one JSON object; exit status 0 sound, 1 not sound, 2 the call cannot be understood. Written
from RFC 6962 (Merkle tree), RFC 8032 (Ed25519), C2SP signed-note, tlog-checkpoint and tlog-proof.
Whose the key is, only `--kunci` or a checkpoint kept from before can tell."""
import argparse, base64, functools, gzip, hashlib, json, re, sys, zlib

class Problem(Exception):
    """The first problem met: its kind, and the line and position where it stands."""

def claim(holds, kind, line=None, position=None):
    if not holds:
        raise Problem(kind, line, position)

# Ed25519 (RFC 8032, section 5.1).
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def point_add(p, q):
    (a, b), (c, d) = p, q
    cross = D * a * b * c * d % P  # never 1 or -1: every two points have a sum
    share = pow(1 - cross * cross, -1, P)
    return (a * d + b * c) * (1 - cross) * share % P, (a * c + b * d) * (1 + cross) * share % P

def point_multiply(scalar, point):
    if scalar == 0:
        return 0, 1
    even = point_multiply(scalar >> 1, point_add(point, point))
    return point_add(even, point) if scalar & 1 else even

point_encode = lambda point: (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")

def point_decode(encoded):
    """The point, or None where these 32 bytes are not the one encoding of a point."""
    y = int.from_bytes(encoded, "little") % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    points = [(x, y), (-x % P, y)] if x * x % P == square and y < P else []
    return next((point for point in points if point_encode(point) == encoded), None)

BASE = point_decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

@functools.lru_cache(maxsize=4096)  # a batch meets one checkpoint many times
def is_signed(public, message, signature):
    (x, y), s = point_decode(public), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    point = point_add(point_multiply(s % L, BASE), point_multiply(k, (P - x, y)))
    return len(signature) == 64 and s < L and point_encode(point) == signature[:32]

# The Merkle tree and its proofs (RFC 6962, section 2.1).
sha256 = lambda data: hashlib.sha256(data).digest()
node_hash = lambda left, right: sha256(b"\x01" + left + right)

def push(roots, node):
    """Adds a leaf to the roots of the complete subtrees, each with its height, largest first."""
    height = 0
    while roots and roots[-1][0] == height:
        node, height = node_hash(roots.pop()[1], node), height + 1
    roots.append((height, node))
    return roots

def root_of(roots):
    join = lambda right, left: node_hash(left[1], right)
    return functools.reduce(join, roots[-2::-1], roots[-1][1]) if roots else sha256(b"")

def root_by_inclusion(leaf, index, size, proof):
    """The root over `size` leaves. ValueError: the proof has a hash too few or too many."""
    if size == 1 and not proof:
        return leaf
    *below, beside = proof
    half = 1 << (size - 1).bit_length() - 1  # a ValueError for one leaf, which has no half
    if index < half:
        return node_hash(root_by_inclusion(leaf, index, half, below), beside)
    return node_hash(beside, root_by_inclusion(leaf, index - half, size - half, below))

def roots_by_consistency(old_root, old, size, proof, is_whole=True):
    """The roots over `old` and over `size` leaves. ValueError: a hash too few or too many."""
    if old == size:
        [root] = [old_root, *proof] if is_whole else proof
        return root, root
    *below, beside = proof
    half = 1 << (size - 1).bit_length() - 1
    if old <= half:
        left, right = roots_by_consistency(old_root, old, half, below, is_whole)
        return left, node_hash(right, beside)
    left, right = roots_by_consistency(old_root, old - half, size - half, below, False)
    return node_hash(beside, left), node_hash(beside, right)

def is_proof(proof, size, root, leaf=None, index=None, old=None, old_root=None):
    """Of a leaf's inclusion, or of consistency with the tree of `old` leaves."""
    try:
        if leaf is not None:
            return index < size and root_by_inclusion(leaf, index, size, proof) == root
        if old == 0:
            return proof == [] and old_root == sha256(b"")
        return old <= size and roots_by_consistency(old_root, old, size, proof) == (old_root, root)
    except ValueError:
        return False

# Keys, signed notes and checkpoints (C2SP).
KEY = re.compile("([^\\s+\x00-\x1f]+)\\+([0-9a-f]{8})\\+(\\S+)")
SIGNATURE = "\u2014 ([^\\s+\x00-\x1f]+) (\\S+)\n"
CHECKPOINT = re.compile(
    f"(([^\x00-\x1f]+)\n(0|[1-9][0-9]{{0,19}})\n(\\S{{44}})\n)\n((?:{SIGNATURE}){{1,100}})")
RECEIPT = re.compile("c2sp\\.org/tlog-proof@v1\n(?:extra (\\S*)\n)?index (0|[1-9][0-9]{0,19})\n"
                     "((?:\\S{44}\n)*)\n(.*)", re.DOTALL)

# What is not UTF-8 becomes a control character, which stands nowhere in a note or a receipt.
text_of = lambda data: data.decode(errors="replace").replace("\ufffd", "\0")

def unbase64(text, length=None):
    """The bytes, or None where this is not the one encoding of `length` bytes."""
    is_whole = re.fullmatch("[A-Za-z0-9+/]*={0,2}", text) and len(text) % 4 == 0
    data = base64.b64decode(text) if is_whole else b"?"
    return data if base64.b64encode(data).decode() == text and length in (None, len(data)) else None

def read_key(vkey, line=None):
    parts = KEY.fullmatch(vkey)
    claim(parts, "key", line)
    name, code, key = parts[1], parts[2], unbase64(parts[3], 33) or b"\0"
    key_id = sha256(name.encode() + b"\n" + key)[:4]
    claim(key[0] == 1 and point_decode(key[1:]) and key_id.hex() == code, "key", line)
    return name, key_id, key[1:]

def read_checkpoint(text, key, line=None):
    """Size and root of a checkpoint signed by the key: at most 1 MB and 100 signatures."""
    parts = CHECKPOINT.fullmatch(text)
    claim(parts and len(text.encode()) <= 1_000_000, "note", line)
    note, origin, size, root = parts[1], parts[2], int(parts[3]), unbase64(parts[4], 32)
    signatures = [(name, unbase64(code) or b"") for name, code in re.findall(SIGNATURE, parts[5])]
    claim(size < 2**64 and root and all(len(s) > 4 for _, s in signatures), "note", line)
    claim(origin == key[0], "origin", line)
    own = [signature[4:] for name, signature in signatures if (name, signature[:4]) == key[:2]]
    claim(own and is_signed(key[2], note.encode(), own[0]), "signature", line)
    return size, root

# The lines of a bundle.
is_text = lambda value: type(value) is str
is_hash = lambda value: is_text(value) and unbase64(value, 32) is not None
is_like = lambda pattern: lambda value: is_text(value) and re.fullmatch(pattern, value)
is_below = lambda limit: lambda value: type(value) is int and 0 <= value < limit
HEX, UUID = is_like("[0-9a-f]{64}"), is_like("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
unhex = lambda value: [*map(unhex, value)] if type(value) is list else (
    bytes.fromhex(value) if is_text(value) else value)
U16, U64 = is_below(2**16), is_below(2**64)
FIELDS = {
    "bundle": dict(format=is_text, pemda=is_text, nama=is_text, size=U64, root=is_hash),
    "key": dict(origin=is_text, vkey=is_text), "checkpoint": dict(note=is_text),
    "rule_pack": dict(kode=is_text, sha256=HEX, text=is_text),
    "event": dict(position=U64, id=UUID, stream=is_text, revision=U64, type=is_text, version=U16,
                  metadata=is_text, data=is_text, leaf=HEX),
    "result": dict(periode=is_text, sha256=HEX, json=is_text), "end": dict(lines=U64, sha256=HEX)}
FOLLOWS = {
    None: ["bundle"], "bundle": ["key"], "key": ["checkpoint"], "end": [],
    "checkpoint": ["checkpoint", "rule_pack"], "rule_pack": ["rule_pack", "event", "result", "end"],
    "event": ["event", "result", "end"], "result": ["result", "end"]}
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

def numbered_lines(file):
    """Each line with its number. A gzip stream that is damaged anywhere is `truncated` at once."""
    if file.peek(2)[:2] == b"\x1f\x8b":
        engine = zlib.decompressobj(wbits=31)
        try:
            while chunk := file.read(1 << 16):
                engine.decompress(chunk)
        except zlib.error:
            raise Problem("truncated", 1, None) from None
        claim(engine.eof and not engine.unused_data, "truncated", 1)
        file.seek(0)
        file = gzip.GzipFile(fileobj=file)
    for number, raw in enumerate(file, 1):
        claim(raw.endswith(b"\n"), "truncated", number)
        yield number, raw

def read_line(raw, line):
    try:
        text = raw.decode()[:-1]
        [(kind, body)] = json.loads(text).items()
        is_right = list(body) == list(FIELDS[kind]) and to_json({kind: body}) == text and all(
            is_field(body[name]) for name, is_field in FIELDS[kind].items())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        is_right = False
    claim(is_right, "unreadable", line)
    return kind, body

def canonical_bytes(event):
    revision, version = (event[name].to_bytes(8, "little") for name in ("revision", "version"))
    fields = [bytes.fromhex(event["id"].replace("-", "")), event["stream"].encode(), revision,
              event["type"].encode(), version, event["metadata"].encode(), event["data"].encode()]
    return b"".join(len(field).to_bytes(4, "little") + field for field in fields)

def said_in(event, name):
    try:
        said = json.loads(event["data"])[name]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return said if is_text(said) else None

def publication_in(event):
    """What an event says was published; None where it says nothing of the kind."""
    try:
        data = json.loads(event["data"])
        found = {"position": event["position"], "periode": data["periode"], "as_of": data["posisi"],
                 "result": data["hasil"], "carried": False}
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    is_sound = is_text(found["periode"]) and U64(found["as_of"]) and is_text(found["result"])
    return found if is_sound else None

def position_of(result):
    try:
        position = json.loads(result["json"])["as_of"]["position"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return position if U64(position) else None

def verify_bundle(file, kept, vkey):
    """Scans from the top; answers the verdict, the key and the leaves."""
    line, last, digest, packs, adopted, pemda = 0, None, hashlib.sha256(), set(), set(), None
    size, signed, signed_at, roots, leaves, revisions, before = -1, {}, {}, [], [], {}, None
    published = []
    for line, raw in numbered_lines(file):
        kind, body = read_line(raw, line)
        claim(kind in FOLLOWS[last], "order", line)
        if last == "checkpoint" != kind:
            claim(size == header["size"], "size", line - 1)
            claim(root == unbase64(header["root"]), "header", 1)
            claim(signed.get(0, root_of([])) == root_of([]), "root", 3)
        if kind == "bundle":
            header = body
            claim(body["format"] == "jejak-bundle/1", "format", line)
        elif kind == "key":
            key = read_key(body["vkey"], line)
            claim(key[0] == body["origin"] and vkey in (None, body["vkey"]), "key", line)
        elif kind == "checkpoint":
            smaller, (size, root) = size, read_checkpoint(body["note"], key, line)
            claim(size > smaller, "size", line)
            signed[size], signed_at[size] = root, line
        elif kind == "rule_pack":
            claim(sha256(body["text"].encode()).hex() == body["sha256"], "rule_pack", line)
            packs.add(body["sha256"])
        elif kind == "event":
            position, stream, revision = body["position"], body["stream"], body["revision"]
            leaves.append(sha256(b"\x00" + canonical_bytes(body)))
            claim(leaves[-1].hex() == body["leaf"], "leaf", line, position)
            claim(position == len(leaves) - 1, "position", line, position)
            if stream.split("-")[0] == "evaluasi":  # a stream a form: too many to remember
                claim(revision == 0 or before == (stream, revision - 1), "revision", line, position)
            else:
                claim(revision == revisions.get(stream, -1) + 1, "revision", line, position)
                revisions[stream] = revision
            before = stream, revision
            push(roots, leaves[-1])
            if len(leaves) in signed:
                claim(signed[len(leaves)] == root_of(roots), "root", signed_at[len(leaves)])
            if body["type"] in ("rule-pack-adopted", "rule-pack-supplemented"):
                adopted.add(said_in(body, "hash"))
            if body["type"] == "ranking-published":
                published += filter(None, [publication_in(body)])
            if body["type"] == "pemda-registered":
                pemda = pemda or (said_in(body, "kode"), said_in(body, "nama"))
        elif kind == "result":
            claim(sha256(body["json"].encode()).hex() == body["sha256"], "result", line)
            for one in published:
                if one["periode"] == body["periode"] and one["as_of"] == position_of(body):
                    one["carried"] |= one["result"] == body["sha256"]
                    claim(one["carried"], "published", line)
        else:
            claim((body["lines"], body["sha256"]) == (line - 1, digest.hexdigest()), "end", line)
        last = kind
        digest.update(raw)
    claim(last == "end", "truncated", max(line, 1))
    claim(len(leaves) == header["size"], "size", 1)
    claim(adopted <= packs, "rule_pack", 1)
    claim(pemda in (None, (header["pemda"], header["nama"])), "header", 1)
    verdict = {"sound": True, "size": len(leaves), "root": root_of(roots).hex()}
    verdict |= {"published": published} if published else {}
    if kept:
        size, root = read_checkpoint(text_of(kept.read()), key, 0)
        claim(size <= len(leaves), "size", 0)
        claim(root == root_of(functools.reduce(push, leaves[:size], [])), "root", 0)
    return verdict, key, leaves

def verify_receipt(file, key, leaves):
    parts = RECEIPT.fullmatch(text_of(file.read()))
    claim(parts, "unreadable")
    event, index, note = unbase64(parts[1] or ""), int(parts[2]), parts[4]
    proof = [unbase64(node, 32) for node in parts[3].split()]
    claim(event is not None and index < 2**64 and None not in proof, "unreadable")
    size, root = read_checkpoint(note, key)
    leaf = {*leaves[index:index + 1], *([] if parts[1] is None else [sha256(b"\x00" + event)])}
    claim(leaf, "unreadable")
    claim(len(leaf) == 1 and is_proof(proof, size, root, leaf.pop(), index), "proof")
    return {"sound": True, "position": index, "size": size}

OPENED = dict.fromkeys(("--bundle", "--receipt", "--checkpoint"), argparse.FileType("rb"))
PARSER = argparse.ArgumentParser(allow_abbrev=False, usage=__doc__)
for option, read in {**OPENED, "--kunci": str, "--proof": json.loads}.items():
    PARSER.add_argument(option, type=read)
def judge(arguments):
    given = PARSER.parse_args(arguments)
    if given.proof:
        return {"sound": is_proof(**{name: unhex(value) for name, value in given.proof.items()})}
    if not given.bundle and not (given.receipt and given.kunci):
        PARSER.error("it takes a bundle, or a receipt and the key that signed it")
    try:
        if not given.bundle:
            return verify_receipt(given.receipt, read_key(given.kunci), [])
        verdict, key, leaves = verify_bundle(given.bundle, given.checkpoint, given.kunci)
        return verify_receipt(given.receipt, key, leaves) if given.receipt else verdict
    except Problem as problem:
        return dict(zip(("sound", "kind", "line", "position"), (False, *problem.args)))

if __name__ == "__main__":
    for case in map(json.loads, sys.stdin) if sys.argv[1:] == ["--batch"] else [sys.argv[1:]]:
        verdict = judge(case)
        print(to_json(verdict), flush=True)
    sys.exit(0 if verdict["sound"] else 1)
