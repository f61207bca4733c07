//! Starts a sandbox portal and its application's host.

mod arguments;

use std::process::ExitCode;

use arguments::Command;
use sandbox::server::{Options, start};

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match arguments::read() {
        Ok(Command::Help) => {
            println!("{}", arguments::HELP);
            return ExitCode::SUCCESS;
        }
        Ok(Command::Start(options)) => run(*options).await,
        Err(error) => Err(error.to_string()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), String> {
    let running = start(options).await.map_err(|error| error.to_string())?;
    // Whoever reads that we are there may end us, so that is listened for first.
    let (ended, ()) = tokio::join!(tokio::signal::ctrl_c(), async {
        println!("portal  {}/", running.portal_url());
        println!("app     {}", running.app_url());
        println!("Open the portal, choose a contact, and click the tab of the application.");
    });
    ended.map_err(|error| error.to_string())?;
    running.stop().await;
    Ok(())
}
