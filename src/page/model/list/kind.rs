//! Which kinds of files are read, as far as their names tell.

use crate::protocol::files::Refused;

/// How the names of files end that are read. What offers files, what says which can be chosen, and what refuses others
/// go by this list.
pub const FILE_KINDS: [&str; 7] = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "vcf"];

/// Why a file of this name is none to be read, however long it is: nothing of it need be looked at. A name that says
/// nothing, or ends in what nobody knows, is left to what stands in the file.
pub(in crate::page) fn refused_by_name(name: &str) -> Option<Refused> {
    let (_, end) = name.trim_end().rsplit_once('.')?;
    let is_among = |ends: &[&str]| ends.iter().any(|known| end.eq_ignore_ascii_case(known));
    OTHER_KINDS.iter().find(|(ends, _)| is_among(ends)).map(|(_, why)| *why)
}

/// Kinds of files that hold no list, and why they are refused.
const OTHER_KINDS: [(&[&str], Refused); 6] = [
    (&["pdf"], Refused::Pdf),
    (
        &[
            "png", "jpg", "jpeg", "jfif", "gif", "webp", "avif", "bmp", "tif", "tiff", "heic", "heif", "svg",
            "ico",
        ],
        Refused::Picture,
    ),
    (&["doc", "docx", "docm", "odt", "rtf", "pages", "ppt", "pptx", "odp", "key", "epub"], Refused::Document),
    (&["zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "zst"], Refused::Archive),
    (&["numbers", "xlsb"], Refused::OtherSheet),
    (
        &["mp3", "mp4", "m4a", "mov", "avi", "mkv", "webm", "wav", "ogg", "exe", "dll", "msi", "dmg", "iso"],
        Refused::Binary,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_list_is_told_by_its_name() {
        for (name, why) in [
            ("Invoice.pdf", Refused::Pdf),
            ("IMG_2041.JPG", Refused::Picture),
            ("Clients.docx", Refused::Document),
            ("clients.csv.zip", Refused::Archive),
            ("Clients.numbers", Refused::OtherSheet),
            ("call.mp3 ", Refused::Binary),
        ] {
            assert_eq!(refused_by_name(name), Some(why), "{name}");
        }
    }

    #[test]
    fn what_is_read_and_what_nobody_knows_is_looked_at() {
        for end in FILE_KINDS {
            assert_eq!(refused_by_name(&["clients.pdf.", end].concat()), None);
            assert_eq!(refused_by_name(&["CLIENTS.", &end.to_ascii_uppercase()].concat()), None);
        }
        for name in ["clients", "pdf", "clients.dat", "clients.2026-03", ""] {
            assert_eq!(refused_by_name(name), None, "{name}");
        }
    }
}
