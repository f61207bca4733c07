//! The module that reads files, as it is built and served: no page asks for it by itself yet, so these journeys start it.

use anyhow::{Context as _, Result, bail, ensure};
use b24_duplicates::protocol::files::{
    CellWhat, FileId, FilesAnswer, FilesCall, Holds, Refused, Turn, WriteAs,
};
use e2e::{Stage, journey};
use serde_json::{Value, json};

/// Starts the module by its rule, gives it calls with a file, and brings each answer and what comes beside it.
const ASK: &str = "\
    const [calls, content] = arguments;
    const { content: script } = document.querySelector('meta[name=b24d-files]');
    const rule = trustedTypes.createPolicy('b24d-files', { createScriptURL: () => script });
    const worker = new Worker(rule.createScriptURL(''), { type: 'module' });
    const next = () => new Promise((heard, failed) => {
        worker.onmessage = ({ data }) => heard(data);
        worker.onerror = () => failed(new Error('the module failed'));
    });
    const file = new File([Uint8Array.from(content)], 'list');
    return (async () => {
        const answers = [];
        if (await next() !== null) throw new Error('another first word');
        for (const call of calls) {
            const answer = next();
            worker.postMessage([Uint8Array.from(call), file]);
            const [bytes, written] = await answer;
            answers.push([[...bytes ?? []], written ? [...new Uint8Array(await written.arrayBuffer())] : null]);
        }
        worker.terminate();
        return answers;
    })();";

/// The files of the module that the browser has loaded.
const LOADED: &str = "\
    return performance.getEntriesByType('resource').map(entry => entry.name).filter(name => name.includes('/files-'));";

const FILE: FileId = FileId(1);

/// `Имя;Телефон` and a contact, as Excel writes CSV in Russia.
const LIST: &[u8] = b"\xc8\xec\xff;\xd2\xe5\xeb\xe5\xf4\xee\xed\r\n\xc0\xed\xed\xe0;8 916 123-45-67\r\n";

type Answers = Vec<(FilesAnswer, Option<Vec<u8>>)>;

async fn ask(stage: &Stage, calls: &[FilesCall], file: &[u8]) -> Result<Answers> {
    let calls: Vec<Vec<u8>> = calls.iter().map(FilesCall::to_bytes).collect();
    let arguments: Vec<Value> = vec![json!(calls), json!(file)];
    let answers: Vec<(Vec<u8>, Option<Vec<u8>>)> = stage.browser.script(ASK, arguments).await?;
    let read = |(answer, written): (Vec<u8>, _)| {
        Ok((FilesAnswer::from_bytes(&answer).context("no answer")?, written))
    };
    answers.into_iter().map(read).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_read_and_written_in_the_browser_and_the_page_fetches_the_module_for_nothing_else()
-> Result<()> {
    journey("files", async |stage| {
        let widget = stage.plain_page().await?;
        widget.until_state("page", "disconnected").await?;
        let loaded: Vec<String> = stage.browser.script(LOADED, vec![]).await?;
        ensure!(loaded.is_empty(), "{loaded:?}");
        let rows = FilesCall::Rows {
            file: FILE,
            turn: Turn(1),
            columns: vec![Holds::Other, Holds::Phones],
            country: Some("RU".to_owned()),
            from: 0,
            most: 2_000,
        };
        let turn = Turn(1);
        let write = |format| {
            [
                FilesCall::WriteBegin { file: FILE, turn, format, added: vec!["Verdict".to_owned()] },
                FilesCall::WriteRows { file: FILE, turn, rows: vec![(0, vec!["new".to_owned()])] },
                FilesCall::WriteEnd { file: FILE, turn, about: vec!["about".to_owned()] },
            ]
        };
        let calls: Vec<FilesCall> = [FilesCall::Open(FILE), rows]
            .into_iter()
            .chain(write(WriteAs::Csv))
            .chain(write(WriteAs::Xlsx))
            .collect();
        let mut answers = ask(stage, &calls, LIST).await?.into_iter();
        let mut next = || answers.next().context("an answer to each call");
        let (FilesAnswer::Opened(FILE, opened), None) = next()? else { bail!("it is opened") };
        ensure!(opened.names == ["Имя", "Телефон"] && opened.rows == 1, "{opened:?}");
        let (FilesAnswer::Rows { rows, .. }, None) = next()? else { bail!("its rows are read") };
        let spellings: Vec<&str> = rows
            .iter()
            .flat_map(|row| &row.pieces)
            .filter_map(|piece| match &piece.what {
                CellWhat::Found { spelling, .. } => Some(spelling.as_str()),
                CellWhat::Unread { .. } | CellWhat::More(_) => None,
            })
            .collect();
        ensure!(spellings == ["8 916 123-45-67"], "{rows:?}");
        let is_begun = |answer: &_| matches!(answer, (FilesAnswer::Writing { .. }, None));
        ensure!(is_begun(&next()?) && is_begun(&next()?), "its rows are written");
        let (FilesAnswer::Written { rows: 1, .. }, Some(csv)) = next()? else { bail!("it is written") };
        let csv = String::from_utf8(csv)?;
        ensure!(csv == "\u{feff}Имя;Телефон;Verdict;about\r\nАнна;8 916 123-45-67;new\r\n", "{csv}");
        ensure!(is_begun(&next()?) && is_begun(&next()?), "they are written once more");
        let (FilesAnswer::Written { rows: 1, .. }, Some(book)) = next()? else { bail!("it is written") };
        ensure!(book.starts_with(b"PK"), "a workbook");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_table_is_refused_in_the_browser_too() -> Result<()> {
    journey("files-refused", async |stage| {
        stage.plain_page().await?.until_state("page", "disconnected").await?;
        let picture = ask(stage, &[FilesCall::Open(FILE)], b"\x89PNG\r\n\x1a\n").await?;
        let refused = FilesAnswer::Refused(FILE, Refused::Picture);
        ensure!(picture.first().is_some_and(|(answer, _)| *answer == refused), "{picture:?}");
        Ok(())
    })
    .await
}
