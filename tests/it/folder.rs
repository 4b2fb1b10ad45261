//! Folders that vanish.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

/// Where temporary folders are: in memory, where the system has room there and nobody asked for another place. What is written is
/// brought safely to its medium before a program ends, which on a disk takes a test most of its time.
static PLACE: LazyLock<PathBuf> = LazyLock::new(|| match env::var_os("TMPDIR") {
    None if has_room_in_memory() => PathBuf::from(MEMORY),
    _ => env::temp_dir(),
});

const MEMORY: &str = "/dev/shm";

/// Whether a file system in memory is mounted, and is not as small as containers have it, which is 64 megabytes.
fn has_room_in_memory() -> bool {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let mut options =
        mounts.lines().filter_map(|line| line.split_whitespace().nth(3).filter(|_| line.contains(MEMORY)));
    let is_large = |options: &str| {
        let size = options.split(',').find_map(|option| option.strip_prefix("size=")?.strip_suffix('k')?.parse().ok());
        size.is_none_or(|kilobytes: u64| kilobytes >= 1_000_000)
    };
    options.next_back().is_some_and(is_large)
}

/// A folder of its own for one test, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("sinosov-test-{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = PLACE.join(name);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind is in the temporary place and harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}
