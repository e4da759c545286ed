//! The shim under SQLite: its own VFS with every request passed on, and told to the [`Disk`] that
//! watches the folder. It becomes the default of the process, and leaves other folders alone.
#![allow(unsafe_code)] // the one such module: SQLite asks for C functions

use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::Path;
use std::sync::{Arc, Mutex, Once, PoisonError, Weak};

use rusqlite::ffi;

use super::{Disk, How, Io, Op};

static DISKS: Mutex<Vec<Weak<Disk>>> = Mutex::new(Vec::new());

/// SQLite's own VFS, which the shim passes everything on to.
struct Real(*mut ffi::sqlite3_vfs);
// SAFETY: a registered VFS lives as long as the process, and SQLite calls it from every thread.
unsafe impl Sync for Real {}
unsafe impl Send for Real {}
static REAL: std::sync::OnceLock<Real> = std::sync::OnceLock::new();

/// An open file: SQLite allocates it with the real file behind it.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    watched: *mut Watched,
}

struct Watched {
    disk: Arc<Disk>,
    file: usize,
    /// The first sync of a log or journal that may be new syncs the folder too.
    sync_folder: bool,
}

/// Puts a disk under SQLite.
pub(super) fn watch(disk: &Arc<Disk>) {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        // SAFETY: the default VFS is never unregistered; the copy is leaked, so it lives as long.
        unsafe {
            ffi::sqlite3_initialize();
            let real = ffi::sqlite3_vfs_find(std::ptr::null());
            let mut shim = *real;
            shim.szOsFile = size_of::<File>() as c_int + (*real).szOsFile;
            shim.pNext = std::ptr::null_mut();
            shim.zName = c"watched".as_ptr();
            shim.xOpen = Some(open);
            shim.xDelete = Some(delete);
            _ = REAL.set(Real(real));
            ffi::sqlite3_vfs_register(Box::leak(Box::new(shim)), 1);
        }
    });
    let mut disks = DISKS.lock().unwrap_or_else(PoisonError::into_inner);
    disks.retain(|disk| disk.strong_count() > 0);
    disks.push(Arc::downgrade(disk));
}

/// The disk that watches a file, and the file's name.
///
/// # Safety
/// `path` is null or a C string.
unsafe fn watched(path: *const c_char) -> Option<(Arc<Disk>, String)> {
    if path.is_null() {
        return None;
    }
    // SAFETY: as promised by the caller.
    watched_path(Path::new(unsafe { CStr::from_ptr(path) }.to_str().ok()?))
}

fn watched_path(path: &Path) -> Option<(Arc<Disk>, String)> {
    let disks = DISKS.lock().unwrap_or_else(PoisonError::into_inner);
    let disk =
        disks.iter().filter_map(Weak::upgrade).find(|disk| path.parent() == Some(&disk.folder))?;
    Some((disk, path.file_name()?.to_str()?.to_owned()))
}

unsafe extern "C" {
    safe fn fsync(file: c_int) -> c_int;
}

/// The C library's `fdatasync`, which is the standard library's `File::sync_data`: what the log
/// syncs past SQLite is seen here. SQLite itself uses `fsync`.
#[cfg(target_os = "linux")]
#[unsafe(no_mangle)]
extern "C" fn fdatasync(file: c_int) -> c_int {
    let code = fsync(file);
    if code == 0
        && let Ok(path) = std::fs::read_link(format!("/proc/self/fd/{file}"))
        && let Some((disk, name)) = watched_path(&path)
    {
        disk.synced_by_the_log(&name);
    }
    code
}

fn real_vfs() -> *mut ffi::sqlite3_vfs {
    REAL.get().map_or(std::ptr::null_mut(), |real| real.0)
}

// SAFETY of all that follows: SQLite calls these with a file that `open` filled, or is filling; the
// real file lies behind it, and its methods are all set, since the real VFS is at version 2 or newer.

unsafe fn real(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    unsafe { file.cast::<u8>().add(size_of::<File>()).cast() }
}

unsafe fn watcher<'a>(file: *mut ffi::sqlite3_file) -> Option<&'a mut Watched> {
    unsafe { (*file.cast::<File>()).watched.as_mut() }
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    unsafe {
        let ours = file.cast::<File>();
        (*ours).base.pMethods = std::ptr::null();
        (*ours).watched = std::ptr::null_mut();
        let watched = watched(path);
        if let Some((disk, _)) = &watched
            && let Some((_, code)) = disk.refuses(Io::Open)
        {
            return code;
        }
        let new = watched.as_ref().is_some_and(|(disk, name)| !disk.folder.join(name).exists());
        let vfs = real_vfs();
        let Some(real_open) = (*vfs).xOpen else { return ffi::SQLITE_CANTOPEN };
        let code = real_open(vfs, path, real(file), flags, out);
        if code != ffi::SQLITE_OK {
            return code;
        }
        if let Some((disk, name)) = watched {
            let journals = ffi::SQLITE_OPEN_SUPER_JOURNAL
                | ffi::SQLITE_OPEN_MAIN_JOURNAL
                | ffi::SQLITE_OPEN_WAL;
            let sync_folder = flags & ffi::SQLITE_OPEN_CREATE != 0 && flags & journals != 0;
            let file = disk.opened(&name, new);
            (*ours).watched = Box::into_raw(Box::new(Watched { disk, file, sync_folder }));
        }
        (*ours).base.pMethods = &METHODS;
        code
    }
}

