use std::ffi::CStr;
use std::os::raw::c_char;

#[link(name = "sqlite3")]
extern "C" {
    fn sqlite3_libversion() -> *const c_char;
}

fn main() {
    let version = unsafe { CStr::from_ptr(sqlite3_libversion()) };
    println!("{}", version.to_str().unwrap());
}
