//! The preview: how long until the first page is there, and until an edit shows.
//!
//! Servers listen on 127.0.0.1 only. A page is asked for again and again until the wanted words are on it.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::builds::project_file;
use super::project::{project_slug, title};
use super::report::{Preview, Results};
use super::systems::{Name, Systems};
use super::{Outcome, at, say};

/// Who serves, and with what more on the command line.
const SERVERS: [(Name, &str, &[&str]); 5] = [
    (Name::Loggia, "loggia serve", &[]),
    (Name::Gallery, "loggia serve, gallery theme", &[]),
    (Name::Hugo, "hugo server", &[]),
    (Name::Hugo, "hugo server --disableFastRender", &["--disableFastRender"]),
    (Name::Hugo, "hugo server --renderToMemory", &["--renderToMemory"]),
];

/// Between two edits, so that what goes on behind the page comes to its end.
const REST: Duration = Duration::from_millis(1500);
/// The project that is looked at and edited.
const EDITED: usize = 2;
const POLL: Duration = Duration::from_micros(500);
const PATIENCE: Duration = Duration::from_secs(1800);

/// Each server is started `runs` times, and an edit made `edits` times after each start.
pub fn measure(systems: &Systems, runs: usize, edits: usize, results: &mut Results) -> Outcome<()> {
    for run in 1..=runs {
        for (name, title, more) in SERVERS.into_iter().filter(|(name, ..)| systems.names.contains(name)) {
            say(&format!("{title}, {run} of {runs}"));
            results.add_preview(title, one(systems, name, more, edits)?);
        }
    }
    Ok(())
}

/// Starts a server, edits a page, stops it.
fn one(systems: &Systems, name: Name, more: &[&str], edits: usize) -> Outcome<Preview> {
    let port = free_port().map_err(|error| format!("no port is free: {error}"))?;
    let started = Instant::now();
    let mut server = Server::start(&mut systems.server(name, port, more))?;
    let page = format!("/projects/{}/", project_slug(EDITED));
    server.wait_for(port, &page, &title(EDITED))?;
    let first = started.elapsed().as_secs_f64();

    let file = project_file(systems, name, EDITED);
    let original = fs::read_to_string(&file).map_err(at(&file))?;
    let mut times = Vec::new();
    for number in 1..=edits {
        sleep(REST);
        let mark = format!("This is edit {number} of this page");
        let edited = Instant::now();
        fs::write(&file, format!("{original}{mark}.\n")).map_err(at(&file))?;
        server.wait_for(port, &page, &mark)?;
        times.push(edited.elapsed().as_secs_f64());
    }
    fs::write(&file, original).map_err(at(&file))?;
    Ok(Preview { first, edits: times, memory: server.memory() })
}

/// The port is free now; that nobody else takes it in the meantime is likely enough.
fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Stopped when dropped.
struct Server(Child);

impl Server {
    fn start(command: &mut Command) -> Outcome<Server> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        child.map(Server).map_err(|error| format!("{:?} can't be run: {error}", command.get_program()))
    }

    /// Asks for the page until it has these words.
    fn wait_for(&mut self, port: u16, page: &str, words: &str) -> Outcome<()> {
        let started = Instant::now();
        while !get(port, page).is_ok_and(|text| text.contains(words)) {
            if let Ok(Some(status)) = self.0.try_wait() {
                return Err(format!("the server ended ({status}) before {page} was there"));
            }
            if started.elapsed() > PATIENCE {
                return Err(format!("{page} did not show {words:?} in {} s", PATIENCE.as_secs()));
            }
            sleep(POLL);
        }
        Ok(())
    }

    /// The most memory that it had, in MiB, where the system tells.
    fn memory(&self) -> f64 {
        let text = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let size = peak.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
        size.map_or(f64::NAN, |size| size / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The answer as it comes, head and all.
fn get(port: u16, page: &str) -> io::Result<String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // In HTTP 1.0 the page comes in one piece and ends with the connection.
    write!(stream, "GET {page} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let fine = text.lines().next().is_some_and(|line| line.contains(" 200 "));
    if fine { Ok(text) } else { Err(io::Error::other("not there yet")) }
}