unsafe extern "C" fn delete(
    _: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    sync_folder: c_int,
) -> c_int {
    unsafe {
        let vfs = real_vfs();
        let Some(real_delete) = (*vfs).xDelete else { return ffi::SQLITE_IOERR_DELETE };
        let code = real_delete(vfs, path, sync_folder);
        if code == ffi::SQLITE_OK
            && let Some((disk, name)) = watched(path)
        {
            disk.removed(&name, sync_folder != 0);
        }
        code
    }
}

/// Calls a method of the real file.
macro_rules! pass {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        let real = real($file);
        match (*(*real).pMethods).$method {
            Some(method) => method(real $(, $argument)*),
            None => ffi::SQLITE_IOERR,
        }
    }};
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    unsafe {
        let ours = file.cast::<File>();
        if !(*ours).watched.is_null() {
            drop(Box::from_raw((*ours).watched));
        }
        pass!(file, xClose)
    }
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    into: *mut c_void,
    count: c_int,
    offset: i64,
) -> c_int {
    unsafe {
        if let Some((_, code)) = watcher(file).and_then(|watched| watched.disk.refuses(Io::Read)) {
            return code;
        }
        pass!(file, xRead, into, count, offset)
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    count: c_int,
    offset: i64,
) -> c_int {
    unsafe {
        let Some(watched) = watcher(file) else {
            return pass!(file, xWrite, from, count, offset);
        };
        let refused = watched.disk.refuses(Io::Write);
        // A disk that is full or breaks has often written some of it.
        let count = if refused.is_some() { count / 2 } else { count };
        let code = pass!(file, xWrite, from, count, offset);
        if code == ffi::SQLITE_OK {
            let bytes = std::slice::from_raw_parts(from.cast::<u8>(), count as usize).into();
            watched.disk.note(Op::Write { file: watched.file, offset: offset as usize, bytes });
        }
        refused.map_or(code, |(_, code)| code)
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    unsafe {
        let Some(watched) = watcher(file) else { return pass!(file, xTruncate, size) };
        if let Some((_, code)) = watched.disk.refuses(Io::Truncate) {
            return code;
        }
        let code = pass!(file, xTruncate, size);
        if code == ffi::SQLITE_OK {
            watched.disk.note(Op::Truncate { file: watched.file, size: size as usize });
        }
        code
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    unsafe {
        let Some(watched) = watcher(file) else { return pass!(file, xSync, flags) };
        watched.disk.wait_while_held();
        if let Some((how, code)) = watched.disk.refuses(Io::Sync) {
            let file_number = watched.file;
            if how == How::ForgetsPages {
                let old = watched.disk.medium().durable[file_number].clone();
                pass!(file, xTruncate, 0);
                pass!(file, xWrite, old.as_ptr().cast(), old.len() as c_int, 0);
            }
            if matches!(how, How::DropsPages | How::ForgetsPages) {
                let forgotten = how == How::ForgetsPages;
                watched.disk.note(Op::Dropped { file: file_number, forgotten });
            }
            return code;
        }
        let code = pass!(file, xSync, flags);
        if code == ffi::SQLITE_OK {
            watched.disk.note(Op::Sync { file: watched.file });
            if std::mem::take(&mut watched.sync_folder) {
                watched.disk.note(Op::SyncFolder);
            }
        }
        code
    }
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    unsafe { pass!(file, xFileSize, size) }
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    unsafe { pass!(file, xLock, level) }
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    unsafe { pass!(file, xUnlock, level) }
}

unsafe extern "C" fn reserved(file: *mut ffi::sqlite3_file, answer: *mut c_int) -> c_int {
    unsafe { pass!(file, xCheckReservedLock, answer) }
}

unsafe extern "C" fn control(file: *mut ffi::sqlite3_file, op: c_int, arg: *mut c_void) -> c_int {
    unsafe { pass!(file, xFileControl, op, arg) }
}

unsafe extern "C" fn sector_size(file: *mut ffi::sqlite3_file) -> c_int {
    unsafe { pass!(file, xSectorSize) }
}

unsafe extern "C" fn characteristics(file: *mut ffi::sqlite3_file) -> c_int {
    unsafe { pass!(file, xDeviceCharacteristics) }
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    memory: *mut *mut c_void,
) -> c_int {
    unsafe { pass!(file, xShmMap, page, size, extend, memory) }
}

unsafe extern "C" fn shm_lock(
    file: *mut ffi::sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    unsafe { pass!(file, xShmLock, offset, count, flags) }
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    unsafe {
        let real = real(file);
        if let Some(barrier) = (*(*real).pMethods).xShmBarrier {
            barrier(real);
        }
    }
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    unsafe { pass!(file, xShmUnmap, delete) }
}

/// Version 2: without memory-mapped reads, so that everything is asked for here.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
