//! The log over KurrentDB's own gRPC protocol, for the clients that exist in every language.
//!
//! Whoever reads or follows the record this way needs nothing of jejak, and moving to a cluster is
//! another connection string. A position is the number of the event, as commit and as prepare. What
//! may be appended is one whole submission exactly as jejak writes it, to a stream of this
//! government; everything else the protocol knows is answered UNIMPLEMENTED.
//!
//! There is no password: not every client sends one over a connection without TLS, so the port is
//! for this machine alone. It only reads unless it is told otherwise: what is appended here is asked
//! no rule of the regulation, and nothing can be taken back.

#![allow(clippy::result_large_err)] // the protocol's own error is large

mod append;
mod filter;
mod prompt;
mod read;
mod wire;

use std::net::SocketAddr;
use std::sync::Arc;

use ingest::identity::{EVENT_NAMESPACE, Kode};
use ingest::log::Log;
use tokio::net::TcpListener;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status, Streaming};
use uuid::Uuid;

use self::prompt::Prompt;
use self::protocol::client;
use self::protocol::client::gossip::gossip_server::{Gossip, GossipServer};
use self::protocol::client::gossip::member_info::VNodeState;
use self::protocol::client::gossip::{ClusterInfo, EndPoint, MemberInfo};
use self::protocol::client::server_features::server_features_server::{
    ServerFeatures, ServerFeaturesServer,
};
use self::protocol::client::server_features::{SupportedMethod, SupportedMethods};
use self::protocol::client::streams::streams_server::{Streams, StreamsServer};
use self::protocol::client::streams::{
    AppendReq, AppendResp, BatchAppendReq, BatchAppendResp, DeleteReq, DeleteResp, ReadReq,
    ReadResp, TombstoneReq, TombstoneResp,
};

/// KurrentDB's messages, as `proto/` describes them.
#[allow(missing_docs, unreachable_pub, dead_code, clippy::all)]
mod protocol {
    pub mod event_store {
        pub mod client {
            tonic::include_proto!("event_store.client");
            pub mod streams {
                tonic::include_proto!("event_store.client.streams");
            }
            pub mod server_features {
                tonic::include_proto!("event_store.client.server_features");
            }
            pub mod gossip {
                tonic::include_proto!("event_store.client.gossip");
            }
        }
    }
    pub mod google {
        pub mod rpc {
            tonic::include_proto!("google.rpc");
        }
    }
    pub use event_store::client;
}

/// Requests of one connection that are worked on at once.
const AT_ONCE: usize = 64;

/// Serves a log until the task is dropped. Errors: the connections cannot be taken.
pub async fn serve_log(
    log: Arc<Log>,
    pemda: Kode,
    listener: TcpListener,
    takes_appends: bool,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let address = listener.local_addr()?;
    let port = Port { log, pemda: Arc::new(pemda), takes_appends };
    let connections = TcpIncoming::from(listener).with_nodelay(Some(true));
    let connections = connections.map(|connection| connection.map(Prompt));
    Server::builder()
        .concurrency_limit_per_connection(AT_ONCE)
        .add_service(StreamsServer::new(port))
        .add_service(ServerFeaturesServer::new(Features))
        .add_service(GossipServer::new(OneNode { address }))
        .serve_with_incoming(connections)
        .await?;
    Ok(())
}

/// The one log behind the port.
#[derive(Clone)]
struct Port {
    log: Arc<Log>,
    pemda: Arc<Kode>,
    takes_appends: bool,
}

impl Port {
    fn takes_appends(&self) -> Result<(), Status> {
        let told = "this port only reads: start jejak serve with --kurrentdb-append to append here";
        self.takes_appends.then_some(()).ok_or_else(|| Status::permission_denied(told))
    }
}

#[tonic::async_trait]
impl Streams for Port {
    type ReadStream = ReceiverStream<Result<ReadResp, Status>>;
    type BatchAppendStream = ReceiverStream<Result<BatchAppendResp, Status>>;

    async fn read(&self, request: Request<ReadReq>) -> Result<Response<Self::ReadStream>, Status> {
        let options = request.into_inner().options;
        let options = options.ok_or_else(|| Status::invalid_argument("a read has options"))?;
        read::read(Arc::clone(&self.log), options).map(Response::new)
    }

    async fn append(
        &self,
        request: Request<Streaming<AppendReq>>,
    ) -> Result<Response<AppendResp>, Status> {
        self.takes_appends()?;
        append::append(self, request.into_inner()).await.map(Response::new)
    }

    async fn batch_append(
        &self,
        request: Request<Streaming<BatchAppendReq>>,
    ) -> Result<Response<Self::BatchAppendStream>, Status> {
        self.takes_appends()?;
        Ok(Response::new(append::batch_append(self.clone(), request.into_inner())))
    }

    async fn delete(&self, _: Request<DeleteReq>) -> Result<Response<DeleteResp>, Status> {
        Err(nothing_is_deleted())
    }

    async fn tombstone(&self, _: Request<TombstoneReq>) -> Result<Response<TombstoneResp>, Status> {
        Err(nothing_is_deleted())
    }
}

fn nothing_is_deleted() -> Status {
    Status::unimplemented("jejak keeps every event: nothing is deleted")
}

/// What a client may ask for.
struct Features;

#[tonic::async_trait]
impl ServerFeatures for Features {
    async fn get_supported_methods(
        &self,
        _: Request<client::Empty>,
    ) -> Result<Response<SupportedMethods>, Status> {
        let method = |(service, method): (&str, &str)| SupportedMethod {
            method_name: method.to_owned(),
            service_name: format!("event_store.client.{service}"),
            features: Vec::new(),
        };
        let methods = [
            ("streams.streams", "append"),
            ("streams.streams", "batchappend"),
            ("streams.streams", "read"),
            ("gossip.gossip", "read"),
            ("server_features.serverfeatures", "getsupportedmethods"),
        ];
        // Clients read the protocol's version from it.
        let event_store_server_version = "24.10.0".to_owned();
        let methods = methods.map(method).to_vec();
        Ok(Response::new(SupportedMethods { methods, event_store_server_version }))
    }
}

/// A cluster of one, for clients that look for its leader.
struct OneNode {
    address: SocketAddr,
}

#[tonic::async_trait]
impl Gossip for OneNode {
    async fn read(&self, _: Request<client::Empty>) -> Result<Response<ClusterInfo>, Status> {
        let (address, port) = (self.address.ip().to_string(), self.address.port());
        let member = MemberInfo {
            instance_id: Some(wire::uuid(
                Uuid::new_v5(&EVENT_NAMESPACE, address.as_bytes()),
                false,
            )),
            time_stamp: wire::ticks(crate::cli::now()) as i64,
            state: VNodeState::Leader.into(),
            is_alive: true,
            http_end_point: Some(EndPoint { address, port: port.into() }),
        };
        Ok(Response::new(ClusterInfo { members: vec![member] }))
    }
}
