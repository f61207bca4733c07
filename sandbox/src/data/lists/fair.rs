//! A workbook in which a spreadsheet program took phones for numbers.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The file. What cannot be written is an empty one, which a test would show.
pub(super) fn write() -> Vec<u8> {
    workbook().unwrap_or_default()
}

fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without it the file holds the time at which it was made.
    let made = ExcelDateTime::from_ymd(2025, 6, 23)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    sheet(workbook.add_worksheet(), "Monday", &MONDAY)?;
    sheet(workbook.add_worksheet(), "Tuesday", &TUESDAY)?;
    workbook.save_to_buffer()
}

const HEADINGS: [&str; 6] = ["Name", "Company", "Mobile", "Office", "E-mail", "Visited"];

/// Name, company, mobile as a number, office as a text, e-mail, and the day of June on which the visitor came.
type Visitor = (&'static str, &'static str, f64, &'static str, &'static str, u8);

const MONDAY: [Visitor; 14] = [
    ("Maria Keller", "Keller & Co.", 79_161_234_567.0, "", "maria.keller@firma.example", 23),
    ("Jonas Lindqvist", "Nordmöbel AB", 0.0, "+46 8 5550 1234", "", 23),
    ("Kurt Adler", "Berliner Werke GmbH", 0.0, "+49 30 5550-100 ext. 12", "", 23),
    ("Anna Weber", "", 4_915_155_504_711.0, "", "", 23),
    ("Boris Lang", "Lang", 0.0, "040 5550815", "lang@lang.example", 23),
    ("Aiko Tanaka", "Tanaka Tools", 819_055_507_711.0, "0081 3 5550 7788", "", 23),
    ("Peter Inhouse", "Sandbox Trading", 37_155_500_001.0, "", "", 23),
    ("Claire Dubois", "Optique Dubois", 33_155_501_111.0, "", "claire@dubois.example", 23),
    ("Hugo Ferreira", "Azul", 351_910_555_016.0, "", "hugo@azul.example", 23),
    ("Ines Costa", "Azul", 351_910_555_016.0, "", "ines@azul.example", 23),
    ("Nils Olsen", "", 4_755_550_117.0, "", "", 23),
    ("Nobody", "", 12.0, "ask at the stand", "", 23),
    ("Rosa Rossi", "Fonderia Rossi", 390_255_501_818.0, "", "rosa@@rossi.example", 23),
    ("Vera Zeman", "Zeman a syn", 420_255_501_919.0, "+420 255 501 920", "vera@zeman.example", 23),
];

const TUESDAY: [Visitor; 5] = [
    ("Maria Keller", "Keller & Co.", 89_161_234_567.0, "", "", 24),
    ("Otto Einsam", "", 491_715_550_199.0, "", "", 24),
    ("Paula Verdeckt", "", 491_605_550_300.0, "", "", 24),
    ("Quinn Urban", "Urban Media", 442_079_460_021.0, "", "quinn@urban.example", 24),
    ("Zoe Novak", "", 38_655_502_222.0, "", "zoe@novak.example", 24),
];

fn sheet(sheet: &mut Worksheet, name: &str, visitors: &[Visitor]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    sheet.set_name(name)?;
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_with_format(0, column, heading, &bold)?;
        sheet.set_column_width(column, 22)?;
    }
    for (row, (name, company, mobile, office, email, visited)) in (1..).zip(visitors) {
        sheet.write(row, 0, *name)?;
        sheet.write(row, 1, *company)?;
        if *mobile > 0.0 {
            sheet.write(row, 2, *mobile)?;
        }
        sheet.write(row, 3, *office)?;
        sheet.write(row, 4, *email)?;
        sheet.write_with_format(row, 5, &ExcelDateTime::from_ymd(2025, 6, *visited)?, &day)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_workbook() {
        let bytes = workbook().unwrap();
        assert!(bytes.starts_with(b"PK\x03\x04"));
        assert!(bytes.windows(20).any(|part| part == b"xl/worksheets/sheet2"), "two sheets");
    }
}
