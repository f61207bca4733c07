//! The command line.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use pico_args::{Arguments, Error};
use sandbox::crm::Collation;
use sandbox::portal::{Billing, Plan};
use sandbox::server::{InstallPath, Options};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A small Bitrix24 portal on this machine.

  --listen ADDRESS      where the portal listens            [127.0.0.1:8024]
  --app-listen ADDRESS  where the application's host listens [127.0.0.1:8025]
  --dist FOLDER         the built widget
  --data FILE           records of your own, as JSON
  --seed N              seed of the generated records       [1]
  --records N           how many records are generated      [2000]
  --find-ms N           working time of findbycomm for one value
  --list-ms N           working time of a list for one row
  --workers N           how many requests the portal works on at once  [any number]
  --limits on|off       request rate and working time       [on]
  --plan standard|enterprise
  --billing ban|minutes|batch
  --collation exact|folding   whether accents matter to findbycomm [exact]
  --tls FILE            https; the certificate is written to FILE for clients to trust
  --not-installed       begin with the installation of the application
  --install-path PATH|none    install at a path of its own, or without an installation";

/// What the command line asks for.
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// Start a sandbox.
    Start(Box<Options>),
}

/// Reads the command line of this process.
pub(crate) fn read() -> Result<Command, Error> {
    parse(Arguments::from_env())
}

fn parse(mut arguments: Arguments) -> Result<Command, Error> {
    if arguments.contains(["-h", "--help"]) {
        return Ok(Command::Help);
    }
    let mut options = Options {
        listen: arguments.opt_value_from_str("--listen")?.unwrap_or(([127, 0, 0, 1], 8024).into()),
        app_listen: arguments.opt_value_from_str("--app-listen")?.unwrap_or(([127, 0, 0, 1], 8025).into()),
        dist: arguments.opt_value_from_str::<_, PathBuf>("--dist")?,
        data: arguments.opt_value_from_str::<_, PathBuf>("--data")?,
        tls: arguments.opt_value_from_str::<_, PathBuf>("--tls")?,
        installed: !arguments.contains("--not-installed"),
        ..Options::default()
    };
    if let Some(path) = arguments.opt_value_from_fn("--install-path", install_path)? {
        // With a path, there is an installation to begin with.
        options.installed = path == InstallPath::Nowhere;
        options.install_path = path;
    }
    set(&mut arguments, "--seed", &mut options.seed)?;
    set(&mut arguments, "--records", &mut options.records)?;
    let settings = &mut options.settings;
    let milliseconds = |text: &str| u64::from_str(text).map(Duration::from_millis);
    if let Some(cost) = arguments.opt_value_from_fn("--find-ms", milliseconds)? {
        settings.find_per_value = cost;
    }
    if let Some(cost) = arguments.opt_value_from_fn("--list-ms", milliseconds)? {
        settings.list_per_row = cost;
    }
    settings.workers = arguments.opt_value_from_fn("--workers", workers)?;
    if let Some(limits) = arguments.opt_value_from_fn("--limits", limits)? {
        settings.limits = limits;
    }
    if let Some(collation) = arguments.opt_value_from_fn("--collation", collation)? {
        options.collation = collation;
    }
    if let Some(plan) = arguments.opt_value_from_fn("--plan", plan)? {
        settings.plan = plan;
    }
    if let Some(billing) = arguments.opt_value_from_fn("--billing", billing)? {
        settings.billing = billing;
    }
    match arguments.finish().first() {
        Some(unknown) => Err(Error::ArgumentParsingFailed {
            cause: format!("unknown argument {}; try --help", unknown.display()),
        }),
        None => Ok(Command::Start(Box::new(options))),
    }
}

fn set<T: FromStr>(arguments: &mut Arguments, name: &'static str, target: &mut T) -> Result<(), Error>
where
    T::Err: std::fmt::Display,
{
    if let Some(value) = arguments.opt_value_from_str(name)? {
        *target = value;
    }
    Ok(())
}

fn workers(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|workers| *workers > 0).ok_or("a portal has one worker or more")
}

fn limits(text: &str) -> Result<bool, &'static str> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("limits are on or off"),
    }
}

fn install_path(text: &str) -> Result<InstallPath, &'static str> {
    match text {
        "none" => Ok(InstallPath::Nowhere),
        path if path.starts_with('/') => Ok(InstallPath::At(path.to_owned())),
        _ => Err("an install path begins with a slash, or is none"),
    }
}

fn plan(text: &str) -> Result<Plan, &'static str> {
    match text {
        "standard" => Ok(Plan::Standard),
        "enterprise" => Ok(Plan::Enterprise),
        _ => Err("a plan is standard or enterprise"),
    }
}

fn collation(text: &str) -> Result<Collation, &'static str> {
    match text {
        "exact" => Ok(Collation::Exact),
        "folding" => Ok(Collation::Folding),
        _ => Err("a collation is exact or folding"),
    }
}

fn billing(text: &str) -> Result<Billing, &'static str> {
    match text {
        "ban" => Ok(Billing::Ban),
        "minutes" => Ok(Billing::Minutes),
        "batch" => Ok(Billing::Batch),
        _ => Err("billing is ban, minutes or batch"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, String> {
        let words = line.split_whitespace().map(Into::into).collect();
        match parse(Arguments::from_vec(words)) {
            Ok(Command::Start(options)) => Ok(*options),
            Ok(Command::Help) => Err("help".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn options_are_read() {
        let options =
            read("--listen 127.0.0.1:1 --limits off --plan=enterprise --find-ms 7 --workers 4 --collation folding --not-installed").unwrap();
        assert_eq!(options.listen.port(), 1);
        assert_eq!(options.app_listen.port(), 8025);
        assert!(!options.settings.limits && !options.installed);
        assert_eq!(options.collation, Collation::Folding);
        assert_eq!(options.settings.plan, Plan::Enterprise);
        assert_eq!(options.settings.find_per_value, Duration::from_millis(7));
        assert_eq!((options.settings.workers, read("").unwrap().settings.workers), (Some(4), None));
    }

    #[test]
    fn an_install_path_begins_an_installation_and_none_leaves_it_out() {
        let options = read("--install-path /install.html").unwrap();
        assert_eq!(
            (options.installed, options.install_path),
            (false, InstallPath::At("/install.html".to_owned()))
        );
        let options = read("--install-path none").unwrap();
        assert_eq!((options.installed, options.install_path), (true, InstallPath::Nowhere));
        assert!(read("--install-path install").unwrap_err().contains("begins with a slash"));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(read("--limits maybe").unwrap_err().contains("limits are on or off"));
        assert!(read("--workers 0").unwrap_err().contains("one worker or more"));
        assert!(read("--nope").unwrap_err().contains("unknown argument --nope"));
        assert_eq!(read("--help").unwrap_err(), "help");
    }
}
