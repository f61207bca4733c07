//! What one would use instead, each as it comes from its registry.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context as _, Result, ensure};
use b24_duplicates::domain::Communication;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::portal::BenchPortal;
use crate::score::Group;

/// A client.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rival {
    /// `fast_bitrix24`: single questions, fifty in a `call_batch`.
    FastBitrix24,
    /// `@bitrix24/b24jssdk`: single questions by `batchByChunk`.
    B24JsSdk,
    /// A loop of twenty values a call, without a library.
    PlainLoop,
}

/// What a client answered.
#[derive(Clone, PartialEq, Debug)]
pub struct Answers {
    /// Values with what is said about them.
    pub groups: Vec<Group>,
    /// Seconds from its first question to its last answer, without the start of its program.
    pub wall_s: f64,
    /// The first of its errors.
    pub errors: Vec<String>,
}

#[derive(Deserialize)]
struct Written {
    wall_s: f64,
    groups: Vec<WrittenGroup>,
    errors: Vec<String>,
}

#[derive(Deserialize)]
struct WrittenGroup {
    values: Vec<usize>,
    #[serde(default)]
    found: Value,
}

impl Rival {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::FastBitrix24, Self::B24JsSdk, Self::PlainLoop];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FastBitrix24 => "fast_bitrix24",
            Self::B24JsSdk => "b24jssdk",
            Self::PlainLoop => "plain loop",
        }
    }

    /// Lets it ask the portal.
    ///
    /// # Errors
    /// If it is not installed or its program fails.
    pub fn ask(self, portal: &BenchPortal, asked: &[Communication], folder: &Path) -> Result<Answers> {
        let values: Value =
            asked.iter().map(|value| json!([value.kind().wire(), value.spelling()])).collect();
        let (values_file, answers_file) = (folder.join("values.json"), folder.join("answers.json"));
        fs::write(&values_file, values.to_string())?;
        let mut command = self.command()?;
        if let Some(certificate) = portal.certificate() {
            for trust in ["NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"] {
                command.env(trust, certificate);
            }
        }
        command.arg(portal.webhook()).args([&values_file, &answers_file]).args(self.package()?);
        let status = command.status().with_context(|| format!("cannot start {}", self.name()))?;
        ensure!(status.success(), "{} failed ({status})", self.name());
        let written: Written = serde_json::from_slice(&fs::read(&answers_file)?)?;
        let group = |group: WrittenGroup| Group {
            values: group.values,
            found: (!group.found.is_null()).then_some(group.found),
        };
        let groups = written.groups.into_iter().map(group).collect();
        Ok(Answers { groups, wall_s: written.wall_s, errors: written.errors })
    }

    fn command(self) -> Result<Command> {
        let (program, script) = match self {
            Self::FastBitrix24 => (installed("CLIENT_FAST_BITRIX24")?, "fast.py"),
            Self::B24JsSdk => ("node".into(), "jssdk.mjs"),
            Self::PlainLoop => ("node".into(), "loop.mjs"),
        };
        let mut command = Command::new(program);
        command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("clients")).arg(script);
        Ok(command)
    }

    fn package(self) -> Result<Option<PathBuf>> {
        match self {
            Self::B24JsSdk => installed("CLIENT_B24JSSDK").map(Some),
            Self::FastBitrix24 | Self::PlainLoop => Ok(None),
        }
    }
}

fn installed(variable: &str) -> Result<PathBuf> {
    let place = env::var_os(variable);
    place.map(PathBuf::from).with_context(|| format!("{variable} is not set: run `cargo xtask bench`"))
}
