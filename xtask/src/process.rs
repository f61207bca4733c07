//! Starting other programs.

use std::{
    ffi::OsStr,
    io::{Read as _, pipe},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

/// What a finished program left behind.
pub(crate) struct Captured {
    /// Whether it ended with exit code 0.
    pub(crate) succeeded: bool,
    /// Both its streams, in the order in which they were written.
    pub(crate) output: String,
}

/// Runs a program with our own streams; failing is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = display(command);
    let status = command.status().with_context(|| format!("cannot start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs a program and shows what it printed only if it fails, which is an error.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    let shown = display(command);
    let captured = capture(command)?;
    if !captured.succeeded {
        bail!("`{shown}` failed:\n{}", captured.output.trim_end());
    }
    Ok(())
}

/// What a program prints to its standard output; failing is an error that shows the rest.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let shown = display(command);
    let output = command.output().with_context(|| format!("cannot start `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` failed:\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Runs a program and keeps what it prints; failing is an answer like any other.
pub(crate) fn capture(command: &mut Command) -> Result<Captured> {
    let shown = display(command);
    let (mut reader, writer) = pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("cannot start `{shown}`"))?;
    // The command still holds our ends of the pipe: while they are open the reader never ends.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut output = Vec::new();
    reader.read_to_end(&mut output)?;
    let status = child.wait()?;
    Ok(Captured { succeeded: status.success(), output: String::from_utf8_lossy(&output).into_owned() })
}

/// The first line that a program prints to its standard output, or `None` if it cannot be had.
pub(crate) fn first_line(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().next()?.trim().to_owned();
    output.status.success().then_some(line)
}

/// Looks a program up on the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| is_program(file))
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

fn display(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
