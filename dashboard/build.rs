//! Compiles KurrentDB's protocol, without protoc: `proto/` says where it comes from.

fn main() {
    #[cfg(feature = "kurrentdb")]
    compile_protocol();
}

#[cfg(feature = "kurrentdb")]
fn compile_protocol() {
    println!("cargo::rerun-if-changed=proto");
    let files = ["proto/streams.proto", "proto/serverfeatures.proto", "proto/gossip.proto"];
    let protocol = protox::compile(files, ["proto"]).expect("the protocol is sound");
    tonic_build::configure()
        .build_client(false)
        .compile_fds(protocol)
        .expect("the protocol becomes code");
}
