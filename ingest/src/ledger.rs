//! The Merkle tree over every event in position order (RFC 6962, section 2.1).
//!
//! A leaf is the hash of an event's canonical bytes. The log keeps on disk only the root of each
//! complete run of [`TILE`] leaves; everything below is given back by the frames, everything above
//! by hashing these roots.

use sha2::{Digest, Sha256};

/// SHA-256.
pub type Hash = [u8; 32];

/// Leaves under one stored root.
pub const TILE: u64 = 256;

/// `SHA-256(0x00 || bytes)`.
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
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

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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
    fn tiles_and_the_rest_give_the_root_of_all_leaves() {
        let leaves: Vec<Hash> = (0..700u32).map(|n| leaf_hash(&n.to_le_bytes())).collect();
        for size in [1, 255, 256, 257, 511, 512, 513, 700] {
            let parts: Vec<Hash> = leaves[..size].chunks(TILE as usize).map(root_of).collect();
            assert_eq!(root_of(&parts), root_of(&leaves[..size]), "size {size}");
        }
    }
}
