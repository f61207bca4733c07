//! Starts a sandbox portal and its application's host.

use sandbox::server::{Options, start};

#[tokio::main]
async fn main() -> Result<(), sandbox::server::StartError> {
    let running = start(Options::default()).await?;
    println!("portal  {}/", running.portal_url());
    println!("app     {}", running.app_url());
    Ok(())
}
