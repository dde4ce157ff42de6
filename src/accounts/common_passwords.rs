//! Passwords that guessers try first. Long ones are mostly made in four ways: a famous one, a single word with
//! numbers around it, something short over and over, or a walk along the keyboard. All four are recognized here,
//! offline, so that no part of a password ever leaves the house.

use std::collections::HashSet;

/// Words that carry no secret, whatever figures and signs stand around them.
const WORDS: &str = "
    admin administrator changeme conference default dragon football forum hello iloveyou lanyard letmein login
    manager master monkey organizer passphrase passw0rd password princess qwerty qwertyuiop registration secret
    secretpassword shadow starwars sunshine superman test trustno1 user welcome woaini
    админ администратор йцукен конференция любовь москва пароль привет россия секрет спартак
";

/// Whole phrases that are on every list, without their spaces.
const PHRASES: &str = "
    1234qwerasdf 1234qwerasdfzxcv 123qweasdzxc 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1qaz2wsx3edc
    1qaz2wsx3edc4rfv a1b2c3d4e5f6 a1s2d3f4g5h6 asdf1234qwer q1w2e3r4t5y6 q1w2e3r4t5y6u7 qazwsxedcrfv
    qazwsxedcrfvtgb qwe123asd456 qweasdzxc123 qwer1234asdf zaq12wsxcde3 zaq1xsw2cde3 zxcvasdfqwer
    correcthorsebatterystaple everybodylies ihatepasswords iloveyouforever iloveyousomuch letmeinplease
    manchesterunited maytheforcebewithyou mypasswordis mysecretpassword newyorkyankees opensesame123
    spongebobsquarepants thebestpassword thisisapassword thisismypassword unbelievable
    1314520woaini 5201314woaini woaini1314520 woaini5201314
    1й2ц3у4к5е6н йцукенфывапр мойпарольпароль спартакчемпион янезнаюпароль
";

/// Keys and letters in the order in which a lazy hand runs over them.
const ROWS: [&str; 9] = [
    "12345678901234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
];

/// Whether `password` is among the first that somebody would try.
pub fn is_common(password: &str) -> bool {
    let folded: String = password.to_lowercase().split_whitespace().collect();
    let core = folded.trim_matches(|c: char| !c.is_alphabetic());
    WORDS.split_whitespace().any(|word| word == core)
        || PHRASES.split_whitespace().any(|phrase| phrase == folded)
        || is_repetition(&folded)
        || is_walk(&folded)
}

/// Few different characters, or a short piece over and over: as good as the piece alone.
fn is_repetition(folded: &str) -> bool {
    let characters: Vec<char> = folded.chars().collect();
    let different: HashSet<&char> = characters.iter().collect();
    let repeats = |length: usize| characters.iter().zip(&characters[length..]).all(|(a, b)| a == b);
    different.len() < 5 || (1..=characters.len() / 2).take(9).any(repeats)
}

/// Made of runs along a row, forwards or backwards, that are four characters long on average.
fn is_walk(folded: &str) -> bool {
    let characters: Vec<char> = folded.chars().collect();
    let follows = |a: char, b: char| ROWS.iter().any(|row| row.contains(&String::from_iter([a, b])));
    let breaks = characters
        .windows(2)
        .filter(|pair| !follows(pair[0], pair[1]) && !follows(pair[1], pair[0]))
        .count();
    (breaks + 1) * 4 <= characters.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_is_recognized() {
        for common in [
            "passwordpassword",
            "Password2026!",
            "…password1234567",
            "aaaaaaaaaaaa",
            "121212121212",
            "123456789012",
            "abcdefghijkl",
            "zyxwvutsrqpo",
            "qwertyuiopasdf",
            "QWERTYUIOP123",
            "йцукенгшщзхъ",
            "Пароль123456",
            "1q2w3e4r5t6y",
            "correct horse battery staple",
            "lanyard-2026",
        ] {
            assert!(is_common(common), "{common}");
        }
    }

    #[test]
    fn what_nobody_tries_is_not() {
        for rare in [
            "korova-letit-domoj",
            "Radisson on the hill 7",
            "三只小猪在海边跑步吃苹果",
            "x9#Kq2!vLm7$",
            "мокрая лампа поёт",
        ] {
            assert!(!is_common(rare), "{rare}");
        }
    }
}
