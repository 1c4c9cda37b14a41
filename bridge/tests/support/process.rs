//! Runs the real binary.

use std::io::{BufRead as _, BufReader};
use std::ops::Deref;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::{Caller, PATIENCE, in_time};

/// The time that a bridge may take to stop.
pub(crate) const STOP_WITHIN: Duration = Duration::from_secs(10);

/// The binary's command line in this folder, with an empty environment.
pub(crate) fn bridge(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bridge"));
    command.args(arguments).current_dir(folder).env_clear().stdin(Stdio::null());
    command
}

/// Sends a signal by the shell's built-in command, because not every machine has a `kill` program.
fn signal(process: u32, name: &str) {
    let script = r#"kill -s "$0" "$1""#;
    assert!(Command::new("sh").args(["-c", script, name, &process.to_string()]).status().unwrap().success());
}

/// The exit status and output of a run.
pub(crate) struct Outcome {
    pub(crate) status: ExitStatus,
    pub(crate) out: String,
    pub(crate) log: String,
}

impl Outcome {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let process = child.id();
        let Some(output) = in_time(|| child.wait_with_output().unwrap()) else {
            signal(process, "KILL");
            panic!("still running: {command:?}");
        };
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { status: output.status, out: text(output.stdout), log: text(output.stderr) }
    }
}

/// A process that serves on its own port.
pub(crate) struct Bridge {
    caller: Caller,
    child: Child,
    lines: Receiver<String>,
    log: String,
}

impl Deref for Bridge {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl Bridge {
    /// Starts a bridge in this folder, on a port that the system chooses.
    pub(crate) fn start(folder: &Path) -> Self {
        Self::run(&mut bridge(folder, &["--listen", "127.0.0.1:0"]))
    }

    /// Runs a command that serves, and waits until it listens.
    pub(crate) fn run(command: &mut Command) -> Self {
        Self::try_run(command).unwrap_or_else(|outcome| panic!("{}:\n{}", outcome.status, outcome.log))
    }

    /// Runs a command that serves; returns the listening bridge, or its outcome if it exited.
    pub(crate) fn try_run(command: &mut Command) -> Result<Self, Outcome> {
        // With inherited output, a reader of the test's output would wait for a bridge that outlives the test.
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let anywhere = Caller::of(([127, 0, 0, 1], 0).into());
        let mut bridge = Self { caller: anywhere, child, lines, log: String::new() };
        let Some(line) = bridge.next_line_with("listening on http://") else { return Err(bridge.end()) };
        let address = line.split("http://").nth(1).unwrap().split(',').next().unwrap();
        bridge.caller = Caller::of(address.parse().unwrap());
        Ok(bridge)
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for a line of the log.
    pub(crate) fn line_with(&mut self, text: &str) -> String {
        self.next_line_with(text).unwrap_or_else(|| panic!("ended before a line with {text:?}:\n{}", self.log))
    }

    /// The next line with this text; none if the log ends first.
    fn next_line_with(&mut self, text: &str) -> Option<String> {
        let deadline = Instant::now() + PATIENCE;
        while let Some(line) = self.next_line(deadline) {
            if line.contains(text) {
                return Some(line);
            }
        }
        None
    }

    /// The next line of the log; none when the process has ended.
    fn next_line(&mut self, deadline: Instant) -> Option<String> {
        match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                self.log.push_str(&line);
                self.log.push('\n');
                Some(line)
            }
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("still running, and nothing more in the log:\n{}", self.log),
        }
    }

    pub(crate) fn signal(&self, name: &str) {
        signal(self.id(), name);
    }

    /// Waits for the process to end.
    pub(crate) fn end(mut self) -> Outcome {
        let deadline = Instant::now() + STOP_WITHIN;
        while self.next_line(deadline).is_some() {}
        let status = self.child.wait().unwrap();
        let out = std::io::read_to_string(self.child.stdout.take().unwrap()).unwrap();
        Outcome { status, out, log: std::mem::take(&mut self.log) }
    }

    /// Sends SIGTERM and waits for the process to end.
    pub(crate) fn stop(self) -> Outcome {
        self.signal("TERM");
        self.end()
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        // After a passed test it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
