mod client;
mod protocol;
mod worker;

pub(in crate::read) use self::client::SandboxClient;
pub use self::protocol::APART;
pub use self::worker::serve_workbook;
