//! What an old shop's program exports: semicolons, Windows-1251, and phones as whoever typed them.

use super::windows1251;

/// The file, with the line ends of its time.
pub(super) fn write() -> Vec<u8> {
    windows1251::encode(&ROWS.join("\r\n"))
}

/// Its rows. The headings are those of the program; the order number and the date are no phones.
pub(super) const ROWS: [&str; 41] = [
    "№ заказа;Клиент;Телефон;Доп. телефон;Эл. почта;Город;Дата;Сумма",
    // In the portal, each in another spelling than on its card.
    "100233;Мария Келлер;8 916 123 45 67;;;Москва;12.03.2024;12 400,00",
    "100234;Ирина;123-45-67;;IRINA@example.example;Москва;12.03.2024;990,00",
    "100235;Иван;11 22 33 55;;;Тверь;13.03.2024;1 250,00",
    "100236;Морозовы;+7 495 555-01-77;;;Москва;14.03.2024;4 800,00",
    "100237;Йонас Линдквист;0046855501234;;jonas@nordmobel.example;Стокгольм;14.03.2024;31 000,00",
    "100238;Айко Танака;+81 (3) 5550-7788;;aiko@tanaka-tools.example;Токио;15.03.2024;7 700,00",
    "100239;Рен Мори;+81-90-5550-7711;;;Токио;15.03.2024;7 700,00",
    "100240;Берлинские заводы;+49 30 5550100;;;Берлин;16.03.2024;128 000,00",
    "100241;Паула Фердект;+49 (160) 5550300;;;Кёльн;18.03.2024;560,00",
    "100242;Грета Ом;+43-660-5550144;;;Вена;18.03.2024;2 390,00",
    "100243;Анна Вебер;+49 1515 5504711;;anna.weber@hafen.example;Гамбург;19.03.2024;18 000,00",
    "100244;Борис Ланг;0049 40 5550815;;LANG@LANG.example;Гамбург;19.03.2024;3 150,00",
    // The national form of a number that a card has with its country, and an extension in words.
    "100245;Мария К.;(916) 123-45-67;;;Москва;20.03.2024;800,00",
    "100246;Келлер и Ко;+7 916 123-45-67 доб. 104;;;Москва;20.03.2024;15 000,00",
    // Two numbers in one cell, and one in each of two columns.
    "100247;Отто;+49 171 5550199, +49 171 5550198;;;Мюнхен;21.03.2024;640,00",
    "100248;Роберт;+44 20 7946 0958;8 903 555-12-12;;Лондон;21.03.2024;2 020,00",
    // Repeated, as it stands and in another notation.
    "100249;Мария Келлер;8 916 123 45 67;;;Москва;22.03.2024;12 400,00",
    "100250;М. Келлер;+7(916)123-45-67;;maria.keller@firma.example;Москва;22.03.2024;5 100,00",
    "100251;Семён Новиков;8 (921) 555-20-01;;semyon@novikov.example;Санкт-Петербург;23.03.2024;3 300,00",
    "100252;Семён Н.;+7 921 5552001;;;Санкт-Петербург;23.03.2024;3 300,00",
    // New ones.
    "100253;Людмила Зайцева;8-912-555-30-02;;l.zaytseva@pochta.example;Пермь;25.03.2024;1 990,00",
    "100254;ООО «Ромашка»;8 (343) 555-40-03;8 (343) 555-40-04;info@romashka.example;Екатеринбург;25.03.2024;64 500,00",
    "100255;Тимур Алиев;+7 987 555 50 04;;;Казань;26.03.2024;2 750,00",
    "100256;Ольга Белова;8(902)5556005;;belova@pochta.example;Красноярск;26.03.2024;8 420,00",
    "100257;Егор Котов;7 913 555 70 06;;;Новосибирск;27.03.2024;1 100,00",
    "100258;Жанна Сергеева;8 800 555 80 07;;;Москва;27.03.2024;540,00",
    "100259;Павел Дроздов;+375 29 555-90-08;;drozdov@posta.example;Минск;28.03.2024;6 060,00",
    "100260;Айгуль Сапарова;+7 701 555 10 09;;;Алматы;28.03.2024;9 990,00",
    "100261;Ганс Мюллер;+49 221 55510-10;;mueller@koeln.example;Кёльн;29.03.2024;23 000,00",
    "100262;Клэр Дюбуа;+33 1 55 50 11 11;;;Париж;29.03.2024;4 444,00",
    "100263;Виктор Жуков;8 (861) 555-12-12;;zhukov@yug.example;Краснодар;30.03.2024;720,00",
    "100264;Нина Фёдорова;8 914 5551313;;;Владивосток;30.03.2024;3 690,00",
    "100265;=HYPERLINK(\"http://evil.example\");8 915 555-14-14;;;Тула;31.03.2024;1,00",
    // No phone in them.
    "100266;Без телефона;спросить у Анны;;;Рязань;01.04.2024;1 500,00",
    "100267;Опечатка;8 916 12;;petrov(at)pochta.example;Рязань;01.04.2024;1 500,00",
    "100268;Пусто;;;;Калуга;02.04.2024;0,00",
    "100269;Прочерк;—;-;нет;Калуга;02.04.2024;0,00",
    "100270;Почта;;;двойная@@pochta.example;Калуга;03.04.2024;310,00",
    // In the portal by one of two, and new by the other.
    "100271;Пётр;8 926 555 15 15;;ivan@example.example;Москва;03.04.2024;2 100,00",
    "",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::{CommKind, Crm};
    use rstest::rstest;

    #[test]
    fn every_row_has_the_cells_of_the_headings() {
        for row in &ROWS[..ROWS.len() - 1] {
            assert_eq!(row.split(';').count(), 8, "{row}");
        }
    }

    #[test]
    fn no_character_is_lost_in_the_encoding() {
        assert!(!write().contains(&b'?'), "{:?}", ROWS.join("\n"));
    }

    /// What the verdicts of these rows are made of.
    #[rstest]
    #[case(1, 2, 4)]
    #[case(2, 2, 1)]
    #[case(3, 2, 1)]
    #[case(4, 2, 3)]
    #[case(5, 2, 2)]
    #[case(8, 2, 29)]
    #[case(20, 2, 0)]
    #[case(22, 2, 0)]
    fn some_rows_are_in_the_portal_and_some_are_new(
        #[case] row: usize,
        #[case] column: usize,
        #[case] holders: usize,
    ) {
        let crm: Crm = crate::data::generate(1, 500);
        let cell = ROWS[row].split(';').nth(column).unwrap();
        assert_eq!(crm.holders(CommKind::Phone, cell).count(), holders, "{}", ROWS[row]);
    }
}
