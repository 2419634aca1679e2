//! A running preview: starts the program, asks it over HTTP, and ends it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use crate::site::Site;

/// Longer than anything takes, even on a busy machine: only a failing test waits so long.
const LONGEST: Duration = Duration::from_secs(60);

/// Waits until something holds.
pub fn within(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < LONGEST, "waited in vain for {what}");
        sleep(Duration::from_millis(10));
    }
}

pub struct Preview {
    child: Child,
    pub port: u16,
    said: Arc<Mutex<String>>,
}

pub struct Answer {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

impl Preview {
    /// Starts at any free port, unless another is among the arguments.
    pub fn start(site: &Site, arguments: &[&str]) -> Preview {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loggia"));
        command.arg("serve").arg("--root").arg(site.root()).args(arguments);
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program to start");
        let said = Arc::new(Mutex::new(String::new()));
        keep(child.stdout.take().expect("its output"), &said);
        keep(child.stderr.take().expect("its messages"), &said);
        let mut preview = Preview { child, port: 0, said };
        within("the preview to begin", || preview.said().contains("Ctrl-C ends it."));
        let said = preview.said();
        let address = said.split("http://127.0.0.1:").nth(1).expect("the address");
        preview.port = address.split('/').next().and_then(|port| port.parse().ok()).expect("the port");
        preview
    }

    /// All that the terminal was told.
    pub fn said(&self) -> String {
        self.said.lock().expect("the text").clone()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "127.0.0.1")
    }

    pub fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("to ask");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").expect("head and body");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// What browsers are told, from now on.
    pub fn listen(&self) -> News {
        let mut stream = self.connect();
        write!(stream, "GET /__loggia/events HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("to ask");
        News(BufReader::new(stream))
    }

    /// What browsers are told at this moment.
    pub fn news(&self) -> serde_json::Value {
        self.listen().next()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(LONGEST)).expect("a timeout");
        stream
    }

    /// Ctrl-C, and the exit status that comes of it.
    #[cfg(unix)]
    pub fn interrupt(&mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status().expect("kill to run");
        assert!(sent.success());
        self.child.wait().expect("the program to end").code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct News(BufReader<TcpStream>);

impl News {
    /// Listens until something is told.
    pub fn until(&mut self, told: impl Fn(&serde_json::Value) -> bool) {
        while !told(&self.next()) {}
    }

    pub fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("an event") > 0, "the events ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).expect("JSON");
            }
        }
    }
}

fn keep(from: impl Read + Send + 'static, said: &Arc<Mutex<String>>) {
    let said = said.clone();
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut said = said.lock().expect("the text");
            said.push_str(&line);
            said.push('\n');
        }
    });
}
