//! Texts in, dates out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use super::statements;

/// The dates that a text states: `words = EDTF`, joined by `; `.
fn check(text: &str, expected: &str) {
    let found: Vec<_> = statements(text)
        .iter()
        .map(|statement| format!("{} = {}", &text[statement.range.clone()], statement.date.edtf))
        .collect();
    assert_eq!(found.join("; "), expected, "{text}");
}

#[test]
fn english() {
    check("In March 2011, China abstained from voting.", "March 2011 = 2011-03");
    check("On 16 February 2019, at the conference, he spoke.", "16 February 2019 = 2019-02-16");
    check("The attacks of September 11, 2001, however, came first.", "September 11, 2001 = 2001-09-11");
    check("Between 2012 and 2015 the trade grew.", "2012 and 2015 = 2012/2015");
    check("From 1949 to 1955, Beijing built alliances.", "1949 to 1955 = 1949/1955");
    check("This began in the early 1960s at the latest.", "early 1960s = 1960/1963~");
    check("They met in the first half of the 1960s for talks.", "first half of the 1960s = 1960/1965~");
    check("The crisis of 2013–2015 was long.", "2013–2015 = 2013/2015");
    check("Its approach to the 2017–18 crisis changed.", "2017–18 = 2017/2018");
    check("The 2022/2023 war has required much.", "2022/2023 = 2022/2023");
    check("Since 2003, Russia has sponsored it.", "2003 = 2003/..");
    check("The treaty with Korea dates from 1961 and remains.", "1961 = 1961");
    check("And then, from 1958, it began.", "1958 = 1958/..");
    check("They were ready by mid-2019 to begin.", "mid-2019 = ../2019-08");
    check("Drills took place in the autumn of 2022 at sea.", "autumn of 2022 = 2022-23");
    check("Russia’s 2022 invasion showed that.", "2022 = 2022");
    check("Its short-lived 1950 alliance with Moscow ended.", "1950 = 1950");
    check("Beijing’s 1950s appeal was heard.", "1950s = 195X");
    check("It was invited in 2018 and 2019 to exercises.", "2018 = 2018; 2019 = 2019");
    check("The forums of 2015, 2016 and 2018 met.", "2015 = 2015; 2016 = 2016; 2018 = 2018");
    check("About 1850 they settled there.", "1850 = 1850~");
    check("It lasted from January to October 2018 in all.", "January to October 2018 = 2018-01/2018-10");
    check("Held on 10/VI/2018 in Qingdao.", "10/VI/2018 = 2018-06-10");
    check("They met from 1–3 June 2018 in Singapore.", "1–3 June 2018 = 2018-06-01/2018-06-03");
    check("On Sunday, July 30, 2023, he came.", "July 30, 2023 = 2023-07-30");
    check("The Bandung Conference (1955) was the first.", "1955 = 1955");
    check("2014 saw the annexation of Crimea.", "2014 = 2014");
    check("That was agreed in 2019.25 The next line is another.", "2019 = 2019");
    check("Deploying some 3200 forces in 2018 and 1600 in 2019, it did.", "2018 = 2018; 2019 = 2019");
}

#[test]
fn what_dates_nothing() {
    check("Others agree (Foot, 2019; see also Xi 2014: 12) with this.", "");
    check("As Xi (2017c) and Bobo Lo (2019: 4–5) say, and Wu Xinbo (2018) too, it is so.", "");
    check("It supported Security Council Resolution 1368 and Resolution 1973 which came.", "");
    check("It voted for Resolutions 1368 and 1373 which came, and for 1540 of them.", "");
    check("See pages 1204, 1310 and 1400 for more than that.", "");
    check("The text speaks of event 1008 here, and of events 1955 and 1956 there.", "");
    check("Short-lived 1250 alliances of some sort were made.", "");
    check("Xinhua, 17 February 2019, and again in another place.", "");
    check("See pages 1204–1310 and https://example.org/2019/05/12 for it.", "");
    check("Word Count: 1940 words in the whole text here", "");
    check("Last month, in recent years, it trained 2000 soldiers and 15,000 members.", "");
    check("Date/Place: November 15, 2021/ USA and other things", "");
    check("Monday, June 24, 2024", "");
    check("Accessed 12 March 2019 in some library by somebody.", "");
    check("It was on 30 February 2019 that nothing happened.", "");
    check("Ask 2019 times for RMB2019 of it.", "");
    check("", "");
}

#[test]
fn other_languages() {
    check("Im März 2011 enthielt sich China der Stimme.", "März 2011 = 2011-03");
    check("Am 16. Februar 2019 sprach er in München.", "16. Februar 2019 = 2019-02-16");
    check("Von 1954 bis 1957 warb Peking um Freunde.", "1954 bis 1957 = 1954/1957");
    check("In den 1960er Jahren änderte sich das.", "1960er Jahren = 196X");
    check("Seit 2013 fordert China das.", "2013 = 2013/..");
    check("En mars 2011, la Chine s’est abstenue.", "mars 2011 = 2011-03");
    check("Le 1er octobre 1949, la République est née.", "1er octobre 1949 = 1949-10-01");
    check("Dans les années 1960, tout changea.", "années 1960 = 196X");
    check("De 1954 à 1957, Pékin chercha des amis.", "1954 à 1957 = 1954/1957");
    check("El 16 de febrero de 2019 habló en Múnich.", "16 de febrero de 2019 = 2019-02-16");
    check("Entre 2012 y 2015 creció el comercio.", "2012 y 2015 = 2012/2015");
    check("Em março de 2011, a China absteve-se.", "março de 2011 = 2011-03");
    check("2011年3月，中国在安理会投了弃权票。", "2011年3月 = 2011-03");
    check("2019年2月16日，他在慕尼黑发表讲话。", "2019年2月16日 = 2019-02-16");
    check("1955年的万隆会议是第一次。", "1955年 = 1955");
    check("20世纪60年代，情况发生了变化。", "20世纪60年代 = 196X");
    check("从2012年到2015年，贸易增长了。", "2012年到2015年 = 2012/2015");
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_strange(text in "([0-9]{1,5}|[A-Za-z]{1,6}|[-–/.,:;()’' ]|March|May|年|月|日|of|the|from|to|early|s|\\PC){0,30}") {
        for statement in statements(&text) {
            proptest::prop_assert!(text.get(statement.range.clone()).is_some());
            if let (Some(earliest), Some(latest)) = (statement.date.earliest, statement.date.latest) {
                proptest::prop_assert!(earliest <= latest);
            }
        }
    }
}
