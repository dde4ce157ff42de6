//! What the product logs while somebody listens.

use std::io;
use std::sync::{Arc, Mutex};

/// What was logged. Whatever runs `with_subscriber` of it writes here.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    pub fn subscriber(&self) -> impl tracing::Subscriber + Send + Sync + use<> {
        let log = self.clone();
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::INFO)
            .with_writer(move || log.clone())
            .with_ansi(false)
            .finish()
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    pub fn errors(&self) -> usize {
        self.lines_of("ERROR").len()
    }

    pub fn warnings(&self) -> Vec<String> {
        self.lines_of("WARN")
    }

    fn lines_of(&self, level: &str) -> Vec<String> {
        let text = self.text();
        let lines = text.lines().filter(|line| line.contains(level));
        lines.map(ToOwned::to_owned).collect()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
