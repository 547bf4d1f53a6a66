//! Limits the memory of the module: a file that takes more ends it, and the page starts another one. The limit of the program
//! for the process that parses workbooks is 896 MB; here, the rows are in the same memory.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--max-memory={}", 1_u32 << 30);
    }
}
