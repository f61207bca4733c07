//! The address book of a telephone: vCards of three versions, as different telephones export them.

/// The file, with the line ends that the format asks for.
pub(super) fn write() -> Vec<u8> {
    CARDS.replace('\n', "\r\n").into_bytes()
}

const CARDS: &str = "\
BEGIN:VCARD
VERSION:3.0
N:Keller;Maria;;;
FN:Maria Keller
TEL;TYPE=CELL:+7 916 123 45 67
TEL;TYPE=WORK:8 (495) 555-33-01
EMAIL;TYPE=INTERNET,WORK:MARIA.KELLER@firma.example
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9C=D0=BE=D1=80=D0=BE=D0=B7=D0=BE=D0=B2=D0=B0;=D0=9B=D0=B5=D0=BD=D0=B0;;;
TEL;HOME:84955550177
TEL;CELL:+79035553302
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Otto Einsam
TEL;VALUE=uri;TYPE=cell:tel:+49-171-5550199
EMAIL:otto@einsam.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Berliner Werke
ORG:Berliner Werke GmbH
item1.TEL:+49 30 5550-100
item1.X-ABLabel:Zentrale
NOTE:Ask for Kurt\\, not for the\\n switchboard. The line that follo
 ws is folded.
END:VCARD
BEGIN:VCARD
VERSION:2.1
N:Tables;Robert;;;
TEL;CELL;PREF:+442079460958
EMAIL;INTERNET:robert@tables.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Lydia Brandt
TEL;TYPE=CELL:+49 172 5553303
TEL;TYPE=CELL:+49 172 5553304
TEL;TYPE=WORK:+49 30 5553305
EMAIL:lydia@brandt.example
EMAIL:lydia.brandt@work.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Lydia (old)
TEL;TYPE=CELL:0049 172 5553303
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Taxi
TEL;TYPE=WORK:22 33 22
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Without a number
EMAIL:
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Irina Example
TEL:1234567
EMAIL;PREF=1:irina@example.example
END:VCARD
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_that_begins_ends_and_lines_end_as_the_format_says() {
        let text = String::from_utf8(write()).unwrap();
        assert_eq!(text.matches("BEGIN:VCARD\r\n").count(), 10);
        assert_eq!(text.matches("END:VCARD\r\n").count(), 10);
        assert!(text.lines().count() == text.matches("\r\n").count());
    }
}
