//! The Merkle tree over every event in position order (RFC 6962, section 2.1).
//!
//! A leaf is the hash of an event's canonical bytes. The log keeps on disk only the root of each
//! complete run of [`TILE`] leaves; everything below is given back by the frames, everything above
//! by hashing these roots.

use std::cell::RefCell;

use sha2::{Digest, Sha256};
use tlog_tiles::HashReader;
use tlog_tiles::tlog::Error as TlogError;

use crate::log::{Log, LogError};

/// SHA-256.
pub type Hash = [u8; 32];

/// Leaves under one stored root.
pub const TILE: u64 = 256;

/// `SHA-256(0x00 || bytes)`.
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

/// SHA-256 in hex: the fingerprint of a file or a result.
pub fn fingerprint(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// Root of a tree over these hashes, each itself a leaf or the root of an equally large subtree.
///
/// Only the last hash may stand for a smaller subtree.
pub fn root_of(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => Sha256::digest([]).into(),
        [one] => *one,
        many => {
            let split = many.len().next_power_of_two() / 2;
            node_hash(&root_of(&many[..split]), &root_of(&many[split..]))
        }
    }
}

/// Folds leaves into the root over all of them, keeping one hash a level (RFC 6962, section 2.1).
#[derive(Debug, Clone, Default)]
pub struct Fold {
    size: u64,
    /// Roots of the complete subtrees, largest first: one for each bit of `size`.
    roots: Vec<Hash>,
}

impl Fold {
    /// Adds the next leaf.
    pub fn push(&mut self, leaf: Hash) {
        self.push_subtree(leaf, 1);
    }

    /// Adds the root of the next complete run of `leaves`, a power of two that divides the size.
    pub fn push_subtree(&mut self, mut root: Hash, leaves: u64) {
        for _ in 0..(self.size / leaves).trailing_ones() {
            if let Some(left) = self.roots.pop() {
                root = node_hash(&left, &root);
            }
        }
        self.roots.push(root);
        self.size += leaves;
    }

    /// Leaves so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Root over the leaves so far.
    pub fn root(&self) -> Hash {
        let mut roots = self.roots.iter().rev();
        match roots.next() {
            None => root_of(&[]),
            Some(last) => roots.fold(*last, |right, left| node_hash(left, &right)),
        }
    }
}

/// Proof that the event at `index` is in the tree of the first `size` events, from the leaf's
/// sibling up (RFC 6962, section 2.1.1). Errors: [`LogError`].
pub fn inclusion(log: &Log, size: u64, index: u64) -> Result<Vec<Hash>, LogError> {
    let reader = Subtrees { log, failed: RefCell::new(None) };
    let proof = tlog_tiles::prove_record(size, index, &reader);
    reader.answer(proof)
}

/// Proof that the tree of the first `old` events is the beginning of that of the first `size`
/// (RFC 6962, section 2.1.2); empty for an old size of 0. Errors: [`LogError`].
pub fn consistency(log: &Log, size: u64, old: u64) -> Result<Vec<Hash>, LogError> {
    if old == 0 {
        return Ok(Vec::new());
    }
    let reader = Subtrees { log, failed: RefCell::new(None) };
    let proof = tlog_tiles::prove_tree(size, old, &reader);
    reader.answer(proof)
}

/// Whether `leaf` at `index` is in the tree of `size` leaves with this root.
pub fn is_included(proof: &[Hash], size: u64, root: &Hash, index: u64, leaf: &Hash) -> bool {
    let proof: Vec<_> = proof.iter().map(|hash| tlog_tiles::Hash(*hash)).collect();
    let (root, leaf) = (tlog_tiles::Hash(*root), tlog_tiles::Hash(*leaf));
    tlog_tiles::check_record(&proof, size, root, index, leaf).is_ok()
}

/// Whether the tree of `old` leaves with its root is the beginning of that of `size` leaves.
pub fn is_consistent(
    proof: &[Hash],
    (size, root): (u64, &Hash),
    (old, old_root): (u64, &Hash),
) -> bool {
    if old == 0 {
        return proof.is_empty() && *old_root == root_of(&[]);
    }
    let proof: Vec<_> = proof.iter().map(|hash| tlog_tiles::Hash(*hash)).collect();
    let (root, old_root) = (tlog_tiles::Hash(*root), tlog_tiles::Hash(*old_root));
    tlog_tiles::check_tree(&proof, size, root, old, old_root).is_ok()
}

/// Gives the proof algorithms the subtrees they ask for by their number in the tree.
struct Subtrees<'l> {
    log: &'l Log,
    /// Why the log did not answer; the library's error has no place for it.
    failed: RefCell<Option<LogError>>,
}

impl Subtrees<'_> {
    fn answer(
        self,
        proof: Result<Vec<tlog_tiles::Hash>, TlogError>,
    ) -> Result<Vec<Hash>, LogError> {
        match (proof, self.failed.into_inner()) {
            (Ok(proof), _) => Ok(proof.into_iter().map(|hash| hash.0).collect()),
            (Err(_), Some(error)) => Err(error),
            (Err(error), None) => Err(LogError::NoProof(error.to_string())),
        }
    }
}

impl HashReader for Subtrees<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, TlogError> {
        let read = |index: &u64| {
            let (level, number) = tlog_tiles::split_stored_hash_index(*index);
            let hash = self.log.subtree(number << level, 1 << level);
            hash.map(tlog_tiles::Hash).map_err(|error| {
                let message = error.to_string();
                *self.failed.borrow_mut() = Some(error);
                TlogError::InvalidInput(message)
            })
        };
        indexes.iter().map(read).collect()
    }
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unhex(text: &str) -> Vec<u8> {
        (0..text.len())
            .step_by(2)
            .map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap())
            .collect()
    }

    /// The inputs and roots published with the certificate-transparency reference code.
    #[test]
    fn roots_are_those_of_rfc_6962() {
        let inputs = [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let leaves: Vec<Hash> = inputs.iter().map(|input| leaf_hash(&unhex(input))).collect();
        for (size, root) in roots.iter().enumerate() {
            assert_eq!(hex(&root_of(&leaves[..=size])), *root, "size {}", size + 1);
        }
        assert_eq!(
            hex(&root_of(&[])),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn folding_gives_the_root_of_all_leaves() {
        let leaves: Vec<Hash> = (0..600u32).map(|n| leaf_hash(&n.to_le_bytes())).collect();
        let mut fold = Fold::default();
        for size in 0..=leaves.len() {
            assert_eq!(fold.root(), root_of(&leaves[..size]), "size {size}");
            if let Some(leaf) = leaves.get(size) {
                fold.push(*leaf);
            }
        }
        let mut tiles = Fold::default();
        for tile in leaves.chunks_exact(TILE as usize) {
            tiles.push_subtree(root_of(tile), TILE);
        }
        leaves[512..].iter().for_each(|leaf| tiles.push(*leaf));
        assert_eq!((tiles.size(), tiles.root()), (600, root_of(&leaves)));
    }

    #[test]
    fn tiles_and_the_rest_give_the_root_of_all_leaves() {
        let leaves: Vec<Hash> = (0..700u32).map(|n| leaf_hash(&n.to_le_bytes())).collect();
        for size in [1, 255, 256, 257, 511, 512, 513, 700] {
            let parts: Vec<Hash> = leaves[..size].chunks(TILE as usize).map(root_of).collect();
            assert_eq!(root_of(&parts), root_of(&leaves[..size]), "size {size}");
        }
    }
}
